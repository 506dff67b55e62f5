import { draw, stream } from './hash.ts'
import { byLot } from './recommender.ts'

/** Slates as W1 writes them down, in a world of seed 1. */
export default byLot(({ seed }, items) => {
  const taken = new Int32Array(items)
  let slates = 0
  return (user, _session, turn, out, from, count) => {
    const of = stream(seed, user, turn)
    slates = (slates + 1) | 0
    for (let at = from, k = 0; at < from + count; k++) {
      const item = (items * draw(of, k)) | 0
      if (taken[item] === slates) continue
      taken[item] = slates
      out[at++] = item
    }
  }
})
