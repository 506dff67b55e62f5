import { distil } from 'recoworld'
import { distil as distilling } from 'recoworld/learning'
import { expect, test } from 'vitest'

test('levels are put right by as much as the log-odds differ', () => {
  const linear = { coefficients: { one: -3, turn: 0.5 }, errors: {}, offsets: {}, slopes: {} }
  const weights = { leaves: { bored: linear, tired: linear }, speaks: { bored: linear } } as never
  const { leaves, speaks } = distilling.levelled(weights, { leaves: 0.2, speaks: 0.1 }, { leaves: 0.1, speaks: 0.1 })
  expect(leaves.bored!.coefficients).toEqual({ one: -3 + Math.log(0.2 / 0.8) - Math.log(0.1 / 0.9), turn: 0.5 })
  expect(leaves.tired).toEqual(leaves.bored)
  expect(speaks.bored).toEqual(linear)
})

test('the fitted mind leaves and speaks as often as its teacher, over the recommenders that it was watched under', async () => {
  const stages: string[] = []
  const recommenders = ['random', 'instructable']
  const { likeness, decisions } = await distil({
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
