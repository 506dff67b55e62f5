import { ok } from 'node:assert/strict'
import type { Encoder, EnvironmentDefinition } from '../contract/environment.ts'
import { faultIn } from '../gym/space.ts'
import { EPISODES, playMany, processOf, SEED } from './environment-play.ts'

/** An encoder writes as many numbers as it says, and its actions are within their space. */
export function encodes(definition: EnvironmentDefinition): void {
  const process = processOf(definition)
  const { encoder, spaces } = process
  if (!encoder) return
  const { stateSize, itemSize, slateSize, most } = encoder
  for (const [what, size] of Object.entries({ stateSize, itemSize, slateSize, most }))
    ok(Number.isInteger(size) && size >= (what.endsWith('eSize') && what !== 'slateSize' ? 0 : 1), `${what} is ${size}`)
  ok(slateSize <= most, `a slate takes ${slateSize} of ${most}`)
  for (const { first, steps } of playMany(process, EPISODES, SEED)) {
    for (const { observation } of steps) {
      const taken = encoder.taken?.(observation) ?? -1
      ok(Number.isInteger(taken) && taken >= -1 && taken < slateSize, `slot ${taken} is said to be taken`)
    }
    for (const observation of [first, ...steps.slice(0, -1).map((step) => step.observation)]) {
      const count = mustEncode(encoder, observation)
      const chosen = Int32Array.from({ length: Math.min(slateSize, count) }, (_, slot) => count - 1 - slot)
      const fault = faultIn(spaces.action, encoder.action(chosen, observation))
      ok(fault === undefined, `the encoder's action is not within its space: ${fault}`)
    }
  }
}

/** Rooms are handed out full of no numbers: what is not written is found, and so is what is written beyond. */
function mustEncode(encoder: Encoder<unknown, unknown>, observation: unknown): number {
  const state = new Float64Array(encoder.stateSize).fill(Number.NaN)
  const items = new Float64Array(encoder.most * encoder.itemSize).fill(Number.NaN)
  const count = encoder.encode(observation, state, items)
  ok(Number.isInteger(count) && count >= 1 && count <= encoder.most, `there are ${count} of ${encoder.most} candidates`)
  ok(state.every(Number.isFinite), 'a number of the state is missing')
  ok(items.subarray(0, count * encoder.itemSize).every(Number.isFinite), 'a number of a candidate is missing')
  for (let at = 0; encoder.kin && at < count; at++) {
    const kin = encoder.kin(0, at)
    ok(kin >= 0 && kin <= 1, `candidates 0 and ${at} are alike by ${kin}`)
  }
  return count
}
