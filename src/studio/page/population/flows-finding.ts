import type { PopulationView } from '../../api.ts'
import { count, many, percent } from '../charts/figures.ts'
import type { Finding } from './finding.ts'
import { GONE } from './gone.ts'

/** Who feels what by the last column, and how many are gone by then. */
export function flowsFinding({ turns, links }: PopulationView['flows']): Finding {
  const [first, last] = [turns[0], turns.at(-1)]
  const people = links.filter(({ fromTurn }) => fromTurn === first).reduce((sum, link) => sum + link.people, 0)
  if (first === undefined || last === undefined || people === 0)
    return { says: 'Nobody has changed its mind yet', rests: 'Here will be who goes from which mood to which.' }
  const feels = new Map<string, number>()
  for (const { toTurn, to, people: n } of links)
    if (toTurn === last && to !== GONE) feels.set(to, (feels.get(to) ?? 0) + n)
  const there = [...feels.values()].reduce((sum, n) => sum + n, 0)
  const gone = people - there
  const [most] = [...feels].sort((a, b) => b[1] - a[1])
  const left =
    gone > 0 ? `${percent(gone / people)} are gone by slate ${last + 1}` : `Nobody is gone by slate ${last + 1}`
  const rest = most ? `; most of those who stay are ${most[0]} (${percent(most[1] / there)})` : ''
  return {
    says:
      most && most[1] / there < 0.5
        ? `${left}; the largest part of those who stay, ${percent(most[1] / there)}, is ${most[0]}`
        : `${left}${rest}`,
    rests: `First visits of ${many(people, 'person', 'people')}; ${count(there)} are there at slate ${last + 1}.`
  }
}
