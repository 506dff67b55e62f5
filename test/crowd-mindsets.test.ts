import { expect, test } from 'vitest'
import { createCast } from '../agents/user.ts'
import { createVisits } from '../agents/visit.ts'
import session from '../machines/session.ts'
import { SCALARS } from '../src/contract/session.ts'
import { createCrowdCast } from '../src/crowd/cast.ts'
import { compile } from '../src/crowd/compile.ts'
import { createReferenceCast } from '../src/crowd/reference.ts'
import { createCrowdVisits } from '../src/crowd/visits.ts'
import { createChance } from '../src/kernel/chance.ts'
import type { MindsetEvent, MindsetInput } from '../src/mindset.ts'
import { allOn } from '../src/shelf.ts'
import type { Cast, VisitEvent } from '../src/streams/cast.ts'
import { live } from '../src/testing/mindset-life.ts'

const mindsets = Object.entries(allOn('mindsets'))
const PEOPLE = 30
const STEPS = 200

/** What can be seen of a person, whoever runs it. */
function seen(cast: Cast, user: number) {
  const felt = new Float64Array(SCALARS.length)
  cast.felt(user, felt)
  const { value, context, status, tags } = cast.snapshot(user) as Record<string, never>
  return {
    felt: [...felt],
    mood: cast.mood(user),
    value,
    context,
    status,
    tags: [...(tags as unknown as Set<string>)].sort()
  }
}

function sent(cast: Cast, user: number, event: MindsetEvent, at: number): number | string {
  try {
    return cast.send(user, event, at)
  } catch (error) {
    return String(error)
  }
}

test.each(mindsets)('%s does the same live, as reference and as crowd, in lives of all kinds', (_name, mindset) => {
  const lives: MindsetEvent[][] = []
  const inputs: MindsetInput[] = []
  for (let walk = 0; walk < PEOPLE; walk++) {
    lives.push(
      live(mindset, walk, STEPS, ({ snapshot }, event) => {
        if (!event) inputs.push({ patience: snapshot.context.patience, trust: snapshot.context.trust })
      })
    )
  }
  const inputOf = (user: number) => inputs[user]!
  const people = createCast(mindset, inputOf, PEOPLE)
  const reference = createReferenceCast(mindset, inputOf, PEOPLE)
  const crowd = createCrowdCast(mindset, inputOf, PEOPLE, { auditShare: 1 })
  const program = compile(mindset)
  const visited = new Set<string>()
  let steps = 0
  for (let step = 0; step < STEPS; step++) {
    for (const [user, events] of lives.entries()) {
      const event = events[step]
      if (!event) continue
      const { value } = crowd.snapshot(user) as { value: object }
      visited.add(`${JSON.stringify(value)} ${event.type}`)
      const at = 1_000 * step + user
      const said = sent(people, user, event, at)
      expect(sent(reference, user, event, at)).toBe(said)
      expect(sent(crowd, user, event, at)).toBe(said)
      const now = seen(people, user)
      expect(seen(reference, user)).toEqual(now)
      expect(seen(crowd, user)).toEqual(now)
      steps++
    }
  }
  expect(crowd.audit.divergence).toBeUndefined()
  expect(crowd.audited()).toBe(steps)
  expect(steps).toBeGreaterThan(2_000)
  expect(visited.size).toBeGreaterThan(70)
  if (process.env.SHOW) console.log(_name, program.configurations.length, program.runs, steps, visited.size)
})

test('people of a range are who they are among all', () => {
  const [, mindset] = mindsets[0]!
  const inputOf = (user: number) => ({ patience: user / 10, trust: 0.5 })
  const all = createCrowdCast(mindset, inputOf, 10)
  for (const range of [
    { from: 0, to: 4 },
    { from: 4, to: 10 }
  ]) {
    const some = [createCrowdCast, createReferenceCast].map((create) => create(mindset, inputOf, 10, { range }))
    some.push(createCast(mindset, inputOf, 10, undefined, range))
    for (let user = range.from; user < range.to; user++)
      for (const cast of some) {
        sent(cast, user, { type: 'session.started', session: 0, awayDays: 0 }, 5)
        expect(cast.snapshot(user)).toMatchObject({ context: (all.snapshot(user) as { context: object }).context })
      }
  }
})

test('visits of a crowd begin, go on and end as those of actors do', () => {
  const types: VisitEvent[] = [
    'slate.shown',
    'feedback.given',
    'instruction.asked',
    'instruction.given',
    'user.left',
    'mind.failed',
    'recommender.failed'
  ]
  const luck = createChance(3).for('visits')
  const [one, other] = [createVisits(3), createCrowdVisits(session, 3)]
  const endings = new Set<number>()
  for (let visit = 0; visit < 200; visit++) {
    one.begin(1, 1 + (visit % 4))
    other.begin(1, 1 + (visit % 4))
    for (let step = 0; step < 12; step++) {
      luck.at(1, visit, step)
      // mostly in turn, now and then not
      const [odd = 0, which = 0] = luck.block
      const type = odd < 0.7 ? types[step % 2]! : types[Math.floor(which * types.length)]!
      const ended = one.send(1, type)
      expect(other.send(1, type)).toBe(ended)
      endings.add(ended)
      if (ended >= 0) break
    }
  }
  expect(endings).toEqual(new Set([-1, 0, 1, 2]))
})
