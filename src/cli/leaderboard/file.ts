import { existsSync, readFileSync, statSync } from 'node:fs'
import { RecoError } from '../../contract/error.ts'
import type { Leaderboard } from '../../contract/leaderboard.ts'
import { checkFolder } from '../outfile.ts'

/** The most that such a file may have, bytes. */
const MOST_BYTES = 200_000_000

/** As it is written: whatever is in it stands on a line of its own, so that two can be compared line by line. */
export const textOf = (board: Leaderboard): string => `${JSON.stringify(board, null, 1)}\n`

/** What a file holds. @throws RecoError `leaderboard.no-board` */
export function boardIn(file: string): unknown {
  const wrong = (what: string, cause?: unknown) =>
    new RecoError('leaderboard.no-board', {
      what,
      at: { file },
      fix: 'Give the file that leaderboard --out wrote.',
      cause
    })
  if (!existsSync(file)) throw wrong('There is no such file.')
  if (!statSync(file).isFile() || statSync(file).size > MOST_BYTES) throw wrong('That is no file of ours.')
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw wrong('It is no JSON.', cause)
  }
}

/**
 * Refuses, before any work, to write over anything but a former leaderboard.
 *
 * @throws RecoError `out.taken`, `out.no-folder`, `out.unwritable`
 */
export function checkBoard(file: string): void {
  checkFolder(file)
  if (!existsSync(file) || isBoard(file)) return
  throw new RecoError('out.taken', {
    what: 'That file is there already, and is no leaderboard.',
    at: { file },
    fix: 'Give another name with --out; only a former leaderboard is replaced.'
  })
}

function isBoard(file: string): boolean {
  if (!statSync(file).isFile()) return false
  return /^\s*\{\s*"kind":\s*"recoworld leaderboard"/.test(readFileSync(file, 'utf8').slice(0, 200))
}
