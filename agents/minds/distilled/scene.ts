import { FORMATS, SCALARS, type Scalar, type SlateView } from '../../../src/define.ts'
import { affinity, duration, likeness, satisfaction, watch } from '../../../src/laws/index.ts'
import { ITEM, PERSON, TURN } from '../../../src/learning/distil/answer.ts'
import { isOpened } from '../../../src/learning/distil/rows.ts'
import type { RulesSetting } from '../rules/columns.ts'
import { createMemory } from '../rules/memory.ts'
import { SHORT_VIDEO } from '../rules/parameters.ts'
import { createRegard } from '../rules/regard.ts'

const scalar = (name: Scalar) => SCALARS.indexOf(name)
const INTEREST = scalar('interest')
const SATISFACTION = scalar('satisfaction')
const SATIATION = scalar('satiation')
const FATIGUE = scalar('fatigue')
const PATIENCE = scalar('patience')
const TRUST = scalar('trust')
const WIDTH = ITEM.length
const [MATCH, FULL, TIMES] = [ITEM.indexOf('match'), ITEM.indexOf('full'), ITEM.indexOf('times')]
/** Turns for which it counts that a person has spoken. */
const LATELY = 3
const LOG_30 = Math.log(30)

/**
 * What a person makes of slates, in numbers, by the state that is kept of it: taste, satiation, memory, satisfaction. The
 * mind decides by them; who watches a teacher writes them down. Both keep the state in the same way.
 */
export function createScene(setting: RulesSetting) {
  const { columns, catalogue } = setting
  const { features, seconds, quality, popularity, freshness, format } = catalogue
  const topics = catalogue.topics.length
  const p = SHORT_VIDEO
  const satisfied = { ...satisfaction.DEFAULTS, ...p.satisfaction }
  const memory = createMemory(columns, catalogue.size)
  const { regard, takeUp, look, takeIn, putBack } = createRegard(setting, p)
  const logScales = seconds.map((each) => watch.logScale(each, p.watch))
  const logSeconds = seconds.map(Math.log)
  const lengthLaw = { watch: p.watch, correlation: 0 }
  const person = new Float64Array(PERSON.length).fill(1)
  const after = new Float64Array(TURN.length).fill(1)
  /** Slots × ITEM.length; grown when a slate is longer than any before. */
  const scene = { person, items: new Float64Array(10 * WIDTH), after, sameness: 0, found: 0 }

  /** Takes a slate in at a glance: fills `person` and `items`. */
  function view(row: number, { items, length, felt, turn }: SlateView): void {
    if (scene.items.length < length * WIDTH) scene.items = new Float64Array(length * WIDTH)
    takeUp(row)
    memory.recall(row, items, length)
    const logPreferred = Math.log(columns.preferredSeconds[row]!)
    const conformity = columns.conformity[row]!
    const variety = columns.variety[row]!
    let sum = 0
    for (let slot = 0, at = 0; slot < length; slot++) {
      const item = items[slot]!
      look(item, 0)
      sum += regard.match
      const rank = popularity[item]! - 0.5
      const out = scene.items
      out[at++] = regard.match
      out[at++] = quality[item]!
      out[at++] = affinity.mismatchOfLogs(logSeconds[item]!, logPreferred, p.lengthTolerance)
      out[at++] = logSeconds[item]! - LOG_30
      out[at++] = rank
      out[at++] = rank * conformity
      out[at++] = freshness[item]! - 0.5
      out[at++] = columns.format[row * FORMATS.length + format[item]!]!
      out[at++] = regard.full
      out[at++] = regard.full * variety
      out[at++] = memory.timesSeen(item)
      out[at++] = LN[slot] ?? Math.log1p(slot)
    }
    let at = 1
    person[at++] = felt[INTEREST]! - 0.5
    person[at++] = felt[SATISFACTION]! - 0.5
    person[at++] = felt[SATIATION]!
    person[at++] = felt[FATIGUE]!
    person[at++] = felt[PATIENCE]! - 0.5
    person[at++] = felt[TRUST]! - 0.5
    person[at++] = columns.activity[row]! - 0.5
    person[at++] = columns.pickiness[row]! - 0.5
    person[at++] = variety - 0.5
    person[at++] = conformity - 0.5
    person[at++] = columns.expressiveness[row]! - 0.5
    person[at++] = columns.outspokenness[row]! - 0.5
    person[at++] = LN[turn] ?? Math.log1p(turn)
    person[at++] = sum / length
  }

  /** What is known before anything was looked at: the first part of `after`. */
  function expect(row: number, { session }: SlateView): void {
    for (let i = 1; i <= 9; i++) after[i] = person[i]! // interest … variety
    after[10] = columns.expressiveness[row]! - 0.5
    after[11] = columns.outspokenness[row]! - 0.5
    after[12] = person[13]!
    after[13] = LN[session] ?? Math.log1p(session)
  }

  /**
   * Takes in what was done with the slate that was viewed last: taste drifts as far as is to be expected, topics fill, items
   * are remembered; `after` is filled up to delight.
   */
  function follow(
    row: number,
    slate: SlateView,
    reached: number,
    actions: ArrayLike<number>,
    ratios: ArrayLike<number>
  ): void {
    const { items, length, turn, obeyed } = slate
    const goal = columns.goal[row]!
    const tooLong = 3 * columns.preferredSeconds[row]!
    let [opened, disliked, indifferent, long, again] = [0, 0, 0, 0, 0]
    let [matches, fullness, holding, liked, putOff, found] = [0, 0, 0, 0, 0, 0]
    for (let slot = 0; slot < reached; slot++) {
      const item = items[slot]!
      const match = scene.items[slot * WIDTH + MATCH]!
      matches += match
      fullness += scene.items[slot * WIDTH + FULL]!
      if (scene.items[slot * WIDTH + TIMES]! > 0) again++
      if (match < -0.1) disliked++
      else if (match < 0.06) indifferent++
      if (seconds[item]! > tooLong) long++
      found = Math.max(found, features[item * topics + goal]!)
      memory.remember(row, item)
      if (isOpened(actions[slot]!)) {
        const held = duration.quantileAt(ratios[slot]!, logScales[item]!, lengthLaw)
        opened++
        holding += held
        liked += match
        takeIn(item, Math.min(1, 0.3 + held) / length, Math.max(-1, Math.min(1, match)))
      } else putOff += Math.min(0, match)
    }
    putBack(row)
    const looked = Math.max(1, reached)
    const full = fullness / looked
    const alike = Math.max(0, Math.min(1, (likeness.ofSlate(catalogue, items, length) - 0.1) / 0.6))
    let at = TURN.indexOf('looked')
    after[at++] = Math.log(looked / p.perItems)
    after[at++] = opened / looked
    after[at++] = disliked / looked
    after[at++] = indifferent / looked
    after[at++] = long / looked
    after[at++] = again / looked
    after[at++] = matches / looked
    after[at++] = full
    after[at++] = holding / looked
    after[at++] = liked / looked
    after[at++] = putOff / looked
    after[at++] = alike
    after[at++] = (0.4 + columns.variety[row]!) * (alike + full + again / looked)
    after[at++] = Math.min(1, found / p.foundAt)
    after[at++] = obeyed
    after[at++] = obeyed < 0 ? 1 : 0
    after[at++] = columns.spoke[row]! > 0 && turn + 1 - columns.spoke[row]! < LATELY ? 1 : 0
    after[at++] = satisfaction.level(columns.exposure[row]!, satisfied) - 0.5
    scene.sameness = Math.min(1, alike + 0.5 * full + (0.6 * again) / looked)
    scene.found = Math.min(1, found / p.foundAt)
  }

  /** The slate is judged: delight completes `after`, and stays in what is kept of satisfaction. */
  function judge(row: number, delight: number): void {
    after[after.length - 1] = delight
    columns.exposure[row] = satisfaction.expected(columns.exposure[row]!, 0.5 * (1 - delight), satisfied)
  }

  /** The person has said what is wrong. */
  function speak(row: number, turn: number): void {
    columns.spoke[row] = turn + 1
  }

  return { scene, view, expect, follow, judge, speak }
}

/** ln(1 + n) of small whole numbers. */
const LN = Float64Array.from({ length: 128 }, (_, n) => Math.log1p(n))
