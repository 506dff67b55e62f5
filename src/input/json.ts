import { type JsonFault, walkJson } from './json-places.ts'
import { placesOf } from './place.ts'
import type { Rows } from './rows.ts'
import { seen } from './say.ts'

type Fields = Readonly<Record<string, unknown>>
/** A row and the offset at which its text begins. */
type Entry = [value: unknown, offset: number]

/** More names than this in the objects of a list are no columns. */
const MAX_NAMES = 1_000

/** Tells the rows of a JSON list of objects, or of JSON Lines (one object a line), whichever the text is. */
export function readJson(text: string, rows: Rows): void {
  const places = placesOf(text)
  const fault = ({ offset, expected }: JsonFault) =>
    rows.wrong(places.at(offset), `the JSON breaks off here: ${found(text, offset)}.`, `Here goes ${expected}.`)
  const entries = isLines(text) ? fromLines(text, fault) : fromWhole(text, fault)
  const objects = entries.filter((entry): entry is [Fields, number] => {
    if (isFields(entry[0])) return true
    rows.wrong(
      places.at(entry[1]),
      `this is ${seen(entry[0])}, not an object.`,
      'Write { "title": "…", … } for each row.'
    )
    return false
  })
  if (objects.length === 0) return

  const names = [...new Set(objects.flatMap(([value]) => Object.keys(value)))]
  if (names.length > MAX_NAMES) {
    rows.wrong({}, `its objects have ${names.length} different names.`, 'Use the same few names in all of them.')
    return
  }
  const wanted = rows.columns(names)
  for (const [value, offset] of objects) {
    const cells: unknown[] = []
    for (const index of wanted) cells[index] = ownValue(value, names[index]!)
    const place = (column?: number) =>
      places.at(column === undefined ? offset : memberOffset(text, offset, names[column]!))
    rows.row(cells, places.at(offset).line, place)
  }
}

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const ownValue = (value: Fields, name: string) => (Object.hasOwn(value, name) ? value[name] : undefined)

/** JSON Lines begin with a line that is an object by itself. */
function isLines(text: string): boolean {
  const line = /^\s*(\{.*)/.exec(text)?.[1]
  return line !== undefined && parsed(line) !== undefined
}

function fromLines(text: string, wrong: (fault: JsonFault) => void): Entry[] {
  const entries: Entry[] = []
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start)
    const line = text.slice(start, end < 0 ? text.length : end)
    const value = line.trim() === '' ? undefined : parsed(line)
    const offset = start + line.search(/\S/)
    if (value !== undefined) entries.push([value.value, offset])
    else if (line.trim() !== '') {
      const fault = walkJson(line, 0)
      wrong(fault ? { ...fault, offset: start + fault.offset } : { offset, expected: 'one object' })
    }
    start = end < 0 ? text.length : end + 1
  }
  return entries
}

function fromWhole(text: string, wrong: (fault: JsonFault) => void): Entry[] {
  const offsets: number[] = []
  let whole = 0
  const fault = walkJson(text, 0, (depth, _, offset) => {
    if (depth === 0) whole = offset
    if (depth === 1) offsets.push(offset)
  })
  const value = fault ? undefined : parsed(text)
  if (!value) {
    wrong(fault ?? { offset: 0, expected: 'a list of objects' })
    return []
  }
  return Array.isArray(value.value)
    ? value.value.map((entry, index) => [entry, offsets[index]!])
    : [[value.value, whole]]
}

/** Boxed, since `null` is a value of JSON. */
function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** Where the value of a name begins in the object at `offset`; the object itself where it has no such name. */
function memberOffset(text: string, offset: number, name: string): number {
  let at = offset
  walkJson(text, offset, (depth, key, found) => {
    if (depth === 1 && key === name) at = found
  })
  return at
}

function found(text: string, offset: number): string {
  if (offset >= text.length) return 'the text ends'
  return `${seen(text.slice(offset).split(/[\s,\]}]/, 1)[0] || text[offset])} is not expected`
}
