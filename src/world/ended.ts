import type { SessionFact } from '../contract/plugin.ts'
import { ENDINGS } from '../contract/session.ts'
import type { Range } from './parts.ts'

type Mutable<Fact> = { -readonly [Key in keyof Fact]: Fact[Key] }

const NEVER: readonly number[] = []

/** Visits that have ended while others still go on. */
export interface Ended {
  /** Takes a copy. */
  add(fact: SessionFact): void
  /** The visit of a person, if it has one here. Reused: copy what must last. */
  of(user: number): SessionFact | undefined
  /** Those that fit in no row: a second visit of a person, or numbers above all that worlds allow. */
  readonly others: readonly SessionFact[]
  clear(): void
}

/** One visit a person in columns, 33 bytes each, and two for every time that somebody sensed the end and for each of those. */
export function createEnded({ from, to }: Range): Ended {
  const people = to - from
  const how = new Uint8Array(people) // position in ENDINGS plus one
  const turns = new Uint16Array(people)
  const instructions = new Uint16Array(people)
  const seconds = new Float64Array(people)
  const satisfaction = new Float64Array(people)
  const gapMs = new Float64Array(people)
  const sensedFrom = new Uint32Array(people) // where in `sensed`: how often, then at which turns; 0 for never
  let sensed = new Uint16Array(64)
  let sensedEnd = 1
  let others: SessionFact[] = []
  let isEmpty = true
  /** All visits of a wave have one number and one limit. */
  const fact: Mutable<SessionFact> = {
    user: 0,
    session: 0,
    how: 'left',
    turns: 0,
    turnLimit: 0,
    seconds: 0,
    satisfaction: 0,
    instructions: 0,
    sensedAt: NEVER,
    gapMs: 0
  }

  /** Keeps turns behind one another; false, and keeps nothing, when one does not fit. */
  function sense(row: number, sensedAt: readonly number[]): boolean {
    sensedFrom[row] = 0
    if (sensedAt.length === 0) return true
    const end = sensedEnd + 1 + sensedAt.length
    if (end > sensed.length) {
      const longer = new Uint16Array(2 * end)
      longer.set(sensed)
      sensed = longer
    }
    sensed[sensedEnd] = sensedAt.length
    sensed.set(sensedAt, sensedEnd + 1)
    if (sensed[sensedEnd] !== sensedAt.length || sensedAt.some((turn, i) => sensed[sensedEnd + 1 + i] !== turn))
      return false
    sensedFrom[row] = sensedEnd
    sensedEnd = end
    return true
  }

  function sensedBy(row: number): readonly number[] {
    const start = sensedFrom[row]!
    return start === 0 ? NEVER : Array.from(sensed.subarray(start + 1, start + 1 + sensed[start]!))
  }

  /** Writes a row; false when it is taken, or a number does not fit. */
  function write(row: number, ended: SessionFact): boolean {
    if (isEmpty) {
      fact.session = ended.session
      fact.turnLimit = ended.turnLimit
      isEmpty = false
    }
    if (how[row] !== 0 || ended.session !== fact.session || ended.turnLimit !== fact.turnLimit) return false
    turns[row] = ended.turns
    instructions[row] = ended.instructions
    if (turns[row] !== ended.turns || instructions[row] !== ended.instructions || !sense(row, ended.sensedAt))
      return false
    seconds[row] = ended.seconds
    satisfaction[row] = ended.satisfaction
    gapMs[row] = ended.gapMs
    how[row] = ENDINGS.indexOf(ended.how) + 1
    return true
  }

  return {
    add(ended) {
      if (!write(ended.user - from, ended)) others.push({ ...ended, sensedAt: [...ended.sensedAt] })
    },
    of(user) {
      const row = user - from
      const ending = ENDINGS[how[row]! - 1]
      if (!ending) return undefined
      fact.user = user
      fact.how = ending
      fact.turns = turns[row]!
      fact.seconds = seconds[row]!
      fact.satisfaction = satisfaction[row]!
      fact.instructions = instructions[row]!
      fact.sensedAt = sensedBy(row)
      fact.gapMs = gapMs[row]!
      return fact
    },
    get others() {
      return others
    },
    clear() {
      how.fill(0)
      sensedEnd = 1
      others = []
      isEmpty = true
    }
  }
}
