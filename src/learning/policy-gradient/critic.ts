import type { Luck } from '../../contract/chance.ts'
import type { Saved } from '../trainer.ts'
import { clip, createAdam, numbersIn, plain } from './adam.ts'
import { begin, createNetwork, weightsOf } from './network.ts'

/** Foretells what is still to come from a state's numbers. */
export interface Critic {
  value(state: Float64Array): number
  /**
   * Brings values nearer to returns, by squared error.
   *
   * @param luck      of the order; drawn at (round, pass, i)
   * @returns         share of the returns' variance that was foretold before, at most 1
   */
  fit(states: readonly Float64Array[], returns: Float64Array, luck: Luck, round: number): number
  save(): Saved
}

export interface CriticOptions {
  readonly hidden: readonly number[]
  readonly rate: number
  /** Times that it goes through a batch. */
  readonly passes: number
  /** States of a step. */
  readonly minibatch: number
}

/** Longest gradient of a step, in units of the returns' deviation. */
const LONGEST = 1

/** A critic in units of the first batch's returns, so that rewards may be of any size. */
export function createCritic(stateSize: number, options: CriticOptions, first: Luck, saved?: Saved): Critic {
  const shape = { inputs: stateSize, hidden: options.hidden, outputs: 1 }
  const size = weightsOf(shape)
  const network = createNetwork(shape, numbersIn(saved?.weights, size))
  const adam = createAdam(size, saved?.adam as Saved | undefined)
  const unit = numbersIn(saved?.unit, 2)
  if (!saved) begin(network, (i) => first.at(i), 0.01)
  const gradients = new Float64Array(size)
  const slope = new Float64Array(1)
  const estimate = (state: Float64Array) => network.forward(state, 1)[0]!
  const value = (state: Float64Array) => unit[0]! + unit[1]! * estimate(state)

  function learn(states: readonly Float64Array[], returns: Float64Array, some: Int32Array): void {
    gradients.fill(0)
    for (const i of some) {
      const wanted = (returns[i]! - unit[0]!) / unit[1]!
      slope[0] = (wanted - estimate(states[i]!)) / some.length
      network.backward(states[i]!, 1, slope, gradients)
    }
    clip(gradients, LONGEST)
    adam.step(network.weights, gradients, options.rate)
  }

  return {
    value,
    fit(states, returns, luck, round) {
      if (unit[1] === 0) unit.set(momentsOf(returns))
      const foretold = shareForetold(returns, states.map(value))
      for (let pass = 0; pass < options.passes; pass++)
        for (const some of minibatches(states.length, options.minibatch, luck, round, pass))
          learn(states, returns, some)
      return foretold
    },
    save: () => ({ weights: plain(network.weights), unit: plain(unit), adam: adam.save() })
  }
}

/** Mean and deviation; where they are all alike, the unit is 1. */
function momentsOf(values: Float64Array): [number, number] {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length
  return [mean, variance > 1e-24 ? Math.sqrt(variance) : 1]
}

function shareForetold(returns: Float64Array, foretold: readonly number[]): number {
  const [, deviation] = momentsOf(returns)
  const errors = returns.map((one, i) => one - foretold[i]!)
  return 1 - (momentsOf(errors)[1] / deviation) ** 2
}

/** All of 0 … count − 1, in an order of chance, some at a time; the last ones may be fewer. */
export function minibatches(count: number, size: number, luck: Luck, round: number, pass: number): Int32Array[] {
  const order = Int32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const other = Math.floor(luck.at(round, pass, i) * (i + 1))
    const kept = order[i]!
    order[i] = order[other]!
    order[other] = kept
  }
  const some: Int32Array[] = []
  for (let from = 0; from < count; from += size) some.push(order.subarray(from, from + size))
  return some
}
