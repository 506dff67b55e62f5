import { expect, test } from 'vitest'
import attention from '../machines/mindsets/attention.ts'
import { createCrowdCast } from '../src/crowd/cast.ts'
import { compile } from '../src/crowd/compile.ts'
import { createPromotion } from '../src/crowd/promote.ts'
import { createRows } from '../src/crowd/rows.ts'
import { createChance } from '../src/kernel/chance.ts'
import type { MindsetMachine } from '../src/mindset.ts'
import { reviewed, shown, started } from '../src/testing/mindset-events.ts'
import { machines } from './helpers/crowd-machines.ts'

const inputOf = (user: number) => ({ patience: (user % 10) / 10, trust: 0.5 })

test('a person of the crowd comes to life in the middle of a visit, takes every event in, and goes back', () => {
  const crowd = createCrowdCast(attention, inputOf, 20)
  crowd.send(7, started, 0)
  crowd.send(7, shown(1), 1)
  const promoted = crowd.promote(7)
  expect(promoted.user).toBe(7)
  expect(promoted.actor.getSnapshot()).toMatchObject({
    value: { visit: 'reviewing', mood: 'curious' },
    status: 'active'
  })
  crowd.send(7, reviewed(1, { delight: 0.9 }), 2)
  const { value, context } = crowd.snapshot(7) as { value: object; context: object }
  expect(promoted.actor.getSnapshot()).toMatchObject({ value, context })
  promoted.release()
  crowd.send(7, shown(2), 3)
  expect(promoted.actor.getSnapshot().status).toBe('stopped')
  expect(crowd.snapshot(7)).toMatchObject({ value: { visit: 'reviewing' }, context: { turn: 2 } })
  expect(crowd.audit.divergence).toBeUndefined()
})

test('whoever is promoted twice is promoted once; whoever was released can be promoted again', () => {
  const crowd = createCrowdCast(attention, inputOf, 3)
  const first = crowd.promote(1)
  expect(crowd.promote(1)).toBe(first)
  first.release()
  first.release()
  expect(crowd.promote(1)).not.toBe(first)
})

test('an event that is given to a promoted person reaches row and actor alike, and says what was said', () => {
  const crowd = createCrowdCast(attention, inputOf, 3)
  crowd.send(2, started, 0)
  const promoted = crowd.promote(2)
  expect(promoted.send(shown(1), 5)).toBe(1)
  expect(crowd.snapshot(2)).toMatchObject({ value: { visit: 'reviewing' } })
  expect(promoted.actor.getSnapshot()).toMatchObject({ value: { visit: 'reviewing' } })
})

test('who waits for a mind is alive for so long, and whoever is alive anyway stays so', () => {
  const crowd = createCrowdCast(attention, inputOf, 3)
  crowd.awaits(1, true)
  const { actor } = crowd.promote(1)
  crowd.awaits(1, false)
  expect(actor.getSnapshot().status).toBe('stopped')
  const kept = crowd.promote(2)
  crowd.awaits(2, true)
  crowd.awaits(2, false)
  expect(kept.actor.getSnapshot().status).toBe('active')
})

test('an observer sees the events of whom it inspects, and of nobody else', () => {
  const crowd = createCrowdCast(attention, inputOf, 3)
  const seen: string[] = []
  crowd.promote(1, { inspect: (event) => void (event.type === '@xstate.event' && seen.push(event.event.type)) })
  crowd.promote(2)
  for (const user of [0, 1, 2]) crowd.send(user, started, 0)
  expect(seen).toEqual(['xstate.init', 'session.started'])
})

test('an actor that parts from its row is what the audit finds', () => {
  const program = compile(
    attention.provide({
      guards: { isAbsorbed: ({ context }: { context: { interest: number } }) => context.interest > 0.7 } as never
    }) as never
  )
  const crowd = createCrowdCast(attention, inputOf, 3, { program, auditShare: 0 })
  crowd.promote(1)
  for (const event of [started, shown(1), reviewed(1, { delight: 0.8 })]) crowd.send(1, event, 0)
  expect(crowd.audit.divergence?.message).toMatch(/mood\.curious.*mood\.engaged[\s\S]*user 1/)
})

test.each(Object.keys(machines))('%s can be promoted and released at any moment of long lives', (name) => {
  const { machine, events } = machines[name]!
  const rows = createRows(compile(machine), 12, [{ a: 1 }])
  const found: unknown[] = []
  const promotion = createPromotion(machine as MindsetMachine, rows, { distrust: (error) => found.push(error) })
  const luck = createChance(2).for('promotions')
  const all = Array.from({ length: 12 }, (_, row) => row)
  for (const row of all) rows.bear(row, { a: row % 8 })
  let compared = 0
  for (let step = 0; step < 200; step++)
    for (const row of all) {
      luck.at(row, 0, step)
      const [which = 0, by = 0, change = 0] = luck.block
      if (change < 0.08) promotion.promote(row)
      else if (change > 0.96) promotion.promote(row).release()
      if (promotion.isLive(row)) compared++
      const event = { type: events[Math.floor(which * events.length)]!, by: Math.floor(by * 5) }
      try {
        promotion.send(row, event, step * 4)
      } catch {
        expect(rows.isBroken(row)).toBe(true)
      }
    }
  expect(found).toEqual([])
  expect(compared).toBeGreaterThan(500)
})
