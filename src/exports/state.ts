import type { Encoder } from '../contract/environment.ts'
import type { ItemId } from '../contract/item.ts'
import type { Catalogue } from '../contract/plugin.ts'
import { DECAY, type Known, STATE_NUMBERS } from '../gym/person/encoder.ts'
import { predicateOf } from '../laws/obedience.ts'

/** A person who waits in numbers of one length, whatever may be shown: for learners that take no candidates. */
export interface StateEncoder {
  readonly names: readonly string[]
  encode(known: Known, into: Float64Array): void
}

/**
 * What learners know of a state; then of each topic how much of it was opened and how much shown, the last slate counting
 * most; and which share of its items is what was asked for (0 where nothing was).
 */
export function createStateEncoder(catalogue: Catalogue, encoder: Encoder<Known, readonly ItemId[]>): StateEncoder {
  const { topics, features, topic: topicOf, size } = catalogue
  const width = topics.length
  const state = new Float64Array(encoder.stateSize)
  const items = new Float64Array(encoder.most * encoder.itemSize)
  const counts = new Float64Array(width)
  for (let item = 0; item < size; item++) counts[topicOf[item]!]!++
  return {
    names: [...STATE_NUMBERS, ...['opened', 'shown', 'asked'].flatMap((what) => topics.map((one) => `${what} ${one}`))],
    encode(known, into) {
      encoder.encode(known, state, items)
      into.fill(0)
      into.set(state)
      const opened = into.subarray(state.length, state.length + width)
      const shown = into.subarray(state.length + width, state.length + 2 * width)
      let weight = 1
      for (let back = known.history.length - 1; back >= 0; back--, weight *= DECAY)
        for (const { item, actions } of known.history[back]!.slots) {
          const row = catalogue.indexOf(item) * width
          const isOpened = actions.includes('click')
          for (let t = 0; t < width; t++) {
            shown[t]! += weight * features[row + t]!
            if (isOpened) opened[t]! += weight * features[row + t]!
          }
        }
      if (!known.instruction) return
      const last = known.history.at(-1)?.slots.map(({ item }) => catalogue.indexOf(item)) ?? []
      const fits = predicateOf(known.instruction, Int32Array.from(last), catalogue)
      const from = state.length + 2 * width
      for (let item = 0; item < size; item++)
        if (fits(item)) into[from + topicOf[item]!]! += 1 / counts[topicOf[item]!]!
    }
  }
}
