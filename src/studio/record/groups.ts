import type { SceneView } from '../api.ts'

type Segments = SceneView['segments']

/**
 * Who belongs to which segment. People are told by their position, 0 … people − 1: whoever has other numbers for them maps
 * these.
 */
export interface Groups {
  readonly people: number
  readonly segments: Segments
  /** Position in `segments` of each person's segment. */
  readonly of: Uint16Array
}

/** @param segmentOf position of a person's segment among `segments` */
export function groupsOf(
  segments: readonly { readonly population: string; readonly segment: string }[],
  people: number,
  segmentOf: (person: number) => number
): Groups {
  const of = new Uint16Array(people)
  const sizes = new Float64Array(segments.length)
  for (let person = 0; person < people; person++) {
    const at = segmentOf(person)
    of[person] = at
    sizes[at]!++
  }
  return {
    people,
    of,
    segments: segments.map(({ population, segment }, at) => ({ population, segment, people: sizes[at]! }))
  }
}

/** A row of a table that has one row a segment: of that segment, or the sum of all. */
export function rowOf(table: ArrayLike<number>, width: number, segment?: number): Float64Array {
  const row = new Float64Array(width)
  const [from, to] = segment === undefined ? [0, table.length] : [segment * width, (segment + 1) * width]
  for (let at = from; at < to; at++) row[(at - from) % width]! += table[at]!
  return row
}
