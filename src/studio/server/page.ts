import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, extname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RecoError } from '../../contract/error.ts'

export interface PageFile {
  readonly type: string
  readonly bytes: Buffer
}

/** All files of the page by the paths that they are asked for. What is not in here cannot be asked for. */
export type Page = ReadonlyMap<string, PageFile>

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2'
}

/** Where the build puts the page: in `dist/studio`, whether this runs from `dist` or from the sources. */
export function builtPage(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return join(folder, 'dist', 'studio')
}

/**
 * Reads the page once.
 *
 * @param folder  with an `index.html`
 * @throws RecoError `studio.not-built`
 */
export function readPage(folder: string = builtPage()): Page {
  if (!existsSync(join(folder, 'index.html')))
    throw new RecoError('studio.not-built', {
      what: `There is no page of the studio in ${folder}.`,
      fix: 'Build it: npm run build. A package from the registry has it; if this is one, please tell us.'
    })
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const type = TYPES[extname(entry.name)]
    if (!entry.isFile() || type === undefined) return []
    const path = resolve(entry.parentPath, entry.name)
    const asked = `/${relative(folder, path).split(sep).map(encodeURIComponent).join('/')}`
    return [[asked, { type, bytes: readFileSync(path) }] as const]
  })
  return new Map(files)
}
