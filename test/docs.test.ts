import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { transformWithOxc } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ModelServer, startModelServer } from './helpers/model-server.ts'

const ROOT = resolve(import.meta.dirname, '..')
const PLACE = join(ROOT, 'test', '.docs') // inside the package, so that it may call itself by name
const run = promisify(execFile)

const pages = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
]
const blocks = pages.flatMap((page) => {
  const text = readFileSync(join(ROOT, page), 'utf8')
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code], at) => ({
    name: `${page}, example ${at + 1}`,
    code: code!
  }))
})

let server: ModelServer // plays the language model that some examples ask
beforeAll(async () => {
  mkdirSync(PLACE, { recursive: true })
  server = await startModelServer()
})
afterAll(async () => {
  await server.close()
  rmSync(PLACE, { recursive: true, force: true })
})

test('there are examples to run', () => {
  expect(blocks.length).toBeGreaterThan(4)
})

test.each(blocks)('$name runs as it stands', async ({ name, code }) => {
  const file = join(PLACE, `${name.replace(/\W+/g, '-')}.mjs`)
  writeFileSync(file, (await transformWithOxc(code, 'example.ts')).code)
  const { stderr } = await run(process.execPath, [file], {
    cwd: PLACE,
    timeout: 60_000,
    env: { ...process.env, NODE_NO_WARNINGS: '1', MODEL_URL: server.url }
  })
  expect(stderr).toBe('')
})

test('every link between the pages leads somewhere', () => {
  for (const page of pages) {
    const text = readFileSync(join(ROOT, page), 'utf8')
    for (const [, to] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      expect(() => readFileSync(resolve(ROOT, page, '..', to!)), `${page} → ${to}`).not.toThrow()
    }
  }
})
