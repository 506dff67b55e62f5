import { CsvError, parse } from 'csv-parse/sync'
import { placesOf } from './place.ts'
import type { Rows } from './rows.ts'
import { quoted } from './say.ts'

/** No row is longer: one that is has a quote that was never closed. */
const MAX_RECORD = 1_000_000
/** After a broken quote, reading goes on in the next line; after so many, it stops. */
const MAX_BROKEN = 20

/** Tells the rows of a CSV text. Comma, semicolon or tab: whichever the first line has most of. */
export function readCsv(source: string, rows: Rows): void {
  const text = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source
  const places = placesOf(text)
  const delimiter = delimiterOf(text)
  let width: number | undefined

  const record = (cells: string[], line: number) => {
    if (cells.length === 1 && cells[0]!.trim() === '') return
    const place = (column = 0) => places.at(fieldStart(text, places.start(line), column, delimiter))
    if (width === undefined) {
      width = cells.length
      rows.columns(cells, place)
    } else if (cells.length === width) rows.row(cells, line, place)
    else rows.wrong({ line, column: 1 }, ...wrongWidth(cells.length, width, delimiter))
  }

  for (let [from, broken] = [1, 0]; broken < MAX_BROKEN; broken++) {
    const fault = readFrom(text.slice(places.start(from)), delimiter, from, record)
    if (!fault) return
    const field = fieldStart(text, places.start(fault.start), fault.column, delimiter)
    const { what, fix, goOn } = explain(fault.error, text[field] === '"')
    rows.wrong(places.at(field), what, fix)
    if (width === undefined) return // without the names of the columns, nothing below can be judged
    from = goOn === 'after the row begins' ? fault.start + 1 : Math.max(fault.seen, fault.start) + 1
  }
}

interface Fault {
  error: CsvError
  /** The line in which the row begins, the field of it, and the line in which the fault was seen. */
  start: number
  column: number
  seen: number
}

function readFrom(
  text: string,
  delimiter: string,
  line: number,
  record: (cells: string[], line: number) => void
): Fault | undefined {
  let [next, blank] = [line, 0]
  try {
    parse(text, {
      delimiter,
      trim: delimiter !== '\t',
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: MAX_RECORD,
      on_record: (cells: string[], { lines, empty_lines }) => {
        next += empty_lines - blank
        blank = empty_lines
        record(cells, next)
        next = line + lines
      }
    })
    return undefined
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return {
      error,
      start: next + Number(error.empty_lines ?? blank) - blank,
      column: Number(error.column ?? 0),
      seen: line - 1 + Number(error.lines ?? 1)
    }
  }
}

function explain({ code }: CsvError, isQuoted: boolean) {
  const tooLong = code === 'CSV_MAX_RECORD_SIZE'
  if (code === 'CSV_QUOTE_NOT_CLOSED' || (tooLong && isQuoted))
    return {
      what: 'a quote is opened here and never closed.',
      fix: 'Close it, or double it where it belongs to the text ("").',
      goOn: 'after the row begins'
    }
  if (tooLong)
    return {
      what: `a row of more than ${MAX_RECORD.toLocaleString('en')} characters.`,
      fix: 'Check that rows are divided by line breaks, and shorten long texts.',
      goOn: 'after the fault'
    }
  return {
    what: 'there is a quote within this field, and text outside of it.',
    fix: 'Put the whole field in quotes, and double those that belong to the text ("").',
    goOn: 'after the fault'
  }
}

function wrongWidth(seen: number, width: number, delimiter: string): [what: string, fix: string] {
  const what = `${seen} ${seen === 1 ? 'field' : 'fields'} where the first line names ${width}.`
  if (seen < width) return [what, 'Write the missing fields, empty where nothing is known.']
  return [what, `Put fields that hold ${delimiter === '\t' ? 'a tab' : quoted(delimiter)} in quotes.`]
}

/** The delimiter that the first line has most of, outside of quotes; a comma when it has none. */
function delimiterOf(text: string): string {
  const head = /^\s*(?:"(?:[^"]|"")*"|[^"\n])*/.exec(text.slice(0, 100_000))?.[0].trim() ?? ''
  const plain = head.replace(/"(?:[^"]|"")*"/g, '')
  const count = (delimiter: string) => plain.split(delimiter).length
  return [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best))
}

/** Offset at which a field of the row at `from` begins: its quote or first letter. */
function fieldStart(text: string, from: number, column: number, delimiter: string): number {
  const gap = delimiter === '\t' ? /[ ]*/y : /[ \t]*/y
  for (let at = from; ; column--) {
    gap.lastIndex = at
    const start = at + gap.exec(text)![0].length
    if (column === 0) return start
    const end = fieldEnd(text, start, delimiter)
    if (text[end] !== delimiter) return start
    at = end + 1
  }
}

function fieldEnd(text: string, start: number, delimiter: string): number {
  let at = start
  if (text[at] === '"')
    for (at++; at < text.length; at++) {
      if (text[at] !== '"') continue
      if (text[at + 1] !== '"') break
      at++
    }
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++
  return at
}
