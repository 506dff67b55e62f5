import { isMark, singular, stem, type Token, tokensOf } from './words.ts'

interface Known {
  readonly at: number
  readonly words: readonly string[]
  readonly stems: readonly string[]
}

/** Topics as a reader of free text looks for them. */
export interface Topics {
  /** Known topics that are named in full become one word each, `@` and their position; the longest wins. */
  mark(tokens: readonly Token[]): Token[]
  /** The topic that a phrase most likely means, or the phrase itself. */
  meant(phrase: string): string
  name(mark: string): string
}

const GENERIC = new Set(
  'video clip content stuff thing post tutorial short film channel item one story topic subject material'
    .split(' ')
    .map(stem)
)

const cache = new WeakMap<readonly string[], Topics>()

/** Reads the names once per list. */
export function topicsOf(names: readonly string[]): Topics {
  const kept = cache.get(names)
  if (kept) return kept
  const topics = read(names)
  cache.set(names, topics)
  return topics
}

function read(names: readonly string[]): Topics {
  const known: Known[] = []
  names.forEach((name, at) => {
    const words = wordsOf(name)
    if (words.length > 0) known.push({ at, words: words.map(singular), stems: words.map(stem) })
  })
  const byFirst = grouped(known)
  for (const group of byFirst.values()) group.sort((a, b) => b.words.length - a.words.length)

  return {
    mark(tokens) {
      const words = tokens.map(({ word }) => singular(word))
      const marked: Token[] = []
      for (let i = 0; i < tokens.length; ) {
        const found = byFirst.get(words[i]!)?.find((topic) => topic.words.every((word, j) => word === words[i + j]))
        marked.push(found ? { word: `@${found.at}`, raw: names[found.at]! } : tokens[i]!)
        i += found ? found.words.length : 1
      }
      return marked
    },

    meant(phrase) {
      const stems = contentOf(wordsOf(phrase).map(stem))
      let [best, top] = [phrase, 0]
      for (const { at, stems: own } of known) {
        const score = likeness(stems, contentOf(own))
        if (score > top) {
          top = score
          best = names[at]!
        }
      }
      return best
    },

    name: (mark) => names[Number(mark.slice(1))]!
  }
}

const wordsOf = (text: string) =>
  tokensOf(text)
    .map(({ word }) => word)
    .filter((word) => !isMark(word))

function contentOf(stems: readonly string[]): readonly string[] {
  const content = stems.filter((word) => !GENERIC.has(word) && word !== 'and')
  return content.length > 0 ? content : stems
}

/** 0 unless one phrase holds all words of the other; else how much they have in common, to 1. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  let common = 0
  for (const word of few) {
    const nearest = Math.max(...many.map((other) => sameness(word, other)))
    if (nearest === 0) return 0
    common += nearest
  }
  return (2 * common) / (a.length + b.length)
}

function sameness(a: string, b: string): number {
  if (a === b) return 1
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return short.length >= 4 && long.startsWith(short) ? 0.7 : 0
}

function grouped(known: readonly Known[]): Map<string, Known[]> {
  const groups = new Map<string, Known[]>()
  for (const topic of known) groups.set(topic.words[0]!, [...(groups.get(topic.words[0]!) ?? []), topic])
  return groups
}
