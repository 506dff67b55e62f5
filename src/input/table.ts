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

/**
 * Rows from CSV, JSON, JSON Lines or Parquet, by the file's ending; columns are matched by name.
 * @throws RecoError `<kind>.invalid` with all that is wrong at once; `input.*` when the file itself cannot be read
 */
export async function readTable<T extends z.ZodObject>(
  file: string,
  kind: Kind,
  options: Pick<RowsOptions<T>, 'shape' | 'unique'>
): Promise<Table<z.output<T>>> {
  const ending = endingOf(file)
  const counted = PARQUET.includes(ending) ? 'row' : 'line'
  const rows = collectRows({
    ...options,
    file,
    code: kind === 'catalogue' ? 'catalogue.invalid' : 'post.invalid',
    counted
  })
  if (PARQUET.includes(ending)) {
    await checkFile(file, kind)
    const { readParquet } = await import('./parquet.ts')
    await readParquet(file, rows)
  } else if (CSV.includes(ending)) readCsv((await readSource(file, kind)).text, rows)
  else if (JSON_LIKE.includes(ending)) readJson((await readSource(file, kind)).text, rows)
  else {
    await checkFile(file, kind)
    const what = `rows are not read from ${ending ? quoted(ending) : 'a file without an ending'}.`
    const fix =
      ending === '.gz' || ending === '.zip' ? 'Unpack it first.' : `Use ${listed([...CSV, ...JSON_LIKE, ...PARQUET])}.`
    throw inputError('input.format', [{ file, what, fix }])
  }
  return rows.done()
}
