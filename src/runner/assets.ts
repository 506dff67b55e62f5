import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the package, wherever this file was built to. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'assets'))) folder = dirname(folder)
  return folder
}

/** The path of something that ships with the package, such as `feed/feed.csv`. */
export const asset = (name: string): string => join(packageRoot(), 'assets', name)

/** The version of this package. */
export const version = (): string =>
  (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version
