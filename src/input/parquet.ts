import { inputError } from '../contract/error.ts'
import { MAX_ROWS, type Rows } from './rows.ts'

/** Tells the rows of a Parquet file, column by column only what is read of it. DuckDB is loaded when first asked for. */
export async function readParquet(file: string, rows: Rows): Promise<void> {
  const { DuckDBInstance } = await duckdb(file)
  const database = await DuckDBInstance.create(':memory:')
  const connection = await database.connect()
  try {
    const source = [file.replace(/[*?[]/g, '[$&]')] // a name, not a pattern
    const names = (await connection.run('select * from read_parquet($1) limit 0', source)).columnNames()
    const wanted = rows.columns(names)
    const columns = wanted.map((index) => `"${names[index]!.replaceAll('"', '""')}"`).join(', ')
    const result = await connection.stream(`select ${columns} from read_parquet($1) limit ${MAX_ROWS + 1}`, source)
    let number = 0
    for await (const chunk of result.yieldRowsJs())
      for (const values of chunk) {
        const cells: unknown[] = []
        for (const [position, index] of wanted.entries()) cells[index] = values[position]
        rows.row(cells, ++number, () => ({}))
      }
  } catch (cause) {
    throw isOfDuckDB(cause) ? unreadable(file, cause) : cause
  } finally {
    connection.closeSync()
    database.closeSync()
  }
}

async function duckdb(file: string) {
  try {
    return await import('@duckdb/node-api')
  } catch {
    const what = 'Parquet is read with DuckDB, which does not load on this machine.'
    throw inputError('input.format', [{ file, what, fix: 'Give it as CSV, or install @duckdb/node-api.' }])
  }
}

/** DuckDB throws plain errors; ours have a name, and so have those of a programming mistake. */
const isOfDuckDB = (cause: unknown): cause is Error => cause instanceof Error && cause.name === 'Error'

function unreadable(file: string, cause: Error) {
  const what = `this is no Parquet file that can be read (${cause.message.split('\n', 1)[0]!.replaceAll(file, '…')}).`
  return inputError('input.format', [{ file, what, fix: 'Write it again, or give it as CSV.' }])
}
