import type { Moment } from '../contract/environment.ts'
import { RecoError } from '../contract/error.ts'
import { nearest } from '../contract/nearest.ts'
import { type Estimate, meanInterval } from '../experiment/index.ts'
import { chanceOf, environmentOf, FIRST_SEED, type Staged } from '../gym/environment.ts'
import { drawSome } from '../kernel/draw.ts'
import { type Algorithm, TRAINERS, type TrainerName } from '../learning/index.ts'
import type { Problem, Saved, Trainer } from '../learning/trainer.ts'
import { breath } from '../streams/breath.ts'
import { type EnvironmentOptions, stagedOf } from './environment.ts'
import { hashOf } from './fingerprint.ts'

export interface TrainOptions {
  /** Where it learns: as for `createEnvironment`, without a seed. */
  world: EnvironmentOptions
  /** Default `ppo`. */
  algorithm?: TrainerName
  /** What the algorithm may be told; see each. */
  settings?: Readonly<Record<string, unknown>>
  /** Steps of the environment to learn from, at least. Default 100,000. */
  steps?: number
  /** Episodes that it is tried on, other people than it learns from. Default 400. */
  trials?: number
  /** How often it is tried on the way. Default 20 times. */
  points?: number
  /** Decides all chance. Default 7. */
  seed?: number
  /** Goes on from here. */
  from?: Checkpoint
  signal?: AbortSignal
  /** Steps done and left. */
  onProgress?: (done: number, left: number) => void
  /** It was tried: the curve so far, and what it knows. */
  onPoint?: (checkpoint: Checkpoint) => void | Promise<void>
}

/** How good it was after so many steps. */
export interface CurvePoint {
  readonly steps: number
  readonly episodes: number
  /** Mean return of an episode of people whom it did not learn from. */
  readonly value: number
  readonly low: number
  readonly high: number
  readonly n: number
  readonly signs: Readonly<Record<string, number>>
}

/** All that is needed to go on: plain data. */
export interface Checkpoint {
  readonly kind: 'recoworld training'
  readonly algorithm: TrainerName
  readonly settings: Readonly<Record<string, unknown>>
  readonly seed: number
  /** Of the world that it learns in: another one is refused. */
  readonly world: string
  readonly curve: readonly CurvePoint[]
  readonly knows: Saved
}

export interface Trained {
  readonly checkpoint: Checkpoint
  /** How others do on the same people: the world's own baselines, and slates drawn at random. */
  readonly others: Readonly<Record<string, Estimate>>
  readonly isInterrupted: boolean
}

/** People whom it learns from and people whom it is tried on have different seeds. */
export const HELD_OUT = 1_000_003

/**
 * Learns to act in a world, and tries what it has learnt on other people.
 *
 * @throws RecoError `train.bad-option`, `train.no-encoder`, `train.other-world`, and those of `createEnvironment`
 */
export async function train(options: TrainOptions): Promise<Trained> {
  const { world, signal, onProgress, onPoint, from } = options
  const steps = whole('steps', options.steps ?? 100_000)
  const trials = whole('trials', options.trials ?? 400)
  const points = whole('points', options.points ?? 20)
  const algorithm = from?.algorithm ?? options.algorithm ?? 'ppo'
  const settings = from?.settings ?? options.settings ?? {}
  const seed = from?.seed ?? options.seed ?? FIRST_SEED
  const found = trainerNamed(algorithm)
  const staged = stagedOf(world)
  const problem = problemOf(staged, found, algorithm)
  const name = hashOf(JSON.stringify([staged.name, world]))
  if (from && from.world !== name) throw otherWorld()
  const trainer = found.create(problem, { ...settings, seed }, from?.knows)
  const curve = [...(from?.curve ?? [])]
  const held = seed + HELD_OUT
  const checkpoint = (): Checkpoint => ({
    kind: 'recoworld training',
    algorithm,
    settings,
    seed,
    world: name,
    curve: [...curve],
    knows: trainer.save()
  })
  let done = curve.at(-1)?.steps ?? 0
  let episodes = curve.at(-1)?.episodes ?? 0
  const every = steps / points
  const begun = done
  const tried = async (signs: CurvePoint['signs']) => {
    curve.push({ steps: done, episodes, ...trialOf(staged, trainer, held, trials), signs })
    await onPoint?.(checkpoint())
  }
  if (!from) await tried({})
  while (done < begun + steps && !signal?.aborted) {
    const progress = trainer.improve()
    const isDue = Math.floor((progress.steps - begun) / every) > Math.floor((done - begun) / every)
    done = progress.steps
    episodes = progress.episodes
    if (isDue || done >= begun + steps) await tried(progress.signs)
    onProgress?.(Math.min(done - begun, steps), Math.max(0, begun + steps - done))
    await breath()
  }
  return {
    checkpoint: checkpoint(),
    others: othersIn(staged, problem, held, trials),
    isInterrupted: done < begun + steps
  }
}

function whole(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 1) return value
  throw new RecoError('train.bad-option', { what: `${name} is ${String(value)}.`, fix: 'Give a whole number from 1.' })
}

function trainerNamed(name: string): Algorithm {
  const found = (TRAINERS as Readonly<Record<string, Algorithm>>)[name]
  if (found) return found
  const names = Object.keys(TRAINERS)
  const near = nearest(name, names)
  throw new RecoError('train.bad-option', {
    what: `There is no algorithm "${name}"; there are ${names.join(', ')}.`,
    fix: near ? `Did you mean "${near}"?` : 'Take one of these.'
  })
}

function problemOf(staged: Staged<unknown, unknown, unknown>, { needsMdp }: Algorithm, algorithm: string): Problem {
  const { encoder, mdp } = staged.process
  if (!encoder)
    throw new RecoError('train.no-encoder', {
      what: `"${staged.name}" tells no numbers to learn from.`,
      fix: 'Give its process an encoder.'
    })
  if (needsMdp && !mdp)
    throw new RecoError('train.bad-option', {
      what: `"${algorithm}" learns in worlds that are small enough to be known whole, and "${staged.name}" is none.`,
      fix: 'Take ppo, or a world with tables.'
    })
  return { staged, encoder }
}

const otherWorld = () =>
  new RecoError('train.other-world', {
    what: 'That training was in another world than this one.',
    fix: 'Give the same options as then, or begin anew without it.'
  })

export type Act = (observation: unknown, moment: Moment) => unknown

/** Mean return of the first episodes of a seed, with its interval. */
export function returnsOf(staged: Staged<unknown, unknown, unknown>, act: Act, seed: number, trials: number): Estimate {
  const environment = environmentOf(staged, { seed })
  const chance = chanceOf(seed, 0)
  const returns: number[] = []
  for (let episode = 0; episode < trials; episode++) {
    let { observation } = environment.reset()
    let sum = 0
    for (let turn = 0, isOver = false; !isOver; turn++) {
      const step = environment.step(act(observation, { episode, turn, chance }))
      sum += step.reward
      observation = step.observation
      isOver = step.terminated || step.truncated
    }
    returns.push(sum)
  }
  return meanInterval(returns)
}

/** What its draws come to, on the same people each time; in worlds with tables, what it thinks best. */
const trialOf = (staged: Staged<unknown, unknown, unknown>, trainer: Trainer, seed: number, trials: number): Estimate =>
  returnsOf(
    staged,
    (observation, moment) => trainer.act(observation, moment, staged.process.mdp !== undefined),
    seed,
    trials
  )

/** The baselines that the world is known by, and candidates drawn at random. */
function othersIn(
  staged: Staged<unknown, unknown, unknown>,
  { encoder }: Problem,
  seed: number,
  trials: number
): Record<string, Estimate> {
  const known = Object.entries(staged.process.baselines ?? {}).map(([name, { act }]) => [name, act] as const)
  const random = known.some(([name]) => name === 'random') ? [] : [['random', atRandom(encoder)] as const]
  return Object.fromEntries([...random, ...known].map(([name, act]) => [name, returnsOf(staged, act, seed, trials)]))
}

export function atRandom(encoder: Problem['encoder']): Act {
  const state = new Float64Array(encoder.stateSize)
  const items = new Float64Array(encoder.most * encoder.itemSize)
  return (observation, { episode, turn, chance }) => {
    const luck = chance.for('at-random')
    const count = encoder.encode(observation, state, items)
    const chosen = drawSome(count, encoder.slateSize, (slot) => luck.at(episode, 0, turn, slot))
    return encoder.action(chosen, observation)
  }
}
