import type { Moment } from '../../contract/environment.ts'
import { RecoError } from '../../contract/error.ts'
import { chanceOf, environmentOf, FIRST_SEED } from '../../gym/environment.ts'
import { drawSome } from '../../kernel/draw.ts'
import { clip, createAdam, numbersIn, plain } from '../policy-gradient/adam.ts'
import { minibatches } from '../policy-gradient/critic.ts'
import { begin, createNetwork, weightsOf } from '../policy-gradient/network.ts'
import { settingsFrom } from '../policy-gradient/settings.ts'
import type { Problem, Progress, Saved, Trainer } from '../trainer.ts'
import { createChoice } from './choice.ts'
import { SETTINGS, type SlateQOptions } from './options.ts'
import { bestSlate, type Candidates, worthOf } from './slate.ts'

/** One turn: what was taken where, and what it led to. */
interface Turn {
  /** State, then the numbers of what was taken; those of nothing are zeros and a one. */
  readonly row: Float64Array
  readonly reward: number
  /** Undefined where the world ended it. */
  readonly next: { readonly state: Float64Array; readonly items: Float64Array; readonly count: number } | undefined
  /** What was shown there: for SARSA. */
  readonly shown: readonly number[]
}

/**
 * SlateQ: learns what each candidate is worth in the long run if it is taken, and shows the slate of which what is likely
 * taken is worth most. Choice is learnt beside, from what people took. Each batch of episodes is gone through several times,
 * against targets of the network as it was before the batch.
 *
 * @param isOnPolicy SARSA: what follows is worth what the slate shown there is; otherwise what the best slate there would be
 * @throws RecoError `train.bad-option` where a world does not tell what was taken; `train.bad-checkpoint`
 * @source Ie et al., SlateQ: a tractable decomposition for reinforcement learning with recommendation sets, IJCAI 2019
 */
export function createSlateQ<Observation, Action>(
  isOnPolicy: boolean,
  { staged, encoder }: Problem<Observation, Action>,
  { seed = FIRST_SEED, ...given }: SlateQOptions & { readonly seed?: number },
  saved?: Saved
): Trainer<Observation, Action> {
  const settings = settingsFrom<Required<SlateQOptions>>(SETTINGS, given)
  const { stateSize, itemSize, slateSize, most } = encoder
  const takenIn = takenBy({ staged, encoder })
  const isForced = slateSize === 1 && !encoder.taken
  const shape = { inputs: itemSize + 1, shared: stateSize, hidden: settings.hidden, outputs: 1 }
  const size = weightsOf(shape)
  const chance = chanceOf(seed, 0)
  const network = createNetwork(shape, numbersIn(saved?.weights, size))
  const before = createNetwork(shape, network.weights.slice())
  if (!saved) begin(network, (i) => chance.for('slateq-begin').at(i), 0.01)
  const adam = createAdam(size, saved?.adam as Saved | undefined)
  const choice = createChoice(itemSize, saved?.choice as Saved | undefined)
  const done = { episodes: 0, steps: 0, batches: 0, unit: 0, ...(saved?.done as object) }
  const environment = environmentOf(staged, { seed, from: done.episodes })
  const gradients = new Float64Array(size)
  const state = new Float64Array(stateSize)
  const items = new Float64Array(most * itemSize)
  const draws = new Float64Array(most)
  const slate = new Float64Array(slateSize * itemSize)

  /** Rows of candidates, and of nothing as the last. */
  function rowsOf(items: Float64Array, count: number): Float64Array {
    const rows = new Float64Array((count + 1) * (itemSize + 1))
    for (let at = 0; at < count; at++) rows.set(items.subarray(at * itemSize, (at + 1) * itemSize), at * (itemSize + 1))
    rows[rows.length - 1] = 1
    return rows
  }

  function known(by: typeof network, state: Float64Array, items: Float64Array, count: number): Candidates {
    const out = by.forward(rowsOf(items, count), count + 1, state)
    const worths = Float64Array.from(out.subarray(0, count + 1), (one) => one * (done.unit || 1))
    choice.drawsInto(draws, items, count)
    const nothing = isForced ? { draw: 0, worth: 0 } : { draw: choice.nothing, worth: worths[count]! }
    return { count, draws, worths, nothing }
  }

  function choose(count: number, { episode, turn, chance }: Moment, share: number): number[] {
    const luck = chance.for('slateq')
    if (share > 0 && luck.at(episode, 0, turn) < share)
      return drawSome(count, slateSize, (slot) => luck.at(episode, 0, turn, slot + 1))
    return bestSlate(known(network, state, items, count), slateSize, settings.search)
  }

  /** @returns the undiscounted return */
  function play(turns: Turn[]): number {
    const share = settings.explore / (1 + done.episodes / settings.settling)
    const episode = done.episodes++
    let { observation } = environment.reset()
    let count = encoder.encode(observation, state, items)
    let chosen = choose(count, { episode, turn: 0, chance }, share)
    for (let turn = 1, sum = 0; ; turn++) {
      for (const [slot, at] of chosen.entries())
        slate.set(items.subarray(at * itemSize, (at + 1) * itemSize), slot * itemSize)
      const step = environment.step(encoder.action(chosen, observation))
      const taken = takenIn(step.observation)
      if (!isForced) choice.note(slate, chosen.length, taken)
      const row = new Float64Array(stateSize + itemSize + 1)
      row.set(state)
      if (taken < 0) row[row.length - 1] = 1
      else row.set(slate.subarray(taken * itemSize, (taken + 1) * itemSize), stateSize)
      observation = step.observation
      count = encoder.encode(observation, state, items)
      chosen = choose(count, { episode, turn, chance }, share)
      const next = { state: state.slice(), items: items.slice(0, count * itemSize), count }
      turns.push({ row, reward: step.reward, next: step.terminated ? undefined : next, shown: chosen })
      sum += step.reward
      done.steps++
      if (step.terminated || step.truncated) return sum
    }
  }

  function targetOf({ reward, next, shown }: Turn): number {
    if (!next) return reward
    const there = known(before, next.state, next.items, next.count)
    const slate = isOnPolicy ? shown : bestSlate(there, slateSize, settings.search)
    return reward + settings.discount * worthOf(slate, there)
  }

  /** @returns mean squared error, in units of returns */
  function learn(turns: readonly Turn[]): number {
    before.weights.set(network.weights)
    const targets = Float64Array.from(turns, (turn) => targetOf(turn) / done.unit)
    const rate = settings.rate / (1 + done.batches / settings.slowing)
    const slope = new Float64Array(1)
    let error = 0
    for (let pass = 0; pass < settings.passes; pass++)
      for (const some of minibatches(
        turns.length,
        settings.minibatch,
        chance.for('slateq-order'),
        done.batches,
        pass
      )) {
        gradients.fill(0)
        for (const i of some) {
          const { row } = turns[i]!
          const [shared, own] = [row.subarray(0, stateSize), row.subarray(stateSize)]
          const off = targets[i]! - network.forward(own, 1, shared)[0]!
          if (pass === 0) error += off * off
          slope[0] = off / some.length
          network.backward(own, 1, slope, gradients, shared)
        }
        clip(gradients, LONGEST)
        adam.step(network.weights, gradients, rate)
      }
    return error / turns.length
  }

  return {
    name: isOnPolicy ? 'slateq-sarsa' : 'slateq',
    improve(): Progress {
      const turns: Turn[] = []
      const returns = Array.from({ length: settings.episodes }, () => play(turns))
      const mean = returns.reduce((sum, one) => sum + one, 0) / returns.length
      if (done.unit === 0) done.unit = returns.reduce((sum, one) => sum + Math.abs(one), 0) / returns.length || 1
      const foretold = choice.learn(settings.choiceRate)
      const error = learn(turns)
      done.batches++
      const { steps, episodes } = done
      return { steps, episodes, mean, signs: { error, choice: foretold } }
    },
    act(observation, moment) {
      const count = encoder.encode(observation, state, items)
      return encoder.action(choose(count, moment, 0), observation)
    },
    save: () => ({
      weights: plain(network.weights),
      adam: adam.save(),
      choice: choice.save(),
      done: { ...done }
    })
  }
}

/** Longest gradient of a step, in units of returns. */
const LONGEST = 1

/** What was taken, by what is then seen; of a slate of one it is always that one. */
function takenBy<Observation, Action>({
  staged,
  encoder
}: Problem<Observation, Action>): (after: Observation) => number {
  const { taken, slateSize } = encoder
  if (taken) return taken
  if (slateSize === 1) return () => 0
  throw new RecoError('train.bad-option', {
    what: `"${staged.name}" does not tell which item of a slate was taken, and SlateQ learns of that.`,
    fix: 'Take ppo, or give its encoder a taken().'
  })
}
