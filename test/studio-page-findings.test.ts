import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PopulationView } from '../src/studio/api.ts'
import { nudged } from '../src/studio/page/charts/nudged.ts'
import { layOut } from '../src/studio/page/charts/sankey-layout.ts'
import { stackOf } from '../src/studio/page/charts/series.ts'
import { actionsFinding } from '../src/studio/page/population/actions-finding.ts'
import { diversityFinding } from '../src/studio/page/population/diversity-finding.ts'
import { endingsFinding } from '../src/studio/page/population/endings-finding.ts'
import { flowsFinding } from '../src/studio/page/population/flows-finding.ts'
import { withGone } from '../src/studio/page/population/gone.ts'
import { instructionsFinding, moves } from '../src/studio/page/population/instructions-finding.ts'
import { retentionFinding } from '../src/studio/page/population/retention-finding.ts'
import { retentionSeries } from '../src/studio/page/population/retention-series.ts'
import { shortly } from '../src/studio/page/population/short-names.ts'

const group = (name: string, shares: readonly number[], margin = 0.02, visits = 1_000) => ({
  name,
  visits,
  curve: shares.map((share, turn) => ({
    turn,
    share,
    low: share - margin,
    high: share + margin,
    atRisk: Math.round(visits * share)
  }))
})

const act = (
  before: number,
  value: number,
  margin: number,
  followed = 100
): PopulationView['instructions'][number] => ({
  act: 'reduce',
  asked: 120,
  followed,
  before,
  after: { value, low: value - margin, high: value + margin, n: followed }
})

test('without people every picture says so, and none speaks of a number', () => {
  const nothing = [
    retentionFinding([]),
    retentionFinding([group('everybody', [], 0, 0)]),
    flowsFinding({ turns: [], moods: [], links: [] }),
    actionsFinding({ turns: [], shares: {}, impressions: [] }),
    instructionsFinding([]),
    diversityFinding([]),
    endingsFinding({ endings: { left: 0 }, leaveCauses: {} })
  ]
  for (const { says } of nothing) {
    expect(says).toMatch(/^(Nobody|Nothing|No )/)
    expect(says).not.toMatch(/\d|NaN/)
  }
})

test('retention: the first slate by which half have gone is told', () => {
  expect(retentionFinding([group('everybody', [1, 0.8, 0.5, 0.4])]).says).toBe('Half of all visits end within 2 slates')
  expect(retentionFinding([group('everybody', [1, 0.8, 0.51])]).says).toBe('51% of visits go on after 2 slates')
})

test('retention: without a slate, or without anybody who left, no share is told', () => {
  const whole = [group('everybody', [1])]
  expect(retentionFinding(whole, false).says).toBe('No visit got as far as a slate')
  expect(retentionFinding(whole).says).toBe('Nobody has left')
})

test('retention: segments are compared only where their bands are apart', () => {
  const everybody = group('everybody', [1, 0.8, 0.6])
  const near = [everybody, group('a', [1, 0.8, 0.61]), group('b', [1, 0.8, 0.58])]
  const far = [everybody, group('a', [1, 0.8, 0.7]), group('b', [1, 0.8, 0.5])]
  expect(retentionFinding(near).says).toContain('too close to call')
  expect(retentionFinding(far).says).toContain('a stay longest, b shortest: 70% against 50% after 2')
})

test('retention: segments are compared at the last slate that ten people of each have reached', () => {
  const few = group('few', [1, 0.5, 0.05], 0.001, 100)
  const many = group('many', [1, 0.9, 0.8], 0.001)
  expect(retentionFinding([group('everybody', [1, 0.8, 0.6]), many, few]).says).toContain('90% against 50% after 1')
})

test('retention: a curve holds its height between its points and ends with them', () => {
  const sparse = group('sparse', [1])
  const curve = [...sparse.curve, { turn: 3, share: 0.4, low: 0.3, high: 0.5, atRisk: 7 }]
  const { xs, series, under } = retentionSeries([{ ...sparse, curve }, group('long', [1, 0.9, 0.8, 0.7, 0.6])])
  expect(xs).toEqual([0, 1, 2, 3, 4])
  expect(series[0]?.values).toEqual([1, 1, 1, 0.4, null])
  expect(under[0]?.values).toEqual([1_000, 1_000, 1_000, 7, null])
})

test('flows: who is gone is counted from the first column to the last', () => {
  const links = [
    { fromTurn: -1, from: 'curious', toTurn: 0, to: 'curious', people: 6 },
    { fromTurn: -1, from: 'curious', toTurn: 0, to: 'gone', people: 4 },
    { fromTurn: 0, from: 'curious', toTurn: 1, to: 'bored', people: 4 },
    { fromTurn: 0, from: 'curious', toTurn: 1, to: 'gone', people: 2 }
  ]
  const { says } = flowsFinding({ turns: [-1, 0, 1], moods: ['curious', 'bored'], links })
  expect(says).toBe('60% are gone by slate 2; most of those who stay are bored (100%)')
})

test('flows: every column holds everybody, whether those who are gone are told again or not', () => {
  const moving = [
    { fromColumn: 0, from: 'curious', toColumn: 1, to: 'curious', size: 6 },
    { fromColumn: 0, from: 'curious', toColumn: 1, to: 'gone', size: 4 },
    { fromColumn: 1, from: 'curious', toColumn: 2, to: 'gone', size: 6 }
  ]
  const again = [...moving, { fromColumn: 1, from: 'gone', toColumn: 2, to: 'gone', size: 4 }]
  for (const flows of [moving, again]) {
    const { boxes } = layOut(withGone(flows, 3), ['curious', 'gone'], 300, 200)
    for (const column of [0, 1, 2])
      expect(boxes.filter((box) => box.column === column).reduce((sum, { size }) => sum + size, 0)).toBe(10)
  }
})

test('actions: a change is told where it is surely one', () => {
  const turns = Array.from({ length: 9 }, (_, turn) => ({ session: 0, turn }))
  const falls = turns.map((_, i) => 0.5 - 0.02 * i)
  const of = (impressions: number) =>
    actionsFinding({ turns, shares: { click: falls }, impressions: turns.map(() => impressions) }).says
  expect(of(10_000)).toContain('less as it goes on: 48% in the first 3 turns, 36% in the last 3 turns')
  expect(of(20)).toContain('too close to call')
})

test('actions: layers fill the whole height, and nothing where nothing was done', () => {
  const { data } = stackOf(
    [0, 1],
    [
      { name: 'skip', colour: '--s1', values: [0.5, 0] },
      { name: 'click', colour: '--s2', values: [0.75, 0] }
    ]
  )
  expect(data).toEqual([
    [0, 1],
    [0.4, null],
    [1, null]
  ])
})

test('instructions: an act moves a slate where its interval leaves out what was before', () => {
  expect(moves(act(0.2, 0.6, 0.1))).toBe('more')
  expect(moves(act(0.6, 0.2, 0.1))).toBe('less')
  expect(moves(act(0.2, 0.25, 0.1))).toBe('unclear')
  expect(moves(act(0.2, 0.6, 0.1, 0))).toBe('unclear')
  expect(instructionsFinding([act(0.2, 0.25, 0.1)]).says).toContain('too close to call')
  expect(instructionsFinding([act(0.2, 0.6, 0.1)]).says).toBe(
    'Asking helps with 1 of 1 act, “reduce” most; over all, 20% of a slate fits before and 60% after'
  )
  expect(instructionsFinding([act(0, 0, 1, 0)]).says).toBe('120 instructions, and no slate has followed yet')
})

test('diversity: a drift is told where bands are apart', () => {
  const points = (drift: number, margin: number) =>
    Array.from({ length: 6 }, (_, turn) => {
      const value = 0.6 - drift * turn
      return { session: 0, turn, value, low: value - margin, high: value + margin, n: 50 }
    })
  expect(diversityFinding(points(0.05, 0.01)).says).toContain('more alike')
  expect(diversityFinding(points(-0.05, 0.01)).says).toContain('more varied')
  expect(diversityFinding(points(0.005, 0.05)).says).toContain('too close to call')
})

test('endings: the first cause is named where it leads by more than chance', () => {
  const endings = { left: 60, truncated: 40 }
  expect(endingsFinding({ endings, leaveCauses: { bored: 40, tired: 20 } }).says).toBe(
    '60% of visits end because people leave; those who leave: most often bored (67%)'
  )
  expect(endingsFinding({ endings, leaveCauses: { bored: 31, tired: 29 } }).says).toContain(
    'too close to call between bored and tired'
  )
})

test('segments go by their own names where these tell them apart', () => {
  const names = (given: readonly string[]) => shortly(given.map((name) => ({ name }))).map(({ name }) => name)
  expect(names(['everybody', 'cooks · early', 'trains · late'])).toEqual(['everybody', 'early', 'late'])
  expect(names(['cooks · early', 'trains · early', 'trains · late'])).toEqual([
    'cooks · early',
    'trains · early',
    'late'
  ])
})

test('labels keep their order and their distance, and stay within as long as they fit', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 1, maxLength: 10 }), (wanted) => {
      const at = nudged(
        wanted.map((one) => ({ wanted: one })),
        20,
        200
      )
      const order = wanted.map((_, i) => i).sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0))
      for (let i = 1; i < order.length; i++) {
        const [above, below] = [order[i - 1] ?? 0, order[i] ?? 0]
        expect((at[below] ?? 0) - (at[above] ?? 0)).toBeGreaterThanOrEqual(20 - 1e-9)
        expect(wanted[below] ?? 0).toBeGreaterThanOrEqual(wanted[above] ?? 0)
      }
      expect(Math.max(...at)).toBeLessThanOrEqual(200)
      expect(Math.min(...at)).toBeGreaterThanOrEqual(0)
    })
  )
})
