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
