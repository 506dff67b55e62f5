import { distil as distilled } from 'recoworld'
import { distil } from 'recoworld/learning'
import { distilledMind } from 'recoworld/minds/distilled'
import rules from 'recoworld/minds/rules'
import { beforeAll, expect, test } from 'vitest'
import { figuresOf, played } from '../test/helpers/observed.ts'

let weights: distil.DistilledWeights
beforeAll(async () => {
  const { answers } = await played(rules, { users: 500, seed: 11 }, { retest: 0.1 })
  weights = distil.fit(answers, { teacher: 'rules' })
}, 240_000)

test('people of a distilled mind do as those of its teacher did, on other people and other luck', async () => {
  const other = { users: 1_000, seed: 23 }
  const [teacher, mine] = [await played(rules, other), await played(distilledMind(weights), other)]
  const likeness = distil.likenessOf(teacher.answers, mine.answers)
  const [theirs, own] = [likeness.teacher, likeness.distilled]
  const off = (of: (behaviour: distil.Behaviour) => number) => Math.abs(of(own) / of(theirs) - 1)
  expect(off(({ rates }) => rates.click)).toBeLessThan(0.03)
  expect(off(({ rates }) => rates.like)).toBeLessThan(0.12)
  expect(off(({ rates }) => rates.share)).toBeLessThan(0.35)
  expect(off(({ watchRatio }) => watchRatio)).toBeLessThan(0.03)
  expect(off(({ sessionLength }) => sessionLength)).toBeLessThan(0.05)
  expect(off(({ speaks }) => speaks)).toBeLessThan(0.25)
  expect(Math.abs(own.retention - theirs.retention)).toBeLessThan(0.05)
  expect(Math.abs(own.delight - theirs.delight)).toBeLessThan(0.05)
  expect(likeness.watchDistance).toBeLessThan(0.03)
  expect(likeness.hazardGap).toBeLessThan(0.01)
  const [one, two] = [figuresOf(teacher.result), figuresOf(mine.result)]
  for (const name of ['watch-time', 'ndcg', 'diversity', 'satisfaction'])
    expect(Math.abs(two[name]! / one[name]! - 1), name).toBeLessThan(0.06)
  expect(distil.likenessLines(likeness).length).toBeGreaterThan(12)
}, 120_000)

test('the report of people who were held out says what was learnt, against nothing and against the noise of the teacher', () => {
  const { opened, reactions, leaves, watch, hazard, people } = weights.heldOut!
  expect(people).toBeGreaterThan(70)
  expect(opened.nats).toBeLessThan(opened.nullNats - 0.03)
  expect(opened.retest!.n).toBeGreaterThan(500)
  expect(opened.nats).toBeGreaterThan(opened.retest!.nats)
  expect(opened.brier).toBeGreaterThan(opened.retest!.brier - 0.01)
  expect(opened.brier).toBeLessThan(opened.nullBrier)
  expect(reactions.like!.nats).toBeLessThan(reactions.like!.nullNats)
  expect(Math.abs(leaves.distilled - leaves.teacher)).toBeLessThan(0.01)
  expect(watch!.distance).toBeLessThan(0.05)
  expect(hazard[0]).toMatchObject({ turn: 0, n: people })
  expect(distil.heldOutLines(weights.heldOut!).map(({ what }) => what)).toContain('like, if opened')
})

test('the state that is kept beside a distilled mind is its own: what is written down is what it decided by', async () => {
  const seen = await played(distilledMind(weights), { users: 150, seed: 8 }, { turns: 10 })
  const again = distil.fit(seen.answers, { heldOut: 0 })
  const report = distil.heldOutOf(weights, seen.answers, seen.answers)
  expect(Math.abs(report.opened.distilled - report.opened.teacher)).toBeLessThan(0.01)
  expect(Math.abs(report.leaves.distilled - report.leaves.teacher)).toBeLessThan(0.01)
  expect(report.watch!.distance).toBeLessThan(0.015)
  expect(Math.abs(again.opened.coefficients.match! - weights.opened.coefficients.match!)).toBeLessThan(
    4 * again.opened.errors.match!
  )
})

test('the fitted mind leaves and speaks as often as its teacher, over the recommenders that it was watched under', async () => {
  const stages: string[] = []
  const recommenders = ['random', 'instructable']
  const { likeness, decisions } = await distilled({
    mind: 'rules',
    users: 100,
    turns: 10,
    recommenders,
    onStage: (what) => stages.push(what)
  })
  expect(stages).toHaveLength(2)
  expect(decisions).toBeGreaterThan(1_300)
  expect(likeness.map(({ recommender }) => recommender)).toEqual(recommenders)
  const mean = (of: 'teacher' | 'distilled', what: 'leaves' | 'speaks') =>
    likeness.reduce((sum, one) => sum + one[of][what], 0) / likeness.length
  for (const what of ['leaves', 'speaks'] as const)
    expect(Math.abs(mean('distilled', what) / mean('teacher', what) - 1), what).toBeLessThan(0.15)
}, 60_000)
