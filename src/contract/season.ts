import type { StayStep } from './result.ts'

/** A figure of one day, with its 95 % interval over the people who were there. */
export interface DayValue {
  readonly day: number
  readonly value: number
  readonly low: number
  readonly high: number
  readonly n: number
}

/** What happened to a population from day to day. Day 0 is everybody's first. */
export interface SeasonResult {
  readonly days: number
  /** Share of all people who were there on a day. */
  readonly active: readonly DayValue[]
  /** Share who were there on exactly that day after their first: D1, D7, D30, as far as the run goes. */
  readonly retention: readonly DayValue[]
  /** Share of those present who had been away for a week or longer. */
  readonly reactivated: readonly DayValue[]
  /** Share of people for whom this was the last visit, but for one within the last week of the run. */
  readonly lost: readonly DayValue[]
  /** Who is still there, by days until the last visit; people seen in the last week are known as far as they got. `turn` counts days. */
  readonly churn: readonly StayStep[]
  /** Share of what people looked at that they opened. */
  readonly opened: readonly DayValue[]
  /** As how many topics, evenly, what a person opened on the day is spread over: exp(entropy). */
  readonly breadth: readonly DayValue[]
  /** Share of what a person opened that is of its topic of that day. */
  readonly depth: readonly DayValue[]
  /** Share of people whose breadth is below what one in five had on day 0: in a bubble. */
  readonly bubble: readonly DayValue[]
  /** Of those who were in a bubble when they were there last, the share that is out of it. */
  readonly escape: readonly DayValue[]
  /** Overlap of what two people opened on the day, of all that the two opened (Jaccard), over pairs drawn once. */
  readonly likeness: readonly DayValue[]
  /** How unequally what was opened is shared out among all items: 0 alike, 1 all one. No interval: it is one number of all. */
  readonly inequality: readonly { readonly day: number; readonly value: number }[]
  /** How far what people open has moved since their first days: 1 − cosine of topics opened, over those who were there in both. */
  readonly drift: readonly DayValue[]
  /** People who were followed for breadth, bubbles, likeness and drift. */
  readonly followed: number
}
