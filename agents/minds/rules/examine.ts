import { ACTIONS, FORMATS, type Review, SCALARS, type SlateView } from '../../../src/define.ts'
import { drift, duration, feed, likeness, normal, reactions, watch } from '../../../src/laws/index.ts'
import type { RulesSetting } from './columns.ts'
import { createMemory } from './memory.ts'
import type { RulesParameters } from './parameters.ts'
import { createRegard } from './regard.ts'
import type { Streams } from './streams.ts'
import { whyOpened, whyPassed } from './why.ts'

const CLICK = 1 << ACTIONS.indexOf('click')
const SKIP = 1 << ACTIONS.indexOf('skip')
const INTEREST = SCALARS.indexOf('interest')
const FATIGUE = SCALARS.indexOf('fatigue')

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
export function createExaminer(setting: RulesSetting, p: RulesParameters) {
  const { columns, catalogue } = setting
  const { features, seconds, quality } = catalogue
  const width = catalogue.topics.length
  const memory = createMemory(columns, catalogue.size)
  const { regard, takeUp, look, takeIn, putBack } = createRegard(setting, p)
  const logScales = seconds.map((each) => watch.logScale(each, p.watch))
  const ordered = reactions.inOrder(p.reactions)
  const us = new Float64Array(ordered.length)
  const one = new Int32Array(1)
  const lengthLaw = { watch: p.watch, correlation: 0 }
  const shortfall: Shortfall = { disliked: 0, indifferent: 0, long: 0, sameness: 0, full: 0, again: 0 }
  /** What the person brings to the slate, and what adds up as it goes through. */
  const now = { state: 0, expressive: 0, preferred: 0, pull: 0 }
  const sum = { seconds: 0, opened: 0, ratios: 0, worth: 0 }

  /** @param streams of which `turn` stands at this slate */
  function examine(row: number, slate: SlateView, streams: Streams, out: Review): Shortfall {
    const { length, felt, items } = slate
    const reached = examined(length, felt[FATIGUE]!, streams.turn.block[0]!)
    takeUp(row)
    begin(row, felt)
    memory.recall(row, items, length)
    const goal = columns.goal[row]!
    let disliked = 0
    let indifferent = 0
    let long = 0
    let again = 0
    let fullest = 0
    let found = 0
    for (let slot = 0; slot < length; slot++) {
      const item = items[slot]!
      const times = memory.timesSeen(item)
      look(item, times)
      out.affinity[slot] = regard.liking
      if (slot >= reached) continue
      fullest += regard.full
      if (times > 0) again++
      if (regard.match < -0.1) disliked++
      else if (regard.match < 0.06) indifferent++
      if (seconds[item]! > 3 * now.preferred) long++
      found = Math.max(found, features[item * width + goal]!)
      memory.remember(row, item)
      if (staysFor(slot, slate, streams)) open(slot, slate, streams, out)
      else pass(row, slot, item, times, streams, out)
    }
    putBack(row)
    out.reached = reached
    out.seconds = sum.seconds
    out.watchRatio = sum.opened === 0 ? 0 : sum.ratios / sum.opened
    out.delight = Math.max(-1, Math.min(1, p.felt.gain * (sum.worth / reached - p.felt.offset)))
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

  function begin(row: number, felt: Float64Array): void {
    now.state = stateOf(row, felt)
    now.expressive = p.expressiveness * 2 * (columns.expressiveness[row]! - 0.5)
    now.preferred = columns.preferredSeconds[row]!
    sum.seconds = sum.opened = sum.ratios = sum.worth = 0
  }

  /** Draws whether the person stays for the item that it looks at. */
  function staysFor(slot: number, { user, session, turn }: SlateView, { impression }: Streams): boolean {
    impression.at(user, session, turn, slot)
    now.pull = regard.liking + p.pull.noise * normal.quantile(impression.block[0]!) + now.state
    return feed.sample(now.pull, p.feed, impression.block[1]!)
  }

  function open(slot: number, slate: SlateView, streams: Streams, out: Review): void {
    const { user, session, turn } = slate
    const { impression, reaction, aside } = streams
    const item = slate.items[slot]!
    const length = seconds[item]!
    const z = p.standard.perUnit * (now.pull - p.standard.centre)
    const ratio = watch.sampleAt(logScales[item]! + p.watch.slope * z, p.watch, impression.block[2]!)
    reaction.at(user, session, turn, slot)
    aside.at(user, session, turn, slot & ~1)
    us[0] = reaction.block[0]!
    us[1] = reaction.block[1]!
    us[2] = reaction.block[2]!
    us[3] = reaction.block[3]!
    us[4] = aside.block[2 * (slot & 1)]!
    const mood = reactions.mood(p.reactions, impression.block[3]!)
    out.actions[slot] = CLICK | reactions.sampleOf(ordered, z + now.expressive + mood, us)
    out.watchSeconds[slot] = ratio * length
    out.reasons[slot] = whyOpened(regard.match, quality[item]!, length / now.preferred)
    const held = duration.quantileAt(ratio, logScales[item]!, lengthLaw)
    sum.seconds += ratio * length
    sum.ratios += ratio
    sum.opened++
    sum.worth += 2 * held - 1 + p.felt.liked * regard.match
    takeIn(
      item,
      Math.min(1, 0.3 + held) / slate.length,
      drift.directionOf(regard.match, aside.block[2 * (slot & 1) + 1]!)
    )
  }

  function pass(row: number, slot: number, item: number, times: number, { impression }: Streams, out: Review): void {
    out.actions[slot] = SKIP | reactions.samplePassing(p.reactions, impression.block[2]!)
    out.reasons[slot] = whyPassed(
      regard.match,
      quality[item]!,
      seconds[item]! / now.preferred,
      regard.full,
      times,
      columns.format[row * FORMATS.length + catalogue.format[item]!]!
    )
    sum.seconds += p.glanceSeconds * (0.5 + impression.block[3]!)
    sum.worth += p.felt.passed + p.felt.disliked * Math.min(0, regard.match)
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
    return Math.max(0, Math.min(1, (likeness.ofSlate(catalogue, items, length) - 0.1) / 0.6))
  }

  /** How much a person likes an item now. */
  function utility(row: number, item: number): number {
    one[0] = item
    takeUp(row)
    memory.recall(row, one, 1)
    look(item, memory.timesSeen(item))
    return regard.liking
  }

  return { examine, utility }
}
