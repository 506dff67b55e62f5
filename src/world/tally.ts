import type { Add, MetricDefinition, SessionFact, TurnFact } from '../contract/plugin.ts'
import { createEnded } from './ended.ts'
import type { Range } from './parts.ts'

/** A metric's numerator and denominator for each person: what merges, pairs and is estimated from. */
export interface Tally {
  readonly numerators: Float64Array
  readonly denominators: Float64Array
}

export type TallyByMetric = Readonly<Record<string, Tally>>

export interface Tallies {
  readonly byMetric: TallyByMetric
  turn(fact: TurnFact): void
  session(fact: SessionFact): void
  /** Everybody's visit of this round has ended: what metrics of whole visits have to say now counts. */
  settle(): void
}

/**
 * Keeps the tallies of some metrics over `people` persons, of whom it hears of those in `range`: the rows of others are not
 * touched. A metric that looks at whole visits counts rounds of visits that all have ended; else a run that is stopped would
 * be told by those who left early. Until then the visits are kept, since they are smaller than what all metrics make of them:
 * with those of the shelf, a person takes 208 bytes for good and about 43 for visits under way.
 */
export function createTallies(
  metrics: Readonly<Record<string, MetricDefinition>>,
  people: number,
  range: Range = { from: 0, to: people }
): Tallies {
  const byMetric = emptyTallies(Object.keys(metrics), people)
  const kept = Object.entries(metrics).map(([name, definition]) => ({ definition, ...byMetric[name]! }))
  const ofTurns = kept.filter(({ definition: { turn, session } }) => turn && !session)
  const ofSessions = kept.filter(({ definition: { turn, session } }) => session && !turn)
  const ofBoth = kept
    .filter(({ definition: { turn, session } }) => turn && session)
    .map((metric) => ({ ...metric, open: createOpen(range) }))
  const ended = kept.length > ofTurns.length ? createEnded(range) : undefined // where somebody asks for visits

  // one function adds for all metrics: it is compiled into each of them
  let user = 0
  let { numerators, denominators } = emptyTally(0)
  const add: Add = (numerator, denominator) => {
    numerators[user]! += numerator
    denominators[user]! += denominator
  }
  const sum = new Float64Array(2)
  const addUp: Add = (numerator, denominator) => {
    sum[0]! += numerator
    sum[1]! += denominator
  }

  /** A metric makes of a visit what it does; it is added as one number, to what the turns have added. */
  function look(metric: (typeof kept)[number], fact: SessionFact | undefined, top: number, bottom: number): void {
    sum[0] = top
    sum[1] = bottom
    if (fact) metric.definition.session!(fact, addUp)
    metric.numerators[user]! += sum[0]!
    metric.denominators[user]! += sum[1]!
  }

  return {
    byMetric,
    turn(fact) {
      user = fact.user
      for (const metric of ofTurns) {
        numerators = metric.numerators
        denominators = metric.denominators
        metric.definition.turn!(fact, add)
      }
      for (const { definition, open } of ofBoth) {
        open.user = user
        definition.turn!(fact, open.add)
      }
    },
    session: (fact) => ended?.add(fact),
    settle() {
      if (!ended) return
      for (user = range.from; user < range.to; user++) {
        const fact = ended.of(user)
        if (fact) for (const metric of ofSessions) look(metric, fact, 0, 0)
        for (const metric of ofBoth) look(metric, fact, metric.open.numerator(user), metric.open.denominator(user))
      }
      for (const fact of ended.others) {
        user = fact.user
        for (const metric of ofSessions) look(metric, fact, 0, 0)
        for (const metric of ofBoth) look(metric, fact, 0, 0)
      }
      ended.clear()
      for (const { open } of ofBoth) open.clear()
    }
  }
}

/** What turns have added so far for a metric that looks at whole visits too. */
function createOpen({ from, to }: Range) {
  const numerators = new Float64Array(to - from)
  let denominators: Float64Array | undefined // not every metric counts turns
  const open = {
    user: from,
    add(numerator: number, denominator: number): void {
      const row = open.user - from
      numerators[row]! += numerator
      if (denominator === 0) return
      denominators ??= new Float64Array(to - from)
      denominators[row]! += denominator
    },
    numerator: (user: number) => numerators[user - from]!,
    denominator: (user: number) => denominators?.[user - from] ?? 0,
    clear(): void {
      numerators.fill(0)
      denominators?.fill(0)
    }
  }
  return open
}

const emptyTally = (people: number): Tally => ({
  numerators: new Float64Array(people),
  denominators: new Float64Array(people)
})

/** Nothing yet, for every name: what parts are put into. */
export const emptyTallies = (names: readonly string[], people: number): TallyByMetric =>
  Object.fromEntries(names.map((name) => [name, emptyTally(people)]))

/** The tallies of a range of people, in arrays of their own that can be handed to another thread. */
export const sliceTallies = (tallies: TallyByMetric, { from, to }: Range): TallyByMetric =>
  Object.fromEntries(
    Object.entries(tallies).map(([name, { numerators, denominators }]) => [
      name,
      { numerators: numerators.slice(from, to), denominators: denominators.slice(from, to) }
    ])
  )

/** Puts what `sliceTallies` gave of a range into its place among all people. */
export function placeTallies(whole: TallyByMetric, part: TallyByMetric, { from }: Pick<Range, 'from'>): void {
  for (const [name, { numerators, denominators }] of Object.entries(part)) {
    whole[name]!.numerators.set(numerators, from)
    whole[name]!.denominators.set(denominators, from)
  }
}

/** The tally of all who are in either: sums, person by person. */
export function merge(a: Tally, b: Tally): Tally {
  const sum = (x: Float64Array, y: Float64Array) =>
    Float64Array.from({ length: Math.max(x.length, y.length) }, (_, i) => (x[i] ?? 0) + (y[i] ?? 0))
  return { numerators: sum(a.numerators, b.numerators), denominators: sum(a.denominators, b.denominators) }
}
