import type { Post } from '../../contract/item.ts'
import type { Measured, PostReaction, Rates, Reaction, Watch } from '../../contract/result.ts'
import type { Action } from '../../contract/session.ts'
import { clusteredRate, meanInterval } from '../../experiment/index.ts'
import type { Exposure } from './exposures.ts'

/** A person at a post, with where it belongs. */
export interface Placed extends Exposure {
  readonly population: string
  readonly segment: string
  /** For how many people it counts. */
  readonly weight: number
}

/** Names what is shown beside a reason, an instruction or a departure at most. */
const MOST = 6
const EXAMPLES = 3
/** Tenths of the watch ratio that are counted apart; the last holds all above. */
const TENTHS = 20

/** All that is said of one post. `segments`: in the order in which they are to stand. */
export function summarise(
  post: Post,
  label: string,
  exposures: readonly Placed[],
  segments: readonly Pick<Placed, 'population' | 'segment'>[]
): PostReaction {
  const openers = exposures.filter(isOpened)
  const reached = exposures.length
  const populations = grouped(exposures, ({ population }) => population)
  const bySegment = grouped(exposures, keyOf)
  return {
    title: post.title,
    label,
    post,
    reached,
    segments: segments.flatMap(({ population, segment }) => {
      const group = bySegment.get(keyOf({ population, segment }))
      return group ? [{ population, segment, ...reactionOf(group, post) }] : []
    }),
    populations: [...populations].map(([population, group]) => ({ population, ...reactionOf(group, post) })),
    overall: reactionOf(exposures, post),
    dropOff: dropOff(openers, post),
    reasons: reasons(exposures),
    instructions: instructions(exposures),
    departures: counted(exposures.flatMap(({ left }) => (left ? [left] : []))).map(([cause, count]) => ({
      cause,
      share: count / reached
    })),
    spread: spreadOf(rate(exposures, did('share')))
  }
}

const spreadOf = (share: Measured): PostReaction['spread'] => ({
  sharesPerThousand: scaled(share, 1_000),
  followersToTravel: share.value > 0 ? 1 / share.value : null
})

const keyOf = ({ population, segment }: Pick<Placed, 'population' | 'segment'>) => `${population}\n${segment}`

/** Person 17 of one population is not person 17 of another. */
const personOf = ({ population, user }: Placed) => `${population}\n${user}`

const did =
  (action: Action) =>
  ({ actions }: Exposure) =>
    actions.includes(action)
export const isOpened = did('click')

/** The yes or no of each rate. */
export const RATES: Record<keyof Rates, (exposure: Exposure) => boolean> = {
  click: isOpened,
  like: did('like'),
  comment: did('comment'),
  share: did('share'),
  skip: did('skip'),
  leave: ({ left }) => left !== undefined
}

export function reactionOf(exposures: readonly Placed[], post: Post): Reaction {
  const rates = Object.fromEntries(
    Object.entries(RATES).map(([name, is]) => [name, rate(exposures, is)])
  ) as unknown as Rates
  return { n: new Set(exposures.map(personOf)).size, rates, watch: watchOf(exposures.filter(isOpened), post) }
}

/** A share of impressions, clustered by person. */
function rate(exposures: readonly Placed[], is: (exposure: Placed) => boolean): Measured {
  if (exposures.length === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN, n: 0 }
  const people = [...grouped(exposures, personOf).values()]
  const { value, low, high, n } = clusteredRate(
    people.map((own) => own[0]!.weight * own.filter(is).length),
    people.map((own) => own[0]!.weight * own.length)
  )
  return { value, low, high, n }
}

const scaled = ({ value, low, high, n }: Measured, by: number): Measured => ({
  value: value * by,
  low: low * by,
  high: high * by,
  n
})

function watchOf(openers: readonly Exposure[], { durationSeconds }: Post): Watch {
  const ratios = openers.map(({ watchSeconds }) => watchSeconds / durationSeconds).sort((a, b) => a - b)
  const histogram = new Array<number>(TENTHS).fill(0)
  for (const ratio of ratios) histogram[Math.min(TENTHS - 1, Math.floor(ratio * 10))]!++
  if (openers.length === 0) {
    const nothing = { value: Number.NaN, low: Number.NaN, high: Number.NaN, n: 0 }
    return { meanSeconds: Number.NaN, meanRatio: Number.NaN, medianRatio: Number.NaN, seconds: nothing, histogram }
  }
  const { value, low, high, n } = meanInterval(
    openers.map(({ watchSeconds }) => watchSeconds),
    { range: [0, 5 * durationSeconds] }
  )
  const middle = (ratios.length - 1) / 2
  return {
    meanSeconds: value,
    meanRatio: ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length,
    medianRatio: (ratios[Math.floor(middle)]! + ratios[Math.ceil(middle)]!) / 2,
    seconds: { value, low, high, n },
    histogram
  }
}

/** Second by second up to the length of the post, in at most 120 steps. */
function dropOff(openers: readonly Exposure[], { durationSeconds }: Post): { second: number; share: number }[] {
  if (openers.length === 0) return []
  const step = Math.max(1, Math.ceil(durationSeconds / 120))
  const seconds = Array.from({ length: Math.floor(durationSeconds / step) + 1 }, (_, i) => i * step)
  return seconds.map((second) => ({
    second,
    share: openers.filter(({ watchSeconds }) => watchSeconds >= second).length / openers.length
  }))
}

function reasons(exposures: readonly Placed[]): PostReaction['reasons'] {
  const groups = [...grouped(exposures, (exposure) => `${exposure.reason}\n${isOpened(exposure)}`).values()]
  return groups
    .sort((a, b) => b.length - a.length)
    .map((group) => ({
      reason: group[0]!.reason,
      opened: isOpened(group[0]!),
      share: group.length / exposures.length,
      examples: examplesOf(group.map(({ thought }) => thought))
    }))
}

function instructions(exposures: readonly Placed[]): PostReaction['instructions'] {
  const given = exposures.flatMap(({ instruction }) => (instruction ? [instruction] : []))
  return [...grouped(given, ({ act, target }) => `${act}\n${target}`).values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST * 2)
    .map((group) => ({
      act: group[0]!.act,
      target: group[0]!.target,
      share: group.length / exposures.length,
      examples: examplesOf(group.map(({ text }) => text))
    }))
}

const examplesOf = (texts: readonly string[]): string[] => [...new Set(texts)].slice(0, EXAMPLES)

function counted<Key>(keys: readonly Key[]): [Key, number][] {
  const counts = new Map<Key, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}

export function grouped<One>(all: readonly One[], keyOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}
