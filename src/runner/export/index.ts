import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { RecoError } from '../../contract/error.ts'
import type { Manifest } from '../../contract/result.ts'
import { openLog } from '../../storage/log-reader.ts'
import { breath } from '../../streams/breath.ts'
import { type ReplayOptions, replayed, worldOfLog } from './episodes.ts'
import { type Chats, type Sink, sinkFor } from './sinks.ts'

/** What trainers of the field read: tables, arrays, data sets of Minari, chats. */
export const EXPORTS = ['parquet', 'd3rlpy', 'minari', 'jsonl'] as const
export type ExportFormat = (typeof EXPORTS)[number]

export interface ExportOptions extends ReplayOptions {
  /** The file that a run was logged in. */
  readonly log: string
  readonly as: ExportFormat
  /** Where it goes: a folder for parquet and minari, a file for the others. It must not be there. */
  readonly out: string
  /** What chats are for, in jsonl. Default `sft`. */
  readonly chats?: Chats
  /** Items that a chat offers, 2 … 200. Default 30. */
  readonly offered?: number
  /** Slates that are tried in one state, for `grpo`: 2 … 64. Default 4. */
  readonly group?: number
  readonly signal?: AbortSignal
  /** Turns done and left. */
  readonly onProgress?: (done: number, left: number) => void
}

export interface Exported {
  readonly out: string
  readonly people: number
  /** People who were left out, since a visit of theirs failed, or was still under way when the run was stopped. */
  readonly failed: number
  readonly steps: number
  /** Lines of jsonl, which may be fewer than there are steps. */
  readonly lines: number
}

/**
 * Makes training data of a log: everybody in it is played again in the environment that its world is, with the slates that it
 * was shown, and held against what it did then; so that observations, rewards and endings are those that `createEnvironment`
 * gives. It is written whole or not at all.
 *
 * @throws RecoError `export.bad-option`, `export.no-people`, `export.not-again`, `export.own-file`, `export.other-world`, `out.taken`,
 *         `run.interrupted`, and those of `openLog` and `createEnvironment`
 */
export async function exportLog(options: ExportOptions): Promise<Exported> {
  const { log: file, out, signal, onProgress } = options
  check(options)
  const log = await openLog(file)
  const unfinished = `${out}.${process.pid}.tmp`
  let sink: Sink | undefined
  try {
    const manifest = (await log.manifest()) as Manifest
    const world = await worldOfLog(manifest, replayOf(options))
    sink = await sinkFor(options, {
      log,
      manifest,
      ...world,
      path: unfinished,
      makeFolder: () => mkdirSync(unfinished)
    })
    const { episodes, failed, turns } = await replayed(log, manifest, world.staged, sink.onTurn)
    let [done, steps] = [0, 0]
    for await (const episode of episodes) {
      if (signal?.aborted) throw stopped()
      sink.add(episode)
      steps += episode.steps.length
      done++
      onProgress?.(steps, turns - steps)
      if (done % 16 === 0) await breath()
    }
    const lines = await sink.close()
    renameSync(unfinished, out)
    return { out, people: done, failed: failed(), steps, lines }
  } catch (cause) {
    sink?.drop?.()
    rmSync(unfinished, { recursive: true, force: true })
    throw cause
  } finally {
    await log.close()
  }
}

/** Chats that compare slates need to tell a good one from a bad one at once: retention alone seldom does. */
function replayOf(options: ExportOptions): ReplayOptions {
  const { population, mindset, mind, catalogue, representation, history } = options
  const isCompared = options.as === 'jsonl' && options.chats !== undefined && options.chats !== 'sft'
  const reward = options.reward ?? (isCompared ? { length: 1, satisfaction: 1 } : undefined)
  return { population, mindset, mind, catalogue, representation, history, reward }
}

function check({ as, out, chats = 'sft', offered = 30, group = 4 }: ExportOptions): void {
  const wrong = (name: string, value: unknown, wanted: string) =>
    new RecoError('export.bad-option', {
      what: `${name} is ${JSON.stringify(value)}.`,
      fix: `Give ${wanted}, or leave it out.`
    })
  if (!EXPORTS.includes(as)) throw wrong('as', as, `one of ${EXPORTS.join(', ')}`)
  if (!['sft', 'dpo', 'grpo'].includes(chats)) throw wrong('chats', chats, 'one of sft, dpo, grpo')
  if (!(Number.isInteger(offered) && offered >= 2 && offered <= 200))
    throw wrong('offered', offered, 'a whole number from 2 to 200')
  if (!(Number.isInteger(group) && group >= 2 && group <= 64))
    throw wrong('group', group, 'a whole number from 2 to 64')
  if (existsSync(out))
    throw new RecoError('out.taken', {
      what: 'That is there already.',
      at: { file: out },
      fix: 'Take it away, or give another name with --out.'
    })
}

const stopped = (): RecoError =>
  new RecoError('run.interrupted', { what: 'It was stopped before all was written.', fix: 'Start it again.' })
