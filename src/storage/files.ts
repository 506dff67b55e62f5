import { accessSync, closeSync, constants, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { RecoError } from '../contract/error.ts'

/** A file that DuckDB has open, and how to let go of it. */
export interface Opened {
  readonly connection: DuckDBConnection
  /** One more connection, such as for another stream of rows. */
  connect(): Promise<DuckDBConnection>
  disconnect(connection: DuckDBConnection): void
  close(): void
}

/** Failures to open that may leave the beginning of a file behind. */
const HALF_MADE: readonly string[] = ['log.disk-full', 'log.failed']
const LIMITS = { threads: '2', memory_limit: '1GB', autoinstall_known_extensions: 'false' }
/** What is committed is put in its final form when there is much of it: in small pieces that costs more than all the rest. */
const WRITING = { ...LIMITS, checkpoint_threshold: '256MB' }
/** Files that this process writes to. A second instance on them would read and write past the first, without a word. */
const writing = new Set<string>()

/** A new, empty database, open for writing. */
export async function createFile(file: string): Promise<Opened> {
  const path = resolve(file)
  refuseTaken(file, path)
  refuseFolder(file, dirname(path))
  writing.add(path)
  try {
    const opened = await open(file, () => DuckDBInstance.create(path, WRITING))
    const close = () => {
      opened.close()
      writing.delete(path)
    }
    const found = await opened.connection.runAndReadAll('SELECT count(*) FROM duckdb_tables()')
    if (found.getRows()[0]![0] === 0n) return { ...opened, close }
    close()
    throw taken(file, 'The file was made by somebody else just now') // and is theirs, so it stays
  } catch (error) {
    writing.delete(path)
    if (error instanceof RecoError && HALF_MADE.includes(error.code)) removeFile(file)
    throw error
  }
}

/** A database to read. Within a process all readers of a file share it. */
export async function openFile(file: string): Promise<Opened> {
  const path = resolve(file)
  if (!existsSync(path))
    throw new RecoError('log.missing', {
      what: 'There is no such file.',
      at: { file },
      fix: 'Check the name; a run writes its log with --log run.duckdb.'
    })
  if (writing.has(path)) throw locked(file, 'this very process, which is still writing it')
  if (!isDatabase(path)) throw notALog(file, 'is no database')
  return open(file, () => DuckDBInstance.fromCache(path, { ...LIMITS, access_mode: 'READ_ONLY' }))
}

/** Takes back a file that could not be finished. */
export function removeFile(file: string): void {
  for (const path of [resolve(file), `${resolve(file)}.wal`]) rmSync(path, { force: true })
}

async function open(file: string, create: () => Promise<DuckDBInstance>): Promise<Opened> {
  try {
    const instance = await create()
    const open = new Set<DuckDBConnection>()
    const connect = async () => {
      const connection = await instance.connect()
      open.add(connection)
      return connection
    }
    const disconnect = (connection: DuckDBConnection) => {
      if (open.delete(connection)) connection.closeSync()
    }
    const close = () => {
      for (const connection of open) disconnect(connection)
      instance.closeSync()
    }
    return { connection: await connect(), connect, disconnect, close }
  } catch (error) {
    throw explained(error, file)
  }
}

function refuseTaken(file: string, path: string): void {
  if (existsSync(`${path}.wal`)) throw taken(file, 'A .wal file of that name is left over from another run')
  if (existsSync(path))
    throw taken(
      file,
      statSync(path).isDirectory() ? 'That is a folder' : 'The file is there already, and is not added to'
    )
}

const taken = (file: string, what: string): RecoError =>
  new RecoError('log.exists', {
    what: `${what}.`,
    at: { file },
    fix: 'Give another name with --log, or delete it first.'
  })

function refuseFolder(file: string, folder: string): void {
  if (!existsSync(folder))
    throw new RecoError('log.no-folder', {
      what: `The folder ${folder} does not exist.`,
      at: { file },
      fix: 'Make it first, or write elsewhere.'
    })
  try {
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    throw unwritable(file, cause)
  }
}

/** What DuckDB says about a file, as an error of ours. */
export function explained(error: unknown, file: string): RecoError {
  if (error instanceof RecoError) return error
  const said = error instanceof Error ? error.message : String(error)
  if (/could not set lock/i.test(said)) return locked(file, said.match(/PID \d+/)?.[0] ?? 'another process', error)
  if (/not a valid DuckDB database|is a directory/i.test(said)) return notALog(file, 'is not a DuckDB file', error)
  if (/version number/i.test(said))
    return notALog(file, 'is a DuckDB file of a version that cannot be read here', error)
  if (/no space left|disk quota|file too large|out of disk/i.test(said))
    return new RecoError('log.disk-full', {
      what: 'There is no room to write the log; all that was committed before is kept.',
      at: { file },
      fix: 'Make room, or write to another disk.',
      cause: error
    })
  if (/permission denied|read-only file system|cannot open file/i.test(said)) return unwritable(file, error)
  return new RecoError('log.failed', {
    what: `The database says: ${said.split('\n')[0]}`,
    at: { file },
    fix: 'Check the file and its disk; all that was committed before is kept.',
    cause: error
  })
}

export const notALog = (file: string, what: string, cause?: unknown): RecoError =>
  new RecoError('log.not-a-log', {
    what: `The file ${what}.`,
    at: { file },
    fix: 'Give a file that a run wrote with --log.',
    ...(cause === undefined ? {} : { cause })
  })

const locked = (file: string, who: string, cause?: unknown): RecoError =>
  new RecoError('log.locked', {
    what: `The file is in use by ${who}.`,
    at: { file },
    fix: 'Wait until the run has ended, or stop it.',
    ...(cause === undefined ? {} : { cause })
  })

const unwritable = (file: string, cause: unknown): RecoError =>
  new RecoError('log.unwritable', {
    what: 'The file cannot be made there: no permission, or a read-only disk.',
    at: { file },
    fix: 'Write to a folder of your own.',
    cause
  })

/** DuckDB's mark stands after the checksum of the first block. */
function isDatabase(path: string): boolean {
  if (statSync(path).isDirectory()) return false
  const beginning = Buffer.alloc(12)
  const open = openSync(path, 'r')
  try {
    return readSync(open, beginning) === 12 && beginning.toString('latin1', 8) === 'DUCK'
  } finally {
    closeSync(open)
  }
}
