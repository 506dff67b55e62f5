import { RecoError } from '../contract/error.ts'
import type { RecommenderDefinition } from '../contract/plugin.ts'
import type { CompareResult } from '../contract/result.ts'
import type { OpenModels } from '../models/index.ts'
import { toldApart } from './apart.ts'
import { differenceOf, weightsOf } from './estimate.ts'
import { modelsFor } from './models.ts'
import { checkKeys, type RunOptions, type WorldOptions } from './options.ts'
import { type Played, playWorld } from './playing.ts'
import { checkNames, partOf } from './setting.ts'

export interface CompareOptions extends Omit<WorldOptions, 'recommender' | 'log'>, RunOptions {
  /** Two or more, by name, by file, or themselves. */
  recommenders: readonly (string | RecommenderDefinition)[]
}

/**
 * Recommenders on the same people with the same luck: each alone, then b − a for every pair and metric. One that was
 * stopped half-way is compared with none: what it came to is about fewer turns.
 *
 * @throws RecoError `compare.too-few`, and those of `createWorld`
 */
export async function compare(options: CompareOptions): Promise<CompareResult> {
  const { recommenders, ...rest } = options
  check(recommenders, rest)
  const parts = await Promise.all(recommenders.map((recommender) => partOf('recommenders', recommender)))
  const models = await modelsFor(rest, [partOf('minds', rest.mind), ...parts], rest.signal)
  try {
    return await compareWith(options, models)
  } finally {
    await models?.close()
  }
}

function check(recommenders: CompareOptions['recommenders'], options: Omit<CompareOptions, 'recommenders'>): void {
  if (recommenders.length < 2)
    throw new RecoError('compare.too-few', {
      what: `${recommenders.length} recommender was given; a comparison takes two.`,
      fix: 'Name two or more: compare popular instructable.'
    })
  checkKeys(options, ['sessions', 'turns', 'signal', 'onProgress'])
  for (const recommender of recommenders) checkNames({ ...options, recommender })
}

async function compareWith({ recommenders, ...options }: CompareOptions, models?: OpenModels): Promise<CompareResult> {
  const started = performance.now()
  const played: (Played & { called: string })[] = []
  for (const [at, recommender] of recommenders.entries()) {
    if (options.signal?.aborted || models?.stopped.aborted) break
    const { onProgress } = options
    const left = recommenders.length - at - 1
    const before = played.reduce((sum, { result }) => sum + result.userSteps, 0)
    const report =
      onProgress && ((done: number, more: number) => onProgress(before + done, more + left * (done + more)))
    const told = { ...options, ...(report ? { onProgress: report } : {}) }
    const one = await playWorld({ ...options, recommender }, told, undefined, models ? { models } : {})
    const { name } = one.result.manifest.recommender
    played.push({ ...one, called: name === 'own' ? `own-${at + 1}` : name })
  }
  if (played.length === 0)
    throw new RecoError('run.interrupted', {
      what: 'It was stopped before anybody was shown anything.',
      fix: 'Start it again; nothing is known yet.'
    })
  const names = toldApart(played.map(({ called }) => called))
  const arms = played.map((one, at) => ({ ...one, name: names[at]! }))
  const whole = arms.filter(({ result }) => !result.interrupted)
  return {
    recommenders: arms.map(({ name, result }) => ({ name, result })),
    differences: whole.flatMap((a, i) => whole.slice(i + 1).flatMap((b) => differences(a, b))),
    ...(models ? { model: models.usage() } : {}),
    interrupted: arms.length < recommenders.length || arms.some(({ result }) => result.interrupted),
    seconds: (performance.now() - started) / 1_000
  }
}

type Arm = Played & { name: string }

function differences(a: Arm, b: Arm): CompareResult['differences'] {
  const weights = weightsOf(a.people, a.result.manifest.users)
  return Object.entries(a.metrics).flatMap(([metric, definition]) => {
    const paired = differenceOf(definition, a.outcome.tallies[metric]!, b.outcome.tallies[metric]!, weights)
    if (!paired) return []
    const { difference, low, high, p, n } = paired
    return [
      { a: a.name, b: b.name, metric, difference, low, high, p, n, unit: definition.unit, better: definition.better }
    ]
  })
}
