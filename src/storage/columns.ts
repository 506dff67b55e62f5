import type * as z from 'zod'
import { RecoError } from '../contract/error.ts'

/** What a column holds, read off a zod schema: the one description that tables, writing and reading share. */
export type Shape =
  | { readonly kind: 'text' | 'number' | 'boolean' }
  /** `wide`: may lie beyond 32 bits, up to the safe integers. */
  | { readonly kind: 'integer'; readonly wide: boolean }
  | { readonly kind: 'enum'; readonly values: readonly string[]; readonly key: string }
  | { readonly kind: 'list'; readonly of: Held }
  | { readonly kind: 'struct'; readonly fields: readonly Column[] }

/** A shape, and what an empty place in it stands for: nothing may be missing, a null, or a key that is not there. */
export interface Held {
  readonly shape: Shape
  readonly empty: 'never' | 'null' | 'absent'
}

/** `key` as in the event, `name` as in SQL: watchSeconds, watch_seconds. */
export interface Column extends Held {
  readonly key: string
  readonly name: string
}

export const underscored = (name: string): string =>
  name.replaceAll('.', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/**
 * The columns of an object schema, in its order; fields of one fixed value (`type`) are left out.
 *
 * @throws RecoError `log.no-column` where a schema has no column of its own: unions, records, transforms, both nullable and optional …
 */
export function columnsOf(schema: z.core.$ZodType, path = 'event'): Column[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  if (def.type !== 'object') throw noColumn(path, `is of the kind "${def.type}"; a table is made of an object`)
  const columns = Object.entries(def.shape)
    .filter(([, field]) => field._zod.def.type !== 'literal')
    .map(([key, field]) => ({ key, name: underscored(key), ...heldOf(field, key, `${path}.${key}`) }))
  for (const [i, { name }] of columns.entries())
    if (columns.findIndex((other) => other.name === name) !== i) throw noColumn(path, `has two fields named "${name}"`)
  return columns
}

function heldOf(schema: z.core.$ZodType, key: string, path: string): Held {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'optional':
    case 'nullable': {
      const inner = heldOf(def.innerType, key, path)
      const empty = def.type === 'optional' ? 'absent' : 'null'
      if (inner.empty !== 'never' && inner.empty !== empty)
        throw noColumn(path, 'is both nullable and optional; a column knows only one kind of nothing')
      return { shape: inner.shape, empty }
    }
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'nonoptional':
      return { ...heldOf(def.innerType, key, path), ...(def.type === 'readonly' ? {} : { empty: 'never' }) }
    default:
      return { shape: shapeOf(schema, key, path), empty: 'never' }
  }
}

function shapeOf(schema: z.core.$ZodType, key: string, path: string): Shape {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'string':
      return { kind: 'text' }
    case 'boolean':
      return { kind: 'boolean' }
    case 'number': {
      const { isInt, minValue, maxValue } = schema as z.ZodNumber
      if (!isInt) return { kind: 'number' }
      return { kind: 'integer', wide: (minValue ?? -Infinity) < -(2 ** 31) || (maxValue ?? Infinity) >= 2 ** 31 }
    }
    case 'enum': {
      const values = Object.values(def.entries)
      if (!values.every((value) => typeof value === 'string')) throw noColumn(path, 'is an enum of numbers')
      return { kind: 'enum', values, key }
    }
    case 'array': {
      const of = heldOf(def.element, key, `${path}[]`)
      if (of.empty === 'absent') throw noColumn(`${path}[]`, 'is optional; an element of a list is there or null')
      return { kind: 'list', of }
    }
    case 'object': {
      const fields = columnsOf(schema, path)
      if (fields.length === 0) throw noColumn(path, 'is an object without fields')
      return { kind: 'struct', fields }
    }
    default:
      throw noColumn(path, `is of the kind "${def.type}"`)
  }
}

const noColumn = (path: string, what: string) =>
  new RecoError('log.no-column', {
    what: `${path} ${what}.`,
    fix: 'Say it with strings, numbers, booleans, enums, lists and objects; nullable or optional, not both.'
  })
