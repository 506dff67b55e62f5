import { type Ending, MOODS } from '../../contract/session.ts'
import type { PopulationView } from '../api.ts'
import type { Groups } from './groups.ts'

/** Columns at most. */
const COLUMNS = 12
const GONE = MOODS.length
const NAMES: readonly string[] = [...MOODS, 'gone']

interface Column {
  readonly turn: number
  /** Position in NAMES of where each person is. */
  readonly places: Uint8Array
}

export interface Flows {
  /** A person's first visit ended. */
  ended(person: number, how: Ending): void
  /** How all are after this turn of their first visit; −1 before the first. */
  note(turn: number, moodOf: (person: number) => number): void
  links(segment?: number): PopulationView['flows']
}

/**
 * Who goes from which mood to which. Every so many turns it is noted, a byte a person; when there are too many columns, every
 * other one is let go of, and what is told is between those that are left. Whoever is still here when the visit is ended
 * keeps its mood; whoever left, or failed, is gone.
 */
export function createFlows({ people, of }: Groups): Flows {
  const hasGone = new Uint8Array(people)
  let kept: Column[] = []
  let latest: Column | undefined
  let stride = 1

  function noteIn(places: Uint8Array, moodOf: (person: number) => number): void {
    for (let person = 0; person < people; person++) {
      const mood = hasGone[person] === 1 ? GONE : moodOf(person)
      places[person] = mood < 0 ? GONE : mood
    }
  }

  return {
    ended(person, how) {
      if (how !== 'truncated') hasGone[person] = 1
    },
    note(turn, moodOf) {
      const isKept = (turn + 1) % stride === 0
      const places = !isKept && latest ? latest.places : new Uint8Array(people)
      noteIn(places, moodOf)
      latest = isKept ? undefined : { turn, places }
      if (!isKept) return
      kept.push({ turn, places })
      if (kept.length < COLUMNS) return // the latest is a column too
      stride *= 2
      latest = (turn + 1) % stride === 0 ? undefined : { turn, places }
      kept = kept.filter((column) => (column.turn + 1) % stride === 0)
    },
    links(segment) {
      const columns = latest ? [...kept, latest] : kept
      const links = columns.slice(1).flatMap((to, at) => linksBetween(columns[at]!, to, of, segment))
      return { turns: columns.map(({ turn }) => turn), moods: NAMES, links }
    }
  }
}

function linksBetween(from: Column, to: Column, of: Uint16Array, segment?: number): PopulationView['flows']['links'] {
  const many = NAMES.length
  const counts = new Uint32Array(many * many)
  for (let person = 0; person < of.length; person++) {
    if (segment !== undefined && of[person] !== segment) continue
    counts[from.places[person]! * many + to.places[person]!]!++
  }
  counts[GONE * many + GONE] = 0 // nothing flows there
  return [...counts]
    .map((people, at) => ({
      fromTurn: from.turn,
      from: NAMES[Math.floor(at / many)]!,
      toTurn: to.turn,
      to: NAMES[at % many]!,
      people
    }))
    .filter(({ people }) => people > 0)
}
