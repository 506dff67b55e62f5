import { expect, test } from 'vitest'
import type { Line, Step, Track } from '../src/studio/api.ts'
import { until } from '../src/studio/page/one/moment.ts'
import { risen } from '../src/studio/page/one/risen.ts'
import { slatesOf } from '../src/studio/page/one/slates.ts'
import { sparkline } from '../src/studio/page/one/sparkline.ts'
import { told } from '../src/studio/page/one/told.ts'

const line = (id: string, turn: number, at: number, more: Partial<Line> = {}): Line => ({
  id,
  session: 0,
  turn,
  at,
  kind: 'slate',
  text: id,
  ...more
})
const step = (turn: number, at: number): Step => ({
  session: 0,
  turn,
  at,
  event: { type: 'slate.shown' },
  states: [],
  arrows: [],
  context: {}
})
const track = (isWhole: boolean, steps: readonly Step[], lines: readonly Line[], dropped = 0): Track => ({
  user: 17,
  population: 'commuters',
  segment: 'early',
  about: [],
  since: null,
  isLive: true,
  isWhole,
  steps,
  lines,
  dropped,
  memory: { person: [], recommender: [] }
})
const item = (slot: number, actions: readonly string[] = []) => ({ title: `t${slot}`, slot, actions, watchSeconds: 0 })

test('what is new comes after what was told before; a line told again takes the place of the older', () => {
  const before = told(undefined, track(true, [step(0, 1)], [line('a', 0, 1), line('b', 0, 2)]))
  const after = told(before, track(false, [step(1, 5)], [line('b', 0, 3), line('c', 1, 5)], 9))
  expect(after.steps.map(({ turn }) => turn)).toEqual([0, 1])
  expect(after.lines.map(({ id, at }) => `${id}${at}`)).toEqual(['a1', 'b3', 'c5'])
  expect(after.dropped).toBe(0)
})

test('a whole track, or one of somebody else, begins anew', () => {
  const before = track(true, [step(0, 1)], [line('a', 0, 1)])
  expect(told(before, track(true, [step(3, 9)], [])).steps).toHaveLength(1)
  expect(told(before, { ...track(false, [step(3, 9)], []), user: 18 }).steps).toHaveLength(1)
})

test('a long life is bounded, and how many steps were let go of is counted', () => {
  const many = Array.from({ length: 6_000 }, (_, i) => step(i, i))
  const lines = Array.from({ length: 12_000 }, (_, i) => line(`l${i}`, i, i))
  const held = told(undefined, track(true, many, lines, 10))
  expect(held.steps).toHaveLength(5_000)
  expect(held.dropped).toBe(1_010)
  expect(held.lines).toHaveLength(10_000)
  expect(held.lines.at(-1)?.id).toBe('l11999')
})

test('at a step the story ends with what had been told by then', () => {
  const lines = [line('a', 0, 1), line('b', 0, 4), line('c', 1, 4), line('d', 1, 9)]
  expect(until(lines, step(0, 4))).toMatchObject({ lines: lines.slice(0, 2), after: 2 })
  expect(until(lines, step(1, 9))).toMatchObject({ lines, after: 0 })
  expect(until(lines, undefined)).toMatchObject({ lines, after: 0 })
})

test('a reaction stands beside the item that it is about, others keep their order', () => {
  const slates = slatesOf([
    line('plan', 0, 1, { kind: 'planned' }),
    line('head', 0, 1),
    line('i0', 0, 1, { item: item(0), text: 'near' }),
    line('i1', 0, 1, { item: item(1), text: 'popular' }),
    line('r0', 0, 2, { kind: 'reaction', item: item(0, ['click']), words: 'nice' }),
    line('rest', 0, 2, { kind: 'reaction' }),
    line('mood', 0, 2, { kind: 'mood' }),
    line('next', 1, 3)
  ])
  expect(slates.map(({ turn }) => turn)).toEqual([0, 1])
  const kinds = slates[0]?.entries.map((entry) => (entry.kind === 'items' ? 'items' : entry.line.id))
  expect(kinds).toEqual(['plan', 'items', 'rest', 'mood'])
  expect(slates[0]?.entries[1]).toMatchObject({ head: { id: 'head' } })
  const items = slates[0]?.entries.flatMap((entry) => (entry.kind === 'items' ? entry.items : []))
  expect(items?.map(({ title, why, reaction }) => [title, why, reaction?.words])).toEqual([
    ['t0', 'near', 'nice'],
    ['t1', 'popular', undefined]
  ])
})

test('a reaction to what was never told as shown is told all the same', () => {
  const [slate] = slatesOf([line('r', 0, 1, { kind: 'reaction', item: item(4, ['skip']) })])
  expect(slate?.entries).toMatchObject([{ kind: 'items', items: [{ slot: 4, why: '', reaction: { id: 'r' } }] }])
})

test('a plan that is the one before is told to be the same', () => {
  const plans = [line('p0', 0, 1), line('p1', 1, 2), line('p2', 2, 3)].map(
    (one, turn): Line => ({ ...one, kind: 'planned', text: 'rank', words: turn < 2 ? 'no makeup' : 'shorter' })
  )
  const again = slatesOf(plans).flatMap(({ entries }) => entries.map((entry) => entry.kind === 'line' && entry.isAgain))
  expect(again).toEqual([false, true, false])
})

test('an arrow is lit when its count rose; of a first frame none is', () => {
  expect(risen([], [3, 1], ['a', 'b'])).toEqual([])
  expect(risen([3, 1], [3, 2], ['a', 'b'])).toEqual(['b'])
})

test('a long line keeps its highest and lowest points', () => {
  const values = Array.from({ length: 10_000 }, (_, i) => (i === 5_001 ? 1 : i === 5_003 ? 0 : 0.5))
  const path = sparkline(values)
  expect(path).toContain(' 1L')
  expect(path).toContain(' 23L')
  expect(path.split('L').length).toBeLessThan(900)
  expect(sparkline([])).toBe('')
  expect(sparkline([undefined, 0.5])).toBe('M100 12')
})
