import { RecoError } from '../contract/error.ts'
import type { RecommenderDefinition } from '../contract/plugin.ts'
import type { CompareResult } from '../contract/result.ts'
import type { OpenModels } from '../models/index.ts'
import { toldApart } from './apart.ts'
import { nameOf, stopped } from './compare/arms.ts'
import { byPeople, byWorlds } from './compare/differences.ts'
import { sequentially } from './compare/sequential.ts'
import { modelsFor } from './models.ts'
import { checkKeys, numbersOf, type RunOptions, type WorldOptions } from './options.ts'
import { type Played, playWorld } from './playing.ts'
import { seedsOf } from './seeds.ts'
import { checkNames, partOf } from './setting.ts'

export interface CompareOptions extends Omit<WorldOptions, 'recommender' | 'log'>, RunOptions {
  /** Two or more, by name, by file, or themselves. */
  recommenders: readonly (string | RecommenderDefinition)[]
  /** Worlds for each, 1 … 1,000: from 2 on differences are over worlds. Default 1; 8 where people follow each other. */
  replicates?: number
  /**
   * Looks after every batch of people, and stops once it is decided: two recommenders, one metric, people who do not follow
   * each other. `users` is then the most there may be.
   */
  sequential?: { readonly metric?: string; readonly batch?: number; readonly tau?: number }
}

/** Worlds that are compared where people are not independent of each other. */
const COUPLED = 8

/**
 * Recommenders on the same people with the same luck: each alone, then b − a for every pair and metric, person by person.
 * Where people follow each other they are not independent: then whole worlds are compared, seed by seed. One that was
 * stopped half-way is compared with none: what it came to is about fewer turns.
 *
 * @throws RecoError `compare.too-few`, `compare.bad-replicates`, `compare.cannot-look`, and those of `createWorld`
 */
export async function compare(options: CompareOptions): Promise<CompareResult> {
  const { recommenders, replicates, sequential, ...rest } = options
  checkComparison(options)
  const parts = await Promise.all(recommenders.map((recommender) => partOf('recommenders', recommender)))
  const models = await modelsFor(rest, [partOf('minds', rest.mind), ...parts], rest.signal)
  try {
    return sequential ? await sequentially(options, models) : await compareWith(options, models)
  } finally {
    await models?.close()
  }
}

/** @throws RecoError as `compare` */
export function checkComparison({ recommenders, replicates, sequential, ...options }: CompareOptions): void {
  if (recommenders.length < 2)
    throw new RecoError('compare.too-few', {
      what: `${recommenders.length} recommender was given; a comparison takes two.`,
      fix: 'Name two or more: compare popular instructable.'
    })
  if (replicates !== undefined && !(Number.isInteger(replicates) && replicates >= 1 && replicates <= 1_000))
    throw new RecoError('compare.bad-replicates', {
      what: `${replicates} replicates are to be played.`,
      fix: 'Give a whole number from 1 to 1,000.'
    })
  if (sequential && (recommenders.length > 2 || replicates !== undefined || options.graph !== undefined))
    throw new RecoError('compare.cannot-look', {
      what: 'It is to be looked at before the end, and there are more than two recommenders, replicates, or people who follow each other.',
      fix: 'Compare two recommenders on people by themselves, or leave sequential out.'
    })
  if (replicates === 1 && options.graph !== undefined)
    throw new RecoError('compare.bad-replicates', {
      what: 'One world of people who follow each other is one observation.',
      fix: 'Give 2 replicates or more, or leave them out (8).'
    })
  checkKeys(options, ['sessions', 'turns', 'days', 'signal', 'onProgress'])
  for (const recommender of recommenders) checkNames({ ...options, recommender })
}

async function compareWith(
  { recommenders, replicates, ...options }: CompareOptions,
  models?: OpenModels
): Promise<CompareResult> {
  const started = performance.now()
  const seeds = seedsOf(numbersOf(options).seed, replicates ?? (options.graph === undefined ? 1 : COUPLED))
  const worlds = seeds.flatMap((seed) => recommenders.map((recommender) => ({ seed, recommender })))
  const played: Played[] = []
  for (const [at, world] of worlds.entries()) {
    if (options.signal?.aborted || models?.stopped.aborted) break
    const { onProgress } = options
    const left = worlds.length - at - 1
    const before = played.reduce((sum, { result }) => sum + result.userSteps, 0)
    const report =
      onProgress && ((done: number, more: number) => onProgress(before + done, more + left * (done + more)))
    const told = { ...options, ...(report ? { onProgress: report } : {}) }
    played.push(await playWorld({ ...options, ...world }, told, undefined, models ? { models } : {}))
  }
  if (played.length === 0) throw stopped()
  const k = recommenders.length
  const names = toldApart(played.slice(0, k).map((one, at) => nameOf(one, at)))
  const rounds = seeds.map((_, round) => played.slice(round * k, (round + 1) * k))
  const arms = rounds[0]!.map((one, at) => ({ ...one, name: names[at]! }))
  const isWhole = (one: Played) => !one.result.interrupted
  const isOver = rounds.every((round) => round.length === k && round.every(isWhole))
  const isByWorld = seeds.length > 1
  return {
    recommenders: arms.map(({ name, result }) => ({ name, result })),
    differences: isByWorld ? (isOver ? byWorlds(rounds, names) : []) : byPeople(arms.filter(isWhole)),
    unit: isByWorld ? 'worlds' : 'people',
    seeds,
    ...(models ? { model: models.usage() } : {}),
    interrupted: !isOver,
    notes: [
      ...new Set(played.flatMap(({ result }) => result.notes)),
      ...(options.graph !== undefined && replicates === undefined ? [coupledNote] : []),
      ...(isByWorld ? [] : learningNote(arms.filter(({ isCoupled }) => isCoupled).map(({ name }) => name)))
    ],
    seconds: (performance.now() - started) / 1_000
  }
}

const coupledNote = `people who follow each other are not independent: ${COUPLED} whole worlds are compared, each with people and luck of its own`

/** Interference by what a recommender learns is named; on people of the house it has not been seen to widen anything. */
const learningNote = (names: readonly string[]): string[] =>
  names.length === 0
    ? []
    : [
        `${names.join(' and ')} ${names.length === 1 ? 'learns' : 'learn'} from everybody, so that people are not wholly independent: replicates (--replicates 8) compares whole worlds`
      ]
