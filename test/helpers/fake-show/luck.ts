export type Luck = () => number

/** Numbers from 0 to below 1, the same each time for a seed: for data that only has to look like data. */
export function luckOf(seed: number): Luck {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The position that luck picks among shares that add up to one; the last takes what is left. */
export const pick = (luck: Luck, shares: readonly number[]): number => {
  let left = luck()
  for (const [place, share] of shares.entries()) {
    left -= share
    if (left < 0) return place
  }
  return shares.length - 1
}
