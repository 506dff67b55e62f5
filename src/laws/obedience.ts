import type { Act, Instruction } from '../contract/instruction.ts'
import { FORMATS, type Format } from '../contract/item.ts'
import type { Catalogue } from '../contract/plugin.ts'

/** From which share an item counts as being about a topic, and as near to it without being it. */
export const ABOUT = 0.25
export const NEAR = { from: 0.02, kin: 0.35 } as const

type Wish = { act: Act; target: string | null; seconds?: number | undefined }
/** Items that the person was shown before it spoke: what «something else» is measured against. */
type Before = readonly number[] | Int32Array

/**
 * How far a slate satisfies an instruction: the mean over its items of a yes or no per item. A predicate, not an opinion.
 *
 * @param slate   positions in the catalogue
 * @param before  what was on the slate that the person complained about
 * @returns       0 none … 1 all; 0 for an empty slate
 */
export function satisfies(instruction: Instruction, slate: Before, before: Before, catalogue: Catalogue): number {
  if (slate.length === 0) return 0
  const fits = predicateOf(instruction, before, catalogue)
  let fitting = 0
  for (const item of slate) if (fits(item)) fitting++
  return fitting / slate.length
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

/** Whether an item is what was asked for. */
export function predicateOf(
  { act, target, seconds }: Wish,
  before: Before,
  catalogue: Catalogue
): (item: number) => boolean {
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
    case 'novelty':
      return (item) => catalogue.freshness[item]! >= 0.6 || catalogue.popularity[item]! <= 0.4
    case 'trending':
      return (item) => catalogue.popularity[item]! >= 0.7
    case 'length':
      return target === 'longer'
        ? (item) => catalogue.seconds[item]! >= (seconds ?? 120)
        : (item) => catalogue.seconds[item]! <= (seconds ?? 45)
    case 'pace':
      return target === 'slower' ? (item) => catalogue.seconds[item]! >= 60 : (item) => catalogue.seconds[item]! <= 30
    case 'format':
      return (item) => FORMATS[catalogue.format[item]!] === (target as Format)
    case 'local':
    case 'mood':
      return target === null ? () => true : has(moodWords(act, target), catalogue)
  }
}

const both =
  (one: (item: number) => boolean, other: (item: number) => boolean) =>
  (item: number): boolean =>
    one(item) && other(item)

const MOOD_WORDS: Record<string, string> = { lighter: 'funny comedy', deeper: 'science history documentary' }
const moodWords = (act: Act, target: string) => (act === 'mood' ? (MOOD_WORDS[target] ?? target) : target)

function has(topic: string, catalogue: Catalogue): (item: number) => boolean {
  const about = catalogue.about(topic)
  return (item) => about[item]! >= ABOUT
}

function lacks(topic: string, catalogue: Catalogue): (item: number) => boolean {
  const about = catalogue.about(topic)
  return (item) => about[item]! < ABOUT
}

/** Not about the topic itself, but about one of its kin. */
function nearby(topic: string, catalogue: Catalogue): (item: number) => boolean {
  const { topics, kinship, features } = catalogue
  const about = catalogue.about(topic)
  const at = topics.findIndex((name) => name.toLowerCase() === topic.trim().toLowerCase())
  const kin = topics
    .map((_, other) => other)
    .filter((other) => other !== at && at >= 0 && kinship[at * topics.length + other]! >= NEAR.kin)
  return (item) =>
    about[item]! < ABOUT &&
    (about[item]! >= NEAR.from || kin.some((other) => features[item * topics.length + other]! >= ABOUT))
}

function topicsOf(items: Before, catalogue: Catalogue): Set<number> {
  const seen = new Set<number>()
  for (const item of items) seen.add(catalogue.topic[item]!)
  return seen
}

function otherTopics(before: Before, catalogue: Catalogue): (item: number) => boolean {
  const seen = topicsOf(before, catalogue)
  return (item) => !seen.has(catalogue.topic[item]!)
}

function sameTopics(before: Before, catalogue: Catalogue): (item: number) => boolean {
  const seen = topicsOf(before, catalogue)
  return (item) => seen.has(catalogue.topic[item]!)
}
