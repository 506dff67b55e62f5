import type { MetricDefinition, SessionFact, TurnFact } from '../contract/plugin.ts'

/** A metric's numerator and denominator for each person: what merges, pairs and is estimated from. */
export interface Tally {
  readonly numerators: Float64Array
  readonly denominators: Float64Array
}

export interface Tallies {
  readonly byMetric: Readonly<Record<string, Tally>>
  turn(fact: TurnFact): void
  session(fact: SessionFact): void
  /** Everybody's visit of this round has ended: what metrics of whole visits have added now counts. */
  settle(): void
}

/**
 * Keeps the tallies of some metrics over `people` persons. A metric that looks at whole visits counts rounds of visits
 * that all have ended; else a run that is stopped would be told by those who left early.
 */
export function createTallies(metrics: Readonly<Record<string, MetricDefinition>>, people: number): Tallies {
  const kept = Object.entries(metrics).map(([name, definition]) => ({
    name,
    definition,
    ...account(people, definition.session !== undefined)
  }))
  const onTurn = kept.filter(({ definition }) => definition.turn)
  const onSession = kept.filter(({ definition }) => definition.session)
  return {
    byMetric: Object.fromEntries(kept.map(({ name, tally }) => [name, tally])),
    turn(fact) {
      for (const { definition, of } of onTurn) definition.turn!(fact, of(fact.user))
    },
    session(fact) {
      for (const { definition, of } of onSession) definition.session!(fact, of(fact.user))
    },
    settle() {
      for (const { settle } of onSession) settle()
    }
  }
}

const empty = (people: number): Tally => ({
  numerators: new Float64Array(people),
  denominators: new Float64Array(people)
})

/** A tally, and who adds to it: at once, or (`waits`) to what is settled later. */
function account(people: number, waits: boolean) {
  const tally = empty(people)
  const open = waits ? empty(people) : tally
  let user = 0
  const add = (numerator: number, denominator: number) => {
    open.numerators[user]! += numerator
    open.denominators[user]! += denominator
  }
  return {
    tally,
    of(person: number) {
      user = person
      return add
    },
    settle() {
      for (const column of ['numerators', 'denominators'] as const) {
        for (let person = 0; person < people; person++) tally[column][person]! += open[column][person]!
        open[column].fill(0)
      }
    }
  }
}

/** The tally of all who are in either: sums, person by person. */
export function merge(a: Tally, b: Tally): Tally {
  const sum = (x: Float64Array, y: Float64Array) =>
    Float64Array.from({ length: Math.max(x.length, y.length) }, (_, i) => (x[i] ?? 0) + (y[i] ?? 0))
  return { numerators: sum(a.numerators, b.numerators), denominators: sum(a.denominators, b.denominators) }
}
