import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CAUSES, type Cause, MENDABLE } from '../src/contract/session.ts'
import { createChance } from '../src/kernel/chance.ts'
import { budget, leave, temper, trigger, trust } from '../src/laws/index.ts'
import { counted, DRAWS, pValue, WORST } from './helpers/chi-square.ts'

const etas = leave.etasOf({ bored: -2, annoyed: -3.5, tired: -1.2, done: -2.5, external: -4 })
const position = (cause: Cause) => CAUSES.indexOf(cause)

// ─── leaving

test('competing causes share the hazard in proportion to their intensities', () => {
  const p = leave.probability(etas)
  const total = [-2, -3.5, -1.2, -2.5, -4].reduce((sum, eta) => sum + Math.exp(eta), 0)
  expect(p[0]).toBeCloseTo(Math.exp(-total), 12)
  expect(p[position('tired')]).toBeCloseTo((1 - Math.exp(-total)) * (Math.exp(-1.2) / total), 12)
  expect(p[position('repetitive')]).toBe(0)
  expect(p.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12)
})

test('it is the first of exponential clocks to ring within the turn, found here by counting them', () => {
  const luck = createChance(5).for('clocks')
  const two = leave.etasOf({ bored: -1, tired: -0.5 })
  const counts = new Float64Array(CAUSES.length)
  for (let i = 0; i < DRAWS; i++) {
    const bored = -Math.log(luck.at(i)) / Math.exp(-1)
    const tired = -Math.log(luck.block[1]!) / Math.exp(-0.5)
    counts[Math.min(bored, tired) > 1 ? 0 : position(bored < tired ? 'bored' : 'tired')]! += 1
  }
  expect(pValue(counts, leave.probability(two))).toBeGreaterThan(WORST)
})

test('drawn causes follow their law; position 0 stays', () => {
  const counts = counted(DRAWS, CAUSES.length, 'leave', (u) => leave.sample(etas, u))
  expect(pValue(counts, leave.probability(etas))).toBeGreaterThan(WORST)
  expect(counts[0]).toBeGreaterThan(0)
})

test('with no cause at all one stays for ever, with an overwhelming one nobody does', () => {
  const none = leave.etasOf({})
  expect([...leave.probability(none)]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0])
  expect(leave.sample(none, 0.999999)).toBe(0)
  const fed = leave.etasOf({ annoyed: 900, tired: 899 })
  const p = leave.probability(fed)
  expect(p[0]).toBe(0)
  expect(p[position('annoyed')]).toBeCloseTo(1 / (1 + Math.exp(-1)), 12)
  expect(leave.sample(fed, 1e-9)).toBe(position('annoyed'))
})

test('survival over turns is the product of staying, and the depth that is counted has its mean', () => {
  const p = leave.probability(etas)
  expect(leave.survival(7, etas)).toBeCloseTo(p[0]! ** 7, 12)
  expect(leave.hazard(etas)).toBeCloseTo(1 - p[0]!, 12)
  const luck = createChance(9).for('depth')
  let turns = 0
  for (let user = 0; user < 20_000; user++) {
    let turn = 0
    while (leave.sample(etas, luck.at(user, 0, turn)) === 0) turn++
    turns += turn + 1
  }
  const sd = Math.sqrt(p[0]!) / leave.hazard(etas)
  expect(Math.abs(turns / 20_000 - 1 / leave.hazard(etas))).toBeLessThan((4.5 * sd) / Math.sqrt(20_000))
})

test('raising one cause makes it likelier and staying less likely, and who left before with the same luck still leaves', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -6, max: 1, noNaN: true }),
      fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }),
      (eta, u) => {
        const less = leave.etasOf({ bored: -2, tired: eta })
        const more = leave.etasOf({ bored: -2, tired: eta + 0.5 })
        expect(leave.probability(more)[3]).toBeGreaterThan(leave.probability(less)[3]!)
        expect(leave.hazard(more)).toBeGreaterThan(leave.hazard(less))
        if (leave.sample(less, u) !== 0) expect(leave.sample(more, u)).not.toBe(0)
      }
    ),
    { seed: 3, numRuns: 200 }
  )
})

test('fatigue drives out, satisfaction and temper hold', () => {
  const at = (fatigue: number, satisfied: number, patience: number) =>
    leave.hazard(leave.etasOf({ tired: leave.eta(leave.DEFAULTS, fatigue, satisfied, patience) }))
  expect(at(1, 0.5, 0.5)).toBeGreaterThan(at(0, 0.5, 0.5))
  expect(at(0.5, 1, 0.5)).toBeLessThan(at(0.5, 0, 0.5))
  expect(at(0.5, 0.5, 1)).toBeLessThan(at(0.5, 0.5, 0))
})

// ─── temper and budget

test('the depth of KuaiSim is ⌊19 / (2 − reward)⌋ + 1, as stepping through it counts', () => {
  for (let eighth = -16; eighth < 16; eighth++) {
    const reward = eighth / 8
    let [left, slates] = [temper.DEFAULTS.start, 0]
    while (!temper.leaves(left, temper.DEFAULTS)) {
      left = temper.next(left, reward, temper.DEFAULTS)
      slates++
    }
    expect(temper.depth(reward, temper.DEFAULTS)).toBe(slates)
    expect(slates).toBe(Math.floor(19 / Math.min(2, 2 - reward)) + 1)
  }
  expect(temper.depth(2, temper.DEFAULTS)).toBe(Number.POSITIVE_INFINITY)
})

test('the published rewards of KuaiSim give its published depths', () => {
  const published = [
    [0.6476, 14.63],
    [0.595, 14.02],
    [0.6841, 14.89],
    [0.6895, 14.98]
  ] as const
  for (const [reward, depth] of published) {
    expect(Math.abs(temper.depth(reward, temper.DEFAULTS) - depth)).toBeLessThan(0.5)
  }
})

test('a budget of 200 lasts as long as its quality and passes say', () => {
  const law = budget.DEFAULTS
  for (const quality of [-3, 0, 1, 3]) {
    let [left, clicks] = [law.start, 0]
    while (!budget.leaves(left) && clicks < 10_000) {
      left = budget.afterWatching(left, quality, law)
      clicks++
      if (left < 4) break // from here only the rest of the budget is watched
    }
    const cost = 4 * (1 - (0.9 / 3.4) * quality)
    expect(clicks).toBe(Math.ceil((200 - 4 + 1e-9) / cost))
  }
  expect(budget.watched(2.5, law)).toBe(2.5)
  expect(budget.afterWatching(2.5, 0, law)).toBe(0)
  expect(budget.afterPassing(1, law)).toBe(0.5)
})

// ─── speaking up, and trust

test('one speaks up only above the threshold, about something that can be mended, and not everybody does', () => {
  const law = { threshold: 0.2, sharpness: Number.POSITIVE_INFINITY, expressiveness: 0.6 }
  expect(trigger.probability(0.21, true, law)).toBe(0.6)
  expect(trigger.probability(0.2, true, law)).toBe(0)
  expect(trigger.probability(0.9, false, law)).toBe(0)
  const p = trigger.probability(0.5, true, trigger.DEFAULTS)
  const counts = counted(DRAWS, 2, 'speak', (u) => Number(trigger.sample(0.5, true, trigger.DEFAULTS, u)))
  expect(pValue(counts, [1 - p, p])).toBeGreaterThan(WORST)
})

test('a soft threshold rises to the hard one as it sharpens', () => {
  const soft = (sharpness: number, hazard: number) =>
    trigger.probability(hazard, true, { threshold: 0.2, sharpness, expressiveness: 0.6 })
  expect(soft(10, 0.2)).toBeCloseTo(0.3, 12)
  expect(soft(10, 0.3)).toBeGreaterThan(soft(10, 0.25))
  expect(soft(5_000, 0.21)).toBeCloseTo(0.6, 9)
  expect(soft(5_000, 0.19)).toBeCloseTo(0, 9)
})

test('the cause that is spoken about is the strongest, if a recommender can mend it', () => {
  expect(trigger.mendableCause(etas)).toBe(position('tired'))
  expect(trigger.mendableCause(leave.etasOf({ tired: -2, external: -1 }))).toBe(0)
  expect(trigger.mendableCause(leave.etasOf({}))).toBe(0)
  for (const cause of CAUSES.slice(1) as Exclude<Cause, 'none'>[]) {
    expect(trigger.mendableCause(leave.etasOf({ [cause]: 0 })) !== 0).toBe(MENDABLE.has(cause))
  }
})

test('trust stays between 0 and 1, rises when obeyed, and falls faster when ignored', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(share, share, share, share, (before, answer, gain, loss) => {
      for (const given of [answer, -answer]) {
        const after = trust.next(before, given, { gain, loss })
        expect(after >= 0 && after <= 1).toBe(true)
        expect((after - before) * given).toBeGreaterThanOrEqual(0)
      }
    }),
    { seed: 4, numRuns: 300 }
  )
  expect(trust.next(0.5, 0, trust.DEFAULTS)).toBe(0.5)
  expect(trust.next(0.5, 1, trust.DEFAULTS) - 0.5).toBeLessThan(0.5 - trust.next(0.5, -1, trust.DEFAULTS))
  expect(trust.tolerance(0.4, 1)).toBeGreaterThan(trust.tolerance(0.4, 0.5))
})

test('mean trust settles where its closed form says', () => {
  const luck = createChance(2).for('obeyed')
  let [level, sum] = [0.5, 0]
  for (let i = 0; i < 200_000; i++) {
    level = trust.next(level, luck.at(i) < 0.6 ? 1 : -1, trust.DEFAULTS)
    sum += level
  }
  expect(sum / 200_000).toBeCloseTo(trust.steady(0.6, trust.DEFAULTS), 2)
})

test('impossible feelings are refused by name', () => {
  const refused: [string, () => unknown][] = [
    ['leave.bad-eta', () => leave.probability([0, Number.NaN])],
    ['leave.bad-eta', () => leave.sample([0, Number.POSITIVE_INFINITY], 0.5)],
    ['leave.bad-uniform', () => leave.sample(etas, 0)],
    ['temper.bad-reward', () => temper.next(20, Number.NaN, temper.DEFAULTS)],
    ['budget.bad-budget', () => budget.watched(-1, budget.DEFAULTS)],
    ['trigger.bad-hazard', () => trigger.probability(1.2, true, trigger.DEFAULTS)],
    ['trust.bad-trust', () => trust.next(1.2, 1, trust.DEFAULTS)],
    ['trust.bad-answer', () => trust.next(0.5, 2, trust.DEFAULTS)]
  ]
  for (const [code, ask] of refused) expect(ask, code).toThrow(expect.objectContaining({ code }))
})

test('a hazard that is known draws the same cause, and no intensity is too large', () => {
  for (let i = 1; i < 200; i++)
    expect(leave.sample(etas, i / 200, leave.hazard(etas))).toBe(leave.sample(etas, i / 200))
  const huge = leave.etasOf({ bored: 800, tired: 801 })
  expect(leave.hazard(huge)).toBe(1)
  expect(leave.survival(1, huge)).toBe(0)
  expect(leave.probability(huge)[position('tired')]).toBeCloseTo(1 / (1 + Math.exp(-1)), 12)
  expect(leave.sample(huge, 0.1)).toBe(position('bored'))
  expect(leave.sample(huge, 0.9)).toBe(position('tired'))
})
