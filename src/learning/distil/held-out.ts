import { ACTIONS, type Action } from '../../contract/session.ts'
import { weibull } from '../../laws/index.ts'
import type { Answer, Deed } from './answer.ts'
import { distanceBetween, distanceTo } from './distance.ts'
import { foretelling } from './foretell.ts'
import { type Impression, impressionsOf, isOpened, maskOf, ratioOf } from './rows.ts'
import type { HeldOut, Score } from './scores.ts'
import type { DistilledWeights } from './weights.ts'

/** How well weights that were fitted to the rest foretell people that they know nothing of. */
export function heldOutOf(weights: DistilledWeights, rest: readonly Answer[], tested: readonly Answer[]): HeldOut {
  const foretold = foretelling(weights)
  const all = impressionsOf(tested)
  const opened = impressionsOf(tested, isOpened)
  const isPassed = (mask: number) => !isOpened(mask)
  const passed = impressionsOf(tested, isPassed)
  const restOpened = impressionsOf(rest, isOpened)
  const restPassed = impressionsOf(rest, isPassed)
  const twice = tested.flatMap(({ deed, again }) => (again ? [[deed, again] as const] : []))
  const scoresOf = (
    chances: Readonly<Record<string, (of: Impression) => number>>,
    of: Impression[],
    base: Impression[],
    isIn: (mask: number) => boolean // of both answers, where somebody was asked twice
  ) =>
    Object.fromEntries(
      Object.entries(chances).map(([action, chance]) => {
        const bit = 1 << ACTIONS.indexOf(action as Action)
        const has = (one: Impression) => (maskOf(one) & bit) !== 0
        return [action, score(of, has, chance, share(base, has), inSlots(twice, isIn, bit))]
      })
    )
  const isLeaving = ({ deed }: Answer) => deed.leaveCause !== 0
  const speaks = ({ deed }: Answer) => deed.disengageCause !== 0
  const stayed = (of: readonly Answer[]) => of.filter((answer) => !isLeaving(answer))
  const bothStay = twice.filter((pair) => pair.every(({ leaveCause }) => leaveCause === 0))
  return {
    people: new Set(tested.map(({ user }) => user)).size,
    decisions: tested.length,
    impressions: all.length,
    opened: score(
      all,
      (one) => isOpened(maskOf(one)),
      foretold.opened,
      share(impressionsOf(rest), (one) => isOpened(maskOf(one))),
      inSlots(twice, () => true, 1 << ACTIONS.indexOf('click'))
    ),
    reactions: scoresOf(foretold.reactions, opened, restOpened, isOpened),
    passing: scoresOf(foretold.passing, passed, restPassed, isPassed),
    watch: watchOf(weights, foretold.watch, opened, restOpened),
    leaves: score(
      tested,
      isLeaving,
      foretold.leaves.any,
      share(rest, isLeaving),
      retestOf(twice, (deed) => deed.leaveCause !== 0)
    ),
    speaks: score(
      stayed(tested),
      speaks,
      foretold.speaks.any,
      share(stayed(rest), speaks),
      retestOf(bothStay, (deed) => deed.disengageCause !== 0)
    ),
    causes: causesOf(foretold, rest, tested),
    delight: delightOf(foretold.delight, tested),
    hazard: hazardOf(foretold.leaves.any, tested)
  }
}

type Twice = readonly (readonly [Deed, Deed])[]

function score<Of>(
  of: readonly Of[],
  has: (one: Of) => boolean,
  chance: (one: Of) => number,
  rate: number,
  retest: Score['retest']
): Score {
  const sum = { teacher: 0, distilled: 0, nats: 0, nullNats: 0, brier: 0, nullBrier: 0 }
  for (const one of of) {
    const y = has(one) ? 1 : 0
    const p = chance(one)
    sum.teacher += y
    sum.distilled += p
    sum.nats -= Math.log(y ? p : 1 - p)
    sum.nullNats -= Math.log(y ? rate : 1 - rate)
    sum.brier += (y - p) ** 2
    sum.nullBrier += (y - rate) ** 2
  }
  const n = Math.max(1, of.length)
  const means = Object.fromEntries(Object.entries(sum).map(([name, value]) => [name, value / n])) as typeof sum
  return { n: of.length, ...means, retest }
}

/** A rate, half a case off both ends, so that what never happened yet may. */
function share<Of>(of: readonly Of[], has: (one: Of) => boolean): number {
  return (of.filter(has).length + 0.5) / (of.length + 1)
}

const noiseOf = (n: number, differ: number): Score['retest'] =>
  n === 0 ? null : { n, agreement: 1 - differ / n, brier: differ / n / 2, nats: (2 * Math.LN2 * differ) / n }

const retestOf = (twice: Twice, is: (deed: Deed) => boolean) =>
  noiseOf(twice.length, twice.filter(([one, other]) => is(one) !== is(other)).length)

/** Over slots that both answers went through, and both in the way that is asked for. */
function inSlots(twice: Twice, isIn: (mask: number) => boolean, bit: number): Score['retest'] {
  let n = 0
  let differ = 0
  for (const [one, other] of twice)
    for (let slot = 0; slot < Math.min(one.reached, other.reached); slot++) {
      const [a, b] = [one.actions[slot]!, other.actions[slot]!]
      if (!isIn(a) || !isIn(b)) continue
      n++
      if ((a & bit) !== (b & bit)) differ++
    }
  return noiseOf(n, differ)
}

/** Scales over which a mixture of laws is averaged. */
const MOST_LAWS = 2_000
const POINTS = 200

function watchOf(
  { watch: { shape, cap } }: DistilledWeights,
  logScale: (of: Impression) => number,
  opened: readonly Impression[],
  rest: readonly Impression[]
): HeldOut['watch'] {
  if (opened.length === 0) return null
  const ratios = Float64Array.from(opened, (one) => Math.min(cap, ratioOf(one)))
  const every = Math.max(1, Math.floor(opened.length / MOST_LAWS))
  const scales = opened.filter((_, at) => at % every === 0).map((one) => Math.exp(logScale(one)))
  const cdf = (at: number, isBelow: boolean) => {
    if (at >= cap && !isBelow) return 1
    let sum = 0
    for (const scale of scales) sum -= Math.expm1(-((at / scale) ** shape))
    return sum / scales.length
  }
  const sorted = ratios.slice().sort()
  const probes = Float64Array.from(
    { length: POINTS },
    (_, i) => sorted[Math.floor(((i + 0.5) * sorted.length) / POINTS)]!
  )
  return {
    n: opened.length,
    teacherMean: ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length,
    distilledMean: scales.reduce((sum, scale) => sum + weibull.mean({ scale, shape }, cap), 0) / scales.length,
    distance: opened.length <= POINTS ? distanceTo(ratios, cdf) : distanceAt(probes, sorted, cdf),
    nullDistance: distanceBetween(
      ratios,
      rest.map((one) => Math.min(cap, ratioOf(one)))
    )
  }
}

/** The distance where it is looked for: at evenly spread ranks. */
function distanceAt(probes: Float64Array, sorted: Float64Array, cdf: (at: number, isBelow: boolean) => number): number {
  let most = 0
  for (const at of probes) {
    most = Math.max(
      most,
      Math.abs(rank(sorted, at, true) - cdf(at, false)),
      Math.abs(rank(sorted, at, false) - cdf(at, true))
    )
  }
  return most
}

/** The part of sorted numbers that is at or below, or that is below. */
function rank(sorted: Float64Array, at: number, isWith: boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isWith ? sorted[middle]! <= at : sorted[middle]! < at) low = middle + 1
    else high = middle
  }
  return low / sorted.length
}

function causesOf(
  { leaves, speaks }: ReturnType<typeof foretelling>,
  rest: readonly Answer[],
  tested: readonly Answer[]
): HeldOut['causes'] {
  const sum = { n: 0, nats: 0, nullNats: 0 }
  const kinds = [
    ['leaveCause', leaves.which, ({ deed }: Answer) => deed.leaveCause !== 0],
    ['disengageCause', speaks.which, ({ deed }: Answer) => deed.leaveCause === 0 && deed.disengageCause !== 0]
  ] as const
  for (const [which, chance, is] of kinds) {
    const base = rest.filter(is)
    const seen = new Set(base.map(({ deed }) => deed[which]))
    for (const answer of tested.filter(is)) {
      const cause = answer.deed[which]
      if (!seen.has(cause)) continue // that it never came before is what both say
      sum.n++
      sum.nats -= Math.log(chance(answer, cause))
      sum.nullNats -= Math.log(base.filter(({ deed }) => deed[which] === cause).length / base.length)
    }
  }
  return sum.n === 0 ? null : { n: sum.n, nats: sum.nats / sum.n, nullNats: sum.nullNats / sum.n }
}

function delightOf(mean: (answer: Answer) => number, tested: readonly Answer[]): HeldOut['delight'] {
  const rootMean = (squareOf: (answer: Answer) => number) =>
    Math.sqrt(tested.reduce((sum, answer) => sum + squareOf(answer), 0) / tested.length)
  const centre = tested.reduce((sum, { deed }) => sum + deed.delight, 0) / tested.length
  return {
    error: rootMean((answer) => (answer.deed.delight - mean(answer)) ** 2),
    sd: rootMean(({ deed }) => (deed.delight - centre) ** 2)
  }
}

function hazardOf(leaves: (answer: Answer) => number, tested: readonly Answer[]): HeldOut['hazard'] {
  const turns = new Map<number, { n: number; teacher: number; distilled: number }>()
  for (const answer of tested) {
    const at = turns.get(answer.turn) ?? { n: 0, teacher: 0, distilled: 0 }
    at.n++
    at.teacher += Number(answer.deed.leaveCause !== 0)
    at.distilled += leaves(answer)
    turns.set(answer.turn, at)
  }
  return [...turns]
    .sort(([a], [b]) => a - b)
    .map(([turn, { n, teacher, distilled }]) => ({ turn, n, teacher: teacher / n, distilled: distilled / n }))
}
