import {
  type Act,
  CAUSES,
  type Chance,
  FORMATS,
  type Instruction,
  type Review,
  SCALARS,
  type SlateView,
  VOICES
} from '../../../src/define.ts'
import { composeInstruction } from '../../../src/voice/instruction.ts'
import type { RulesSetting } from './columns.ts'

const TRUST = SCALARS.indexOf('trust')

/** Lengths that people name. */
const NAMED_SECONDS = [10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1_200, 1_800]

type Wish = { act: Act; target: string | null; seconds?: number; also?: { act: Act; target: string | null } }

/** From what is wrong to what would help: the cause decides the act, the person's tastes its target. */
export function createReflection({ columns, catalogue }: RulesSetting) {
  const { topics, features } = catalogue
  const width = topics.length
  const offered = new Float64Array(width)
  const nameOf = (topic: number) => topics[topic]!

  return function reflect(row: number, slate: SlateView, review: Review, chance: Chance): Instruction {
    const cause = CAUSES[review.disengageCause]!
    const luck = chance.for('instruction')
    luck.at(slate.user, slate.session, slate.turn)
    weigh(slate)
    const wish = wishFor(row, slate, luck.block)
    const { user, session, turn } = slate
    const voice = VOICES[columns.voice[row]!]!
    return {
      ...wish,
      get text() {
        luck.at(user, session, turn, 1)
        return composeInstruction({ ...wish, cause, voice, luck: luck.block })
      }
    }

    function wishFor(person: number, { felt }: SlateView, us: Float64Array): Wish {
      const { most, worst, wanted } = standingOut(person)
      const taste = (topic: number) => columns.taste[person * width + topic]!
      const more: Wish = { act: 'more-like', target: nameOf(wanted) }
      const isDisliked = taste(worst) < -0.1 && offered[worst]! > 0.2
      const seconds = () => roundly(columns.preferredSeconds[person]!, slate)
      switch (cause) {
        case 'repetitive':
          return taste(most) > 0.15
            ? { act: 'diversify-near', target: nameOf(most) }
            : { act: 'reduce', target: nameOf(most), also: { act: 'more-like', target: nameOf(wanted) } }
        case 'off-topic':
          return isDisliked
            ? { act: 'exclude', target: nameOf(worst), also: { act: 'more-like', target: nameOf(wanted) } }
            : more
        case 'annoyed':
          if (isDisliked) return { act: 'exclude', target: nameOf(worst) }
          return felt[TRUST]! < 0.3 ? { act: 'reset', target: null } : { act: 'reduce', target: nameOf(most) }
        case 'tired':
          return us[0]! < 0.5 || seconds() > 120
            ? { act: 'mood', target: 'lighter' }
            : { act: 'length', target: 'shorter', seconds: seconds() }
        case 'too-long': {
          const favourite = favouriteFormat(person)
          return favourite && us[0]! < 0.3
            ? { act: 'format', target: favourite }
            : { act: 'length', target: 'shorter', seconds: seconds() }
        }
        default:
          if (columns.variety[person]! > 0.6 && us[0]! < 0.5)
            return { act: us[1]! < 0.6 ? 'explore-far' : 'novelty', target: null }
          if (columns.conformity[person]! > 0.65 && us[0]! < 0.4) return { act: 'trending', target: null }
          return more
      }
    }
  }

  /** A bound that somebody would name: near what it likes, and below most of what was too long for it. */
  function roundly(preferred: number, { items, length }: SlateView): number {
    const shown = Array.from(items.subarray(0, length), (item) => catalogue.seconds[item]!).sort((a, b) => a - b)
    const wanted = Math.min(1.5 * preferred, shown[length >> 1]!)
    return NAMED_SECONDS.findLast((seconds) => seconds <= wanted) ?? NAMED_SECONDS[0]!
  }

  function weigh({ items, length }: SlateView): void {
    offered.fill(0)
    for (let slot = 0; slot < length; slot++)
      for (let topic = 0; topic < width; topic++) offered[topic]! += features[items[slot]! * width + topic]!
  }

  function favouriteFormat(row: number): string | undefined {
    let favourite: number | undefined
    for (let at = 0; at < FORMATS.length; at++) {
      const liking = columns.format[row * FORMATS.length + at]!
      if (liking > 0.2 && (favourite === undefined || liking > columns.format[row * FORMATS.length + favourite]!))
        favourite = at
    }
    return favourite === undefined ? undefined : FORMATS[favourite]
  }

  /** Of the topics, what there was most of, what was worst in it, and what the person would rather have. */
  function standingOut(row: number): { most: number; worst: number; wanted: number } {
    let [most, worst, wanted] = [0, 0, 0]
    let [mostOf, worstOf, wantedOf] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let topic = 0; topic < width; topic++) {
      const taste = columns.taste[row * width + topic]!
      const full = columns.satiation[row * width + topic]!
      const share = offered[topic]!
      const much = share * (0.3 + full)
      const bad = -taste * share
      const good = (taste - 0.5 * full) / (0.5 + share)
      if (much > mostOf) [most, mostOf] = [topic, much]
      if (bad > worstOf) [worst, worstOf] = [topic, bad]
      if (good > wantedOf) [wanted, wantedOf] = [topic, good]
    }
    return { most, worst, wanted }
  }
}
