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
const told = pages.flatMap((page) => {
  const text = readFileSync(join(ROOT, page), 'utf8')
  const examples = [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code]) => code!)
  return examples.length > 0 ? [{ page, examples }] : []
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
  expect(told.flatMap(({ examples }) => examples).length).toBeGreaterThan(4)
})

test.each(told)(
  'the examples of $page run as they stand, one after the other, and leave nothing going',
  async ({ page, examples }) => {
    const name = (at: number) => `${page.replace(/\W+/g, '-')}-example-${at + 1}.mjs`
    for (const [at, code] of examples.entries())
      writeFileSync(join(PLACE, name(at)), (await transformWithOxc(code, 'example.ts')).code)
    const all = join(PLACE, `${page.replace(/\W+/g, '-')}.mjs`)
    writeFileSync(
      all,
      examples.map((_, at) => `await import('./${name(at)}')\nconsole.log('ran ${at + 1}')\n`).join('')
    )
    const { stdout, stderr } = await run(process.execPath, [all], {
      cwd: PLACE,
      timeout: 100_000,
      maxBuffer: 64 << 20,
      env: { ...process.env, NODE_NO_WARNINGS: '1', MODEL_URL: server.url }
    })
    expect(stderr).toBe('')
    expect(stdout.match(/^ran \d+$/gm)).toEqual(examples.map((_, at) => `ran ${at + 1}`))
  },
  120_000
)

test('every link between the pages leads somewhere', () => {
  for (const page of pages) {
    const text = readFileSync(join(ROOT, page), 'utf8')
    for (const [, to] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      expect(() => readFileSync(resolve(ROOT, page, '..', to!)), `${page} → ${to}`).not.toThrow()
    }
  }
})
