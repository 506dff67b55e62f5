import { existsSync, readFileSync } from 'node:fs'
import { RecoError } from '../../define.ts'

/** The packaged word vectors: what stands in assets/word-vectors. */
export interface WordTable {
  readonly dimensions: number
  /** Position of each word, the commonest first. */
  readonly positions: ReadonlyMap<string, number>
  /** words × dimensions, row-major; a row's direction is its meaning, its length means nothing. */
  readonly rows: Int8Array
  /** 1 / the length of a row; 0 for an empty one. */
  scale(position: number): number
}

const DIMENSIONS = 100
const FOLDER = 'assets/word-vectors/'
let table: WordTable | undefined

/**
 * The table, read once in a process.
 *
 * @throws RecoError `word-vectors.missing` when the files are not beside the code; `word-vectors.broken` when they do not match
 */
export function wordTable(): WordTable {
  table ??= readTable(folderAbove(import.meta.url))
  return table
}

/** The code runs from src/ and from dist/src/: the assets stand in the first folder above that has them. */
function folderAbove(start: string): URL {
  for (let here = new URL('.', start), above = new URL('..', here); ; here = above, above = new URL('..', here)) {
    const folder = new URL(FOLDER, here)
    if (existsSync(new URL('vectors.bin', folder))) return folder
    if (above.href === here.href) break
  }
  throw new RecoError('word-vectors.missing', {
    what: `no folder above the code has ${FOLDER}vectors.bin.`,
    fix: 'Reinstall the package, or name another representation.',
    at: { file: start }
  })
}

/**
 * @param folder with words.txt and vectors.bin, ending in a slash
 * @throws RecoError `word-vectors.broken`
 */
export function readTable(folder: URL): WordTable {
  const words = readFileSync(new URL('words.txt', folder), 'utf8').trimEnd().split('\n')
  const bytes = readFileSync(new URL('vectors.bin', folder))
  if (bytes.length !== words.length * DIMENSIONS) {
    throw new RecoError('word-vectors.broken', {
      what: `${words.length} words need ${words.length * DIMENSIONS} bytes; vectors.bin has ${bytes.length}.`,
      fix: 'Reinstall the package, or build both files again with scripts/build-word-vectors.ts.',
      at: { file: new URL('vectors.bin', folder).pathname }
    })
  }
  const positions = new Map<string, number>()
  for (let i = 0; i < words.length; i++) positions.set(words[i]!, i)
  const rows = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  return { dimensions: DIMENSIONS, positions, rows, scale: scalesOf(rows) }
}

/** Worked out when first asked for: a run meets few of the words. */
function scalesOf(rows: Int8Array): (position: number) => number {
  const known = new Float32Array(rows.length / DIMENSIONS).fill(-1)
  return (position) => {
    if (known[position]! < 0) {
      let sum = 0
      for (let k = 0, at = position * DIMENSIONS; k < DIMENSIONS; k++) sum += rows[at + k]! ** 2
      known[position] = sum === 0 ? 0 : 1 / Math.sqrt(sum)
    }
    return known[position]!
  }
}
