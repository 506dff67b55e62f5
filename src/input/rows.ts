import type * as z from 'zod'
import { inputError, type Problem } from '../contract/error.ts'
import { readCell, type Tally } from './cell.ts'
import { type Column, type Matched, matchColumns } from './columns.ts'
import type { RowShape } from './fields.ts'
import { findings } from './findings.ts'
import { notesOn } from './notes.ts'
import { byPlace, type Place } from './place.ts'
import { quoted } from './say.ts'

/** What a reader of a table tells, in the order in which it finds it. */
export interface Rows {
  /** The names of the columns, once, before the first row; gives the indexes of those that are read. */
  columns(names: readonly string[], place?: (column: number) => Place): readonly number[]
  /** A row: `number` is its line, or its number where there are no lines; `place` tells where a cell is. */
  row(cells: readonly unknown[], number: number, place: (column?: number) => Partial<Place>): void
  wrong(place: Partial<Place>, what: string, fix: string): void
}

export interface RowsOptions<T extends z.ZodObject> {
  file: string
  code: string
  shape: RowShape<T>
  /** What `number` counts. */
  counted: 'line' | 'row'
  /** The field that no two rows may share. */
  unique?: string
}

export const MAX_ROWS = 1_000_000
const MAX_PROBLEMS = 1_000

/** Says what is wrong in a row, at a column of it where there is one. */
type Say = (column: Column | undefined, what: string, fix: string) => void

/** Reads rows into what they should be; `done()` gives them, or throws all that was wrong (the first thousand). */
export function collectRows<T extends z.ZodObject>({ file, code, shape, counted, unique }: RowsOptions<T>) {
  const { schema, fields } = shape
  const required = fields.map(({ name }) => name).filter((name) => !schema.shape[name]?.safeParse(undefined).success)
  const problems: Problem[] = []
  const rows: z.output<T>[] = []
  const tally: Tally = { controls: 0, dates: 0 }
  const empty = new Map<Column, number>()
  const numberOf = new Map<string, number>()
  let matched: Matched = { columns: [], wrong: [], notes: [] }
  let [blank, filled] = [0, 0]

  const allThatIsWrong = () => inputError(code, problems.sort(byPlace))

  function wrong(place: Partial<Place>, what: string, fix: string) {
    problems.push({ file, ...place, what, fix })
    if (problems.length < MAX_PROBLEMS) return
    problems.push({ file, what: 'there may be more: reading stopped here.', fix: 'Mend these first.' })
    throw allThatIsWrong()
  }

  function columns(names: readonly string[], place?: (column: number) => Place): readonly number[] {
    matched = matchColumns(names, fields, required)
    for (const { index, what, fix } of matched.wrong) wrong(place?.(index ?? 0) ?? {}, what, fix)
    if (matched.wrong.length > 0) throw allThatIsWrong() // without its columns, every row would be wrong
    return matched.columns.map(({ index }) => index)
  }

  function row(cells: readonly unknown[], number: number, place: (column?: number) => Partial<Place>) {
    if (cells.every(isBlank)) {
      blank++
      return
    }
    if (++filled > MAX_ROWS) {
      wrong(place(), `more than ${MAX_ROWS.toLocaleString('en')} rows.`, 'Hand in a sample of them.')
      throw allThatIsWrong()
    }
    const before = problems.length
    const say: Say = (column, what, fix) =>
      wrong(place(column?.index), `${counted === 'row' ? `row ${number}, ` : ''}${what}`, fix)
    const { raw, unread } = readCells(cells, say)
    const read = schema.safeParse(raw)
    if (!read.success) saySchema(raw, unread, read.error.issues, say)
    if (unique !== undefined) sayTwice(raw[unique], number, say)
    if (read.success && problems.length === before) rows.push(read.data)
  }

  function readCells(cells: readonly unknown[], say: Say) {
    const raw: Record<string, unknown> = {}
    const unread = new Set<string>()
    for (const column of matched.columns) {
      const { name } = column.field
      const cell = readCell(column.field.kind, cells[column.index], column.unit, tally)
      if ('what' in cell) {
        unread.add(name)
        say(column, `${column.name} ${cell.what}`, cell.fix)
      } else if (cell.value === undefined) empty.set(column, (empty.get(column) ?? 0) + 1)
      else raw[name] = cell.value
    }
    return { raw, unread }
  }

  function saySchema(raw: unknown, unread: ReadonlySet<string>, issues: z.core.$ZodIssue[], say: Say) {
    for (const { path, what, fix } of findings(schema, raw, issues)) {
      const name = String(path[0])
      const column = matched.columns.find(({ field }) => field.name === name)
      if (unread.has(name)) continue
      if (!Object.hasOwn(raw as object, name))
        say(column, `${column?.name} is blank.`, 'Fill it in, or remove the row.')
      else
        say(
          column,
          what.replace(name, () => shownAs(column) ?? name),
          fix
        )
    }
  }

  function sayTwice(value: unknown, number: number, say: Say) {
    if (typeof value !== 'string') return
    const before = numberOf.get(value)
    if (before === undefined) {
      numberOf.set(value, number)
      return
    }
    const column = matched.columns.find(({ field }) => field.name === unique)
    const what = `${column?.name} ${quoted(value)} is on ${counted} ${before} already.`
    say(column, what, 'Give each row its own, or remove one.')
  }

  function done(): { rows: z.output<T>[]; notes: string[] } {
    if (problems.length === 0 && rows.length === 0) wrong({}, 'there are no rows in it.', 'Add a row for each.')
    if (problems.length > 0) throw allThatIsWrong()
    return { rows, notes: [...matched.notes, ...notesOn({ shape, columns: matched.columns, empty, tally, blank })] }
  }

  return { columns, row, wrong, done } satisfies Rows & { done: unknown }
}

const isBlank = (cell: unknown) =>
  cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '')

const shownAs = (column: Column | undefined) =>
  column && (column.unit === 1 ? column.name : `${column.name} in seconds`)
