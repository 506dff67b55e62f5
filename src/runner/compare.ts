import { RecoError } from '../contract/error.ts'
import type { RecommenderDefinition } from '../contract/plugin.ts'
import type { CompareResult } from '../contract/result.ts'
import { differenceOf } from './estimate.ts'
import type { RunOptions, WorldOptions } from './options.ts'
import { checkNames } from './setting.ts'
import { type Played, playWorld } from './world.ts'

export interface CompareOptions extends Omit<WorldOptions, 'recommender' | 'log'>, RunOptions {
  /** Two or more, by name, by file, or themselves. */
  recommenders: readonly (string | RecommenderDefinition)[]
}

/**
 * Recommenders on the same people with the same luck: each alone, then b − a for every pair and metric.
 *
 * @throws RecoError `compare.too-few`, and those of `createWorld`
 */
export async function compare({ recommenders, ...options }: CompareOptions): Promise<CompareResult> {
  if (recommenders.length < 2)
    throw new RecoError('compare.too-few', {
      what: `${recommenders.length} recommender was given; a comparison takes two.`,
      fix: 'Name two or more: compare popular instructable.'
    })
  for (const recommender of recommenders) checkNames({ ...options, recommender })
  const started = performance.now()
  const arms: (Played & { name: string })[] = []
  for (const [at, recommender] of recommenders.entries()) {
    if (options.signal?.aborted) break
    const { onProgress } = options
    const left = recommenders.length - at - 1
    const before = arms.reduce((sum, { result }) => sum + result.userSteps, 0)
    const report =
      onProgress && ((done: number, more: number) => onProgress(before + done, more + left * (done + more)))
    const played = await playWorld(
      { ...options, recommender },
      { ...options, ...(report ? { onProgress: report } : {}) }
    )
    const { name } = played.result.manifest.recommender
    arms.push({ ...played, name: name === 'own' ? `own-${at + 1}` : name })
  }
  if (arms.length === 0)
    throw new RecoError('run.interrupted', {
      what: 'It was stopped before anybody was shown anything.',
      fix: 'Start it again; nothing is known yet.'
    })
  return {
    recommenders: arms.map(({ name, result }) => ({ name, result })),
    differences: arms.flatMap((a, i) => arms.slice(i + 1).flatMap((b) => differences(a, b))),
    interrupted: arms.length < recommenders.length || arms.some(({ result }) => result.interrupted),
    seconds: (performance.now() - started) / 1_000
  }
}

function differences(a: Played & { name: string }, b: Played & { name: string }): CompareResult['differences'] {
  return Object.entries(a.metrics).flatMap(([metric, definition]) => {
    const paired = differenceOf(definition, a.outcome.tallies[metric]!, b.outcome.tallies[metric]!)
    if (!paired) return []
    const { difference, low, high, p, n } = paired
    return [
      { a: a.name, b: b.name, metric, difference, low, high, p, n, unit: definition.unit, better: definition.better }
    ]
  })
}
