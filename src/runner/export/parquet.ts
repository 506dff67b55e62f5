import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type LoggedEpisode, propensityOf } from '../../exports/episode.ts'
import { TERMS } from '../../gym/person/reward.ts'
import type { LogReader } from '../../storage/log-reader.ts'

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The tables and views of a log, a file each. @returns their names */
export async function copyTables(log: LogReader, folder: string): Promise<string[]> {
  const tables = await log.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'main' AND table_name <> 'rounds' ORDER BY 1"
  )
  for (const { name } of tables)
    await log.query(`COPY (SELECT * FROM "${name}") TO ${quoted(join(folder, `${name}.parquet`))} (FORMAT parquet)`)
  return tables.map(({ name }) => name)
}

/** Turns, a row each, before they become columns. */
export interface TransitionsWriter {
  add(episode: LoggedEpisode): void
  close(): Promise<void>
}

const COLUMNS = {
  person: 'BIGINT',
  population: 'VARCHAR',
  segment: 'VARCHAR',
  session: 'BIGINT',
  turn: 'BIGINT',
  slate: 'VARCHAR[]',
  propensities: 'DOUBLE[]',
  propensity: 'DOUBLE',
  reward: 'DOUBLE',
  ...Object.fromEntries(TERMS.map((term) => [`term_${term}`, 'DOUBLE'])),
  terminated: 'BOOLEAN',
  truncated: 'BOOLEAN',
  mood: 'VARCHAR',
  asked: 'VARCHAR',
  asked_act: 'VARCHAR',
  asked_target: 'VARCHAR'
} as const

/** Writes `transitions.parquet` by way of a file of lines, which is taken away. */
export function createTransitions(log: LogReader, folder: string): TransitionsWriter {
  const lines = join(folder, 'transitions.jsonl.tmp')
  writeFileSync(lines, '')
  return {
    add({ person, population, segment, steps }) {
      const rows = steps.map((step) => {
        const { observation, action, propensities, reward, terms, terminated, truncated } = step
        const { user, mindset, instruction } = observation
        const propensity = propensityOf(step)
        return JSON.stringify({
          person,
          population,
          segment,
          session: user.session,
          turn: user.turn,
          slate: action,
          propensities,
          propensity: Number.isNaN(propensity) ? null : propensity,
          reward,
          ...Object.fromEntries(TERMS.map((term) => [`term_${term}`, terms[term]])),
          terminated,
          truncated,
          mood: mindset.mood,
          asked: instruction?.text ?? null,
          asked_act: instruction?.act ?? null,
          asked_target: instruction?.target ?? null
        })
      })
      appendFileSync(lines, `${rows.join('\n')}\n`)
    },
    async close() {
      const columns = Object.entries(COLUMNS).map(([name, type]) => `${name}: '${type}'`)
      const read = `read_json(${quoted(lines)}, format = 'newline_delimited', columns = {${columns.join(', ')}})`
      await log.query(`COPY (SELECT * FROM ${read}) TO ${quoted(join(folder, 'transitions.parquet'))} (FORMAT parquet)`)
      rmSync(lines)
    }
  }
}
