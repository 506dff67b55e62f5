import {
  ACTIONS,
  type Chance,
  FORMATS,
  REASONS,
  type Reason,
  type Review,
  SCALARS,
  type SlateView
} from '../../../src/define.ts'
import { affinity, drift, duration, feed, normal, reactions, satiation, watch } from '../../../src/laws/index.ts'
import type { RulesSetting } from './columns.ts'
import type { RulesParameters } from './parameters.ts'

const CLICK = 1 << ACTIONS.indexOf('click')
const SKIP = 1 << ACTIONS.indexOf('skip')
const INTEREST = SCALARS.indexOf('interest')
const FATIGUE = SCALARS.indexOf('fatigue')
const reason = (name: Reason) => REASONS.indexOf(name)

/** How far the slate fell short, each 0 … 1: what complaints and leaving are made of. */
export interface Shortfall {
  /** Part of the slots about something the person dislikes, and about nothing that it cares for. */
  disliked: number
  indifferent: number
  /** Part that was much longer than the person likes. */
  long: number
  /** How one-sided the slate was. */
  sameness: number
}

/** Goes through slates, item by item. Reads and writes the columns of one person at a time. */
export function createExaminer({ columns, catalogue }: RulesSetting, p: RulesParameters) {
  const { features, topics } = catalogue
  const width = topics.length
  const absorbed = new Float64Array(width)
  const us = new Float64Array(8)
  const shortfall: Shortfall = { disliked: 0, indifferent: 0, long: 0, sameness: 0 }

  /** What the person makes of an item before chance has its say, in logits. */
  function utility(row: number, item: number): number {
    const match = affinity.dot(columns.taste, row * width, features, item * width, width)
    return utilityOf(row, item, match)
  }

  function utilityOf(row: number, item: number, match: number): number {
    const { pull } = p
    const distance = affinity.mismatch(catalogue.seconds[item]!, columns.preferredSeconds[row]!, p.lengthTolerance)
    const full = affinity.dot(columns.satiation, row * width, features, item * width, width)
    return (
      affinity.utility(pull.taste * match, catalogue.quality[item]!, distance, p.affinity) +
      pull.popularity * columns.conformity[row]! * (catalogue.popularity[item]! - 0.5) +
      pull.format * columns.format[row * FORMATS.length + catalogue.format[item]!]! -
      pull.satiation * (0.3 + columns.variety[row]!) * full
    )
  }

  function examine(row: number, slate: SlateView, chance: Chance, out: Review): Shortfall {
    const { user, session, turn, length, felt } = slate
    const { pull, standard } = p
    const moment = chance.for('impression')
    const reacting = chance.for('reaction')
    const state =
      pull.interest * (felt[INTEREST]! - 0.5) -
      pull.fatigue * felt[FATIGUE]! -
      pull.pickiness * (columns.pickiness[row]! - 0.5) +
      pull.activity * (columns.activity[row]! - 0.5)
    const expressive = p.expressiveness * 2 * (columns.expressiveness[row]! - 0.5)
    absorbed.fill(0)
    let seconds = 0
    let opened = 0
    let ratios = 0
    let worth = 0
    let disliked = 0
    let indifferent = 0
    let long = 0
    let found = 0
    const goal = columns.goal[row]!
    for (let slot = 0; slot < length; slot++) {
      const item = slate.items[slot]!
      const at = item * width
      const match = affinity.dot(columns.taste, row * width, features, at, width)
      const liking = utilityOf(row, item, match)
      out.affinity[slot] = liking
      moment.at(user, session, turn, slot)
      const noisy = liking + pull.noise * normal.quantile(moment.block[0]!)
      const itemSeconds = catalogue.seconds[item]!
      const isOpened = feed.sample(noisy + state, p.feed, moment.block[1]!)
      const z = standard.perUnit * (noisy - standard.centre)
      if (match < -0.1) disliked++
      else if (match < 0.06) indifferent++
      if (itemSeconds > 3 * columns.preferredSeconds[row]!) long++
      if (features[at + goal]! > found) found = features[at + goal]!
      if (isOpened) {
        const ratio = watch.sample(z, itemSeconds, p.watch, moment.block[2]!)
        reacting.at(user, session, turn, slot)
        for (let i = 0; i < 4; i++) us[i] = reacting.block[i]!
        reacting.at(user, session, turn, slot + 256) // a second block of the same impression
        us[4] = reacting.block[0]!
        const epsilon = reactions.mood(p.reactions, reacting.block[1]!)
        out.actions[slot] = CLICK | reactions.sample(z + expressive, epsilon, p.reactions, us)
        const watched = ratio * itemSeconds
        out.watchSeconds[slot] = watched
        seconds += watched
        ratios += ratio
        opened++
        const held = duration.quantileOf(ratio, itemSeconds, { watch: p.watch, correlation: 0 })
        worth += 2 * held - 1 + 0.5 * match
        for (let topic = 0; topic < width; topic++) absorbed[topic]! += features[at + topic]! * Math.min(1, 0.3 + held)
        drift.sample(columns.taste, row * width, features, at, width, p.drift, moment.block[3]!)
        out.reasons[slot] = whyOpened(match, catalogue.quality[item]!, itemSeconds / columns.preferredSeconds[row]!)
      } else {
        out.actions[slot] = SKIP | reactions.samplePassing(p.reactions, moment.block[2]!)
        seconds += p.glanceSeconds * (0.5 + moment.block[3]!)
        worth += p.felt.passed + p.felt.disliked * Math.min(0, match)
        out.reasons[slot] = whyPassed(row, item, match)
      }
    }
    satiation.nextInto(columns.satiation, row * width, scaled(absorbed, 1 / length), width, p.satiation)
    out.reached = length
    out.seconds = seconds
    out.watchRatio = opened === 0 ? 0 : ratios / opened
    out.delight = clamp(p.felt.gain * (worth / length - p.felt.offset))
    out.sameness = likeness(slate)
    out.found = Math.min(1, found / p.foundAt)
    shortfall.disliked = disliked / length
    shortfall.indifferent = indifferent / length
    shortfall.long = long / length
    shortfall.sameness = out.sameness
    return shortfall
  }

  /** Mean cosine of all pairs, from 0.1 (0) to 0.7 (1): how much of the slate is more of the same. */
  function likeness({ items, length }: SlateView): number {
    if (length < 2) return 0
    const { embeddings, dimensions } = catalogue
    let ofSum = 0
    let ofEach = 0
    for (let d = 0; d < dimensions; d++) {
      let sum = 0
      for (let slot = 0; slot < length; slot++) {
        const value = embeddings[items[slot]! * dimensions + d]!
        sum += value
        ofEach += value * value
      }
      ofSum += sum * sum
    }
    const cosine = (ofSum - ofEach) / (length * (length - 1))
    return Math.max(0, Math.min(1, (cosine - 0.1) / 0.6))
  }

  function whyOpened(match: number, quality: number, relativeLength: number): number {
    if (match > 0.35) return reason('loves-topic')
    if (quality > 1) return reason('well-made')
    if (match > 0.12) return reason('curious-about-it')
    if (relativeLength > 0.6 && relativeLength < 1.6) return reason('right-length')
    return reason('passing-time')
  }

  function whyPassed(row: number, item: number, match: number): number {
    const seconds = catalogue.seconds[item]! / columns.preferredSeconds[row]!
    const full = affinity.dot(columns.satiation, row * width, features, item * width, width)
    if (match < -0.1) return reason('dislikes-topic')
    if (full > 0.35 && match > 0) return reason('seen-enough-of-it')
    if (seconds > 4) return reason('too-long')
    if (columns.format[row * FORMATS.length + catalogue.format[item]!]! < -0.25) return reason('wrong-format')
    if (match > 0.25) return catalogue.quality[item]! < -0.5 ? reason('weak') : reason('in-a-hurry')
    return reason('not-my-thing')
  }

  return { examine, utility }
}

const clamp = (value: number) => Math.max(-1, Math.min(1, value))

function scaled(values: Float64Array, by: number): Float64Array {
  for (let i = 0; i < values.length; i++) values[i]! *= by
  return values
}
