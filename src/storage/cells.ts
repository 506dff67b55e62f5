import duckdb, { type LogicalType, type Vector } from '@duckdb/node-bindings'
import type { Column, Shape } from './columns.ts'
import type { Cells } from './filling.ts'
import type { Texts } from './texts.ts'

/** Texts as DuckDB points to them: 16 bytes each, for as long as `keeper` is held. */
export interface Strings {
  readonly words: Uint32Array
  readonly keeper: Vector
}

/** Fills the first places of a vector with the rows of a column from one to before another, as memory and not cell by cell. */
export type Put = (vector: Vector, cells: Cells, from: number, to: number, strings: Strings) => void

export function putOf(shape: Shape): Put {
  switch (shape.kind) {
    case 'text':
      return putTexts
    case 'integer':
      return shape.wide ? putWideIntegers : putValues
    case 'list':
      return putLists(putOf(shape.of.shape))
    case 'struct':
      return putStructs(shape.fields)
    default:
      return putValues // as DuckDB keeps them
  }
}

const putValues: Put = (vector, cells, from, to) => {
  copy(vector, cells.values.subarray(from, to))
  markEmpty(vector, cells, from, to)
}

/** BIGINT from safe integers, in two words, low one first; a BigInt for each would cost more than all the rest. */
const putWideIntegers: Put = (vector, cells, from, to) => {
  const values = cells.values as Float64Array
  const words = new Uint32Array((to - from) * 2)
  for (let row = from, word = 0; row < to; row++) {
    const value = values[row]!
    words[word++] = value // modulo 2^32
    words[word++] = Math.floor(value / 2 ** 32)
  }
  copy(vector, words)
  markEmpty(vector, cells, from, to)
}

const putTexts: Put = (vector, cells, from, to, { words: all }) => {
  const values = cells.values as Int32Array
  const words = new Uint32Array((to - from) * 4)
  for (let row = from, word = 0; row < to; row++, word += 4) {
    if (cells.empty?.[row]) continue
    const at = 4 * values[row]!
    words[word] = all[at]!
    words[word + 1] = all[at + 1]!
    words[word + 2] = all[at + 2]!
    words[word + 3] = all[at + 3]!
  }
  copy(vector, words)
  markEmpty(vector, cells, from, to)
}

/** A list is (offset, length) of its elements, 64 bits each, in one vector of all elements. */
function putLists(putElements: Put): Put {
  return (vector, cells, from, to, strings) => {
    const ends = cells.values as Int32Array
    const first = startOf(ends, from)
    const places = new Uint32Array((to - from) * 4)
    for (let row = from, word = 0, start = first; row < to; row++, word += 4) {
      places[word] = start - first
      places[word + 2] = ends[row]! - start
      start = ends[row]!
    }
    const last = startOf(ends, to)
    copy(vector, places)
    markEmpty(vector, cells, from, to)
    duckdb.list_vector_reserve(vector, last - first)
    duckdb.list_vector_set_size(vector, last - first)
    if (last > first) putElements(duckdb.list_vector_get_child(vector), cells.inner[0]!, first, last, strings)
  }
}

function putStructs(fields: readonly Column[]): Put {
  const puts = fields.map(({ shape }) => putOf(shape))
  return (vector, cells, from, to, strings) => {
    markEmpty(vector, cells, from, to)
    for (const [i, put] of puts.entries())
      put(duckdb.struct_vector_get_child(vector, i), cells.inner[i]!, from, to, strings)
  }
}

const startOf = (ends: Int32Array, row: number): number => (row === 0 ? 0 : ends[row - 1]!)

function copy(vector: Vector, { buffer, byteOffset, byteLength }: Uint32Array | Cells['values']): void {
  duckdb.copy_data_to_vector(vector, 0, buffer as ArrayBuffer, byteOffset, byteLength)
}

/** Clears the validity bit of every empty place; bits come in words of 64. */
function markEmpty(vector: Vector, { empty }: Cells, from: number, to: number): void {
  if (!empty) return
  const bits = new Uint8Array(Math.ceil((to - from) / 64) * 8).fill(255)
  for (let i = 0; i < to - from; i++) if (empty[from + i]) bits[i >> 3]! &= ~(1 << (i & 7))
  duckdb.vector_ensure_validity_writable(vector)
  duckdb.copy_data_to_vector_validity(vector, 0, bits.buffer, 0, bits.byteLength)
}

/** The chosen rows of a column, in the order in which they are named. */
export function chosen(shape: Shape, { values, empty, inner }: Cells, rows: Int32Array): Cells {
  const gaps = empty && Uint8Array.from(rows, (row) => empty[row]!)
  if (shape.kind === 'list') {
    const ends = new Int32Array(rows.length)
    const elements: number[] = []
    for (const [i, row] of rows.entries()) {
      for (let at = startOf(values as Int32Array, row); at < values[row]!; at++) elements.push(at)
      ends[i] = elements.length
    }
    return { values: ends, empty: gaps, inner: [chosen(shape.of.shape, inner[0]!, Int32Array.from(elements))] }
  }
  const fields = shape.kind === 'struct' ? shape.fields : []
  return {
    values: values.slice(0, rows.length).map((_, i) => values[rows[i]!]!),
    empty: gaps,
    inner: fields.map((field, i) => chosen(field.shape, inner[i]!, rows))
  }
}

const INLINE = 12 // bytes that a text keeps in its own place; longer ones lie elsewhere

/**
 * Gives all texts to the database in one piece, and makes of each what points to it: its length, then all of it, or its first
 * four bytes and its address.
 */
export function stringsOf({ bytes, ends }: Texts, text: LogicalType): Strings {
  const keeper = duckdb.create_vector(text, 1)
  const words = new Uint32Array(ends.length * 4)
  const places = new Uint8Array(words.buffer)
  duckdb.vector_assign_string_element_len(keeper, 0, bytes)
  const { buffer, byteOffset } = duckdb.vector_get_data(keeper, 16)
  const [low, high] = new Uint32Array(buffer.slice(byteOffset + 8, byteOffset + 16)) as unknown as [number, number]
  for (let i = 0, from = 0; i < ends.length; i++) {
    const length = ends[i]! - from
    const kept = length > INLINE ? 4 : length
    words[4 * i] = length
    for (let j = 0; j < kept; j++) places[16 * i + 4 + j] = bytes[from + j]!
    if (length > INLINE) {
      const address = low + from
      words[4 * i + 2] = address // modulo 2^32
      words[4 * i + 3] = high + (address >= 2 ** 32 ? 1 : 0)
    }
    from = ends[i]!
  }
  return { words, keeper }
}
