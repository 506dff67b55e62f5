import { clusteredRate, ratioInterval } from '../../experiment/index.ts'
import type { Measure, Reference } from './judge.ts'
import { type Ratio, total } from './rows.ts'

/** A gauge before it is judged; nothing where it is not defined for what was seen. */
export interface Reading {
  /** What it is called, in lower case, words joined by hyphens. */
  readonly name: string
  /** For the row of a table. */
  readonly label: string
  readonly unit: 'share' | 'stars' | 'times' | 'per impression' | 'area' | 'bits' | 'difference'
  readonly measure: Measure | null
  readonly reference: Reference | null
  /** What it says of a mind that is above or below people, or anyhow where there is no reference. */
  readonly means: { readonly above: string; readonly below: string }
}

/** A share of units, 95 % over people; nothing where there are no units. */
export const shareOf = ({ over, under }: Ratio): Measure | null =>
  total(under) > 0 ? clusteredRate(over, under) : null

/** A ratio of sums, 95 % over people; nothing where fewer than two of them have a part in it. */
export const ratioOf = ({ over, under }: Ratio, range?: readonly [number, number]): Measure | null =>
  Array.from(under).filter((part) => part > 0).length > 1 ? ratioInterval(over, under, range ? { range } : {}) : null
