import type { BoardPlace } from '../../contract/leaderboard.ts'
import { createChance } from '../../kernel/chance.ts'
import { type Field, pooled } from './field.ts'

const RESAMPLES = 1_000

/**
 * How likely each rank is: replicates are drawn anew, and people in each of them, the same for all entries and scenarios, so
 * that what they have in common stays in common. Ties take their mean rank, and share the first place.
 *
 * @returns one an entry, in the order of the field
 * @source  Davison & Hinkley, Bootstrap Methods and their Application (1997), 3.8, on hierarchical data
 */
export function ranksOf(field: Field): BoardPlace['likely'][] {
  const { entries, scenarios, replicates, users } = field
  const luck = createChance(1).for('leaderboard-ranks')
  const tallies = entries.map((_, entry) => scenarios.map((_, at) => pooled(field, at, entry, 'retention')))
  const drawn = new Int32Array(replicates * users)
  const ranks = entries.map(() => new Float64Array(RESAMPLES))
  const firsts = new Float64Array(entries.length)
  for (let sample = 0; sample < RESAMPLES; sample++) {
    for (let replicate = 0; replicate < replicates; replicate++) {
      const which = Math.floor(luck.at(0, sample, replicate, 1) * replicates)
      for (let user = 0; user < users; user++) {
        if (user % 4 === 0) luck.at(user / 4, sample, replicate)
        drawn[replicate * users + user] = which * users + Math.floor(luck.block[user % 4]! * users)
      }
    }
    const figures = tallies.map((ofEntry) =>
      ofEntry.reduce((total, { numerators, denominators }) => {
        let [top, bottom] = [0, 0]
        for (const person of drawn) {
          top += numerators[person]!
          bottom += denominators[person]!
        }
        return total + (bottom > 0 ? top / bottom : 0)
      }, 0)
    )
    const best = Math.max(...figures)
    const winners = figures.filter((figure) => figure === best).length
    for (const [at, figure] of figures.entries()) {
      const [above, alike] = [
        figures.filter((one) => one > figure).length,
        figures.filter((one) => one === figure).length
      ]
      ranks[at]![sample] = 1 + above + (alike - 1) / 2
      if (figure === best) firsts[at]! += 1 / winners
    }
  }
  return ranks.map((of, at) => {
    const sorted = of.sort()
    const at95 = (share: number) => sorted[Math.round(share * (RESAMPLES - 1))]!
    return { first: firsts[at]! / RESAMPLES, low: at95(0.025), high: at95(0.975) }
  })
}
