import duckdb, { type Vector } from '@duckdb/node-bindings'
import { RecoError } from '../contract/error.ts'
import type { Column, Held, Shape } from './columns.ts'

/** Fills the first places of a vector with values of one shape; null is an empty place. */
export type Put = (vector: Vector, values: readonly unknown[]) => void

/**
 * Fills a vector with one field of many objects, as whole columns of memory and not cell by cell. An object that is null has only nulls.
 *
 * @throws RecoError `log.bad-event` where a value does not fit the column; nothing is coerced
 */
export function putOf({ key, shape, empty }: Column, path: string): Put {
  const put = putShape(shape, path)
  const pick = (object: unknown) =>
    object === null ? null : checked((object as Record<string, unknown>)[key], empty, path)
  return (vector, objects) => put(vector, objects.map(pick))
}

function checked(value: unknown, empty: Held['empty'], path: string): unknown {
  if (value === undefined ? empty === 'absent' : value === null && empty === 'null') return null
  if (value === undefined || value === null) throw badEvent(path, value)
  return value
}

/** Fills a vector with values of a shape. */
export function putShape(shape: Shape, path: string): Put {
  switch (shape.kind) {
    case 'text':
      return putTexts(path)
    case 'number':
      return putCells(Float64Array, (value) => (Number.isFinite(value) ? (value as number) : badEvent(path, value)))
    case 'boolean':
      return putCells(Uint8Array, (value) => (typeof value === 'boolean' ? Number(value) : badEvent(path, value)))
    case 'integer':
      return shape.wide
        ? putWideIntegers(path)
        : putCells(Int32Array, (value) => (((value as number) | 0) === value ? value : badEvent(path, value)))
    case 'enum': {
      const codes = new Map<unknown, number>(shape.values.map((value, code) => [value, code]))
      const code = (value: unknown) => codes.get(value) ?? badEvent(path, value)
      return putCells(shape.values.length < 256 ? Uint8Array : Uint16Array, code) // as DuckDB keeps them
    }
    case 'list':
      return putLists(shape.of, path)
    case 'struct':
      return putStructs(shape.fields, path)
  }
}

type Cells = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

function putCells(Kind: new (length: number) => Cells, cellOf: (value: unknown) => number): Put {
  return (vector, values) => {
    const cells = new Kind(values.length)
    for (let i = 0; i < values.length; i++) if (values[i] !== null) cells[i] = cellOf(values[i])
    copy(vector, cells, values)
  }
}

/** BIGINT from safe integers, in two words, low one first; a BigInt for each would cost more than all the rest. */
function putWideIntegers(path: string): Put {
  return (vector, values) => {
    const words = new Uint32Array(values.length * 2)
    for (let i = 0; i < values.length; i++) {
      const value = values[i]
      if (value === null) continue
      if (!Number.isSafeInteger(value)) badEvent(path, value)
      words[2 * i] = value as number // modulo 2^32
      words[2 * i + 1] = Math.floor((value as number) / 2 ** 32)
    }
    copy(vector, words, values)
  }
}

function putTexts(path: string): Put {
  return (vector, values) => {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]
      if (typeof value === 'string') duckdb.vector_assign_string_element(vector, i, value)
      else if (value !== null) badEvent(path, value)
    }
    markEmpty(vector, values)
  }
}

/** A list is (offset, length) of its elements, 64 bits each, in one vector of all elements. */
function putLists({ shape, empty }: Held, path: string): Put {
  const putElements = putShape(shape, path)
  return (vector, values) => {
    const places = new Uint32Array(values.length * 4)
    const elements: unknown[] = []
    for (let i = 0; i < values.length; i++) {
      const value = values[i]
      if (value !== null && !Array.isArray(value)) badEvent(path, value)
      places[4 * i] = elements.length
      places[4 * i + 2] = value === null ? 0 : (value as unknown[]).length
      if (value !== null) for (const element of value as unknown[]) elements.push(checked(element, empty, `${path}[]`))
    }
    copy(vector, places, values)
    duckdb.list_vector_reserve(vector, elements.length)
    duckdb.list_vector_set_size(vector, elements.length)
    if (elements.length > 0) putElements(duckdb.list_vector_get_child(vector), elements)
  }
}

function putStructs(fields: readonly Column[], path: string): Put {
  const puts = fields.map((field) => putOf(field, `${path}.${field.key}`))
  return (vector, values) => {
    for (const value of values) if (typeof value !== 'object') badEvent(path, value)
    markEmpty(vector, values)
    for (const [i, put] of puts.entries()) put(duckdb.struct_vector_get_child(vector, i), values)
  }
}

function copy(vector: Vector, cells: Cells, values: readonly unknown[]): void {
  duckdb.copy_data_to_vector(vector, 0, cells.buffer as ArrayBuffer, 0, cells.byteLength)
  markEmpty(vector, values)
}

/** Clears the validity bit of every null; bits come in words of 64. */
function markEmpty(vector: Vector, values: readonly unknown[]): void {
  if (!values.includes(null)) return
  const bits = new Uint8Array(Math.ceil(values.length / 64) * 8).fill(255)
  for (let i = 0; i < values.length; i++) if (values[i] === null) bits[i >> 3]! &= ~(1 << (i & 7))
  duckdb.vector_ensure_validity_writable(vector)
  duckdb.copy_data_to_vector_validity(vector, 0, bits.buffer, 0, bits.byteLength)
}

export function badEvent(path: string, value: unknown): never {
  throw new RecoError('log.bad-event', {
    what: `${path} is ${value === undefined ? 'missing' : inShort(value)}, which its column cannot hold.`,
    fix: 'Emit events as the schemas in EVENTS have them; nothing of this batch was written.'
  })
}

const inShort = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 80)
