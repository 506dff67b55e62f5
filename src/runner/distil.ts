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
  /** Told of what takes a while beside watching: fitting, living. */
  onStage?: (what: string) => void
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

/** How often the fitted mind lives the worlds to have its levels put right. */
const LEVELLING = 2
const RECOMMENDERS = ['instructable', 'popular', 'random'] as const

/**
 * Watches a mind under some recommenders, fits a parametric mind to what it did, and lets that one live the same worlds with
 * another seed, to see how alike they are.
 *
 * @throws RecoError `distil.too-few`, `distil.stopped` where a cap ended it in the middle; and those of `createWorld`
 */
export async function distil(options: DistilOptions): Promise<Distilled> {
  const { recommenders = RECOMMENDERS, retest = 0, onStage, ...rest } = options
  const { seed, users } = numbersOf(rest)
  const teacher = partOf('minds', rest.mind)
  const models = await modelsFor(rest, [teacher], rest.signal)
  try {
    const watched = await watch(teacher.definition, retest, seed)
    if (watched.isInterrupted)
      throw stopped(watched.answers.length, models?.stopped.reason, rest.signal?.aborted ?? false)
    onStage?.(`fitting to ${watched.answers.length.toLocaleString('en')} decisions`)
    let weights = distilling.fit(watched.answers, { seed, teacher: named(teacher, models?.name) })
    onStage?.('the fitted mind lives the same worlds')
    for (let round = 1; round <= LEVELLING; round++) {
      const { under } = await live(weights, seed + round)
      weights = distilling.levelled(weights, meanOf(watched.under), meanOf(under))
    }
    const lived = await live(weights, seed + LEVELLING + 1)
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

  /** The fitted mind in the same worlds, with other people: it costs little, so that some more are asked. */
  async function live(weights: distilling.DistilledWeights, from: number) {
    return watch(distilledMind(weights), 0, from, Math.max(users, 1_000))
  }

  async function watch(mind: MindDefinition, again: number, from: number, people = users) {
    const under: distilling.Answer[][] = []
    const notes = new Set<string>()
    let isInterrupted = false
    let userSteps = 0
    for (const [at, recommender] of recommenders.entries()) {
      const answers: distilling.Answer[] = []
      under.push(answers)
      const observed = observing(mind, { onAnswer: (answer) => answers.push(answer), retest: again })
      const onProgress = people === users ? rest.onProgress : undefined // of what takes long
      const later = recommenders.length - at - 1
      const { onProgress: _, ...told } = rest
      const run = {
        ...told,
        users: people,
        ...(onProgress
          ? { onProgress: (done: number, left: number) => onProgress(userSteps + done, left + later * (done + left)) }
          : {})
      }
      const world = { ...rest, users: people, recommender, mind: observed, seed: from, threads: 1, gauges: false }
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

/** What was seen of visits that are not over says too much of their beginnings to be fitted to. */
function stopped(decisions: number, reason: unknown, isAsked: boolean): RecoError {
  const why = !isAsked && reason instanceof RecoError ? `${reason.parts.what} ` : ''
  return new RecoError(isAsked ? 'run.interrupted' : 'distil.stopped', {
    what: `${why}It was stopped after ${decisions.toLocaleString('en')} decisions, in the middle of visits.`,
    fix: 'Run it again with the same answers (--answers), which cost nothing: it goes on from there.'
  })
}

/** Over recommenders, each as much as another. */
function meanOf(under: readonly (readonly distilling.Answer[])[]): { leaves: number; speaks: number } {
  const rates = under.map((answers) => distilling.behaviourOf(answers))
  const mean = (of: 'leaves' | 'speaks') => rates.reduce((sum, rate) => sum + rate[of], 0) / rates.length
  return { leaves: mean('leaves'), speaks: mean('speaks') }
}

const named = ({ source }: Found<MindDefinition>, model: string | undefined): string =>
  model === undefined ? source.name : `${source.name} with ${model}`
