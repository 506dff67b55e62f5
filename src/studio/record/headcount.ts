import type { Census } from '../../streams/cast.ts'
import type { Groups } from './groups.ts'
import type { Shape } from './shape.ts'

/** How everybody is at one moment, a row a segment. */
export interface Standing {
  /** People who are here, one number a segment. */
  readonly present: Float64Array
  /** People in each state: segments × shape.states. */
  readonly states: Float64Array
  /** How often each arrow has fired since the beginning: segments × shape.arrows. */
  readonly arrows: Float64Array
}

export interface Headcount {
  /** One pass over all people. */
  count(): Standing
  /** Position in MOODS of a person's mood; −1 for none. */
  moodOf(person: number): number
  /** Whether a person's mindset is in a visit. */
  isHere(person: number): boolean
}

/** What is known of a configuration. */
interface Known {
  readonly states: readonly number[]
  readonly isAway: boolean
  readonly mood: number
}

/** Counts by configuration and segment first, so that a person costs one look-up. */
export function createHeadcount(census: Census, shape: Shape, groups: Groups): Headcount {
  const { people, of, segments } = groups
  const many = segments.length
  const known: Known[] = []
  const ways: (readonly number[])[] = []
  const stateAt = new Map(shape.states.map((id, at) => [id, at]))
  const arrowAt = new Map(shape.arrows.map((name, at) => [name, at]))
  const placesOf = (names: readonly string[], among: ReadonlyMap<string, number>) =>
    names.map((name) => among.get(name)).filter((at) => at !== undefined)
  let moods = new Int8Array(0)
  let counts = new Uint32Array(0)

  /** Configurations and ways may have been found since. */
  function learn(): void {
    for (const { nodes } of census.configurations.slice(known.length))
      known.push({ states: placesOf(nodes, stateAt), isAway: shape.isAway(nodes), mood: shape.moodOf(nodes) })
    for (const way of census.ways.slice(ways.length)) ways.push(placesOf(way, arrowAt))
    if (moods.length !== known.length) moods = Int8Array.from(known, ({ mood }) => mood)
  }

  function tally(): void {
    const needed = census.configurations.length * many
    if (counts.length < needed) counts = new Uint32Array(needed)
    else counts.fill(0)
    for (let person = 0; person < people; person++) {
      const at = census.placeOf(person) * many + of[person]!
      if (at >= counts.length) grow(at)
      counts[at]!++
    }
    const found = census.configurations.length * many // some may have been found on the way
    if (counts.length < found) grow(found - 1)
  }

  /** A census may find a configuration as it looks a person up. */
  function grow(at: number): void {
    const grown = new Uint32Array(2 * (at + 1))
    grown.set(counts)
    counts = grown
  }

  function sumStates(present: Float64Array, states: Float64Array): void {
    const width = shape.states.length
    for (const [place, { states: within, isAway }] of known.entries())
      for (let group = 0; group < many; group++) {
        const here = counts[place * many + group]!
        if (here === 0) continue
        if (!isAway) present[group]! += here
        for (const state of within) states[group * width + state]! += here
      }
  }

  function sumArrows(arrows: Float64Array): void {
    const width = shape.arrows.length
    for (const [way, within] of ways.entries()) {
      if (within.length === 0) continue
      for (let group = 0; group < many; group++) {
        const gone = census.gone(group, way)
        if (gone > 0) for (const arrow of within) arrows[group * width + arrow]! += gone
      }
    }
  }

  return {
    count() {
      tally()
      learn()
      const present = new Float64Array(many)
      const states = new Float64Array(many * shape.states.length)
      const arrows = new Float64Array(many * shape.arrows.length)
      sumStates(present, states)
      sumArrows(arrows)
      return { present, states, arrows }
    },
    moodOf(person) {
      const place = census.placeOf(person)
      if (place >= moods.length) learn()
      return moods[place]!
    },
    isHere(person) {
      const place = census.placeOf(person)
      if (place >= known.length) learn()
      return !known[place]!.isAway
    }
  }
}
