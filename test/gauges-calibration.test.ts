import { createWorld, type MindDefinition } from 'recoworld'
import { expect, test } from 'vitest'
import { createReview, createSlateView } from '../src/contract/review.ts'
import { createChance } from '../src/kernel/chance.ts'
import { fakeCatalogue } from '../src/testing/catalogue.ts'
import { calibrated, createCorrections } from '../src/world/gauges/calibrated.ts'
import { calibrationOf } from '../src/world/gauges/calibration.ts'
import { countsOfMasks, DOINGS } from '../src/world/gauges/counts.ts'
import { PEOPLE_DO } from '../src/world/gauges/references.ts'
import { type Fake, fakeMind, gaugesOfMind } from './helpers/gauged.ts'

/** Opens most of what it sees, and praises most of that. */
const eager: Fake = {
  does: ({ luck }) => {
    if (luck[0]! < 0.8)
      return [
        'click',
        ...(luck[1]! < 0.6 ? ['like' as const] : []),
        ...(luck[2]! < 0.3 ? ['share' as const, 'follow' as const] : []),
        ...(luck[3]! < 0.2 ? ['comment' as const, 'hide' as const] : [])
      ]
    return luck[1]! < 0.1 ? ['hide'] : []
  }
}
const ALL = { click: 1, like: 1, comment: 1, share: 1, follow: 1, hide: 1 }
const world = { users: 500, turns: 8 }

test('what a mind does too often is brought down to how often people do it', async () => {
  const before = await gaugesOfMind(fakeMind(eager), world)
  const calibration = calibrationOf(before.counts)
  expect(calibration.to).toEqual({ ...PEOPLE_DO, click: expect.closeTo(PEOPLE_DO.click, 12) })
  const corrections = createCorrections()
  const after = await gaugesOfMind(calibrated(fakeMind(eager), calibration, corrections), world)
  const { impressions } = after.counts
  for (const action of DOINGS) {
    const wanted = PEOPLE_DO[action]
    const error = Math.sqrt((wanted * (1 - wanted)) / impressions)
    // 4.5 standard errors, of what is kept and of the rates that it was made from
    expect(Math.abs(after.counts.all[action] / impressions - wanted), action).toBeLessThan(4.5 * Math.SQRT2 * error)
  }
  expect(corrections.before()).toEqual(before.counts) // the same people, slates and luck
  expect(corrections.after()).toEqual(after.counts)
  expect(calibration.says).toEqual(
    DOINGS.map((action) => expect.stringMatching(new RegExp(`^${action}: .* of impressions, brought down to `)))
  )
  expect(JSON.parse(JSON.stringify(calibration))).toEqual(calibration)
})

test('a mind that answers later is thinned out the same', async () => {
  const { keep } = calibrationOf((await gaugesOfMind(fakeMind(eager), world)).counts)
  const atOnce = await gaugesOfMind(calibrated(fakeMind(eager), { keep }), world)
  const later = await gaugesOfMind(calibrated(fakeMind({ ...eager, isSlow: true }), { keep }), world)
  expect(later).toEqual(atOnce)
})

test('what a mind does too rarely is not made up, and it says so', async () => {
  const shy = fakeMind({ does: ({ luck }) => (luck[0]! < 0.2 ? ['click'] : []) })
  const { counts } = await gaugesOfMind(shy, world)
  const { keep, from, to, says } = calibrationOf(counts)
  expect(keep).toEqual(ALL)
  expect(to).toEqual(from)
  expect(says).toHaveLength(DOINGS.length)
  expect(says[0]).toMatch(/^click: (19|20)\S* % of impressions; people 46 %: nothing is made up$/)
  const same = await gaugesOfMind(calibrated(shy, { keep }), world)
  expect(same.counts).toEqual(counts)
})

test('a reaction that is right for its clicks falls short when they are dropped', () => {
  const masks = new Array<number>(128).fill(0)
  masks[1] = 80 // skip
  masks[2] = 9_900 // click
  masks[6] = 20 // click and like
  const { keep, to, says } = calibrationOf(countsOfMasks(masks), { ...PEOPLE_DO, like: 0.002 })
  expect(keep.click).toBeCloseTo(PEOPLE_DO.click / 0.992, 12)
  expect(keep.like).toBe(1)
  expect(to.like).toBeCloseTo(0.002 * keep.click, 12)
  expect(says[1]).toBe('like: 0.2 % of impressions, 0.0927 % where its click is kept; people 0.2 %: nothing is made up')
})

const catalogue = fakeCatalogue({ items: 8 })
const chance = createChance(2)
/** Its answer to one slate of four: click and like, hide alone, click and hide, pass on with a like. */
const once: MindDefinition = {
  ...fakeMind(eager),
  create: (setting) => ({
    ...fakeMind(eager).create(setting),
    review(_row, { items }, _chance, out) {
      out.actions.set([2 | 4, 64 | 1, 2 | 64, 1 | 4])
      out.reasons.set([1, 7, 2, 1])
      out.reached = 4
      for (const slot of [0, 2]) out.watchSeconds[slot] = 0.5 * catalogue.seconds[items[slot]!]!
      out.seconds = 3 + out.watchSeconds[0]! + out.watchSeconds[2]!
      out.watchRatio = 0.5
      out.delight = 0.7
    }
  })
}

function answer(keep: typeof ALL) {
  const mind = calibrated(once, { keep }).create({ catalogue, chance, columns: {} })
  const [view, review] = [createSlateView(4), createReview(4)]
  view.items.set([0, 1, 2, 3])
  view.length = 4
  void mind.review(0, view, chance, review)
  return { review, thoughts: [0, 1, 2, 3].map((slot) => mind.thought(0, view, review, slot)) }
}

test('a dropped click is a pass: nothing watched, nothing thought, no reaction but hiding; the feeling stays', () => {
  const { review, thoughts } = answer({ ...ALL, click: 0 })
  expect([...review.actions]).toEqual([1, 64 | 1, 64 | 1, 1 | 4])
  expect([...review.watchSeconds]).toEqual([0, 0, 0, 0])
  expect([...review.reasons]).toEqual([0, 7, 0, 1])
  expect(review).toMatchObject({ seconds: 3, watchRatio: 0, delight: 0.7, reached: 4 })
  expect(thoughts).toEqual(['', 'thought of 1', '', 'thought of 3'])
})

test('reactions are dropped one by one; what is kept whole is the mind’s own', () => {
  expect([...answer({ ...ALL, like: 0, hide: 0 }).review.actions]).toEqual([2, 1, 2, 1])
  const { review, thoughts } = answer(ALL)
  expect([...review.actions]).toEqual([2 | 4, 64 | 1, 2 | 64, 1 | 4])
  expect(review).toMatchObject({ watchRatio: 0.5, delight: 0.7 })
  expect(thoughts).toEqual(['thought of 0', 'thought of 1', 'thought of 2', 'thought of 3'])
})

test('a crowd is thinned out as live people are', async () => {
  const run = (engine: 'live' | 'crowd') =>
    createWorld({
      population: 'everyone',
      users: 60,
      seed: 9,
      engine,
      mind: calibrated(fakeMind(eager), { keep: { ...ALL, click: 0.5, like: 0.1 } })
    }).run({ turns: 5 })
  const [live, crowd] = [await run('live'), await run('crowd')]
  expect(crowd.metrics).toEqual(live.metrics)
  expect(live.metrics['click-rate']!.value).toBeLessThan(0.45)
})

test('nothing seen, rates and chances that are none: refused', () => {
  expect(() => calibrationOf(countsOfMasks(new Array<number>(128).fill(0)))).toThrow('calibration.no-impressions')
  const one = countsOfMasks(new Array<number>(128).fill(1))
  expect(() => calibrationOf(one, { ...PEOPLE_DO, share: 1.5 })).toThrow(/calibration.bad-rate: .*share 1.5/)
  expect(() => calibrated(once, { keep: { ...ALL, hide: Number.NaN } })).toThrow(/calibration.bad-keep: hide .*NaN/)
})
