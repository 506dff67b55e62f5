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
}

/** Keeps the tallies of some metrics over `people` persons. */
export function createTallies(metrics: Readonly<Record<string, MetricDefinition>>, people: number): Tallies {
  const kept = Object.entries(metrics).map(([name, definition]) => {
    const tally = { numerators: new Float64Array(people), denominators: new Float64Array(people) }
    let user = 0
    const add = (numerator: number, denominator: number) => {
      tally.numerators[user]! += numerator
      tally.denominators[user]! += denominator
    }
    const of = (person: number) => {
      user = person
      return add
    }
    return { name, definition, tally, of }
  })
  const onTurn = kept.filter(({ definition }) => definition.turn)
  const onSession = kept.filter(({ definition }) => definition.session)
  return {
    byMetric: Object.fromEntries(kept.map(({ name, tally }) => [name, tally])),
    turn(fact) {
      for (const { definition, of } of onTurn) definition.turn!(fact, of(fact.user))
    },
    session(fact) {
      for (const { definition, of } of onSession) definition.session!(fact, of(fact.user))
    }
  }
}

/** The tally of all who are in either: sums, person by person. */
export function merge(a: Tally, b: Tally): Tally {
  const sum = (x: Float64Array, y: Float64Array) =>
    Float64Array.from({ length: Math.max(x.length, y.length) }, (_, i) => (x[i] ?? 0) + (y[i] ?? 0))
  return { numerators: sum(a.numerators, b.numerators), denominators: sum(a.denominators, b.denominators) }
}
