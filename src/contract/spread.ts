import * as z from 'zod'
import type { Measured } from './result.ts'

const share = z.number().min(0).max(1)

export const GRAPH_KINDS = ['small-world', 'preferential', 'blocks'] as const

/** Who follows whom: drawn in one of the usual ways, or from given ties. */
export const GraphOption = z.union([
  z.strictObject({
    kind: z.enum(GRAPH_KINDS),
    /** Followers that a person has on average, 1 or more. */
    degree: z.number().int().min(1).max(100_000).default(10),
    /** Of a small world: the share of ties that lead anywhere. */
    rewire: share.default(0.1),
    /** How far people keep to their segment, 0 … 1. */
    homophily: share.default(0.2),
    /** The chance that a follower sees what is shared, for each tie: one number, or drawn between two. */
    weight: z.union([share, z.strictObject({ min: share, max: share })]).default(0.5)
  }),
  z.strictObject({
    /** Ties by number of person, or by any name: then the first name is person 0. */
    ties: z
      .array(
        z.strictObject({
          from: z.union([z.number(), z.string()]),
          to: z.union([z.number(), z.string()]),
          weight: share.optional()
        })
      )
      .min(1)
  })
])
export type GraphOption = z.input<typeof GraphOption>

/** A row of a file of ties: what `from` shares comes to `to`, who sees it with a chance of `weight`, 1 if not given. */
export const GraphRow = z.object({ from: z.string().min(1), to: z.string().min(1), weight: share.optional() })
export type GraphRow = z.output<typeof GraphRow>

/** What went from person to person in a run. */
export interface SpreadResult {
  readonly graph: {
    readonly name: string
    readonly people: number
    readonly ties: number
    readonly meanFollowers: number
    readonly mostFollowers: number
    readonly clustering: number
    readonly reciprocity: number
    /** Ties within segments beyond chance, of what there could be; null with one segment. */
    readonly homophily: number | null
  }
  /** How often somebody shared something. */
  readonly shares: number
  /** Of all impressions. */
  readonly sharesPerThousand: number
  /** Things that came to wait for followers, those that they looked at, and those that fell out for want of room. */
  readonly arrived: number
  readonly seen: number
  readonly lost: number
  /** Share of impressions that came by others. */
  readonly ofImpressions: number
  /** Those who shared in turn, for each who shared: from 1 on it travels by itself. Its interval is over sharers. */
  readonly reproduction: Measured
  readonly cascades: {
    /** Beginnings: people who shared what nobody had sent them. */
    readonly count: number
    /** People reached by one, whoever began it among them, on average and at most. */
    readonly meanSize: number
    readonly largest: number
    /** Share of them that reached nobody, and that ended after one step. */
    readonly alone: number
    readonly oneStep: number
    /** How many cascades there are of each size. */
    readonly sizes: readonly { readonly size: number; readonly count: number }[]
  }
  /** What reached most, with its cascades taken together. */
  readonly items: readonly SpreadItem[]
}

export interface SpreadItem {
  readonly id: string
  readonly title: string
  readonly reached: number
  readonly beginnings: number
  readonly depth: number
  /** Mean steps between two people of one cascade: about 2 where one told many, more where it went on and on. */
  readonly structuralVirality: number
  /** Rounds (slates) until most were reached. */
  readonly timeToPeak: number
  readonly byRound: readonly number[]
  /** Its largest tree, up to 400 people: from whom each had it (place in this list, −1 for the first), and in which round. */
  readonly tree: { readonly from: readonly number[]; readonly round: readonly number[] }
}
