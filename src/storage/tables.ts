import { createHash } from 'node:crypto'
import { EVENT_TYPES, EVENTS, type EventType } from '../contract/event.ts'
import { type Column, columnsOf, type Shape, underscored } from './columns.ts'
import { VIEWS } from './views.ts'

/** The table of one type of event. */
export interface Table {
  readonly type: EventType
  readonly name: string
  readonly columns: readonly Column[]
}

/** A table per type of event, as the schemas have it. */
export const TABLES: readonly Table[] = EVENT_TYPES.map((type) => ({
  type,
  name: underscored(type),
  columns: columnsOf(EVENTS[type], type)
}))

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** Names for the enum types: that of the first field with these values, numbered where another list has the name. */
export function enumNames(columns: readonly Column[]): Map<string, string> {
  const names = new Map<string, string>()
  const visit = (shape: Shape): void => {
    if (shape.kind === 'list') visit(shape.of.shape)
    if (shape.kind === 'struct') for (const field of shape.fields) visit(field.shape)
    if (shape.kind !== 'enum' || names.has(listed(shape.values))) return
    const taken = new Set(names.values())
    const name = underscored(shape.key)
    let free = name
    for (let number = 2; taken.has(free); number++) free = `${name}_${number}`
    names.set(listed(shape.values), free)
  }
  for (const column of columns) visit(column.shape)
  return names
}

const listed = (values: readonly string[]): string => values.map(text).join(', ')

/** The SQL type of a shape: VARCHAR, DOUBLE, BOOLEAN, INTEGER or BIGINT, a named ENUM, a list, a STRUCT. */
export function sqlType(shape: Shape, enums: ReadonlyMap<string, string>): string {
  switch (shape.kind) {
    case 'text':
      return 'VARCHAR'
    case 'number':
      return 'DOUBLE'
    case 'boolean':
      return 'BOOLEAN'
    case 'integer':
      return shape.wide ? 'BIGINT' : 'INTEGER'
    case 'enum':
      return quoted(enums.get(listed(shape.values))!)
    case 'list':
      return `${sqlType(shape.of.shape, enums)}[]`
    case 'struct':
      return `STRUCT(${shape.fields.map(({ name, shape }) => `${quoted(name)} ${sqlType(shape, enums)}`).join(', ')})`
  }
}

/** The statements that make the types and tables of the events; `seq` is the order of writing, over all tables. */
export function tableStatements(tables: readonly { name: string; columns: readonly Column[] }[]): string[] {
  const enums = enumNames(tables.flatMap(({ columns }) => columns))
  const types = [...enums].map(([values, name]) => `CREATE TYPE ${quoted(name)} AS ENUM (${values})`)
  const made = tables.map(({ name, columns }) => {
    const all = columns.map((column) => `, ${quoted(column.name)} ${sqlType(column.shape, enums)}`)
    return `CREATE TABLE ${quoted(name)} (seq BIGINT${all.join('')})`
  })
  return [...types, ...made]
}

const EVENT_TABLES = tableStatements(TABLES)

/** What tells one layout of the events from another. */
export const LAYOUT = createHash('sha256').update(EVENT_TABLES.join('\n')).digest('hex').slice(0, 16)

/** All that a new log is made of. */
export const STATEMENTS: readonly string[] = [
  ...EVENT_TABLES,
  'CREATE TABLE runs (run VARCHAR PRIMARY KEY, layout VARCHAR, manifest JSON, result JSON)',
  'CREATE TABLE rounds (run VARCHAR, round BIGINT, events BIGINT, PRIMARY KEY (run, round))',
  ...VIEWS
]
