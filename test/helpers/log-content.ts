import { openLog } from '../../src/log.ts'
import { TABLES } from '../../src/storage/tables.ts'

/** Every table of a log, row by row as they lie there, without the name of the run. */
export async function contentOf(file: string) {
  const log = await openLog(file)
  const tables = await Promise.all(TABLES.map(({ name }) => log.query(`SELECT * EXCLUDE (run) FROM ${name}`)))
  await log.close()
  return tables
}
