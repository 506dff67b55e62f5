import { expect, test } from 'vitest'
import type { EnvironmentDefinition } from '../src/define.ts'
import interest from '../src/environments/interest-evolution.ts'
import longTerm from '../src/environments/long-term-satisfaction.ts'
import { returnsOf } from '../src/runner/train.ts'

const PEOPLE = 5_000
const SEEDS = [1, 2, 3]

/** Of published designs, re-simulated with 5,000 people from their description. The published figures: 159.2, 166.3; 160.6. */
const INTEREST = [
  { baseline: 'random', options: {}, value: 160.35 },
  { baseline: 'myopic', options: {}, value: 167.99 },
  { baseline: 'quality', options: {}, value: 264.8 },
  { baseline: 'random', options: { candidates: 20 }, value: 160.4 },
  { baseline: 'quality', options: { candidates: 20 }, value: 360 }
]
/** By quadrature of the law; test/world-long-term.test.ts computes it. */
const LONG_TERM = [
  { baseline: 'kale', options: { candidates: [0, 1] }, value: 1350.3 },
  { baseline: 'clickbait', options: { candidates: [0, 1] }, value: 570.9 },
  { baseline: 'kale-then-clickbait', options: { candidates: [0, 1] }, value: 1377.0 },
  { baseline: 'clickbait', options: { candidates: [0, 1], sensitivity: 0.01 }, value: 1158.7 },
  { baseline: 'kale', options: { candidates: [0, 1], sensitivity: 0.01 }, value: 754.3 }
]

const cases = SEEDS.flatMap((seed) => [
  ...INTEREST.map((one) => ({
    ...one,
    seed,
    name: 'interest evolution',
    definition: interest as EnvironmentDefinition
  })),
  ...LONG_TERM.map((one) => ({
    ...one,
    seed,
    name: 'long-term satisfaction',
    definition: longTerm as EnvironmentDefinition
  }))
])

test.each(cases)(
  '$name, $baseline, $options, seed $seed: $value within 1.5 %',
  ({ definition, baseline, options, seed, value }) => {
    const process = definition.create(definition.options.parse(options))
    const found = returnsOf({ name: 'world', process }, process.baselines![baseline]!.act, seed, PEOPLE)
    console.log(JSON.stringify({ baseline, ...options, seed, ...found }))
    expect(Math.abs(found.value / value - 1)).toBeLessThan(0.015)
  }
)
