import type { Segment } from '../src/define.ts'

/** People who are alike in all that a population says: a segment, or a part of one that margins tell apart. */
export interface Cell {
  readonly segment: Segment
  /** By what name results are told. */
  readonly group: string
  /** Its part of the population; they sum to 1. */
  readonly share: number
  /** The categories that it is of, by variable. */
  readonly of: Readonly<Record<string, string>>
}

/** A segment as one of its own. */
export const cellOf = (segment: Segment): Cell => ({
  segment,
  group: segment.name,
  share: segment.share,
  of: segment.is
})

/** Shares that sum to 1. */
export function normalised(cells: readonly Cell[]): Cell[] {
  const sum = cells.reduce((total, { share }) => total + share, 0)
  return cells.map((cell) => ({ ...cell, share: cell.share / sum }))
}
