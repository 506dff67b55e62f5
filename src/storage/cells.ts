import duckdb, { type LogicalType, type Vector } from '@duckdb/node-bindings'
import type { Column, Shape } from './columns.ts'
import type { Cells } from './filling.ts'
import type { Texts } from './texts.ts'

/** Texts as DuckDB points to them: 16 bytes each, for as long as `keeper` is held. */
export interface Strings {
  readonly words: Uint32Array
  readonly keeper: Vector
}

/** Fills the first places of a vector with the chosen rows of a column, as whole columns of memory and not cell by cell. */
export type Put = (vector: Vector, cells: Cells, rows: Int32Array, strings: Strings) => void

export function putOf(shape: Shape): Put {
  switch (shape.kind) {
    case 'text':
      return putTexts
    case 'number':
      return putValues(Float64Array)
    case 'boolean':
      return putValues(Uint8Array)
    case 'integer':
      return shape.wide ? putWideIntegers : putValues(Int32Array)
    case 'enum':
      return putValues(shape.values.length < 256 ? Uint8Array : Uint16Array)
    case 'list':
      return putLists(putOf(shape.of.shape))
    case 'struct':
      return putStructs(shape.fields)
  }
}

type Words = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

function putValues(Kind: new (length: number) => Words): Put {
  return (vector, cells, rows) => {
    const values = new Kind(rows.length)
    for (let i = 0; i < rows.length; i++) values[i] = cells.values[rows[i]!]!
    copy(vector, values)
    markEmpty(vector, cells, rows)
  }
}

/** BIGINT from safe integers, in two words, low one first; a BigInt for each would cost more than all the rest. */
const putWideIntegers: Put = (vector, cells, rows) => {
  const words = new Uint32Array(rows.length * 2)
  for (let i = 0; i < rows.length; i++) {
    const value = cells.values[rows[i]!]!
    words[2 * i] = value // modulo 2^32
    words[2 * i + 1] = Math.floor(value / 2 ** 32)
  }
  copy(vector, words)
  markEmpty(vector, cells, rows)
}

const putTexts: Put = (vector, cells, rows, strings) => {
  const words = new Uint32Array(rows.length * 4)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    if (cells.empty?.[row]) continue
    const from = 4 * cells.values[row]!
    for (let word = 0; word < 4; word++) words[4 * i + word] = strings.words[from + word]!
  }
  copy(vector, words)
  markEmpty(vector, cells, rows)
}

/** A list is (offset, length) of its elements, 64 bits each, in one vector of all elements. */
function putLists(putElements: Put): Put {
  return (vector, cells, rows, strings) => {
    const { values: ends } = cells
    const places = new Uint32Array(rows.length * 4)
    let count = 0
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!
      const length = ends[row]! - (row === 0 ? 0 : ends[row - 1]!)
      places[4 * i] = count
      places[4 * i + 2] = length
      count += length
    }
    const elements = new Int32Array(count)
    for (let i = 0; i < rows.length; i++) {
      const at = places[4 * i]!
      const from = ends[rows[i]!]! - places[4 * i + 2]!
      for (let j = 0; j < places[4 * i + 2]!; j++) elements[at + j] = from + j
    }
    copy(vector, places)
    markEmpty(vector, cells, rows)
    duckdb.list_vector_reserve(vector, count)
    duckdb.list_vector_set_size(vector, count)
    if (count > 0) putElements(duckdb.list_vector_get_child(vector), cells.inner[0]!, elements, strings)
  }
}

function putStructs(fields: readonly Column[]): Put {
  const puts = fields.map(({ shape }) => putOf(shape))
  return (vector, cells, rows, strings) => {
    markEmpty(vector, cells, rows)
    for (const [i, put] of puts.entries())
      put(duckdb.struct_vector_get_child(vector, i), cells.inner[i]!, rows, strings)
  }
}

function copy(vector: Vector, words: Words): void {
  duckdb.copy_data_to_vector(vector, 0, words.buffer as ArrayBuffer, 0, words.byteLength)
}

/** Clears the validity bit of every empty place; bits come in words of 64. */
function markEmpty(vector: Vector, { empty }: Cells, rows: Int32Array): void {
  if (!empty) return
  const bits = new Uint8Array(Math.ceil(rows.length / 64) * 8).fill(255)
  for (let i = 0; i < rows.length; i++) if (empty[rows[i]!]) bits[i >> 3]! &= ~(1 << (i & 7))
  duckdb.vector_ensure_validity_writable(vector)
  duckdb.copy_data_to_vector_validity(vector, 0, bits.buffer, 0, bits.byteLength)
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
