import { ACTIONS, type Action, CAUSES, type Cause, FORMATS, type Review, type SlateView } from '../../../src/define.ts'
import { logistic, normal, watch } from '../../../src/laws/index.ts'
import { IMPRESSION, ITEM, PERSON, REACTION, TURN, watchedOf } from '../../../src/learning/distil/answer.ts'
import { type Applied, apply, segmentsIn } from '../../../src/learning/distil/apply.ts'
import { linearsOf } from '../../../src/learning/distil/foretell.ts'
import type { DistilledWeights, Linear } from '../../../src/learning/distil/weights.ts'
import { whyOpened, whyPassed } from '../rules/why.ts'
import type { DistilledSetting } from './columns.ts'
import { createScene } from './scene.ts'
import type { Streams } from './streams.ts'

const CLICK = 1 << ACTIONS.indexOf('click')
const SKIP = 1 << ACTIONS.indexOf('skip')
const at = Object.fromEntries(ITEM.map((name, i) => [name, i])) as Record<(typeof ITEM)[number], number>

/** One action, its bit, and which of the draws of an item decides it. */
interface Reaction {
  readonly bit: number
  readonly draw: number
  readonly model: Applied
  /** Log-odds of it for the person at hand, before any item is looked at. */
  base: number
}

/** Goes through slates and decides after each of them, by weights. Reads and writes the columns of one person at a time. */
export function createDecider(setting: DistilledSetting, weights: DistilledWeights) {
  const { columns, catalogue } = setting
  const { seconds, quality, format } = catalogue
  const segments = segmentsIn(linearsOf(weights))
  const { scene, view, expect, follow, judge, speak } = createScene(setting)
  const impression = (linear: Linear, features: readonly string[] = IMPRESSION) => apply(linear, features, segments)
  const reactionsIn = (named: Partial<Record<Action, Linear>>, features: readonly string[]): Reaction[] =>
    Object.entries(named).map(([name, linear], draw) => ({
      bit: 1 << ACTIONS.indexOf(name as Action),
      draw,
      model: impression(linear!, features),
      base: 0
    }))
  const opened = { model: impression(weights.opened), base: 0 }
  const scale = { model: impression(weights.watch.scale), base: 0 }
  const reactions = reactionsIn(weights.reactions, REACTION)
  const passing = reactionsIn(weights.passing, IMPRESSION)
  const ofSlate = (linear: Linear) => apply(linear, TURN, segments)
  const stops = ofSlate(weights.stops)
  const delight = { mean: ofSlate(weights.delight.mean), sd: weights.delight.sd }
  const leaves = causesOf(weights.leaves)
  const speaks = causesOf(weights.speaks)
  const silent = Float64Array.from(CAUSES, (cause) => weights.silent[cause] ?? 0)
  const law = { ...watch.DEFAULTS, shape: weights.watch.shape, cap: weights.watch.cap }
  let ratios = new Float64Array(10)
  const us = new Float64Array(8)

  /** What somebody does with a slate. */
  function review(row: number, slate: SlateView, streams: Streams, out: Review): void {
    const { length, items } = slate
    const segment = columns.segment[row]!
    if (ratios.length < length) ratios = new Float64Array(length)
    view(row, slate)
    expect(row, slate)
    prepare(segment)
    streams.turn.at(slate.user, slate.session, slate.turn)
    const fate = streams.turn.block
    const reached = reach(length, predict(stops, segment), fate[0]!)
    const preferred = columns.preferredSeconds[row]!
    let [spent, watched, count] = [0, 0, 0]
    for (let slot = 0; slot < length; slot++) {
      const pull = opened.base + ofItem(opened.model, slot, segment)
      out.affinity[slot] = pull
      if (slot >= reached) continue
      const item = items[slot]!
      const luck = streams.impression
      const isTaken = logistic.happens(pull, luck.at(slate.user, slate.session, slate.turn, slot))
      const match = scene.items[slot * ITEM.length + at.match]!
      if (isTaken) {
        us[0] = luck.block[2]!
        us[1] = luck.block[3]!
        const ratio = watch.sampleAt(scale.base + ofItem(scale.model, slot, segment), law, luck.block[1]!)
        ratios[slot] = ratio
        out.watchSeconds[slot] = ratio * seconds[item]!
        out.actions[slot] = CLICK | react(slate, slot, segment, watchedOf(ratio), streams)
        out.reasons[slot] = whyOpened(match, quality[item]!, seconds[item]! / preferred)
        spent += out.watchSeconds[slot]!
        watched += ratio
        count++
      } else {
        ratios[slot] = 0
        out.actions[slot] = SKIP | reactPassing(slot, segment, luck.block[1]!)
        spent += weights.glanceSeconds
        out.reasons[slot] = whyPassed(
          match,
          quality[item]!,
          seconds[item]! / preferred,
          scene.items[slot * ITEM.length + at.full]!,
          scene.items[slot * ITEM.length + at.times]!,
          columns.format[row * FORMATS.length + format[item]!]!
        )
      }
    }
    follow(row, slate, reached, out.actions, ratios)
    const mood = predict(delight.mean, segment) + delight.sd * normal.quantile(fate[1]!)
    out.delight = Math.max(-1, Math.min(1, mood))
    judge(row, out.delight)
    out.reached = reached
    out.seconds = spent
    out.watchRatio = count === 0 ? 0 : watched / count
    out.sameness = scene.sameness
    out.found = scene.found
    depart(row, slate.turn, segment, fate[2]!, fate[3]!, out)
  }

  /** What the person brings to every item of the slate. */
  function prepare(segment: number): void {
    opened.base = ofPerson(opened.model, segment)
    scale.base = ofPerson(scale.model, segment)
    for (const reaction of reactions) reaction.base = ofPerson(reaction.model, segment)
    for (const reaction of passing) reaction.base = ofPerson(reaction.model, segment)
  }

  function ofPerson({ weights: own, offsets }: Applied, segment: number): number {
    let sum = offsets[segment]!
    for (let i = 0; i < PERSON.length; i++) sum += own[i]! * scene.person[i]!
    return sum
  }

  function ofItem({ weights: own, slopes }: Applied, slot: number, segment: number): number {
    const from = slot * ITEM.length
    const { items } = scene
    let sum = slopes[segment]! * items[from + at.match]!
    for (let i = 0; i < ITEM.length; i++) sum += own[PERSON.length + i]! * items[from + i]!
    return sum
  }

  /** Actions with what was opened: the first two by what is left of the item's draws, the others by draws of their own. */
  function react({ user, session, turn }: SlateView, slot: number, segment: number, watched: number, streams: Streams) {
    streams.reaction.at(user, session, turn, slot)
    for (let i = 0; i < 4; i++) us[2 + i] = streams.reaction.block[i]!
    let mask = 0
    for (const { bit, draw, model, base } of reactions) {
      const logOdds = base + ofItem(model, slot, segment) + model.weights[IMPRESSION.length]! * watched
      if (logistic.happens(logOdds, us[draw]!)) mask |= bit
    }
    return mask
  }

  /** One action at most with what is passed by: they are too rare to meet. */
  function reactPassing(slot: number, segment: number, u: number): number {
    let left = u
    for (const { bit, model, base } of passing) {
      const p = logistic.sigmoid(base + ofItem(model, slot, segment))
      if (left < p) return bit
      left -= p
    }
    return 0
  }

  function depart(
    row: number,
    turn: number,
    segment: number,
    forLeaving: number,
    forSpeaking: number,
    out: Review
  ): void {
    const hazard = chanceOf(leaves, segment)
    out.hazard = hazard
    out.leaveCause = out.disengageCause = 0
    if (forLeaving < hazard) {
      out.leaveCause = draw(leaves, forLeaving / hazard)
      if (forSpeaking < silent[out.leaveCause]!) out.disengageCause = out.leaveCause
      return
    }
    const readiness = chanceOf(speaks, segment)
    if (forSpeaking >= readiness) return
    out.disengageCause = draw(speaks, forSpeaking / readiness)
    speak(row, turn)
  }

  function predict({ weights: own, offsets }: Applied, segment: number): number {
    let sum = offsets[segment]!
    for (let i = 0; i < own.length; i++) sum += own[i]! * scene.after[i]!
    return sum
  }

  function causesOf(named: Partial<Record<Cause, Linear>>) {
    return Object.entries(named).map(([name, linear]) => ({
      cause: CAUSES.indexOf(name as Cause),
      model: ofSlate(linear!),
      odds: 0
    }))
  }

  /** The chance that one of some causes comes about; leaves the odds of each behind. */
  function chanceOf(causes: ReturnType<typeof causesOf>, segment: number): number {
    let sum = 0
    for (const one of causes) {
      one.odds = Math.exp(predict(one.model, segment))
      sum += one.odds
    }
    return sum / (1 + sum)
  }

  /** One of the causes by the odds that `chanceOf` left, from one uniform number. */
  function draw(causes: ReturnType<typeof causesOf>, u: number): number {
    let sum = 0
    for (const { odds } of causes) sum += odds
    let left = u * sum
    for (const { cause, odds } of causes) {
      left -= odds
      if (left <= 0) return cause
    }
    return causes.at(-1)!.cause
  }

  /** Log-odds that the person would open an item which stood alone and on top. */
  function affinity(row: number, item: number): number {
    one.items[0] = item
    view(row, one)
    const segment = columns.segment[row]!
    scene.person[PERSON.length - 1] = 0
    return ofPerson(opened.model, segment) + ofItem(opened.model, 0, segment)
  }

  return { review, affinity, segments }
}

/** A slate of one item, shown to somebody in no mood in particular. */
const one: SlateView = {
  user: 0,
  session: 0,
  turn: 0,
  turnsLeft: 1,
  at: 0,
  items: new Int32Array(1),
  length: 1,
  felt: Float64Array.of(0.5, 0.5, 0, 0, 0.5, 0.5),
  obeyed: 0,
  mood: -1
}

/** How far down somebody looks, who stops after each slot with the same log-odds. */
function reach(length: number, logOdds: number, u: number): number {
  const stop = logistic.sigmoid(logOdds)
  return stop < 1e-12 ? length : Math.min(length, 1 + Math.floor(Math.log(u) / Math.log1p(-stop)))
}
