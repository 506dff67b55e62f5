import type { Tally } from './cell.ts'
import type { Column } from './columns.ts'
import type { RowShape } from './fields.ts'

interface Story {
  shape: RowShape
  columns: readonly Column[]
  /** How many cells of a column held nothing. */
  empty: ReadonlyMap<Column, number>
  tally: Tally
  /** Rows in which no cell held anything. */
  blank: number
}

/** What was assumed, left out and changed while rows were read: a sentence each. */
export function notesOn({ shape: { schema, fields }, columns, empty, tally, blank }: Story): string[] {
  const assumed = (name: string) => schema.shape[name]?.safeParse(undefined).data
  const notes: string[] = []
  const absent = fields.filter((field) => !columns.some((column) => column.field === field)).map(({ name }) => name)
  const matters = (name: string) => ['string', 'number'].includes(typeof assumed(name)) && assumed(name) !== ''
  for (const name of absent.filter(matters)) notes.push(`no ${name} column: ${inWords(name, assumed(name))} assumed`)
  const rest = absent.filter((name) => !matters(name))
  if (rest.length > 0) notes.push(`no column for ${rest.join(', ')}: left empty`)
  for (const [{ field, name }, count] of empty)
    if (matters(field.name))
      notes.push(`${name}: ${cells(count)} empty, ${inWords(field.name, assumed(field.name))} assumed`)
  if (tally.dates > 0) notes.push(`publishedAt: ${cells(tally.dates)} no ISO date, left empty`)
  if (tally.controls > 0) notes.push(`${counted(tally.controls, 'control character')} removed from text`)
  if (blank > 0) notes.push(`${counted(blank, 'blank row')} skipped`)
  return notes
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
const cells = (count: number) => `${count} ${count === 1 ? 'cell is' : 'cells are'}`
const inWords = (name: string, value: unknown) => (name === 'durationSeconds' ? `${value} s` : String(value))
