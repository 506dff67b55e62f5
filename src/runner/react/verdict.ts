import type { Comparison, Verdict } from '../../contract/result.ts'
import { holm, newcombe, pairedDifference, pairedRatioDifference, welch } from '../../experiment/index.ts'
import { isOpened, type Placed, RATES } from './summary.ts'

/** A post's label and all who were shown it. */
export interface Arm {
  readonly label: string
  readonly exposures: readonly Placed[]
  /** Populations that were stopped before everybody had had the chance to meet it: there it is compared with nothing. */
  readonly stopped: ReadonlySet<string>
}

/** What is compared: each rate, and the seconds spent on it by everybody who was shown it. */
const FIGURES: Record<
  string,
  { of: (exposure: Placed) => number; range: (arms: readonly Arm[]) => readonly [number, number] }
> = {
  ...Object.fromEntries(
    Object.entries(RATES).map(([name, is]) => [
      name,
      { of: (exposure: Placed) => (is(exposure) ? 1 : 0), range: () => [0, 1] as const }
    ])
  ),
  watch: {
    of: ({ watchSeconds }) => watchSeconds,
    range: (arms) => [0, arms.reduce((most, { exposures }) => Math.max(most, longest(exposures)), 1)] as const
  }
}

const longest = (exposures: readonly Placed[]): number =>
  exposures.reduce((most, { watchSeconds }) => Math.max(most, watchSeconds), 0)

/** b − a for every pair of posts, metric and population, on the same people with the same luck. */
export function compareVariants(arms: readonly Arm[], populations: readonly string[]): Comparison[] {
  const pairs = arms.flatMap((a, i) => arms.slice(i + 1).map((b) => ({ a, b })))
  return populations.flatMap((population) =>
    pairs
      .filter(({ a, b }) => !a.stopped.has(population) && !b.stopped.has(population))
      .flatMap(({ a, b }) => figures(a, b, population))
  )
}

function figures(a: Arm, b: Arm, population: string): Comparison[] {
  const of = (arm: Arm) => arm.exposures.filter((exposure) => exposure.population === population)
  const [inA, inB] = [of(a), of(b)]
  const byUser = (exposures: readonly Placed[], figure: (exposure: Placed) => number) =>
    new Map(exposures.map((exposure) => [exposure.user, figure(exposure)]))
  const both = new Set(inB.map(({ user }) => user))
  if (!inA.some(({ user }) => both.has(user))) return []
  const weights = inA.some(({ weight }) => weight !== 1)
    ? new Map(inA.map(({ user, weight }) => [user, weight]))
    : undefined
  const raw = Object.entries(FIGURES).map(([metric, { of: figure, range }]) => {
    const options = { range: range([a, b]) }
    const { difference, low, high, p, n } = weights
      ? weighed(byUser(inA, figure), byUser(inB, figure), weights, options)
      : pairedDifference(byUser(inA, figure), byUser(inB, figure), options)
    return { a: a.label, b: b.label, population, metric, difference, low, high, p, n }
  })
  return corrected(raw)
}

/** The same, where people count for more or fewer than one: a ratio of weighed sums. */
function weighed(
  a: ReadonlyMap<number, number>,
  b: ReadonlyMap<number, number>,
  weights: ReadonlyMap<number, number>,
  options: { range: readonly [number, number] }
) {
  const both = [...a.keys()].filter((user) => b.has(user))
  const of = both.map((user) => weights.get(user)!)
  const times = (arm: ReadonlyMap<number, number>) => both.map((user, at) => arm.get(user)! * of[at]!)
  return pairedRatioDifference(times(a), of, times(b), of, options)
}

/** How many people each pair of posts reaches, over whole worlds: those of one number have the same people and luck. */
export function compareTravels(
  labels: readonly string[],
  travels: readonly { readonly trips: readonly { readonly reached: number }[] }[],
  population: string
): Comparison[] {
  return travels.flatMap((a, i) =>
    travels.slice(i + 1).map((b, next): Comparison => {
      const reached = (of: typeof a) => of.trips.map((trip) => trip.reached)
      const { difference, low, high, p, n } = pairedDifference(reached(a), reached(b), { range: [0, Number.MAX_VALUE] })
      return { a: labels[i]!, b: labels[i + 1 + next]!, population, metric: 'reached', difference, low, high, p, n }
    })
  )
}

/** Each post against the next in the order of being opened; the people differ, so nothing is paired. */
export function compareRanked(arms: readonly Arm[], population: string): Comparison[] {
  const raw = arms.slice(1).flatMap((b, i): Comparison[] => {
    const a = arms[i]!
    if (a.stopped.size + b.stopped.size > 0) return []
    if (a.exposures.length < 2 || b.exposures.length < 2) return []
    const opened = (arm: Arm) => arm.exposures.filter(isOpened).length
    const click = newcombe(opened(a), a.exposures.length, opened(b), b.exposures.length)
    const seconds = (arm: Arm) => arm.exposures.map(({ watchSeconds }) => watchSeconds)
    const watch = welch(seconds(a), seconds(b), { range: FIGURES.watch!.range([a, b]) })
    return Object.entries({ click, watch }).map(([metric, { difference, low, high, p, n }]) => ({
      a: a.label,
      b: b.label,
      population,
      metric,
      difference,
      low,
      high,
      p,
      n
    }))
  })
  return corrected(raw)
}

function corrected(raw: readonly Comparison[]): Comparison[] {
  if (raw.length === 0) return []
  const ps = holm(raw.map(({ p }) => p))
  return raw.map((one, i) => ({ ...one, p: ps[i]! }))
}

/**
 * Which post more people open, population by population, or that it is too close to call. Opening is the one figure that
 * the verdict is about, and a winner must beat every other, so its intervals need no correction for how many were looked at.
 */
export function verdictsOf(
  arms: readonly Arm[],
  comparison: readonly Comparison[],
  populations: readonly string[]
): Verdict[] {
  if (arms.length < 2) return []
  return populations.map((population) => {
    if (arms.some(({ stopped }) => stopped.has(population))) {
      const says = `${population}: stopped before everybody had met ${arms.length === 2 ? 'both' : 'all of them'}.`
      return { population, winner: null, says }
    }
    const clicks = comparison.filter((one) => one.population === population && one.metric === 'click')
    const wins = new Map(arms.map(({ label }) => [label, 0]))
    for (const { a, b, low, high } of clicks) {
      if (low > 0) wins.set(b, wins.get(b)! + 1)
      if (high < 0) wins.set(a, wins.get(a)! + 1)
    }
    const winner = [...wins].find(([, count]) => count === arms.length - 1)?.[0] ?? null
    const watch = comparison.filter((one) => one.population === population && one.metric === 'watch')
    return { population, winner, says: `${population}: ${sentence(winner, clicks)}${aside(watch)}.` }
  })
}

/** Differences below this share are not worth a word, however sure. */
const NOT_WORTH = 0.02

function sentence(winner: string | null, clicks: readonly Comparison[]): string {
  if (clicks.length === 0) return 'nobody was shown both, nothing can be said'
  if (winner === null) return clicks.length === 1 ? undecided(clicks[0]!) : undecidedOf(clicks)
  const against = clicks
    .filter(({ a, b }) => a === winner || b === winner)
    .sort((x, y) => Math.abs(x.difference) - Math.abs(y.difference))[0]!
  const [low, high] = against.b === winner ? [against.low, against.high] : [-against.high, -against.low]
  return `“${winner}” is opened more often, by ${size(against.difference)} points (95 %: ${size(low)} to ${size(high)})`
}

function undecided({ low, high }: Comparison): string {
  const range = `the difference in opening lies between ${signed(low)} and ${signed(high)} points`
  if (Math.max(Math.abs(low), Math.abs(high)) < NOT_WORTH)
    return `too close to call, and no difference worth mentioning: ${range}`
  return `too close to call (${range})`
}

/** Several posts, none ahead of all: who is behind, and who is left. */
function undecidedOf(clicks: readonly Comparison[]): string {
  const labels = [...new Set(clicks.flatMap(({ a, b }) => [a, b]))]
  const isBehind = (label: string) =>
    clicks.some(({ a, b, low, high }) => (a === label && low > 0) || (b === label && high < 0))
  const ahead = labels.filter((label) => !isBehind(label))
  const behind = labels.filter(isBehind)
  const quoted = (some: readonly string[]) => some.map((label) => `“${label}”`).join(', ')
  const rest = behind.length > 0 ? `; behind: ${quoted(behind)}` : ''
  return `too close to call between ${quoted(ahead.length > 1 ? ahead : labels)}${ahead.length > 1 ? rest : ''}`
}

/** What the verdict does not go by, but a creator would want to know. */
function aside(watch: readonly Comparison[]): string {
  const [only] = watch
  if (!only || watch.length > 1 || !(only.p < 0.05)) return ''
  const { a, b, difference } = only
  const [more, less] = difference > 0 ? [b, a] : [a, b]
  return `; people who are shown it spend ${Math.abs(difference).toFixed(1)} s more on “${more}” than on “${less}”`
}

const size = (share: number) => (100 * Math.abs(share)).toFixed(1)
const signed = (share: number) => (100 * share + 0).toFixed(1).replace('-', '−')
