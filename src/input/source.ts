import type { Stats } from 'node:fs'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, extname } from 'node:path'
import { inputError, type Problem } from '../contract/error.ts'
import { nearest } from '../contract/nearest.ts'
import { brokenByte, disguise } from './encoding.ts'

/** A file of the user's as text: UTF-8, without a byte order mark, not blank. */
export interface Source {
  file: string
  /** Its ending in small letters, with the dot. */
  ending: string
  text: string
}

/** The most bytes that are read of each kind. A catalogue is held in memory whole. */
export const LIMITS = {
  post: 1_000_000,
  posts: 20_000_000,
  population: 1_000_000,
  audience: 5_000_000,
  graph: 150_000_000,
  catalogue: 150_000_000
} as const
export type Kind = keyof typeof LIMITS

const hints: Record<Kind, string> = {
  post: 'A post is a few lines of YAML or JSON; hand in several posts as several files.',
  posts: 'Hand in fewer rows, or fewer columns: only those of a post are read.',
  population: 'Describe segments, not persons: the persons are drawn from them.',
  audience: 'Hand in one row a segment, not one a person.',
  graph: 'Hand in fewer ties, or save it as Parquet.',
  catalogue: 'Hand in a sample of its rows, leave out columns that are not read, or save it as Parquet.'
}

export const endingOf = (file: string) => extname(file).toLowerCase()

/**
 * Reads a whole file, or says what is wrong with it.
 * @throws RecoError `input.missing`, `input.folder`, `input.unreadable`, `input.too-large`, `input.empty`, `input.encoding`
 */
export function readSource(file: string, kind: Kind): Source {
  checkFile(file, kind)
  const bytes = readBytes(file, kind)
  const other = disguise(bytes)
  if (other)
    throw inputError('input.encoding', [{ file, what: `this is ${other.what}, not UTF-8 text.`, fix: other.fix }])
  const broken = brokenByte(bytes)
  if (broken !== undefined) throw inputError('input.encoding', [encodingProblem(file, bytes, broken)])
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  if (!/\S/.test(text)) throw emptyFile(file, text.length === 0 ? 'the file is empty (0 bytes).' : 'the file is blank.')
  return { file, ending: endingOf(file), text }
}

/** That there is such a file, that it is one, and that it is of a size to read. */
export function checkFile(file: string, kind: Kind): void {
  let found: Stats
  try {
    found = statSync(file)
  } catch (cause) {
    throw unreadable(file, cause)
  }
  if (found.isDirectory())
    throw inputError('input.folder', [{ file, what: 'this is a folder.', fix: 'Name a file in it.' }])
  if (!found.isFile())
    throw inputError('input.unreadable', [{ file, what: 'this is not a plain file.', fix: 'Save it to a file first.' }])
  if (found.size > LIMITS[kind]) throw tooLarge(file, kind, found.size)
  if (found.size === 0) throw emptyFile(file, 'the file is empty (0 bytes).')
}

function readBytes(file: string, kind: Kind): Uint8Array {
  try {
    const bytes = readFileSync(file)
    if (bytes.length > LIMITS[kind]) throw tooLarge(file, kind, bytes.length)
    return bytes
  } catch (cause) {
    throw unreadable(file, cause)
  }
}

function unreadable(file: string, cause: unknown): unknown {
  if (!(cause instanceof Error && 'code' in cause) || cause.name === 'RecoError') return cause
  if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') {
    const meant = nearest(basename(file), namesBeside(file))
    const fix =
      meant === undefined ? 'Check the path; it is read from the folder you are in.' : `Did you mean "${meant}"?`
    return inputError('input.missing', [{ file, what: 'there is no such file.', fix }])
  }
  const why = cause.code === 'EACCES' || cause.code === 'EPERM' ? 'you may not read this file.' : `${cause.code}.`
  return inputError('input.unreadable', [{ file, what: why, fix: 'Make it readable, or copy it to a place of yours.' }])
}

function namesBeside(file: string): string[] {
  try {
    return readdirSync(dirname(file))
  } catch {
    return []
  }
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`

const tooLarge = (file: string, kind: Kind, size: number) => {
  const what = `${megabytes(size)}; a ${kind} file may have ${megabytes(LIMITS[kind])}.`
  return inputError('input.too-large', [{ file, what, fix: hints[kind] }])
}

const emptyFile = (file: string, what: string) =>
  inputError('input.empty', [{ file, what, fix: 'Write something into it, or name another file.' }])

function encodingProblem(file: string, bytes: Uint8Array, broken: number): Problem {
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, broken))
  const lineStart = before.lastIndexOf('\n') + 1
  let line = 1
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line++
  const byte = bytes[broken]!.toString(16).toUpperCase().padStart(2, '0')
  return {
    file,
    line,
    column: before.length - lineStart + 1,
    what: `byte ${broken + 1} (0x${byte}) is no UTF-8; the text may be in Latin-1 or Windows-1252.`,
    fix: 'Save it as UTF-8 (in a spreadsheet: "CSV UTF-8").'
  }
}
