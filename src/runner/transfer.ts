import { RecoError } from '../contract/error.ts'
import type { Figure, Transfer, TransferCell } from '../contract/transfer.ts'
import { meanInterval, wilson } from '../experiment/index.ts'
import { chanceOf, environmentOf, type Staged } from '../gym/environment.ts'
import { TRAINERS } from '../learning/index.ts'
import { breath } from '../streams/breath.ts'
import type { PersonEnvironmentOptions } from './environment.ts'
import { stagedOf } from './environment.ts'
import { type Act, atRandom, HELD_OUT, type TrainOptions, train } from './train.ts'

export interface TransferOptions
  extends Pick<TrainOptions, 'algorithm' | 'settings' | 'steps' | 'seed' | 'signal' | 'onProgress'> {
  /** By name: what differs between them is whom a policy is taught by, such as `mind` or `mindset`. Two or more. */
  minds: Readonly<Record<string, PersonEnvironmentOptions>>
  /** People whom policies are tested on. Default 1,000. */
  trials?: number
}

/**
 * Trains a policy on each mind, and tests each on all minds: how much of what is learnt from one is true of another only
 * there.
 *
 * @throws RecoError `transfer.too-few`; `run.interrupted`, since half a matrix compares nobody; and those of `train` and `createEnvironment`
 * @example
 *   const { cells } = await transfer({ minds: { calm: {}, torn: { mindset: 'overloaded' } }, steps: 20_000 })
 */
export async function transfer(options: TransferOptions): Promise<Transfer> {
  const { minds, algorithm = 'ppo', settings = {}, steps = 100_000, trials = 1_000, seed = 7, signal } = options
  const names = Object.keys(minds)
  if (names.length < 2)
    throw new RecoError('transfer.too-few', {
      what: `There ${names.length === 1 ? 'is one mind' : 'are no minds'} to train on and to test on.`,
      fix: 'Name two or more, such as the mindsets attention, goal-seeking and overloaded.'
    })
  const worlds = names.map((name) => stagedOf(minds[name]!))
  const acts: Act[] = []
  const trying = names.length * (names.length + 1) * trials * STEPS_OF_A_TRIAL
  const progress = (done: number) => {
    if (signal?.aborted) throw stopped()
    options.onProgress?.(done, names.length * steps + trying - done)
  }
  for (const [at, name] of names.entries()) {
    const { checkpoint } = await train({
      world: minds[name]!,
      algorithm,
      settings,
      steps,
      trials: 2,
      points: 1,
      seed,
      ...(signal ? { signal } : {}),
      onProgress: (done) => progress(at * steps + done)
    })
    const problem = { staged: worlds[at]!, encoder: worlds[at]!.process.encoder! }
    const trainer = TRAINERS[algorithm].create(problem, { ...settings, seed }, checkpoint.knows)
    acts.push((observation, moment) => trainer.act(observation, moment, false))
  }
  let tried = 0
  const trialsOf = (staged: Staged<unknown, unknown, unknown>, act: Act) =>
    trialsIn(staged, act, seed + HELD_OUT, trials, () => progress(names.length * steps + ++tried * STEPS_OF_A_TRIAL))
  const tested: Tested[][] = []
  for (const act of acts) {
    const row: Tested[] = []
    for (const staged of worlds) row.push(await trialsOf(staged, act))
    tested.push(row)
  }
  const random = []
  for (const staged of worlds) random.push(told(await trialsOf(staged, atRandom(staged.process.encoder!))))
  const cells = tested.map((row, trained) =>
    row.map(
      (own, at): TransferCell => ({
        ...told(own),
        against: trained === at ? null : meanInterval(own.returns.map((one, i) => one - tested[at]![at]!.returns[i]!))
      })
    )
  )
  return { algorithm, seed, steps, trials, minds: names, cells, random }
}

const stopped = (): RecoError =>
  new RecoError('run.interrupted', {
    what: 'It was stopped before all was trained and tested.',
    fix: 'Start it again.'
  })

/** About what a trial costs, in steps of training: for the progress alone. */
const STEPS_OF_A_TRIAL = 12

interface Tested {
  readonly returns: readonly number[]
  readonly stayed: number
}

/** The first people of a seed, one after the other. */
async function trialsIn(
  staged: Staged<unknown, unknown, unknown>,
  act: Act,
  seed: number,
  trials: number,
  onTrial: () => void
): Promise<Tested> {
  const environment = environmentOf(staged, { seed })
  const chance = chanceOf(seed, 0)
  const returns: number[] = []
  let stayed = 0
  for (let episode = 0; episode < trials; episode++) {
    let { observation } = environment.reset()
    let sum = 0
    for (let turn = 0; ; turn++) {
      const step = environment.step(act(observation, { episode, turn, chance }))
      sum += step.reward
      observation = step.observation
      if (step.truncated) stayed++
      if (step.terminated || step.truncated) break
    }
    returns.push(sum)
    onTrial()
    if (episode % 8 === 0) await breath()
  }
  return { returns, stayed }
}

const told = ({ returns, stayed }: Tested): { retention: Figure; value: Figure } => ({
  retention: wilson(stayed, returns.length),
  value: meanInterval([...returns])
})
