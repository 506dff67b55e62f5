import { CAUSES, type Cause } from '../../contract/session.ts'
import { sigmoid } from '../../laws/logistic.ts'
import { type Answer, IMPRESSION, ITEM, PERSON, REACTION, TURN } from './answer.ts'
import { type Applied, apply, segmentsIn } from './apply.ts'
import { type Impression, watchedIn } from './rows.ts'
import type { DistilledWeights, Linear } from './weights.ts'

const MATCH = ITEM.indexOf('match')

/** What weights say of answers that are there: chances and means, given what came before in each. */
export function foretelling(weights: DistilledWeights) {
  const segments = segmentsIn(linearsOf(weights))
  const numbers = new Map(segments.map((name, at) => [name, at + 1]))
  const ofImpression = (linear: Linear, features: readonly string[] = IMPRESSION) => {
    const applied = apply(linear, features, segments)
    return (impression: Impression) => predictor(applied, impression, numbers.get(impression.answer.segment) ?? 0)
  }
  const ofSlate = (linear: Linear, features: readonly string[] = TURN) => {
    const { weights: own, offsets } = apply(linear, features, segments)
    return ({ after, segment }: Answer) => {
      let sum = offsets[numbers.get(segment) ?? 0]!
      for (let i = 0; i < own.length; i++) sum += own[i]! * after[i]!
      return sum
    }
  }
  const chance =
    <Of>(logOdds: (of: Of) => number) =>
    (of: Of) =>
      sigmoid(logOdds(of))
  const chances = (linears: Readonly<Record<string, Linear | undefined>>, features: readonly string[]) =>
    Object.fromEntries(Object.entries(linears).map(([name, linear]) => [name, chance(ofImpression(linear!, features))]))
  return {
    opened: chance(ofImpression(weights.opened)),
    /** ln of the Weibull scale. */
    watch: ofImpression(weights.watch.scale),
    reactions: chances(weights.reactions, REACTION),
    passing: chances(weights.passing, IMPRESSION),
    delight: ofSlate(weights.delight.mean, TURN.slice(0, -1)),
    leaves: causesOf(weights.leaves),
    speaks: causesOf(weights.speaks)
  }

  /** The chance of each cause, and of any. */
  function causesOf(causes: Partial<Record<Cause, Linear>>) {
    const each = Object.entries(causes).map(
      ([name, linear]) => [CAUSES.indexOf(name as Cause), ofSlate(linear!)] as const
    )
    const oddsOf = (answer: Answer, cause?: number) => {
      let sum = 0
      for (const [at, logOdds] of each) if (cause === undefined || at === cause) sum += Math.exp(logOdds(answer))
      return sum
    }
    return {
      any: (answer: Answer) => {
        const odds = oddsOf(answer)
        return odds / (1 + odds)
      },
      /** Given that there is one. */
      which: (answer: Answer, cause: number) => oddsOf(answer, cause) / oddsOf(answer)
    }
  }
}

/** Everything in weights that may tell segments apart. */
export const linearsOf = ({ opened, watch, reactions, passing, stops, delight, leaves, speaks }: DistilledWeights) => [
  opened,
  watch.scale,
  ...Object.values(reactions),
  ...Object.values(passing),
  stops,
  delight.mean,
  ...Object.values(leaves),
  ...Object.values(speaks)
]

function predictor({ weights, offsets, slopes }: Applied, impression: Impression, segment: number): number {
  const { answer, slot } = impression
  const { person, items } = answer
  const from = slot * ITEM.length
  let sum = offsets[segment]! + slopes[segment]! * items[from + MATCH]!
  for (let i = 0; i < PERSON.length; i++) sum += weights[i]! * person[i]!
  for (let i = 0; i < ITEM.length; i++) sum += weights[PERSON.length + i]! * items[from + i]!
  if (weights.length > IMPRESSION.length) sum += weights[IMPRESSION.length]! * watchedIn(impression)
  return sum
}
