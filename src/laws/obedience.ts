import type { Act, Instruction } from '../contract/instruction.ts'
import { FORMATS } from '../contract/item.ts'
import type { Catalogue } from '../contract/plugin.ts'

/** From which share an item counts as being about a topic, and as near to it without being it. */
export const ABOUT = 0.25
export const NEAR = { from: 0.02, kin: 0.35 } as const

type Wish = { act: Act; target: string | null; seconds?: number | undefined }
/** Items that the person was shown before it spoke: what «something else» is measured against. */
type Before = readonly number[] | Int32Array
type Test = (item: number) => boolean

/**
 * How far a slate satisfies an instruction: the mean over its items of a yes or no per item. A predicate, not an opinion.
 *
 * @param slate   positions in the catalogue
 * @param before  what was on the slate that the person complained about
 * @param length  how many of the slate's items count, from the first; all by default
 * @returns       0 none … 1 all; 0 for an empty slate
 */
export function satisfies(
  instruction: Instruction,
  slate: Before,
  before: Before,
  catalogue: Catalogue,
  length: number = slate.length
): number {
  if (length === 0) return 0
  const fits = predicateOf(instruction, before, catalogue)
  let fitting = 0
  for (let slot = 0; slot < length; slot++) if (fits(slate[slot]!)) fitting++
  return fitting / length
}

/**
 * What became of an instruction.
 *
 * @param before  share of the slate complained about that satisfied it, 0 … 1
 * @param after   share of the next slate, 0 … 1
 * @returns       −1 ignored … 1 wholly followed; never 0, which stands for "nothing was asked"
 */
export function obeyed(before: number, after: number): number {
  if (after >= 0.95) return 1
  const gain = before < 1 ? (after - before) / (1 - before) : after - 1
  return gain > 0.1 ? Math.min(1, gain) : -1
}

/** Whether an item is what was asked for. What is asked of a catalogue is worked out once and kept: it does not change. */
export function predicateOf({ act, target, seconds }: Wish, before: Before, catalogue: Catalogue): Test {
  switch (act) {
    case 'exclude':
    case 'reduce':
      return target === null ? otherTopics(before, catalogue) : lacks(target, catalogue)
    case 'more-like':
      return target === null ? sameTopics(before, catalogue) : has(target, catalogue)
    case 'diversify-near':
      return target === null ? otherTopics(before, catalogue) : nearby(target, catalogue)
    case 'explore-far':
      return target === null
        ? otherTopics(before, catalogue)
        : both(otherTopics(before, catalogue), lacks(target, catalogue))
    case 'reset':
      return otherTopics(before, catalogue)
    case 'novelty': {
      const { freshness, popularity } = catalogue
      return (item) => freshness[item]! >= 0.6 || popularity[item]! <= 0.4
    }
    case 'trending': {
      const { popularity } = catalogue
      return (item) => popularity[item]! >= 0.7
    }
    case 'length':
      return target === 'longer' ? lasting(seconds ?? 120, catalogue) : within(seconds ?? 45, catalogue)
    case 'pace':
      return target === 'slower' ? lasting(60, catalogue) : within(30, catalogue)
    case 'format': {
      const { format } = catalogue
      const wanted = (FORMATS as readonly (string | null)[]).indexOf(target)
      return (item) => format[item] === wanted
    }
    case 'local':
    case 'mood':
      return target === null ? anything : has(act === 'mood' ? (MOOD_WORDS[target] ?? target) : target, catalogue)
  }
}

const MOOD_WORDS: Record<string, string> = { lighter: 'funny comedy', deeper: 'science history documentary' }

const anything: Test = () => true
const both =
  (one: Test, other: Test): Test =>
  (item) =>
    one(item) && other(item)

const lasting =
  (least: number, { seconds }: Catalogue): Test =>
  (item) =>
    seconds[item]! >= least
const within =
  (most: number, { seconds }: Catalogue): Test =>
  (item) =>
    seconds[item]! <= most

function has(topic: string, catalogue: Catalogue): Test {
  const { about } = heardOf(topic, catalogue)
  return (item) => about[item]! >= ABOUT
}

function lacks(topic: string, catalogue: Catalogue): Test {
  const { about } = heardOf(topic, catalogue)
  return (item) => about[item]! < ABOUT
}

/** Not about the topic itself, but about one of its kin. */
function nearby(topic: string, catalogue: Catalogue): Test {
  const { features } = catalogue
  const width = catalogue.topics.length
  const heard = heardOf(topic, catalogue)
  const { about } = heard
  heard.kin ??= kinOf(topic, catalogue)
  const { kin } = heard
  return (item) => {
    if (about[item]! >= ABOUT) return false
    if (about[item]! >= NEAR.from) return true
    for (const other of kin) if (features[item * width + other]! >= ABOUT) return true
    return false
  }
}

/** Topics that are near to a topic of the catalogue; none for other words. */
function kinOf(topic: string, { topics, kinship }: Catalogue): number[] {
  const name = topic.trim().toLowerCase()
  const at = topics.findIndex((one) => one.toLowerCase() === name)
  if (at < 0) return []
  return topics
    .map((_, other) => other)
    .filter((other) => other !== at && kinship[at * topics.length + other]! >= NEAR.kin)
}

/** What a catalogue has to do with some words. */
interface Heard {
  readonly about: Float32Array
  kin: readonly number[] | undefined
}

const heard = new WeakMap<Catalogue, Map<string, Heard>>()

function heardOf(words: string, catalogue: Catalogue): Heard {
  let of = heard.get(catalogue)
  if (!of) {
    of = new Map()
    heard.set(catalogue, of)
  }
  let found = of.get(words)
  if (!found) {
    found = { about: catalogue.about(words), kin: undefined }
    of.set(words, found)
  }
  return found
}

function otherTopics(before: Before, catalogue: Catalogue): Test {
  const seen = topicsOf(before, catalogue)
  const { topic } = catalogue
  return (item) => !isAmong(topic[item]!, seen)
}

function sameTopics(before: Before, catalogue: Catalogue): Test {
  const seen = topicsOf(before, catalogue)
  const { topic } = catalogue
  return (item) => isAmong(topic[item]!, seen)
}

/** Each once; of a slate they are few, and looked through sooner than hashed. */
function topicsOf(items: Before, { topic }: Catalogue): number[] {
  const seen: number[] = []
  for (let at = 0; at < items.length; at++) {
    const one = topic[items[at]!]!
    if (!isAmong(one, seen)) seen.push(one)
  }
  return seen
}

function isAmong(one: number, some: readonly number[]): boolean {
  for (let at = 0; at < some.length; at++) if (some[at] === one) return true
  return false
}
