import { RecoError } from '../contract/error.ts'
import type { Held, Shape } from './columns.ts'
import { type Growing, growing, type Numbers } from './growing.ts'
import type { TextStore } from './texts.ts'

/** A column in plain memory, which can be handed to another thread. */
export interface Cells {
  /** Numbers, positions in an enum, numbers of texts, or where the elements of each list end; of a struct only its length counts. */
  readonly values: Numbers
  /** 1 where there is nothing; left out where nothing is missing. */
  readonly empty: Uint8Array<ArrayBuffer> | undefined
  /** Of a list its elements, of a struct its fields. */
  readonly inner: readonly Cells[]
}

/** A column while it is filled, place by place. */
export interface Filling {
  /** @throws RecoError `log.bad-event` where a value does not fit; nothing is coerced. The columns are of no use then. */
  push(value: unknown): void
  /** Leaves a place empty. */
  skip(): void
  /** What it holds; it is empty then. */
  take(): Cells
}

/** A column of single values, which can be given the number that stands for one. */
export interface ScalarFilling extends Filling {
  place(code: number): void
}

export function fillingOf(held: Held, path: string, texts: TextStore): Filling {
  switch (held.shape.kind) {
    case 'list':
      return listFilling(held, fillingOf(held.shape.of, `${path}[]`, texts), path)
    case 'struct': {
      const fields = held.shape.fields.map((field) => fillingOf(field, `${path}.${field.key}`, texts))
      const keys = held.shape.fields.map(({ key }) => key)
      return structFilling(held, keys, fields, path)
    }
    default:
      return scalarFilling(held, path, texts)
  }
}

export function scalarFilling({ shape, empty }: Held, path: string, texts: TextStore): ScalarFilling {
  const values = growing(kindOf(shape))
  const missing = createMissing(values)
  const code = coder(shape, path, texts)
  return {
    push(value) {
      if (isMissing(value, empty, path)) missing.note()
      values.push(value === undefined || value === null ? 0 : code(value))
    },
    skip() {
      missing.note()
      values.push(0)
    },
    place: values.push,
    take: () => ({ empty: missing.take(), values: values.take(), inner: [] })
  }
}

function listFilling({ empty }: Held, elements: Filling, path: string): Filling {
  const ends = growing(Int32Array)
  const missing = createMissing(ends)
  let end = 0
  return {
    push(value) {
      if (isMissing(value, empty, path)) return this.skip()
      if (!Array.isArray(value)) badEvent(path, value)
      for (let i = 0; i < value.length; i++) elements.push(value[i])
      end += value.length
      ends.push(end)
    },
    skip() {
      missing.note()
      ends.push(end)
    },
    take() {
      end = 0
      return { empty: missing.take(), values: ends.take(), inner: [elements.take()] }
    }
  }
}

function structFilling({ empty }: Held, keys: readonly string[], fields: readonly Filling[], path: string): Filling {
  const there = growing(Uint8Array)
  const missing = createMissing(there)
  return {
    push(value) {
      if (isMissing(value, empty, path)) return this.skip()
      if (typeof value !== 'object') badEvent(path, value)
      there.push(1)
      for (let i = 0; i < keys.length; i++) fields[i]!.push((value as Record<string, unknown>)[keys[i]!])
    },
    skip() {
      missing.note()
      there.push(0)
      for (const field of fields) field.skip()
    },
    take: () => ({ empty: missing.take(), values: there.take(), inner: fields.map((field) => field.take()) })
  }
}

function isMissing(value: unknown, empty: Held['empty'], path: string): value is null | undefined {
  if (value !== undefined && value !== null) return false
  if (value === undefined ? empty !== 'absent' : empty !== 'null') badEvent(path, value)
  return true
}

/** Remembers which places are empty. */
function createMissing(column: Growing<Numbers>) {
  const places = growing(Int32Array)
  return {
    note: () => places.push(column.count),
    take() {
      if (places.count === 0) return undefined
      const empty = new Uint8Array(column.count)
      for (const place of places.take()) empty[place] = 1
      return empty
    }
  }
}

/** What holds a value of a shape, as DuckDB keeps it: but texts by their numbers, and wide integers as they are. */
function kindOf(shape: Shape): new (length: number) => Numbers {
  if (shape.kind === 'number') return Float64Array
  if (shape.kind === 'text') return Int32Array
  if (shape.kind === 'integer') return shape.wide ? Float64Array : Int32Array
  return shape.kind === 'enum' && shape.values.length > 255 ? Uint16Array : Uint8Array
}

/** The number that stands for a value. */
function coder(shape: Shape, path: string, texts: TextStore): (value: unknown) => number {
  switch (shape.kind) {
    case 'text':
      return (value) => (typeof value === 'string' ? texts.of(value) : badEvent(path, value))
    case 'number':
      return (value) => (Number.isFinite(value) ? (value as number) : badEvent(path, value))
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? Number(value) : badEvent(path, value))
    case 'integer':
      return shape.wide
        ? (value) => (Number.isSafeInteger(value) ? (value as number) : badEvent(path, value))
        : (value) => (((value as number) | 0) === value ? (value as number) : badEvent(path, value))
    case 'enum': {
      const codes = new Map<unknown, number>(shape.values.map((value, code) => [value, code]))
      return (value) => codes.get(value) ?? badEvent(path, value)
    }
    default:
      throw new Error(`A ${shape.kind} is no single value.`)
  }
}

export function badEvent(path: string, value: unknown): never {
  throw new RecoError('log.bad-event', {
    what: `${path} is ${value === undefined ? 'missing' : inShort(value)}, which its column cannot hold.`,
    fix: 'Emit events as the schemas in EVENTS have them; nothing of this batch was written.'
  })
}

const inShort = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 80)
