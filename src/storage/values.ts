import duckdb, { type Vector } from '@duckdb/node-bindings'
import type { Column, Shape } from './columns.ts'

/** Reads the first `count` places of a vector; an empty place is null. The counterpart of Put. */
export type Take = (vector: Vector, count: number) => unknown[]

/** Reads the vectors of some columns as objects: an empty place is a null or a key that is not there, as the schema has it. */
export function takeObjects(columns: readonly Column[]) {
  const takes = columns.map(({ shape }) => takeShape(shape))
  return (vectorOf: (i: number) => Vector, count: number): Record<string, unknown>[] => {
    const objects = Array.from({ length: count }, (): Record<string, unknown> => ({}))
    for (const [i, { key, empty }] of columns.entries()) {
      const values = takes[i]!(vectorOf(i), count)
      for (let row = 0; row < count; row++)
        if (values[row] !== null || empty === 'null') objects[row]![key] = values[row]
    }
    return objects
  }
}

/** Reads values of a shape, as whole columns of memory and not cell by cell. */
export function takeShape(shape: Shape): Take {
  switch (shape.kind) {
    case 'text':
      return takeTexts
    case 'number':
      return takeCells(8, (data, i) => data.getFloat64(i, true))
    case 'boolean':
      return takeCells(1, (data, i) => data.getUint8(i) === 1)
    case 'integer':
      return shape.wide
        ? takeCells(8, (data, i) => data.getInt32(i + 4, true) * 2 ** 32 + data.getUint32(i, true))
        : takeCells(4, (data, i) => data.getInt32(i, true))
    case 'enum': {
      const { values } = shape
      return values.length < 256
        ? takeCells(1, (data, i) => values[data.getUint8(i)])
        : takeCells(2, (data, i) => values[data.getUint16(i, true)])
    }
    case 'list':
      return takeLists(takeShape(shape.of.shape))
    case 'struct':
      return takeStructs(shape.fields)
  }
}

/** The places of a vector, `bytes` each, as `read` reads them from their first byte. */
function takeCells(bytes: number, read: (data: DataView, at: number) => unknown): Take {
  return (vector, count) => {
    const { buffer, byteOffset, byteLength } = duckdb.vector_get_data(vector, count * bytes)
    const data = new DataView(buffer, byteOffset, byteLength)
    const isThere = presence(vector, count)
    return Array.from({ length: count }, (_, i) => (isThere(i) ? read(data, i * bytes) : null))
  }
}

const INLINE = 12 // bytes of UTF-8 that a text keeps in its own place; longer ones lie elsewhere

const takeTexts = takeCells(16, (data, at) => {
  const length = data.getUint32(at, true)
  if (length <= INLINE) return Buffer.from(data.buffer, data.byteOffset + at + 4, length).toString()
  const bytes = duckdb.get_data_from_pointer(data.buffer as ArrayBuffer, data.byteOffset + at + 8, length)
  return Buffer.from(bytes.buffer, bytes.byteOffset, length).toString()
})

const takePlaces = takeCells(16, (data, at) => [data.getUint32(at, true), data.getUint32(at + 8, true)])

function takeLists(takeElements: Take): Take {
  return (vector, count) => {
    const elements = takeElements(duckdb.list_vector_get_child(vector), duckdb.list_vector_get_size(vector))
    const places = takePlaces(vector, count) as ([number, number] | null)[]
    return places.map((place) => place && elements.slice(place[0], place[0] + place[1]))
  }
}

function takeStructs(fields: readonly Column[]): Take {
  const take = takeObjects(fields)
  return (vector, count) => {
    const isThere = presence(vector, count)
    const objects = take((i) => duckdb.struct_vector_get_child(vector, i), count)
    return objects.map((object, i) => (isThere(i) ? object : null))
  }
}

/** Tells which places hold something, by the validity bits; a vector without such bits is full. */
function presence(vector: Vector, count: number): (i: number) => boolean {
  const bits: Uint8Array | null = duckdb.vector_get_validity(vector, Math.ceil(count / 64) * 8)
  return (i) => bits === null || (bits[i >> 3]! & (1 << (i & 7))) !== 0
}
