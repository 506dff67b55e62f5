import type { BoardCheck } from '../../contract/leaderboard.ts'
import { calledAs } from '../called.ts'
import { EXIT } from '../failure.ts'
import { type Given, parseGiven } from '../given.ts'
import { checkOut, writeWhole } from '../outfile.ts'
import { lookOf, print, printJson } from '../output.ts'
import { numberIn } from '../pairs.ts'
import { perform } from '../perform.ts'
import { tell } from '../stderr.ts'
import { plain, plainAll } from '../text.ts'
import { boardIn, checkBoard, textOf } from './file.ts'
import { boardLines, checkLines } from './lines.ts'

type Typed = Readonly<Record<string, unknown>>

/** Ranks recommenders, or verifies a former ranking. */
export async function work(names: readonly string[], typed: Typed): Promise<void> {
  const given = parseGiven(typed)
  if (typeof typed.verify === 'string') return verify(typed.verify, given, typed)
  const html = typeof typed.html === 'string' ? typed.html : undefined
  if (given.out !== undefined) checkBoard(given.out)
  if (html !== undefined) checkOut(html)
  const { leaderboard } = await import('../../runner/leaderboard/index.ts')
  const board = await perform('leaderboard', given, (call) =>
    leaderboard({
      entries: names.length > 0 ? names : undefined,
      scenarios: typeof typed.scenarios === 'string' ? typed.scenarios.split(',').map((one) => one.trim()) : undefined,
      replicates: numberOf(typed, 'replicates'),
      users: given.users,
      seed: given.seed,
      remote: remoteOf(given),
      ...call
    })
  )
  if (given.out !== undefined) writeWhole(given.out, textOf(board))
  if (html !== undefined) {
    const { renderLeaderboard } = await import('../../report/index.ts')
    writeWhole(html, await renderLeaderboard(board))
  }
  if (given.json) printJson(board)
  else print(boardLines(plainAll(board), lookOf(process.stdout)))
  if (given.quiet) return
  if (given.out !== undefined) tell(`result  ${plain(given.out)}`)
  if (html !== undefined) tell(`page    ${plain(html)}`)
  if (!given.json && given.out !== undefined) tell(`next    ${calledAs()} leaderboard --verify ${plain(given.out)}`)
}

async function verify(file: string, given: Given, typed: Typed): Promise<void> {
  const board = boardIn(file)
  const { verifyLeaderboard } = await import('../../runner/leaderboard/index.ts')
  const check = await perform('verify', given, (call) =>
    verifyLeaderboard(board, { sample: numberOf(typed, 'sample'), remote: remoteOf(given), ...call })
  )
  if (given.json) printJson(check)
  else print(checkLines(plainAll(check), lookOf(process.stdout)))
  process.exitCode = isSame(check) ? EXIT.done : EXIT.failed
}

const isSame = ({ differing, isTableSame }: BoardCheck): boolean => differing.length === 0 && isTableSame !== false

const numberOf = (typed: Typed, name: string): number | undefined =>
  typed[name] === undefined ? undefined : numberIn(name, String(typed[name]))

const remoteOf = ({ timeout }: Given) => (timeout === undefined ? {} : { timeoutSeconds: timeout })
