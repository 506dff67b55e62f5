import type { Luck } from '../../contract/chance.ts'
import { type Groups, sampleOf } from '../record/index.ts'

/** People among whom the cohort is chosen, at most. */
const CANDIDATES = 4_096

/**
 * Who is followed from the beginning: those who were asked for, then people of all segments by turns, by chance with an
 * address.
 *
 * @returns numbers of people, `most` at most unless more were asked for, in order
 */
export function cohortOf(
  luck: Luck,
  { people, of, segments }: Groups,
  asked: readonly number[],
  most: number
): number[] {
  const chosen = new Set(asked.filter((user) => Number.isInteger(user) && user >= 0 && user < people))
  const bySegment: number[][] = segments.map(() => [])
  const candidates = sampleOf(luck, people, CANDIDATES)
    .map((user) => ({ user, draw: luck.at(user, 1) }))
    .sort((a, b) => a.draw - b.draw)
  for (const { user } of candidates) bySegment[of[user]!]!.push(user)
  const rounds = Math.max(0, ...bySegment.map((one) => one.length))
  for (let round = 0; round < rounds; round++)
    for (const users of bySegment) if (round < users.length && chosen.size < most) chosen.add(users[round]!)
  return [...chosen].sort((a, b) => a - b)
}
