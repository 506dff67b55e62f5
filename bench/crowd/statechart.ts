import type { MindsetEvent } from 'recoworld/define'
import attention from 'recoworld/mindsets/attention'
import { createChance } from 'recoworld/testing'
import { createCast } from '../../dist/agents/user.js'
import { createCrowdCast } from '../../dist/src/crowd/cast.js'
import { createReferenceCast } from '../../dist/src/crowd/reference.js'
import type { Cast } from '../../dist/src/streams/cast.js'
import { byHand } from './by-hand.ts'

const TURNS = 10
const inputs = () => ({ patience: 0.6, trust: 0.5 })
const CASTS: Record<string, (people: number) => Cast> = {
  live: (people) => createCast(attention, inputs, people),
  reference: (people) => createReferenceCast(attention, inputs, people),
  crowd: (people) => createCrowdCast(attention, inputs, people),
  'by hand': (people) => byHand(inputs, people)
}

/** CPU nanoseconds that a mindset takes for one event of ordinary visits, nothing else running. */
export function perEvent(engine: string, people: number): number {
  const cast = CASTS[engine]!(people)
  const luck = createChance(3).for('bench')
  let [events, nanoseconds] = [0, 0]
  for (let session = 0; session < 3; session++) {
    const batch: [number, MindsetEvent][] = []
    for (let user = 0; user < people; user++)
      batch.push([user, { type: 'session.started', session, awayDays: session }])
    for (let turn = 0; turn < TURNS; turn++)
      for (let user = 0; user < people; user++) {
        luck.at(user, session, turn)
        const [delight, watchRatio, sameness, chance] = luck.block as unknown as [number, number, number, number]
        batch.push([user, { type: 'slate.shown', session, turn, obeyed: 0 }])
        const answer = { delight: 2 * delight - 1, watchRatio, sameness, found: watchRatio, seconds: 60 * delight }
        const causes = { hazard: 0.2 * sameness, leaveCause: 0, disengageCause: chance < 0.06 ? 1 : 0 }
        batch.push([user, { type: 'review.answered', session, turn, ...answer, ...causes }])
        if (chance < 0.06) batch.push([user, { type: 'instruction.answered', session, turn }])
      }
    for (let user = 0; user < people; user++) batch.push([user, { type: 'session.truncated', session, turn: TURNS }])
    const since = process.cpuUsage()
    for (const [user, event] of batch) cast.send(user, event, 0)
    const { user, system } = process.cpuUsage(since)
    if (session === 0) continue // it warms up
    events += batch.length
    nanoseconds += (user + system) * 1_000
  }
  return nanoseconds / events
}

if (process.argv[2]) console.log(JSON.stringify({ ns: perEvent(process.argv[2], Number(process.argv[3])) }))
