import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Chart } from '../src/contract/chart.ts'
import { openInBrowser, theBrowser } from '../test/fixtures/report/browser.ts'
import { build, recoworld } from '../test/helpers/command.ts'
import { elementsOf } from '../test/helpers/strict-xml.ts'

const PLACE = mkdtempSync(join(tmpdir(), 'recoworld-open-'))
beforeAll(build, 120_000)
afterAll(() => rmSync(PLACE, { recursive: true, force: true }))

function place() {
  const cwd = mkdtempSync(join(PLACE, 'here-'))
  return {
    ask: (...args: string[]) => recoworld(['list', ...args], { cwd }),
    write: (name: string, text: string) => writeFileSync(join(cwd, name), text),
    read: (name: string) => readFileSync(join(cwd, name), 'utf8'),
    has: (name: string) => existsSync(join(cwd, name))
  }
}

const EVIL = '<img src=x onerror=alert(1)>'
/** A machine that is no mindset, in a file of one's own. */
const LIGHT = `import { createMachine } from 'xstate'
export default createMachine({ id: 'light', description: ${JSON.stringify(EVIL)}, initial: 'red', states: {
  red: { description: ${JSON.stringify(EVIL)}, after: { 2000: 'green' } }, green: { on: { [${JSON.stringify(EVIL)}]: 'red' } } } })`

test.concurrent('a mindset is drawn as one page that runs nothing and fetches nothing', async () => {
  const here = place()
  const { code, stdout, stderr } = await here.ask('mindsets', '--open', 'attention', '--out', 'mood.html')
  expect([code, stdout, stderr]).toEqual([0, 'mood.html\n', ''])
  const page = here.read('mood.html')
  expect(page).toMatch(/^<!doctype html>/)
  expect(page).toContain(`http-equiv="Content-Security-Policy" content="default-src 'none';`)
  expect(page).toContain('<h1 dir="auto">attention</h1>')
  expect(page).toContain('data-state="attention.mood.bored"')
  expect(page).toContain('Boredom turns into annoyance')
  expect(page).not.toMatch(/<script|<link|src=|url\(|@import/i)
})

test.concurrent('without --out the page goes to a file of its own, whose path is printed', async () => {
  const { code, stdout } = await place().ask('--open', 'session')
  const file = stdout.trim()
  expect([code, existsSync(file)]).toEqual([0, true])
  rmSync(join(file, '..'), { recursive: true })
})

test.concurrent('any machine of a file is drawn, and its texts stay texts', async () => {
  const here = place()
  here.write('light.mjs', LIGHT)
  const pages = await Promise.all([
    here.ask('--open', './light.mjs', '--out', 'light.html'),
    here.ask('--open', './light.mjs', '--out', 'light.svg'),
    here.ask('--open', './light.mjs', '--out', 'light.md')
  ])
  expect(pages.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(here.read('light.html')).not.toContain('<img')
  const svg = elementsOf(here.read('light.svg'))
  expect(svg[0]).toMatchObject({ name: 'svg', path: [] })
  expect(svg.map(({ name }) => name)).not.toContain('img')
  expect(here.read('light.svg')).toContain('after 2 s')
  expect(here.read('light.svg')).toContain('prefers-color-scheme:dark')
  expect(here.read('light.md')).toMatch(/^```mermaid\nstateDiagram-v2\n[\s\S]+\n```\n$/)
  expect(here.read('light.md')).not.toContain('<')
})

test.concurrent('Mermaid and JSON are printed, and nothing else', async () => {
  const here = place()
  const [mermaid, json] = await Promise.all([
    here.ask('--open', 'recommender', '--mermaid'),
    here.ask('--open', 'recommender', '--json')
  ])
  expect(mermaid.stdout).toMatch(/^stateDiagram-v2\n[\s\S]+ --> s3 : perceiving\.done\n/)
  const chart = JSON.parse(json.stdout) as Chart
  expect(chart).toMatchObject({
    id: 'recommender',
    states: expect.arrayContaining([expect.objectContaining({ key: 'late' })])
  })
  expect(mermaid.stderr + json.stderr).toBe('')
})

describe('what cannot be drawn is said in three parts, ends with 2, and leaves nothing behind', () => {
  test.concurrent.each([
    ['an unknown name', ['--open', 'atention'], 'shelf.unknown-name', '"attention"'],
    ['a missing file', ['--open', './none.ts'], 'shelf.no-file', 'none.ts'],
    ['a file without a machine', ['--open', './mind.mjs'], 'shelf.no-machine', 'createMachine'],
    ['logic that is no machine', ['--open', './logic.mjs'], 'shelf.no-machine', 'createMachine'],
    ['another shelf', ['metrics', '--open', 'session'], 'run.bad-option', 'list mindsets --open'],
    ['a place and no machine', ['--out', 'x.html'], 'run.bad-option', '--open attention'],
    ['an ending that is none', ['--open', 'session', '--out', 'x.png'], 'run.bad-option', '.svg'],
    ['both texts at once', ['--open', 'session', '--json', '--mermaid'], 'run.bad-option', 'Drop'],
    ['a page in no folder', ['--open', 'session', '--out', 'no/x.html'], 'out.no-folder', 'Make it first'],
    ['a file that is something else', ['--open', 'session', '--out', 'mind.mjs.html'], 'out.taken', 'another name']
  ])('%s', async (_, args, code, hint) => {
    const here = place()
    here.write('mind.mjs', 'export default { columns: {} }')
    here.write('mind.mjs.html', 'notes of mine')
    here.write(
      'logic.mjs',
      `import { fromTransition } from 'xstate'\nexport default fromTransition((state) => state, {})`
    )
    const { code: exit, stdout, stderr } = await here.ask(...args)
    expect([exit, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(new RegExp(`^${code}: [^\\n]+\\n(?: {2}at [^\\n]+\\n)? {2}fix: `))
    expect(stderr).toContain(hint)
    expect([here.has('x.html'), here.has('x.png'), here.read('mind.mjs.html')]).toEqual([false, false, 'notes of mine'])
  })
})

describe('in a browser', () => {
  const browser = theBrowser()
  const isNeeded = process.env.RECOWORLD_NO_SKIP === '1'
  if (!browser && !isNeeded)
    console.warn('SKIPPED: no Chromium was found; set CHROME_PATH, or RECOWORLD_NO_SKIP=1 to fail instead.')

  test.skipIf(!browser && !isNeeded)(
    'the page draws itself, logs no error and asks nothing of the network',
    async () => {
      expect(browser, 'no Chromium was found').toBeDefined()
      const here = place()
      here.write('light.mjs', LIGHT)
      await here.ask('--open', './light.mjs', '--out', 'light.html')
      const { asked, logged, dom } = await openInBrowser(browser!, () => here.read('light.html'))
      expect([asked, logged]).toEqual([[], []])
      expect(dom).toContain('<g class="sc-state sc-leaf sc-atomic" data-state="light.red">')
    }
  )
})
