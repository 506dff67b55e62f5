import { RecoError } from '../contract/error.ts'
import type { WorldEvent } from '../contract/event.ts'
import { append } from './append.ts'
import { type Facts, factsOf } from './facts.ts'
import { createFile, explained, type Opened, removeFile } from './files.ts'
import { LAYOUT, STATEMENTS } from './tables.ts'

/** The log of one run, while it is written. */
export interface EventLog {
  readonly file: string
  /**
   * Writes a batch, whole or not at all, with its row in `rounds`; done when it is on disk. Await it: that is the back-pressure.
   * Facts come as columns, one part after the other, or as events.
   * Batches given while another is on its way go to disk together. Once a write has failed, all later ones fail alike.
   *
   * @throws RecoError `log.bad-event`, `log.disk-full`, `log.failed`, `log.closed`
   */
  write(batch: readonly WorldEvent[] | readonly Facts[]): Promise<void>
  /** Stores the result beside the manifest, and closes. Fails where a write has failed; the file is closed then too. */
  finish(result: unknown): Promise<void>
  /** Closes after the writes under way; what is committed stays. Closing twice is no error. */
  close(): Promise<void>
  /** Closes, and takes the file away: nothing has happened that anybody could read there. */
  discard(): Promise<void>
}

/** Who runs: the name that its events carry, and whatever is needed to run it again, as JSON. */
export interface LoggedRun {
  readonly id: string
  readonly manifest: unknown
}

/**
 * Makes a new log: a DuckDB file with a table for each type of event.
 *
 * @throws RecoError `log.exists`, `log.no-folder`, `log.unwritable`, `log.disk-full`; nothing is left behind
 */
export async function createLog(file: string, run: LoggedRun): Promise<EventLog> {
  const opened = await createFile(file)
  try {
    await layOut(opened, run)
  } catch (error) {
    opened.close()
    removeFile(file)
    throw explained(error, file)
  }
  return logOf(file, run.id, opened)
}

async function layOut({ connection }: Opened, { id, manifest }: LoggedRun): Promise<void> {
  await connection.run('BEGIN')
  for (const statement of STATEMENTS) await connection.run(statement)
  await connection.run('INSERT INTO runs VALUES (?, ?, ?, NULL)', [id, LAYOUT, json(manifest)])
  await connection.run('COMMIT')
  await connection.run('CHECKPOINT') // the whole frame is in the file before a first event is
}

type Batch = readonly WorldEvent[] | readonly Facts[]

const isFacts = (batch: Batch): batch is readonly Facts[] => batch[0] !== undefined && 'parts' in batch[0]
const inColumns = (batch: Batch): readonly Facts[] => (isFacts(batch) ? batch : [factsOf(batch)])
const countOf = (batch: readonly Facts[]): number => batch.reduce((sum, { count }) => sum + count, 0)

function logOf(file: string, run: string, { connection, close }: Opened): EventLog {
  let [seq, round] = [0, 0]
  let failure: RecoError | undefined
  let closed: Promise<void> | undefined
  let gathering: Batch[] | undefined
  let last: Promise<void> = Promise.resolve()

  async function commit(batches: readonly Batch[]): Promise<void> {
    if (failure) throw failure
    try {
      const facts = batches.map(inColumns)
      await connection.run('BEGIN')
      await append(connection, facts.flat(), seq)
      const rounds = facts.map((batch, i) => `(${round + i}, ${countOf(batch)})`).join(', ')
      await connection.run(`INSERT INTO rounds SELECT ?, * FROM (VALUES ${rounds})`, [run])
      await connection.run('COMMIT')
      seq += countOf(facts.flat())
      round += batches.length
    } catch (error) {
      failure = explained(error, file)
      await connection.run('ROLLBACK').catch(() => undefined) // a database that broke has rolled back by itself
      throw failure
    }
  }

  function enqueue(batch: Batch): Promise<void> {
    if (!gathering) {
      const batches: Batch[] = []
      gathering = batches
      const begin = () => {
        gathering = undefined
        return commit(batches)
      }
      last = last.then(begin, begin)
    }
    gathering.push(batch)
    return last
  }

  async function end(work: () => Promise<unknown>): Promise<void> {
    await last.catch(() => undefined)
    try {
      await work().finally(close)
    } catch (error) {
      throw explained(error, file)
    }
  }

  async function store(result: unknown): Promise<void> {
    if (failure) throw failure
    await connection.run('UPDATE runs SET result = ?', [json(result)])
  }

  return {
    file,
    write: (batch) => (closed ? Promise.reject(isClosed(file)) : enqueue(batch)),
    finish(result) {
      if (closed) return Promise.reject(isClosed(file))
      closed = end(() => store(result))
      return closed
    },
    close() {
      closed ??= end(async () => undefined)
      return closed.catch(() => undefined)
    },
    async discard() {
      await this.close()
      removeFile(file)
    }
  }
}

const json = (value: unknown): string => JSON.stringify(value ?? null)

const isClosed = (file: string): RecoError =>
  new RecoError('log.closed', {
    what: 'The log is closed; nothing more can be written to it.',
    at: { file },
    fix: 'Write all events before finish() or close().'
  })
