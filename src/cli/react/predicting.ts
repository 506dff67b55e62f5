import type { Post } from '../../contract/item.ts'
import { OUTCOMES, type Prediction, WAYS } from '../../contract/prediction.ts'
import { count, decimal, NOTHING, percent } from '../figures.ts'
import { type Given, runOf, worldOf } from '../given.ts'
import { type Look, lookOf, print, printJson } from '../output.ts'
import { perform } from '../perform.ts'
import { table } from '../table.ts'
import { plainAll, wrap } from '../text.ts'

/** Foretells what posts would do, from how an audience takes to them and to posts whose past is known. */
export async function predictWith(given: Given, posts: readonly Post[]): Promise<void> {
  const { graph: _g, creators: _c, log: _l, logShare: _s, ...world } = worldOf(given)
  const { predict } = await import('../../runner/predict.ts')
  const found = await perform('predict', given, (call) =>
    predict({ ...world, ...runOf(given), ...call, past: given.past!, posts })
  )
  if (given.json) printJson(found)
  else print(predictionLines(plainAll(found), lookOf(process.stdout)))
}

function predictionLines({ posts, check, past, channels, people, says }: Prediction, { width, paint }: Look): string[] {
  const outcomes = OUTCOMES.filter((outcome) => check.some((one) => one.outcome === outcome))
  const range = (low: number, high: number) => `${(100 * low).toPrecision(2)}–${(100 * high).toPrecision(2)}`
  return [
    ...(posts.length > 0
      ? [
          paint('bold', 'What they would do, per view'),
          ...table(
            outcomes.map((outcome) => ({ text: `${outcome}s` })),
            posts.map(({ title, rates }) => ({
              label: title,
              cells: outcomes.map((outcome) => {
                const rate = rates[outcome]
                return rate
                  ? { text: `${(100 * rate.value).toPrecision(2)} %`, under: range(rate.low, rate.high) }
                  : { text: NOTHING }
              })
            })),
            width,
            paint
          ),
          ''
        ]
      : []),
    paint('bold', 'How well that can be told, on channels that were not learnt from'),
    ...table(
      [...WAYS.map((way) => ({ text: way })), { text: 'slope' }, { text: 'off by' }, { text: 'posts' }],
      check.map(({ outcome, n, ways }) => ({
        label: `${outcome}s, Spearman`,
        cells: [
          ...WAYS.map((way) => decimal(ways[way].spearman)),
          decimal(ways.audience.slope),
          `× ${Math.exp(ways.audience.error).toFixed(1)}`,
          count(n)
        ].map((text) => ({ text }))
      })),
      width,
      paint
    ),
    '',
    ...says.flatMap((line) => wrap(line, width, 2)),
    ...wrap(
      `from ${count(past)} past posts of ${count(channels)} channels and ${count(people)} simulated people; category: the mean of its category; words: ridge regression on its words alone; slope: 1 is calibrated; intervals of posts hold ${percent(0.95)} of what past posts were off by`,
      width
    ).map((line) => paint('dim', line))
  ]
}
