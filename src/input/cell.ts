import type { CellKind } from './fields.ts'
import { seen } from './say.ts'

/** What a cell holds, or what is wrong with it. `undefined` where it holds nothing. */
export type Read = { value: unknown } | { what: string; fix: string }

/** What was changed on the way, to be told. */
export interface Tally {
  /** Control characters that were removed from text. */
  controls: number
  /** Dates that could not be read and were left out. */
  dates: number
}

const nothing: Read = { value: undefined }
const blanks = /^(?:nan|null|none|n\/?a)$/i
const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
const control = /[\p{Cc}\p{Cs}]/gu
const controlButBreaks = /(?![\n\t])[\p{Cc}\p{Cs}]/gu
const isoDate = /^\d{4}-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?)?$/

/** Reads a cell of a table: text from CSV, any value from JSON or Parquet. `unit`: seconds in one, for durations. */
export function readCell(kind: CellKind, cell: unknown, unit: number, tally: Tally): Read {
  if (cell === undefined || cell === null || cell === '') return nothing
  if (kind === 'rate') return readRate(cell)
  if (kind === 'number' || kind === 'seconds') return readNumber(kind, cell, unit)
  if (kind === 'list') return readList(cell, tally)
  const text = textOf(cell)
  if (typeof text !== 'string') return text
  const clean = cleaned(text, kind === 'prose', tally).trim()
  if (clean === '') return nothing
  if (kind === 'word') return { value: clean.toLowerCase() }
  if (kind !== 'date') return { value: clean }
  if (isoDate.test(clean) && !Number.isNaN(Date.parse(clean))) return { value: clean }
  tally.dates++
  return nothing
}

function textOf(cell: unknown): string | { what: string; fix: string } {
  if (typeof cell === 'string') return cell
  if (typeof cell === 'bigint') return String(cell)
  if (cell instanceof Date) return cell.toISOString()
  if (typeof cell !== 'number') return { what: `is ${seen(cell)}.`, fix: 'Give text.' }
  if (Number.isFinite(cell) && Math.abs(cell) <= Number.MAX_SAFE_INTEGER) return String(cell)
  return { what: `is ${cell}, a number too large to be kept exactly.`, fix: 'Put it in quotes.' }
}

function readNumber(kind: CellKind, cell: unknown, unit: number): Read {
  if (typeof cell === 'number' || typeof cell === 'bigint') return { value: scaled(Number(cell), unit) }
  const text = typeof cell === 'string' ? cell.trim() : undefined
  if (text === '' || (text !== undefined && blanks.test(text))) return nothing
  if (text !== undefined && numeral.test(text)) return { value: scaled(Number(text), unit) }
  const clock = kind === 'seconds' && text !== undefined ? clockSeconds(text) : undefined
  if (clock !== undefined) return { value: clock }
  const fix = kind === 'seconds' ? 'Write seconds, such as 253, or 4:13.' : 'Write digits only, such as 12345.'
  return { what: `is ${seen(cell)}, not a number.`, fix }
}

/** A share: 0.045, or 4.5 %; also a count, where counts stand for shares. */
function readRate(cell: unknown): Read {
  const percent = typeof cell === 'string' ? /^([\d.,]+)\s*%$/.exec(cell.trim()) : null
  if (!percent) return readNumber('number', cell, 1)
  const read = readNumber('number', percent[1]!.replace(',', '.'), 1)
  return 'value' in read && typeof read.value === 'number' ? { value: read.value / 100 } : read
}

/** To a millionth, so that 4,200 ms are 4.2 s. */
const scaled = (value: number, unit: number) => (unit === 1 ? value : Math.round(value * unit * 1e6) / 1e6)

/** `4:13`, `1:02:03` or ISO 8601's `PT4M13S`, in seconds. */
function clockSeconds(text: string): number | undefined {
  const clock = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d(?:\.\d+)?)$/.exec(text)
  const iso = /^PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(text)
  const parts = clock ?? iso
  if (!parts) return undefined
  const [hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return hours * 3600 + minutes * 60 + seconds
}

/** A list, or text in which `|` (else `;`) stands between the entries; quotes around an entry are dropped. */
function readList(cell: unknown, tally: Tally): Read {
  const entries = Array.isArray(cell) ? cell : splitList(cell)
  if (!Array.isArray(entries)) return entries
  const words: string[] = []
  for (const entry of entries) {
    const text = textOf(entry)
    if (typeof text !== 'string') return { what: `holds ${seen(entry)}.`, fix: 'Give a list of texts.' }
    const word = cleaned(text, false, tally)
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim()
    if (word !== '') words.push(word)
  }
  return { value: words }
}

function splitList(cell: unknown): string[] | { what: string; fix: string } {
  if (typeof cell === 'object') return { what: `is ${seen(cell)}.`, fix: 'Give a list of texts.' }
  const text = textOf(cell)
  if (typeof text !== 'string') return text
  return text.split(text.includes('|') ? '|' : ';')
}

/** Text without control characters; a line break or a tab becomes a space, or stays in prose. */
function cleaned(text: string, prose: boolean, tally: Tally): string {
  const plain = text.replace(/\r\n?/g, '\n')
  const spaced = prose ? plain : plain.replace(/[\n\t]+/g, ' ')
  if (spaced.search(prose ? controlButBreaks : control) < 0) return spaced
  return spaced.replace(prose ? controlButBreaks : control, () => {
    tally.controls++
    return ''
  })
}
