import { RecoError } from '../../contract/error.ts'
import type { BoardCheck, BoardManifest, BoardRun, Leaderboard } from '../../contract/leaderboard.ts'
import { createChance } from '../../kernel/chance.ts'
import type { RunOptions } from '../options.ts'
import type { RemoteOptions } from '../remote.ts'
import type { PlayedCell } from './cell.ts'
import { boardOf, cellsOf, manifestOf, noiseCells, playAll, preparedFor } from './leaderboard.ts'

export interface VerifyOptions extends Pick<RunOptions, 'signal' | 'onProgress'> {
  /** Run so many of the runs again, drawn by the manifest's seed. Default: all, and the table is made anew. */
  readonly sample?: number | undefined
  readonly remote?: RemoteOptions | undefined
}

/**
 * Runs a leaderboard again, by what its manifest says, and compares every number to the digit.
 *
 * @param given what the file holds
 * @throws RecoError `leaderboard.no-board` where it is none; `leaderboard.changed` where a scenario or an entry is another
 *                   than it was; those of `leaderboard`
 */
export async function verifyLeaderboard(given: unknown, options: VerifyOptions = {}): Promise<BoardCheck> {
  const board = boardIn(given)
  const { manifest } = board
  const prepared = await preparedFor({
    entries: manifest.entries.map(({ from }) => from),
    scenarios: manifest.scenarios.map(({ from }) => from),
    users: manifest.users,
    replicates: manifest.replicates,
    seed: manifest.seed,
    remote: options.remote
  })
  const now = manifestOf(prepared)
  checkSame(manifest, now)
  const cells = cellsOf(prepared)
  if (cells.length !== board.runs.length)
    throw noBoard(`It holds ${board.runs.length} runs; its manifest asks for ${cells.length}.`)
  const chosen = chosenOf(cells.length, options.sample, manifest.seed)
  const isWhole = chosen.length === cells.length
  const again = isWhole ? noiseCells(prepared) : []
  const played = await playAll([...chosen.map((at) => cells[at]!), ...again], options)
  const own = played.slice(0, chosen.length)
  const differing = chosen.flatMap((at, index) => differencesOf(board.runs[at]!, own[index]!.run))
  return {
    runs: chosen.length,
    of: cells.length,
    figures: own.reduce((total, { run }) => total + factsOf(run).length, 0),
    differing,
    isTableSame: isWhole ? isTableSame(board, boardOf(prepared, own, played.slice(chosen.length))) : null,
    notes:
      now.recoworld === manifest.recoworld
        ? []
        : [`it was made by recoworld ${manifest.recoworld}; this is ${now.recoworld}`],
    seconds: played.reduce((total: number, { seconds }: PlayedCell) => total + seconds, 0)
  }
}

function boardIn(given: unknown): Leaderboard {
  const board = given as Partial<Leaderboard> | null
  if (typeof board !== 'object' || board?.kind !== 'recoworld leaderboard') throw noBoard('It is JSON of another kind.')
  if (board.layout !== 1) throw noBoard(`Its layout is ${String(board.layout)}; this recoworld reads 1.`)
  const { manifest, runs } = board
  const isWhole =
    Array.isArray(manifest?.entries) &&
    Array.isArray(manifest.scenarios) &&
    [...manifest.entries, ...manifest.scenarios].every((one) => typeof one?.from === 'string') &&
    Array.isArray(runs) &&
    runs.every((run) => typeof run?.metrics === 'object' && run.metrics !== null)
  if (!isWhole) throw noBoard('Its manifest or its runs are not whole.')
  return board as Leaderboard
}

const noBoard = (what: string) =>
  new RecoError('leaderboard.no-board', { what, fix: 'Give the file that leaderboard --out wrote.' })

function checkSame(was: BoardManifest, is: BoardManifest): void {
  const other =
    was.scenarios.find(
      ({ hash, version }, at) => is.scenarios[at]!.hash !== hash || is.scenarios[at]!.version !== version
    ) ?? was.entries.find(({ hash, name }, at) => is.entries[at]!.hash !== hash || is.entries[at]!.name !== name)
  if (!other) return
  throw new RecoError('leaderboard.changed', {
    what: `"${other.name}" is another here than the one that the leaderboard was made with.`,
    fix: 'Take the same version of recoworld and the same files, or make a new leaderboard.'
  })
}

/** Positions of the runs that are run again, in order. */
function chosenOf(runs: number, sample: number | undefined, seed: number): number[] {
  const all = Array.from({ length: runs }, (_, at) => at)
  if (sample === undefined || sample >= runs) return all
  if (!(Number.isInteger(sample) && sample >= 1))
    throw new RecoError('leaderboard.bad-option', {
      what: `A sample of ${sample} runs was asked for.`,
      fix: `Take 1 to ${runs}, or leave it out for all.`
    })
  const luck = createChance(seed).for('leaderboard-sample')
  const drawn = all.map((at) => ({ at, key: luck.at(at) })).sort((a, b) => a.key - b.key)
  return drawn
    .slice(0, sample)
    .map(({ at }) => at)
    .sort((a, b) => a - b)
}

/** Everything that a run says in one number or word. */
const factsOf = ({
  metrics,
  seed,
  visits,
  broken,
  failures,
  userSteps,
  digest
}: BoardRun): [string, number | string | null][] => [
  ...Object.entries(metrics),
  ...Object.entries({ seed, visits, broken, failures, userSteps, digest })
]

function differencesOf(was: BoardRun, is: BoardRun): BoardCheck['differing'] {
  const { scenario, replicate, entry } = is
  const before = new Map(factsOf(was))
  const placed = [
    ['scenario', was.scenario, scenario],
    ['replicate', was.replicate, replicate],
    ['entry', was.entry, entry]
  ] as const
  return [...placed, ...factsOf(is).map(([what, value]) => [what, before.get(what) ?? null, value] as const)].flatMap(
    ([what, old, value]) => (Object.is(old, value) ? [] : [{ scenario, replicate, entry, what, was: old, is: value }])
  )
}

/** All but how long it took. */
function isTableSame(was: Leaderboard, is: Leaderboard): boolean {
  const told = ({ places, differences, noise, baseline }: Leaderboard) =>
    JSON.stringify([places.map(({ seconds, ...rest }) => rest), differences, noise, baseline])
  return told(was) === told(JSON.parse(JSON.stringify(is)) as Leaderboard)
}
