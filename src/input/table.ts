import type * as z from 'zod'
import { inputError } from '../contract/error.ts'
import { readCsv } from './csv.ts'
import { readJson } from './json.ts'
import { collectRows, type RowsOptions } from './rows.ts'
import { listed, quoted } from './say.ts'
import { checkFile, endingOf, type Kind, readSource } from './source.ts'

const CSV = ['.csv', '.tsv']
const JSON_LIKE = ['.json', '.jsonl', '.ndjson']
const PARQUET = ['.parquet', '.pq']

export interface Table<T> {
  rows: T[]
  /** What was assumed, left out or read by another name: a sentence each. */
  notes: string[]
}

type Options<T extends z.ZodObject> = Pick<RowsOptions<T>, 'shape' | 'unique'>

/** Whether a file is of a kind that is read bit by bit, and not at once. */
export const isParquet = (file: string): boolean => PARQUET.includes(endingOf(file))

/**
 * Rows from CSV, JSON, JSON Lines or Parquet, by the file's ending; columns are matched by name.
 * @throws RecoError `<kind>.invalid` with all that is wrong at once; `input.*` when the file itself cannot be read
 */
export async function readTable<T extends z.ZodObject>(
  file: string,
  kind: Kind,
  options: Options<T>
): Promise<Table<z.output<T>>> {
  if (!isParquet(file)) return readTableNow(file, kind, options)
  checkFile(file, kind)
  const rows = rowsOf(file, kind, options, 'row')
  const { readParquet } = await import('./parquet.ts')
  await readParquet(file, rows)
  return rows.done()
}

/** The same at once, of all but Parquet. */
export function readTableNow<T extends z.ZodObject>(file: string, kind: Kind, options: Options<T>): Table<z.output<T>> {
  const ending = endingOf(file)
  const rows = rowsOf(file, kind, options, 'line')
  if (CSV.includes(ending)) readCsv(readSource(file, kind).text, rows)
  else if (JSON_LIKE.includes(ending)) readJson(readSource(file, kind).text, rows)
  else {
    checkFile(file, kind)
    const what = `rows are not read from ${ending ? quoted(ending) : 'a file without an ending'}.`
    const fix =
      ending === '.gz' || ending === '.zip' ? 'Unpack it first.' : `Use ${listed([...CSV, ...JSON_LIKE, ...PARQUET])}.`
    throw inputError('input.format', [{ file, what, fix }])
  }
  return rows.done()
}

const rowsOf = <T extends z.ZodObject>(file: string, kind: Kind, options: Options<T>, counted: 'row' | 'line') =>
  collectRows({ ...options, file, code: `${kind === 'posts' ? 'post' : kind}.invalid`, counted })
