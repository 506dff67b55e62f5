import { RecoError } from '../../contract/error.ts'
import type { CompareResult, Sequential } from '../../contract/result.ts'
import { addValue, createMoments, sequentialTest, variance } from '../../experiment/index.ts'
import type { OpenModels } from '../../models/index.ts'
import { toldApart } from '../apart.ts'
import type { CompareOptions } from '../compare.ts'
import { apartOf, numbersOf } from '../options.ts'
import { type Played, playWorld } from '../playing.ts'
import { seedsOf } from '../seeds.ts'
import { nameOf, stopped } from './arms.ts'
import { byPeople } from './differences.ts'

/** People between two looks. */
const BATCH = 250
/** Least people before the spread of their differences is believed. */
const FIRST = 100

/**
 * Two recommenders on batches of people, each batch a world of its own, until one metric is decided or there are no more
 * people. What is said holds at every look at once (mixture sequential probability ratio test).
 *
 * @throws RecoError `compare.cannot-look` for a metric that there is not, or numbers out of range
 */
export async function sequentially(
  { recommenders, sequential = {}, replicates: _, ...options }: CompareOptions,
  models?: OpenModels
): Promise<CompareResult> {
  const started = performance.now()
  const { metric = 'retention', batch = BATCH, tau = 0.05 } = sequential
  const { users, seed } = numbersOf(options)
  if (!(Number.isInteger(batch) && batch >= FIRST && batch <= users && tau > 0 && tau < Number.POSITIVE_INFINITY))
    throw new RecoError('compare.cannot-look', {
      what: `It is to be looked at after every ${batch} of ${users} people, for differences of about ${tau}.`,
      fix: `Give batches of ${FIRST} people or more, no more than there are, and a tau above 0.`
    })
  const seeds = seedsOf(seed, Math.floor(users / batch))
  const look = sequentialTest({ tau2: tau * tau })
  const apart = createMoments()
  const looks: Sequential['looks'][number][] = []
  let first: Played[] | undefined
  let isDecided = false
  let isStopped = false
  for (const [at, own] of seeds.entries()) {
    const arms: Played[] = []
    for (const recommender of recommenders) {
      const { signal, onProgress } = options
      const told = {
        ...apartOf(options).run,
        ...(signal ? { signal } : {}),
        ...(onProgress
          ? {
              onProgress: (done: number, left: number) =>
                onProgress(
                  (2 * at + arms.length) * (done + left) + done,
                  left + (2 * (seeds.length - at) - arms.length - 1) * (done + left)
                )
            }
          : {})
      }
      arms.push(
        await playWorld({ ...options, recommender, seed: own, users: batch }, told, undefined, models ? { models } : {})
      )
      if (arms.at(-1)!.result.interrupted) isStopped = true
      if (isStopped) break
    }
    if (isStopped) break
    if (arms[0]!.people.isWeighted) throw weighted()
    first ??= arms
    takeIn(apart, arms, metric)
    const { n, difference, low, high, p, isDecided: decided } = look(apart.n, apart.mean, variance(apart))
    looks.push({ n, difference, low, high, p })
    isDecided = decided
    if (isDecided) break
  }
  if (!first) throw stopped()
  const names = toldApart(first.map((one, at) => nameOf(one, at)))
  const last = looks.at(-1)!
  const definition = first[0]!.metrics[metric]!
  const others = byPeople(first.map((one, at) => ({ ...one, name: names[at]! }))).filter((one) => one.metric !== metric)
  return {
    recommenders: first.map(({ result }, at) => ({ name: names[at]!, result })),
    differences: [
      { a: names[0]!, b: names[1]!, metric, ...last, unit: definition.unit, better: definition.better },
      ...others
    ],
    unit: 'people',
    seeds: seeds.slice(0, looks.length),
    sequential: { metric, tau, looks, isDecided },
    ...(models ? { model: models.usage() } : {}),
    interrupted: isStopped,
    notes: [
      ...new Set(first.flatMap(({ result }) => result.notes)),
      `looked at after every ${batch} people, each batch a world of its own; differences in other metrics are those of the first batch`
    ],
    seconds: (performance.now() - started) / 1_000
  }
}

/** What each person's figure is in one arm less the other. */
function takeIn(apart: ReturnType<typeof createMoments>, arms: readonly Played[], metric: string): void {
  const [a, b] = arms.map(({ outcome }) => outcome.tallies[metric])
  if (!a || !b)
    throw new RecoError('compare.cannot-look', {
      what: `There is no metric "${metric}" in this run.`,
      fix: `Take one of ${Object.keys(arms[0]!.metrics).join(', ')}.`
    })
  for (let user = 0; user < a.denominators.length; user++) {
    if (!(a.denominators[user]! > 0 && b.denominators[user]! > 0)) continue
    addValue(apart, b.numerators[user]! / b.denominators[user]! - a.numerators[user]! / a.denominators[user]!)
  }
}

const weighted = () =>
  new RecoError('compare.cannot-look', {
    what: 'Some segments are drawn more often than their shares say, and looking before the end takes everybody for one.',
    fix: 'Leave oversample out of the population, or leave sequential out.'
  })
