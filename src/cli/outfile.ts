import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { RecoError } from '../contract/error.ts'

/**
 * Refuses, before any work, a file that could not be written afterwards.
 *
 * @throws RecoError `out.no-folder`, `out.folder`, `out.taken`, `out.unwritable`
 */
export function checkOut(file: string): void {
  checkFolder(file)
  if (existsSync(file) && statSync(file).isDirectory())
    throw new RecoError('out.folder', {
      what: 'That is a folder.',
      at: { file },
      fix: 'Name a file in it, such as report.html.'
    })
  if (existsSync(file) && !isOurs(file))
    throw new RecoError('out.taken', {
      what: 'That file is there already, and is none that was written so.',
      at: { file },
      fix: 'Give another name with --out; only a former report or drawing is replaced.'
    })
}

/** @throws RecoError `out.no-folder`, `out.unwritable` */
export function checkFolder(file: string): void {
  const folder = dirname(resolve(file))
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new RecoError('out.no-folder', {
      what: `There is no folder ${folder}.`,
      at: { file },
      fix: 'Make it first, or write elsewhere with --out.'
    })
  try {
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    throw new RecoError('out.unwritable', {
      what: 'You may not write there.',
      at: { file },
      fix: 'Write to a folder of your own with --out.',
      cause
    })
  }
}

/** How pages and drawings of ours begin. */
const OURS = [
  '<!doctype html>',
  '<svg xmlns="http://www.w3.org/2000/svg" class="statechart"',
  'stateDiagram-v2\n  direction TB\n  accTitle:',
  '```mermaid\nstateDiagram-v2\n  direction TB\n  accTitle:'
].map((beginning) => beginning.toLowerCase())

/** Whether a file begins as one of ours does: nothing else of yours is ever written over. */
function isOurs(file: string): boolean {
  const beginning = Buffer.alloc(80)
  const open = openSync(file, 'r')
  try {
    const length = readSync(open, beginning)
    const text = beginning.toString('latin1', 0, length).toLowerCase()
    return length === 0 || OURS.some((one) => text.startsWith(one))
  } finally {
    closeSync(open)
  }
}

/** Writes a file whole or not at all: under another name first. */
export function writeWhole(file: string, content: string): void {
  const path = resolve(file)
  const unfinished = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(unfinished, content)
    renameSync(unfinished, path)
  } catch (cause) {
    rmSync(unfinished, { force: true })
    throw new RecoError('write.failed', {
      what: `The file could not be written: ${(cause as Error).message}`,
      at: { file },
      fix: 'Make room, or write elsewhere with --out.',
      cause
    })
  }
}

/**
 * Refuses, before any work, a file that is there already.
 *
 * @throws RecoError `out.taken`; those of `checkFolder`
 */
export function checkNew(file: string): void {
  checkFolder(file)
  if (!existsSync(file)) return
  throw new RecoError('out.taken', {
    what: 'That file is there already.',
    at: { file },
    fix: 'Give another name with --out; nothing of yours is written over.'
  })
}
