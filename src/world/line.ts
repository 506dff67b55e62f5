import { breath } from '../streams/breath.ts'

/** Answers that are taken in before the process may see to something else. */
export const A_FEW = 64

/** People who wait for a mind that answers later. Answers are taken in by the order of people, however early they came. */
export interface Line<Person> {
  readonly length: number
  join(person: Person, answer: Promise<unknown>): void
  /** Takes all answers in; nobody stands in the line then. */
  takeIn(): Promise<void>
}

export interface LineOptions<Person> {
  take(person: Person, answer: unknown): void
  /** The mind has broken. */
  fail(person: Person, cause: unknown): void
  /** Somebody begins, or ceases, to wait. */
  onWait?(person: Person, waits: boolean): void
  /** An answer has come; it may be taken in later. */
  onAnswer?(): void
}

export function createLine<Person>({ take, fail, onWait, onAnswer }: LineOptions<Person>): Line<Person> {
  let waiting: { person: Person; answer: Promise<{ come: unknown } | { cause: unknown }> }[] = []
  return {
    get length() {
      return waiting.length
    },
    join(person, answer) {
      onWait?.(person, true)
      const kept = answer.then(
        (come) => ({ come }),
        (cause: unknown) => ({ cause })
      )
      if (onAnswer) kept.then(onAnswer)
      waiting.push({ person, answer: kept })
    },
    async takeIn() {
      const all = waiting
      waiting = []
      for (const [at, { person, answer: coming }] of all.entries()) {
        if (at % A_FEW === A_FEW - 1) await breath() // what they ask next goes out
        const answer = await coming
        onWait?.(person, false)
        if ('cause' in answer) fail(person, answer.cause)
        else take(person, answer.come)
      }
    }
  }
}
