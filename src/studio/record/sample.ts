import type { Luck } from '../../contract/chance.ts'

/**
 * Some of many, one from each stretch of equal length, by chance with an address: always the same for the same seed. Fewer
 * than `most` where two stretches came to the same person; all where there are no more than that.
 *
 * @returns positions, in order
 */
export function sampleOf(luck: Luck, people: number, most: number): number[] {
  if (people <= most) return Array.from({ length: people }, (_, at) => at)
  const stretch = people / most
  const drawn = Array.from({ length: most }, (_, at) => Math.min(people - 1, Math.floor((at + luck.at(at)) * stretch)))
  return [...new Set(drawn)]
}
