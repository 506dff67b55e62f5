import { nearest } from '../src/contract/nearest.ts'
import { RecoError } from '../src/define.ts'
import { type Cell, normalised } from './cells.ts'

/** What to take of another population. */
export interface Taken {
  readonly share: number
  readonly only?: readonly string[] | undefined
  readonly without?: readonly string[] | undefined
  readonly oversample: Readonly<Record<string, number>>
}

/**
 * The cells of another population that are taken, in their proportions, with `share` in all.
 *
 * @throws RecoError `population.no-such-segment`; `population.empty` when nobody is left
 */
export function takenFrom(name: string, other: string, cells: readonly Cell[], taken: Taken): Cell[] {
  const groups = [...new Set(cells.map(({ group }) => group))]
  for (const named of [...(taken.only ?? []), ...(taken.without ?? []), ...Object.keys(taken.oversample)])
    if (!groups.includes(named)) throw noSuch(name, other, named, groups)
  const left = cells.filter(({ group }) => (taken.only?.includes(group) ?? true) && !taken.without?.includes(group))
  if (left.length === 0)
    throw new RecoError('population.empty', {
      what: `Nobody is left of "${other}".`,
      at: { file: `population ${name}` },
      fix: 'Leave fewer segments out.'
    })
  return normalised(left).map((cell) => ({
    ...cell,
    share: cell.share * taken.share,
    segment: { ...cell.segment, oversample: cell.segment.oversample * (taken.oversample[cell.group] ?? 1) }
  }))
}

/** Cells of several parts, each group told apart from others of its name by the part that it is of. */
export function toldApart(parts: readonly { readonly name: string; readonly cells: readonly Cell[] }[]): Cell[] {
  const seen = new Map<string, Set<string>>()
  for (const { name, cells } of parts)
    for (const { segment } of cells) seen.set(segment.name, (seen.get(segment.name) ?? new Set()).add(name))
  return parts.flatMap(({ name, cells }) =>
    cells.map((cell) => {
      if (seen.get(cell.segment.name)!.size === 1) return cell
      return {
        ...cell,
        group: `${name}: ${cell.group}`,
        segment: { ...cell.segment, name: `${name}: ${cell.segment.name}` }
      }
    })
  )
}

const noSuch = (name: string, other: string, named: string, groups: readonly string[]) => {
  const near = nearest(named, groups)
  return new RecoError('population.no-such-segment', {
    what: `"${other}" has no segment "${named}"; it has ${groups.map((group) => `"${group}"`).join(', ')}.`,
    at: { file: `population ${name}` },
    fix: near === undefined ? 'Name one of these.' : `Did you mean "${near}"?`
  })
}
