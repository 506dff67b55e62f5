import { expect, test } from 'vitest'
import { createMachine } from 'xstate'
import attention from '../machines/mindsets/attention.ts'
import { RecoError } from '../src/contract/error.ts'
import { createAudit } from '../src/crowd/audit.ts'
import { createCrowdCast } from '../src/crowd/cast.ts'
import { compile } from '../src/crowd/compile.ts'
import { createReferenceCast } from '../src/crowd/reference.ts'
import { createRows } from '../src/crowd/rows.ts'
import type { MindsetMachine } from '../src/mindset.ts'
import type { Cast } from '../src/streams/cast.ts'
import { reviewed, shown, started } from '../src/testing/mindset-events.ts'
import { machines } from './helpers/crowd-machines.ts'

const PEOPLE = 200
const inputOf = (user: number) => ({ patience: (user % 10) / 10, trust: 0.5 })

function play(cast: Cast, turns = 6): void {
  for (let user = 0; user < PEOPLE; user++) cast.send(user, started, 0)
  for (let turn = 1; turn <= turns; turn++)
    for (let user = 0; user < PEOPLE; user++) {
      cast.send(user, shown(turn), 2 * turn)
      cast.send(user, reviewed(turn, { delight: ((user * 7 + turn) % 21) / 10 - 1 }), 2 * turn + 1)
    }
}

/** The same chart, and one threshold that is a little off. */
const offByALittle = attention.provide({
  guards: { isAbsorbed: ({ context }: { context: { interest: number } }) => context.interest > 0.62 } as never
}) as unknown as MindsetMachine

test('an audit of a sound crowd finds nothing, and says how much it looked over', () => {
  const crowd = createCrowdCast(attention, inputOf, PEOPLE, { auditShare: 0.1 })
  play(crowd)
  expect(crowd.audit.divergence).toBeUndefined()
  expect(() => crowd.vouch()).not.toThrow()
  const steps = PEOPLE * 13
  expect(crowd.audited() / steps).toBeGreaterThan(0.08)
  expect(crowd.audited() / steps).toBeLessThan(0.12)
})

test('which steps are audited depends on who, what and when alone', () => {
  const counts = [
    { from: 0, to: 200 },
    { from: 0, to: 80 },
    { from: 80, to: 200 }
  ].map((range) => {
    const crowd = createCrowdCast(attention, inputOf, PEOPLE, { auditShare: 0.2, range, seed: 5 })
    for (let user = range.from; user < range.to; user++) crowd.send(user, started, user * 3)
    return crowd.audited()
  })
  expect(counts[0]).toBe(counts[1]! + counts[2]!)
  expect(counts[0]).toBeGreaterThan(0)
})

test('a threshold that is a little off in the program is found by the audit, which says what, who and where', () => {
  const crowd = createCrowdCast(attention, inputOf, PEOPLE, { auditShare: 0.2, program: compile(offByALittle) })
  play(crowd)
  const { divergence } = crowd.audit
  expect(divergence).toBeInstanceOf(RecoError)
  expect(divergence!.code).toBe('crowd.diverged')
  expect(divergence!.message).toMatch(/mood\.curious.*mood\.engaged/)
  expect(divergence!.message).toMatch(/user \d+, event review\.answered, from visit\.reviewing \+ mood\.curious/)
  expect(() => crowd.vouch()).toThrow(divergence)
})

test('the same fault is found by whoever compares with the reference', () => {
  const crowd = createCrowdCast(attention, inputOf, PEOPLE, { auditShare: 0, program: compile(offByALittle) })
  const reference = createReferenceCast(attention, inputOf, PEOPLE)
  const both = [crowd, reference]
  let apart = 0
  for (const cast of both) for (let user = 0; user < PEOPLE; user++) cast.send(user, started, 0)
  for (let user = 0; user < PEOPLE; user++) {
    for (const cast of both) {
      cast.send(user, shown(1), 1)
      cast.send(user, reviewed(1, { delight: (user % 21) / 10 - 1 }), 2)
    }
    if (crowd.mood(user) !== reference.mood(user)) apart++
  }
  expect(apart).toBeGreaterThan(0)
  expect(apart).toBeLessThan(PEOPLE / 4)
})

test.each([
  ['a wrong target', { B: 'asleep' }],
  ['a forgotten action', { A: { target: 'awake', reenter: true } }]
])('%s in the program of a machine with timers is found by the audit', (_fault, on) => {
  const { machine } = machines.timers!
  const states = machine.config.states as Record<string, object>
  const spoilt = createMachine(
    { ...machine.config, states: { ...states, awake: { ...states.awake, entry: [], on } } } as never,
    machine.implementations as never
  )
  expect(divergenceOf(spoilt as never, 'timers')?.code).toBe('crowd.diverged')
  expect(divergenceOf(machine, 'timers')).toBeUndefined()
})

test('a delay that is wrong in the program is found by the audit, before it is over', () => {
  const { machine } = machines.timers!
  const spoilt = machine.provide({ delays: { nap: 26 } } as never)
  expect(divergenceOf(spoilt as never, 'timers')?.message).toContain('timers differ')
})

test('what a plain action does is done once, however often a step is looked over', () => {
  let count = 0
  const machine = createMachine(
    { id: 'plain', context: { n: 0 }, on: { A: { actions: 'ring' } } } as never,
    { actions: { ring: () => void count++ } } as never
  )
  const rows = createRows(compile(machine as never), 1, [{}])
  rows.bear(0, {})
  const audit = createAudit(machine as never, rows, 1, 0)
  rows.audit(audit)
  for (let step = 0; step < 10; step++) rows.send(0, { type: 'A' }, step)
  expect(count).toBe(10)
  expect(audit.audited).toBe(10)
  expect(audit.divergence).toBeUndefined()
})

/** What the audit finds when this program is run as if it were the machine's own. */
function divergenceOf(machine: (typeof machines)[string]['machine'], name: string): RecoError | undefined {
  const rows = createRows(compile(machine), 20, [{ a: 1 }])
  for (let row = 0; row < 20; row++) rows.bear(row, { a: row })
  const audit = createAudit(machines[name]!.machine, rows, 1, 0)
  rows.audit(audit)
  for (let step = 0; step < 60; step++)
    for (let row = 0; row < 20; row++)
      rows.send(
        row,
        { type: machines[name]!.events[(step * 3 + row) % machines[name]!.events.length]!, by: 1 } as never,
        step * 4
      )
  return audit.divergence
}
