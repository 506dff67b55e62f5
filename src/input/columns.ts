import { fold, nearest } from '../contract/nearest.ts'
import { type Field, SECONDS_IN } from './fields.ts'
import { clip, quoted } from './say.ts'

/** A column that is read: where it is, what it is called there (as shown), what it is read as. */
export interface Column {
  field: Field
  index: number
  name: string
  /** Seconds in one of its units, for durations. */
  unit: number
}

export interface Matched {
  columns: readonly Column[]
  wrong: readonly { index?: number; what: string; fix: string }[]
  notes: readonly string[]
}

/** Which column is read as what, by name alone, whatever its case and separators. `required`: fields that must be there. */
export function matchColumns(names: readonly string[], fields: readonly Field[], required: readonly string[]): Matched {
  const byName = new Map<string, number[]>()
  for (const [index, name] of names.entries()) {
    const folded = fold(name)
    if (folded) byName.set(folded, [...(byName.get(folded) ?? []), index])
  }
  const columns: Column[] = []
  const wrong: { index?: number; what: string; fix: string }[] = []
  for (const field of fields) {
    const found = [fold(field.name), ...field.also].find((name) => byName.has(name))
    const [index, again] = found === undefined ? [] : byName.get(found)!
    if (index === undefined) {
      if (required.includes(field.name)) wrong.push(missing(field, names))
      continue
    }
    columns.push({ field, index, name: clip(names[index]!), unit: SECONDS_IN[found!] ?? 1 })
    if (again !== undefined)
      wrong.push({
        index: again,
        what: `column ${quoted(names[again]!)} is there twice: ${field.name} could be either.`,
        fix: 'Rename or remove one of them.'
      })
  }
  return { columns, wrong, notes: notesOn(names, columns, fields) }
}

function missing({ name, also }: Field, names: readonly string[]) {
  const near = [name, ...also].flatMap((known) => nearest(known, names) ?? [])[0]
  const there = names.slice(0, 30).map(quoted).join(', ') + (names.length > 30 ? ', …' : '')
  return {
    what: `no column ${quoted(name)}; there are ${there || 'no columns'}.`,
    fix:
      near === undefined ? `Name a column "${name}".` : `Rename ${quoted(near)} to "${name}", if that is what it holds.`
  }
}

function notesOn(names: readonly string[], columns: readonly Column[], fields: readonly Field[]): string[] {
  const notes: string[] = []
  const renamed = columns.filter(({ field, name }) => fold(field.name) !== fold(name))
  if (renamed.length > 0)
    notes.push(
      `read by another name: ${renamed.map(({ field, name }) => `${quoted(name)} as ${field.name}`).join(', ')}`
    )
  const read = new Set(columns.map(({ index }) => index))
  const open = fields.filter((field) => !columns.some((column) => column.field === field)).map(({ name }) => name)
  const ignored = names.flatMap((name, index) => (read.has(index) ? [] : [ignoredName(name, open)]))
  if (ignored.length > 0) notes.push(`not read: ${ignored.slice(0, 30).join(', ')}${ignored.length > 30 ? ', …' : ''}`)
  return notes
}

function ignoredName(name: string, open: readonly string[]): string {
  if (name.trim() === '') return 'a column without a name'
  const meant = nearest(name, open)
  return meant === undefined ? quoted(name) : `${quoted(name)} (did you mean ${meant}?)`
}
