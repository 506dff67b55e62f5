import type { Content, RepresentationDefinition } from '../define.ts'
import { type WordTable, wordTable } from './vectors/table.ts'
import { addSpelling } from './vectors/unknown.ts'
import { positionsOf, wordsOf } from './vectors/words.ts'

/** Numbers kept for the spelling of words that the table does not know, apart from the meaning of those that it does. */
const SPELLING = 28
/** How much an unknown word counts, against a rare known one. */
const UNKNOWN = 0.3
/** A word of this frequency counts half of what a very rare one counts. */
const HALF_WEIGHT = 3e-4
/** Words that stand in titles of every kind, and how much they count. */
const EVERYWHERE = new Set(
  'best top new easy quick simple tip tips explained beginner beginners official video videos full part day days week weeks minute minutes hour hours year years first last ever every things thing'.split(
    ' '
  )
)
const EVERYWHERE_WEIGHT = 0.1

/** What is read of content: how much it counts, and how many words of it are read. */
const FIELDS: readonly { weight: number; words: number; read(content: Content): string | undefined }[] = [
  { weight: 1, words: 100, read: ({ title }) => title },
  { weight: 0.8, words: 60, read: ({ topics }) => topics?.join(' ') },
  { weight: 0.8, words: 60, read: ({ tags }) => tags?.join(' ') },
  { weight: 0.3, words: 10, read: ({ category }) => category },
  { weight: 0.3, words: 80, read: ({ description }) => description?.slice(0, 1_000) },
  { weight: 0.1, words: 10, read: ({ channel }) => channel }
]

/**
 * The meaning of the words of a title, its topics, tags, category and description, from packaged English word vectors:
 * a mean in which frequent words count little (smooth inverse frequency) and what all words share is taken away.
 * Its 128 numbers are 100 for meaning and 28 for the spelling of unknown words, so that text in another language, or of
 * new names, is like text with the same words and like nothing else. A text without words is all zeros.
 *
 * @source Arora, Liang & Ma, A simple but tough-to-beat baseline for sentence embeddings, ICLR 2017
 */
export default {
  description: 'English word vectors that come with the package: fast, offline; other languages by spelling only',
  create() {
    const table = wordTable()
    const dimensions = table.dimensions + SPELLING
    const sum = new Float64Array(dimensions)
    const field = new Float64Array(dimensions)
    return {
      dimensions,
      noise: { mean: 0.05, sd: 0.14 },
      knows: (content) =>
        FIELDS.some(({ read }) =>
          wordsOf(read(content) ?? '').some(
            (word) => !EVERYWHERE.has(word) && positionsOf(word, table.positions).length > 0
          )
        ),
      embed(contents) {
        const out = new Float32Array(contents.length * dimensions)
        contents.forEach((content, row) => {
          sum.fill(0)
          for (const { weight, words, read } of FIELDS) {
            const text = read(content)
            if (!text) continue
            field.fill(0)
            for (const word of wordsOf(text).slice(0, words)) addWord(word, table, field)
            addUnit(field, weight, sum)
          }
          addUnit(sum, 1, out.subarray(row * dimensions, (row + 1) * dimensions))
        })
        return out
      }
    }
  }
} satisfies RepresentationDefinition

function addWord(word: string, { positions, dimensions, rows, scale }: WordTable, out: Float64Array): void {
  const found = positionsOf(word, positions)
  if (found.length === 0) addSpelling(word, out, dimensions, SPELLING, UNKNOWN)
  const emphasis = EVERYWHERE.has(word) ? EVERYWHERE_WEIGHT : 1
  for (const position of found) {
    const weight = emphasis * inverseFrequency(position) * scale(position)
    for (let k = 0, at = position * dimensions; k < dimensions; k++) out[k]! += weight * rows[at + k]!
  }
}

/** Zipf's law: the frequency of the n-th word of English is about 1 / 13 n. */
const inverseFrequency = (position: number): number => HALF_WEIGHT / (HALF_WEIGHT + 1 / (13 * (position + 1)))

/** Adds a vector made `length` long; nothing when it is zero. */
function addUnit(vector: Float64Array, length: number, out: Float64Array | Float32Array): void {
  let sum = 0
  for (let k = 0; k < vector.length; k++) sum += vector[k]! * vector[k]!
  if (sum === 0) return
  const scale = length / Math.sqrt(sum)
  for (let k = 0; k < vector.length; k++) out[k]! += scale * vector[k]!
}
