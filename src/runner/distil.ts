import { distilledMind, observing } from '../../agents/minds/distilled.ts'
import { RecoError } from '../contract/error.ts'
import type { Usage } from '../contract/model.ts'
import type { MindDefinition } from '../contract/plugin.ts'
import { distil as distilling } from '../learning/index.ts'
import { modelsFor } from './models.ts'
import { numbersOf, type RunOptions, type WorldOptions } from './options.ts'
import { playWorld } from './playing.ts'
import { type Found, partOf } from './setting.ts'

export interface DistilOptions extends Omit<WorldOptions, 'recommender' | 'log'>, RunOptions {
  /** Under whom the teacher is watched: what is to be compared later. Default `instructable`, `popular`, `random`. */
  recommenders?: readonly string[]
  /** The part of decisions that the teacher makes twice, 0 … 1, so that its own noise is known. Default 0. */
  retest?: number
}

/** What a distilled mind came to. */
export interface Distilled {
  readonly weights: distilling.DistilledWeights
  /** The teacher and the distilled mind under the same recommenders, with another seed. */
  readonly likeness: readonly (distilling.Likeness & { readonly recommender: string })[]
  readonly decisions: number
  /** What the teacher asked of a model. */
  readonly model?: Usage
  readonly notes: readonly string[]
}

const RECOMMENDERS = ['instructable', 'popular', 'random'] as const

/**
 * Watches a mind under some recommenders, fits a parametric mind to what it did, and lets that one live the same worlds with
 * another seed, to see how alike they are.
 *
 * @throws RecoError `distil.too-few`, `distil.stopped` where a cap ended it before that; and those of `createWorld`
 */
export async function distil(options: DistilOptions): Promise<Distilled> {
  const { recommenders = RECOMMENDERS, retest = 0, ...rest } = options
  const { seed, users } = numbersOf(rest)
  const teacher = await partOf('minds', rest.mind)
  const models = await modelsFor(rest, [teacher], rest.signal)
  try {
    const watched = await watch(teacher.definition, retest, seed)
    const { reason } = models?.stopped ?? {}
    if (watched.isInterrupted && watched.answers.length < users)
      throw new RecoError('distil.stopped', {
        what: `It was stopped after ${watched.answers.length} decisions, which is too few. ${reason instanceof RecoError ? reason.parts.what : ''}`,
        fix: 'Run it again with the same --answers and a higher cap: what was answered costs nothing.'
      })
    const weights = distilling.fit(watched.answers, { seed, teacher: named(teacher, models?.name) })
    const lived = await watch(distilledMind(weights), 0, seed + 1)
    return {
      weights,
      likeness: recommenders.map((recommender, at) => ({
        recommender,
        ...distilling.likenessOf(watched.under[at] ?? [], lived.under[at] ?? [])
      })),
      decisions: watched.answers.length,
      ...(models ? { model: models.usage() } : {}),
      notes: watched.notes
    }
  } finally {
    await models?.close()
  }

  async function watch(mind: MindDefinition, again: number, from: number) {
    const under: distilling.Answer[][] = []
    const notes = new Set<string>()
    let isInterrupted = false
    let userSteps = 0
    for (const [at, recommender] of recommenders.entries()) {
      const answers: distilling.Answer[] = []
      under.push(answers)
      const observed = observing(mind, { onAnswer: (answer) => answers.push(answer), retest: again })
      const { onProgress } = rest
      const later = recommenders.length - at - 1
      const run = {
        ...rest,
        ...(onProgress
          ? { onProgress: (done: number, left: number) => onProgress(userSteps + done, left + later * (done + left)) }
          : {})
      }
      const world = { ...rest, recommender, mind: observed, seed: from, threads: 1, gauges: false }
      const { result } = await playWorld(world, run, undefined, models ? { models } : {})
      for (const note of result.notes) notes.add(note)
      userSteps += result.userSteps
      isInterrupted ||= result.interrupted
      if (isInterrupted) break
    }
    return {
      under,
      answers: under.flat(),
      isInterrupted,
      notes: [...notes]
    }
  }
}

const named = ({ source }: Found<MindDefinition>, model: string | undefined): string =>
  model === undefined ? source.name : `${source.name} with ${model}`
