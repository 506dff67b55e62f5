import type { PostReaction, ReactResult } from '../../contract/result.ts'
import { count, decimal, decimalInterval, pValue, signed, signedInterval } from '../figures.ts'
import type { Look } from '../output.ts'
import { wrap } from '../text.ts'

const LABEL = 8

/** Whether it travels, under the table of a post. */
export function travelLines(
  { followersToTravel, sharesPerThousand, travel }: PostReaction['spread'],
  width: number
): string[] {
  const said = (label: string, text: string) =>
    wrap(text, width - LABEL).map((line, at) => (at === 0 ? label.padEnd(LABEL) : ' '.repeat(LABEL)) + line)
  const alone =
    followersToTravel === null
      ? `nobody of those it was shown to shared it (up to ${decimal(sharesPerThousand.high)} of 1,000 might)`
      : `${decimal(sharesPerThousand.value)} of 1,000 share it (${decimalInterval(sharesPerThousand.low, sharesPerThousand.high)}): it goes on by itself once ${count(followersToTravel)} people or more see each share`
  if (!travel) return said('Spread', alone)
  const { seeded, reached, perSeed, reproduction, depth, worlds, graph, people } = travel
  return [
    ...said('Spread', alone),
    ...said(
      '',
      `shown to ${count(seeded.value)} of ${count(people)} people, it reached ${count(reached.value)} (${decimalInterval(reached.low, reached.high)}), ${decimal(perSeed.value)} for each; one sharer makes ${decimal(reproduction.value)} others share; ${decimal(depth.value)} steps deep (${graph}, means of ${count(worlds)} worlds)`
    )
  ]
}

/** Which post reaches more people, over whole worlds. */
export function reachLines({ comparison, posts }: ReactResult, { width, paint }: Look): string[] {
  const rows = comparison.filter(({ metric }) => metric === 'reached')
  if (rows.length === 0) return []
  const letter = (label: string) => 'ABCD'[posts.findIndex((post) => post.label === label)] ?? '?'
  return [
    paint('bold', 'Which travels further'),
    paint('dim', 'people reached, over whole worlds: people of one world are not independent of each other'),
    ...rows.flatMap(({ a, b, difference, low, high, p, n }) =>
      wrap(
        `${letter(b)} − ${letter(a)}  ${signed(difference)} people (95 %: ${signedInterval(low, high)}; p ${pValue(p)}; ${count(n)} worlds)${low <= 0 && high >= 0 ? ': too close to call' : ''}`,
        width,
        2
      )
    ),
    ''
  ]
}
