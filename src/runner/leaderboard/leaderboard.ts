import { RecoError } from '../../contract/error.ts'
import type { BoardManifest, Leaderboard } from '../../contract/leaderboard.ts'
import { createChance } from '../../kernel/chance.ts'
import { version } from '../assets.ts'
import { numbersOf, type RunOptions } from '../options.ts'
import type { RemoteOptions } from '../remote.ts'
import { partOf } from '../setting.ts'
import { type Cell, type PlayedCell, playCell, stepsOf } from './cell.ts'
import { type Entry, entriesOf, shelfEntries, withOtherChance } from './entries.ts'
import { fieldOf } from './field.ts'
import { type FoundScenario, scenariosOf } from './scenarios.ts'
import { tableOf } from './table.ts'

export interface LeaderboardOptions extends Pick<RunOptions, 'signal' | 'onProgress'> {
  /** Two or more, by name, file or address. Default: all of the shelf that ask no model. */
  readonly entries?: readonly string[] | undefined
  /** By name or file. Default: all of the shelf. */
  readonly scenarios?: readonly string[] | undefined
  /** People of each scenario and replicate, from 20. Default 100. */
  readonly users?: number | undefined
  /** From 3, up to 100. Default 3. */
  readonly replicates?: number | undefined
  /** Draws the seeds of the replicates. Default 7. */
  readonly seed?: number | undefined
  readonly remote?: RemoteOptions | undefined
}

const LEAST = { users: 20, replicates: 3 } as const
const MOST_REPLICATES = 100

/** Everything that a leaderboard is about, found. */
export interface Prepared {
  readonly entries: readonly Entry[]
  readonly scenarios: readonly FoundScenario[]
  readonly users: number
  readonly replicates: number
  readonly seed: number
}

/**
 * Recommenders over scenarios, each several times, on the same people with the same luck.
 *
 * @throws RecoError `leaderboard.single-run` for fewer than 3 replicates; `leaderboard.bad-option`; `run.interrupted`; those
 *                   of `entriesOf` and `scenariosOf`
 */
export async function leaderboard(options: LeaderboardOptions = {}): Promise<Leaderboard> {
  const prepared = await preparedFor(options)
  const cells = cellsOf(prepared)
  const again = noiseCells(prepared)
  const played = await playAll([...cells, ...again], options)
  return boardOf(prepared, played.slice(0, cells.length), played.slice(cells.length))
}

export async function preparedFor(options: LeaderboardOptions): Promise<Prepared> {
  const { users = 100, replicates = LEAST.replicates } = options
  const { seed } = numbersOf({ users, seed: options.seed })
  check(users, replicates)
  const entries = await entriesOf(options.entries ?? shelfEntries(), options.remote)
  return { entries, scenarios: await scenariosOf(options.scenarios), users, replicates, seed }
}

function check(users: number, replicates: number): void {
  if (replicates >= 0 && replicates < LEAST.replicates)
    throw new RecoError('leaderboard.single-run', {
      what: `${replicates} replicate${replicates === 1 ? ' was' : 's were'} asked for: whoever leads after so few may owe it to luck.`,
      fix: `Take ${LEAST.replicates} or more; fewer people (--users) make them cheap.`
    })
  if (Number.isInteger(replicates) && replicates <= MOST_REPLICATES && users >= LEAST.users) return
  throw new RecoError('leaderboard.bad-option', {
    what: `There are ${users} people and ${replicates} replicates.`,
    fix: `Take ${LEAST.users} people or more, and ${LEAST.replicates} to ${MOST_REPLICATES} replicates.`
  })
}

/** In the order of scenarios, replicates, entries. */
export const cellsOf = ({ entries, scenarios, replicates, users, seed }: Prepared): Cell[] =>
  scenarios.flatMap((scenario) =>
    Array.from({ length: replicates }, (_, replicate) =>
      entries.map((recommender) => ({ scenario, replicate, recommender, users, seed: seedOf(seed, replicate) }))
    ).flat()
  )

/** Drawn, and not counted up: else a leaderboard of the next seed would share all but one of its replicates with this. */
const seedOf = (seed: number, replicate: number): number =>
  Math.floor(2 ** 32 * createChance(seed).for('leaderboard-replicates').at(replicate))

/** `random` with another chance of its own, and, where it is not in the field, with the chance that it would have there. */
export function noiseCells(prepared: Prepared): Cell[] {
  const inField = prepared.entries.find(({ from }) => from === CHANCY)
  const itself = inField ?? { name: CHANCY, from: CHANCY, ...partOf('recommenders', CHANCY) }
  const other = { ...itself, ...withOtherChance(itself) }
  return cellsOf({ ...prepared, entries: inField ? [other] : [itself, other] })
}

/** What it shows is chance and nothing else, so that no other is as far from itself. */
const CHANCY = 'random'

/** @throws RecoError `run.interrupted` */
export async function playAll(
  cells: readonly Cell[],
  { signal, onProgress }: Pick<RunOptions, 'signal' | 'onProgress'>
): Promise<PlayedCell[]> {
  const played: PlayedCell[] = []
  let done = 0
  let left = cells.reduce((total, cell) => total + stepsOf(cell), 0)
  for (const cell of cells) {
    left -= stepsOf(cell)
    const report = onProgress && ((now: number, more: number) => onProgress(done + now, left + more))
    const one = signal?.aborted
      ? undefined
      : await playCell(cell, { ...(signal ? { signal } : {}), ...(report ? { onProgress: report } : {}) })
    if (!one)
      throw new RecoError('run.interrupted', {
        what: `It was stopped after ${played.length} of ${cells.length} runs; a table of some of them would favour nobody knows whom.`,
        fix: 'Start it again, with fewer people (--users) or scenarios (--scenarios) if it takes too long.'
      })
    done += one.run.userSteps
    played.push(one)
  }
  return played
}

/** What the cells come to. */
export function boardOf(prepared: Prepared, cells: readonly PlayedCell[], again: readonly PlayedCell[]): Leaderboard {
  const { scenarios, entries, replicates, users } = prepared
  const shape = { scenarios: scenarios.map(({ name }) => name), replicates, users }
  const field = fieldOf({ ...shape, entries: entries.map(({ name }) => name) }, cells)
  const chancy = Array.from({ length: again.length / (scenarios.length * replicates) }, (_, at) => again[at]!.run.entry)
  const self = fieldOf({ ...shape, entries: chancy }, again)
  const all = [...cells, ...again]
  return {
    kind: 'recoworld leaderboard',
    layout: 1,
    manifest: manifestOf(prepared),
    ...tableOf(field, self),
    runs: cells.map(({ run }) => run),
    cost: {
      seconds: all.reduce((total, { seconds }) => total + seconds, 0),
      userSteps: all.reduce((total, { run }) => total + run.userSteps, 0),
      runs: all.length
    },
    notes: [...firstOfEach(cells)]
  }
}

/** Of each entry that failed, the first failure. */
function firstOfEach(cells: readonly PlayedCell[]): string[] {
  const first = new Map<string, string>()
  for (const { run, notes } of cells) if (notes[0] && !first.has(run.entry)) first.set(run.entry, notes[0])
  return [...first.values()]
}

export const manifestOf = ({ scenarios, entries, users, replicates, seed }: Prepared): BoardManifest => ({
  recoworld: version(),
  users,
  replicates,
  seed,
  scenarios: scenarios.map(({ name, from, hash, scenario }) => ({ name, from, version: scenario.version, hash })),
  entries: entries.map(({ name, from, source: { hash } }) => ({ name, from, ...(hash ? { hash } : {}) }))
})
