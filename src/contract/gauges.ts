import { ACTIONS, type Action } from './session.ts'

/** What people can do beside passing on. */
export type Doing = Exclude<Action, 'skip'>
export const DOINGS = ACTIONS.filter((action): action is Doing => action !== 'skip')

/** How often what was done. */
export interface ActionCounts {
  readonly impressions: number
  readonly all: Readonly<Record<Doing, number>>
  /** Of those, with the item opened. */
  readonly opened: Readonly<Record<Doing, number>>
}

/** How a gauge stands to people. `too few`: there is not enough to tell. */
export const GAUGE_VERDICTS = ['like people', 'too high', 'too low', 'no reference', 'too few'] as const
export type GaugeVerdict = (typeof GAUGE_VERDICTS)[number]

/** What a mind's people were like in one respect, against people. */
export interface Gauge {
  readonly name: string
  readonly label: string
  readonly unit: 'share' | 'stars' | 'times' | 'per impression' | 'area' | 'bits' | 'difference'
  /** Null where it is not defined for what was seen. */
  readonly value: number | null
  /** 95 % over people; null where there are too few of them to say. */
  readonly low: number | null
  readonly high: number | null
  /** A figure, or from and to (null: without end); null where none is known. */
  readonly reference: number | readonly [from: number | null, to: number | null] | null
  /** In words: whose the reference is, and what counts as alike; null where there is none. */
  readonly source: string | null
  readonly verdict: GaugeVerdict
  /** In one sentence. */
  readonly says: string
}

export interface Gauges {
  /** How many people were looked at, of those who were there at all. */
  readonly people: number
  readonly impressions: number
  /** What they did: what a calibration is made of. */
  readonly counts: ActionCounts
  readonly gauges: readonly Gauge[]
}
