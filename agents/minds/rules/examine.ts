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
import {
  affinity,
  drift,
  duration,
  feed,
  likeness,
  normal,
  reactions,
  satiation,
  watch
} from '../../../src/laws/index.ts'
import { REMEMBERED, type RulesSetting } from './columns.ts'
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
  /** How one-sided the slate was; how full the person is of its topics; part of it that was seen lately. */
  sameness: number
  full: number
  again: number
}

/** Goes through slates, item by item. Reads and writes the columns of one person at a time. */
export function createExaminer({ columns, catalogue }: RulesSetting, p: RulesParameters) {
  const { features, topics } = catalogue
  const width = topics.length
  const absorbed = new Float64Array(width)
  const us = new Float64Array(5)
  const satiationLaw = { ...satiation.DEFAULTS, ...p.satiation }
  const lengthLaw = { watch: p.watch, correlation: 0 }
  const shortfall: Shortfall = { disliked: 0, indifferent: 0, long: 0, sameness: 0, full: 0, again: 0 }

  /** What the person makes of an item before chance has its say, in logits. */
  function utility(row: number, item: number): number {
    const match = affinity.dot(columns.taste, row * width, features, item * width, width)
    return utilityOf(row, item, match, fullness(row, item), timesSeen(row, item))
  }

  const fullness = (row: number, item: number) =>
    affinity.dot(columns.satiation, row * width, features, item * width, width)

  /** How often the person has seen the item lately. */
  function timesSeen(row: number, item: number): number {
    let times = 0
    for (let at = row * REMEMBERED; at < (row + 1) * REMEMBERED; at++) if (columns.recent[at] === item + 1) times++
    return times
  }

  function utilityOf(row: number, item: number, match: number, full: number, times: number): number {
    const { pull } = p
    const distance = affinity.mismatch(catalogue.seconds[item]!, columns.preferredSeconds[row]!, p.lengthTolerance)
    return (
      affinity.utility(pull.taste * match, catalogue.quality[item]!, distance, p.affinity) +
      pull.popularity * columns.conformity[row]! * (catalogue.popularity[item]! - 0.5) +
      pull.format * columns.format[row * FORMATS.length + catalogue.format[item]!]! -
      pull.satiation * (0.3 + columns.variety[row]!) * full -
      pull.again * times
    )
  }

  function examine(row: number, slate: SlateView, chance: Chance, out: Review): Shortfall {
    const { user, session, turn, length, felt } = slate
    const impression = chance.for('impression')
    const reaction = chance.for('reaction')
    const aside = chance.for('aside')
    const reached = examined(length, felt[FATIGUE]!, chance.for('turn').at(user, session, turn))
    const state = stateOf(row, felt)
    const expressive = p.expressiveness * 2 * (columns.expressiveness[row]! - 0.5)
    absorbed.fill(0)
    let [seconds, opened, ratios, worth, found] = [0, 0, 0, 0, 0]
    let [disliked, indifferent, long, fullest, again] = [0, 0, 0, 0, 0]
    for (let slot = 0; slot < length; slot++) {
      const item = slate.items[slot]!
      const at = item * width
      const match = affinity.dot(columns.taste, row * width, features, at, width)
      const full = fullness(row, item)
      const times = timesSeen(row, item)
      const liking = utilityOf(row, item, match, full, times)
      out.affinity[slot] = liking
      if (slot >= reached) continue
      impression.at(user, session, turn, slot)
      const [own, choice, how, mood] = impression.block as unknown as [number, number, number, number]
      if (slot % 2 === 0) aside.at(user, session, turn, slot) // its four numbers serve two slots
      const itemSeconds = catalogue.seconds[item]!
      const noisy = liking + p.pull.noise * normal.quantile(own)
      fullest += full
      if (times > 0) again++
      columns.recent[row * REMEMBERED + (columns.seen[row]!++ % REMEMBERED)] = item + 1
      if (match < -0.1) disliked++
      else if (match < 0.06) indifferent++
      if (itemSeconds > 3 * columns.preferredSeconds[row]!) long++
      found = Math.max(found, features[at + columns.goal[row]!]!)
      if (feed.sample(noisy + state, p.feed, choice)) {
        const z = p.standard.perUnit * (noisy + state - p.standard.centre)
        const ratio = watch.sample(z, itemSeconds, p.watch, how)
        reaction.at(user, session, turn, slot)
        us.set(reaction.block)
        us[4] = aside.block[2 * (slot % 2)]!
        out.actions[slot] = CLICK | reactions.sample(z + expressive, reactions.mood(p.reactions, mood), p.reactions, us)
        out.watchSeconds[slot] = ratio * itemSeconds
        out.reasons[slot] = whyOpened(match, catalogue.quality[item]!, itemSeconds / columns.preferredSeconds[row]!)
        seconds += ratio * itemSeconds
        ratios += ratio
        opened++
        const held = duration.quantileOf(ratio, itemSeconds, lengthLaw)
        worth += 2 * held - 1 + p.felt.liked * match
        for (let topic = 0; topic < width; topic++) absorbed[topic]! += features[at + topic]! * Math.min(1, 0.3 + held)
        drift.sample(columns.taste, row * width, features, at, width, p.drift, aside.block[2 * (slot % 2) + 1]!)
      } else {
        out.actions[slot] = SKIP | reactions.samplePassing(p.reactions, how)
        out.reasons[slot] = whyPassed(row, item, match, full, times)
        seconds += p.glanceSeconds * (0.5 + mood)
        worth += p.felt.passed + p.felt.disliked * Math.min(0, match)
      }
    }
    satiation.nextInto(columns.satiation, row * width, scaled(absorbed, 1 / length), width, satiationLaw)
    out.reached = reached
    out.seconds = seconds
    out.watchRatio = opened === 0 ? 0 : ratios / opened
    out.delight = Math.max(-1, Math.min(1, p.felt.gain * (worth / reached - p.felt.offset)))
    shortfall.full = fullest / reached
    shortfall.again = again / reached
    shortfall.sameness = sameness(slate)
    out.sameness = Math.min(1, shortfall.sameness + 0.5 * shortfall.full + 0.6 * shortfall.again)
    out.found = Math.min(1, found / p.foundAt)
    shortfall.disliked = disliked / reached
    shortfall.indifferent = indifferent / reached
    shortfall.long = long / reached
    return shortfall
  }

  /** How far down somebody looks: on from slot to slot with a chance that fatigue lowers, the law of the cascade without a click. */
  function examined(length: number, fatigue: number, u: number): number {
    const stop = Math.max(0, Math.min(1, 1 - p.persistence + p.tiring * fatigue))
    if (stop === 0) return length
    return Math.min(length, 1 + Math.floor(Math.log(u) / Math.log1p(-stop)))
  }

  /** What the state of mind and the kind of person add to every choice, in logits. */
  function stateOf(row: number, felt: Float64Array): number {
    const { interest, fatigue, pickiness, activity } = p.pull
    return (
      interest * (felt[INTEREST]! - 0.5) -
      fatigue * felt[FATIGUE]! -
      pickiness * (columns.pickiness[row]! - 0.5) +
      activity * (columns.activity[row]! - 0.5)
    )
  }

  /** Mean cosine of all pairs, from 0.1 (0) to 0.7 (1): how much of the slate is more of the same. */
  function sameness({ items, length }: SlateView): number {
    const cosine = likeness.meanCosine(items, length, catalogue.embeddings, catalogue.dimensions)
    return Math.max(0, Math.min(1, (cosine - 0.1) / 0.6))
  }

  function whyOpened(match: number, quality: number, relativeLength: number): number {
    if (match > 0.35) return reason('loves-topic')
    if (quality > 1) return reason('well-made')
    if (match > 0.12) return reason('curious-about-it')
    if (relativeLength > 0.6 && relativeLength < 1.6) return reason('right-length')
    return reason('passing-time')
  }

  function whyPassed(row: number, item: number, match: number, full: number, times: number): number {
    const seconds = catalogue.seconds[item]! / columns.preferredSeconds[row]!
    if (match < -0.1) return reason('dislikes-topic')
    if (times > 0 || (full > 0.35 && match > 0)) return reason('seen-enough-of-it')
    if (seconds > 4) return reason('too-long')
    if (columns.format[row * FORMATS.length + catalogue.format[item]!]! < -0.25) return reason('wrong-format')
    if (match > 0.25) return catalogue.quality[item]! < -0.5 ? reason('weak') : reason('in-a-hurry')
    return reason('not-my-thing')
  }

  return { examine, utility }
}

function scaled(values: Float64Array, by: number): Float64Array {
  for (let i = 0; i < values.length; i++) values[i]! *= by
  return values
}
