import type { Luck } from '../../contract/chance.ts'
import type { Encoder } from '../../contract/environment.ts'
import type { Saved } from '../trainer.ts'
import { numbersIn, plain } from './adam.ts'
import { begin, createNetwork, weightsOf } from './network.ts'
import { createPlackettLuce, type Kinship, type Measured } from './plackett-luce.ts'

/** Where the luck of a draw is. */
export interface Draw {
  readonly luck: Luck
  readonly episode: number
  /** Told apart from others that play the same episode. */
  readonly member?: number
  readonly turn: number
}

/** What was seen and chosen at a turn, as numbers: enough to learn from it. */
export interface Seen {
  readonly state: Float64Array
  /** Candidates: count × itemSize, in the policy's units. */
  readonly items: Float64Array
  readonly count: number
  /** Positions of candidates, the first on top. */
  readonly chosen: Int32Array
  /** slots × count, as in `Kinship`; null where the encoder knows no kin. */
  readonly kin: Float64Array | null
  /** log of the chance of each slot, given those above it: the logarithm of its propensity. */
  readonly logs: Float64Array
}

/** Slates by scores: a network's of each candidate's numbers, plus a learnt weight on its kin with what stands above it. */
export interface SlatePolicy<Observation, Action> {
  /** Of the network, and the last one is that of kin. */
  readonly weights: Float64Array
  /** Draws a slate; without a draw, the best that it knows. In rooms that the next call uses again. */
  choose(observation: Observation, draw?: Draw): Seen
  act(seen: Seen, observation: Observation): Action
  /** Takes the deviations of what was seen as its units from now on, so that numbers of any size are learnt from alike. */
  look(seen: readonly Seen[]): void
  /** The chance of what was chosen, with the weights of now. */
  measure(seen: Seen): Measured
  /** Adds the slopes of a · log chance + b · entropy by each weight; of what was measured last. */
  slopes(seen: Seen, a: number, b: number, gradients: Float64Array): void
  save(): Saved
}

export interface PolicyShape {
  /** Widths of hidden layers; none: scores are linear in an item's numbers, and the state counts only through them. */
  readonly hidden: readonly number[]
}

/** Scores of the first episodes are nearly alike. */
const FIRST_SCORES = 0.01
/** Least unit: numbers that are seldom other than 0 are not blown up further. */
const LEAST_UNIT = 0.1

/**
 * A policy over the candidates of an encoder: with hidden layers, the state's numbers stand beside each candidate's.
 *
 * @param first  luck of the weights to begin with
 * @param saved  what `save` gave
 */
export function createSlatePolicy<Observation, Action>(
  encoder: Encoder<Observation, Action>,
  { hidden }: PolicyShape,
  first: Luck,
  saved?: Saved
): SlatePolicy<Observation, Action> {
  const { itemSize, stateSize, most, slateSize } = encoder
  const hasState = hidden.length > 0
  const shape = { inputs: itemSize, shared: hasState ? stateSize : 0, hidden, outputs: 1 }
  const own = weightsOf(shape)
  const weights = numbersIn(saved?.weights, own + 1)
  const network = createNetwork(shape, weights.subarray(0, own))
  if (!saved) begin(network, (i) => first.at(i), FIRST_SCORES)
  const units = saved?.units ? numbersIn(saved.units, itemSize) : new Float64Array(itemSize).fill(1)
  const law = createPlackettLuce(most, slateSize)
  const state = new Float64Array(stateSize)
  const items = new Float64Array(most * itemSize)
  const sums = new Float64Array(encoder.kin ? slateSize * most : 0)
  const scoreSlopes = new Float64Array(most)
  const shared = (now: Float64Array) => (hasState ? now : undefined)
  const kinOf = (sums: Float64Array | null): Kinship | undefined => (sums ? { weight: weights[own]!, sums } : undefined)
  let last: Measured

  function measure({ state, items, count, chosen, kin }: Seen): Measured {
    last = law.measure(network.forward(items, count, shared(state)), count, chosen, kinOf(kin))
    return last
  }

  return {
    weights,
    choose(observation, draw) {
      const count = encoder.encode(observation, state, items)
      for (let at = 0; at < count * itemSize; at += itemSize)
        for (let k = 0; k < itemSize; k++) items[at + k]! /= units[k]!
      const chosen = new Int32Array(Math.min(slateSize, count))
      const kin = encoder.kin ? sums.subarray(0, chosen.length * count) : null
      const scores = network.forward(items, count, shared(state))
      law.draw(scores, count, chosen, draw && uniformsOf(draw), kinOf(kin), encoder.kin?.bind(encoder))
      const { logs } = law.measure(scores, count, chosen, kinOf(kin))
      const length = chosen.length
      return { state, items: items.subarray(0, count * itemSize), count, chosen, kin, logs: logs.subarray(0, length) }
    },
    act: ({ chosen }, observation) => encoder.action(chosen, observation),
    look(seen) {
      const deviations = deviationsOf(seen, itemSize)
      for (let k = 0; k < itemSize; k++)
        if (deviations[k]! > 0) units[k] = Math.max(LEAST_UNIT, units[k]! * deviations[k]!)
    },
    measure,
    slopes({ state, items, count, kin }, a, b, gradients) {
      for (let i = 0; i < count; i++) scoreSlopes[i] = a * last.logSlopes[i]! + b * last.entropySlopes[i]!
      network.backward(items, count, scoreSlopes, gradients, shared(state))
      if (kin) gradients[own]! += a * last.logByKin + b * last.entropyByKin
    },
    save: () => ({ hidden, weights: plain(weights), units: plain(units) })
  }
}

/** Of each number of a candidate, over all candidates seen. */
function deviationsOf(seen: readonly Seen[], itemSize: number): Float64Array {
  const sums = new Float64Array(itemSize)
  const squares = new Float64Array(itemSize)
  let rows = 0
  for (const { items, count } of seen) {
    rows += count
    for (let i = 0; i < count * itemSize; i++) {
      sums[i % itemSize]! += items[i]!
      squares[i % itemSize]! += items[i]! ** 2
    }
  }
  return sums.map((sum, k) => Math.sqrt(Math.max(0, squares[k]! / rows - (sum / rows) ** 2)))
}

/** Four numbers an address. */
function uniformsOf({ luck, episode, member = 0, turn }: Draw): (i: number) => number {
  return (i) => {
    if (i % 4 === 0) luck.at(episode, member, turn, i >> 2)
    return luck.block[i % 4]!
  }
}

/** A copy that outlives the next choice. */
export const kept = ({ state, items, count, chosen, kin, logs }: Seen): Seen => ({
  state: state.slice(),
  items: items.slice(),
  count,
  chosen,
  kin: kin?.slice() ?? null,
  logs: logs.slice()
})
