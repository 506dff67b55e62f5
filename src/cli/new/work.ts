import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { RecoError } from '../../contract/error.ts'
import { didYouMean } from '../../contract/nearest.ts'
import { asset } from '../../runner/assets.ts'
import { calledAs } from '../called.ts'
import { parseGiven } from '../given.ts'
import { print } from '../output.ts'
import { tell } from '../stderr.ts'
import { plain } from '../text.ts'

/** Each kind of file, its ending, and how the finished file is used. */
const KINDS: Record<string, { ending: string; use(file: string): string }> = {
  mindset: { ending: '.ts', use: (file) => `run --mindset ${file}` },
  recommender: { ending: '.ts', use: (file) => `run --recommender ${file}` },
  population: { ending: '.yaml', use: (file) => `run --population ${file}` },
  representation: { ending: '.ts', use: (file) => `run --representation ${file}` },
  metric: { ending: '.ts', use: (file) => `run --metric ${file}` },
  environment: { ending: '.ts', use: (file) => `train --environment ${file}` }
}
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
const LONGEST = 60

/**
 * Writes a file to start from, and never over another.
 *
 * @throws RecoError `new.unknown-kind`, `new.bad-name`, `new.no-folder`, `new.exists`, `new.unwritable`
 */
export function work(kind: string, name: string, typed: Readonly<Record<string, unknown>>): void {
  const { out: folder = '.', quiet } = parseGiven(typed)
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
  if (!known)
    throw new RecoError('new.unknown-kind', {
      what: `There is no file to start a "${plain(kind)}" from.`,
      fix: didYouMean(kind, Object.keys(KINDS))
    })
  if (!NAME.test(name) || name.length > LONGEST)
    throw new RecoError('new.bad-name', {
      what: `"${plain(name)}" is no name for a file of a shelf.`,
      fix: 'Use small letters, digits and single hyphens, such as my-recommender; --out names the folder.'
    })
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new RecoError('new.no-folder', {
      what: 'There is no such folder.',
      at: { file: folder },
      fix: 'Make it first, or leave --out away.'
    })
  const path = join(folder, name + known.ending)
  write(path, contentOf(kind, known.ending, name, folder))
  const file = path.startsWith('/') || path.startsWith('..') ? path : `.${sep}${path}`
  print([file])
  if (!quiet) tell(`next    change it, then ${calledAs()} ${known.use(file)}`)
}

function contentOf(kind: string, ending: string, name: string, folder: string): string {
  const template = readFileSync(asset(`templates/${kind}${ending}`), 'utf8').replaceAll('__NAME__', name)
  return kind === 'population' ? schemaLine(folder) + template : template
}

/** Tells editors where the schema is, when this package is installed beneath. */
function schemaLine(folder: string): string {
  const schema = relative(resolve(folder), asset('schemas/population.json'))
  return schema.startsWith('..') ? '' : `# yaml-language-server: $schema=./${schema.split(sep).join('/')}\n`
}

function write(file: string, content: string): void {
  try {
    writeFileSync(file, content, { flag: 'wx' })
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST'
    throw new RecoError(isThere ? 'new.exists' : 'new.unwritable', {
      what: isThere ? 'The file is there already, and is not written over.' : 'The file cannot be written there.',
      at: { file },
      fix: 'Take another name, or another folder with --out.',
      cause
    })
  }
}
