import { basename } from 'node:path'
import { type ExportFormat, type ExportOptions, exportLog } from '../../runner/export/index.ts'
import { calledAs } from '../called.ts'
import { numbersIn } from '../environment.ts'
import { count } from '../figures.ts'
import { parseGiven } from '../given.ts'
import { checkFolder } from '../outfile.ts'
import { print, printJson } from '../output.ts'
import { pairsIn } from '../pairs.ts'
import { perform } from '../perform.ts'
import { tell, tellPlainly } from '../stderr.ts'
import { plain } from '../text.ts'

/** Writes training data, and says how much of it there is. */
export async function work(log: string, typed: Readonly<Record<string, unknown>>): Promise<void> {
  const given = parseGiven(typed)
  const as = (typeof typed.as === 'string' ? typed.as : 'parquet') as ExportFormat
  const out = given.out ?? `${basename(log).replace(/\.\w+$/, '')}${ENDINGS[as] ?? ''}`
  checkFolder(out)
  const { population, mindset, mind, catalogue, representation, json, quiet } = given
  const options = {
    log,
    as,
    out,
    population,
    mindset,
    mind,
    catalogue,
    representation,
    ...(typeof typed.chats === 'string' ? { chats: typed.chats } : {}),
    ...(typeof typed.reward === 'string' ? { reward: pairsIn('reward', typed.reward.split(',')) } : {}),
    ...numbersIn(typed, 'offered', 'group')
  } as ExportOptions
  const done = await perform('export', given, (call) => exportLog({ ...options, ...call }))
  const { people, failed, steps, lines } = done
  if (failed > 0)
    tellPlainly(
      `${count(failed)} of ${count(people + failed)} people were left out: a visit of theirs failed, or was not over`
    )
  if (json) return printJson(done)
  const inLines = as === 'jsonl' ? `, ${count(lines)} lines` : ''
  print([`${plain(out)}  ${count(people)} people, ${count(steps)} turns${inLines}`])
  if (!quiet) tell(`next  ${NEXT[as].replaceAll('OUT', plain(out)).replaceAll('recoworld ', `${calledAs()} `)}`)
}

const ENDINGS: Readonly<Record<ExportFormat, string>> = {
  parquet: '-parquet',
  minari: '-v0',
  d3rlpy: '.npz',
  jsonl: '.jsonl'
}

const NEXT: Readonly<Record<ExportFormat, string>> = {
  parquet: 'duckdb -c "FROM \'OUT/transitions.parquet\' LIMIT 5"',
  minari: 'minari.MinariDataset("OUT/data")',
  d3rlpy: 'numpy.load("OUT") has observations, actions, rewards, terminals and timeouts',
  jsonl: 'datasets.load_dataset("json", data_files="OUT")'
}
