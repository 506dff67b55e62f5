import type { Chance, Luck, Recommender, RecommenderDefinition } from 'recoworld/define'

/** Draws `count` different items for a step of a person, into `out` from position `from` on. */
export type Lot = (user: number, session: number, turn: number, out: Int32Array, from: number, count: number) => void

/**
 * Draws slates by lot, every slate of different items as likely as any other, whatever was shown before.
 *
 * @param lotOf how it draws from so many items
 */
export function byLot(lotOf: (chance: Chance, items: number) => Lot): RecommenderDefinition {
  return {
    description: 'Draws each slate by lot from the whole catalogue, whatever was shown before',
    splits: true,
    repeats: true,
    create({ catalogue: { size: items }, chance }): Recommender {
      const lot = lotOf(chance, items)
      const WHY = 'drawn by lot'
      return {
        recommend({ user, session, turn, size }) {
          const slate = new Int32Array(Math.min(size, items))
          lot(user, session, turn, slate, 0, slate.length)
          return { items: Array.from(slate), propensities: Array.from(slate, () => 1 / items), why: WHY }
        },
        recommendInto(round) {
          const { session, turn, count, size, users, lengths, propensities } = round
          const length = Math.min(size, items)
          for (let row = 0; row < count; row++) {
            lot(users[row]!, session, turn, round.items, row * size, length)
            lengths[row] = length
            propensities?.fill(1 / items, row * size, row * size + length)
          }
          return WHY
        }
      }
    }
  }
}

/**
 * One block of the world's chance is the seed of a small generator, which draws the slate.
 *
 * @source sfc32: Doty-Humphrey, PractRand, 2010
 */
function stretched(luck: Luck, items: number): Lot {
  const { block } = luck
  const taken = new Int32Array(items)
  let slates = 0
  return (user, session, turn, out, from, count) => {
    luck.at(user, session, turn)
    let a = (block[0]! * 2 ** 32) | 0
    let b = (block[1]! * 2 ** 32) | 0
    let c = (block[2]! * 2 ** 32) | 0
    let d = (block[3]! * 2 ** 32) | 0
    slates = (slates + 1) | 0
    const to = from + count
    for (let at = from; at < to; ) {
      const word = (a + b + d) | 0
      d = (d + 1) | 0
      a = b ^ (b >>> 9)
      b = (c + (c << 3)) | 0
      c = (((c << 21) | (c >>> 11)) + word) | 0
      const item = ((word >>> 0) * items * 2 ** -32) | 0
      if (taken[item] === slates) continue
      taken[item] = slates
      out[at++] = item
    }
  }
}

export default byLot((chance, items) => stretched(chance.for('w1-slate'), items))
