import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { theBrowser } from '../test/fixtures/report/browser.ts'

/** Makes the pictures of the README from real runs of what was built: `npm run pictures`, with a Chromium at hand. */
const ROOT = resolve(import.meta.dirname, '..')
const OUT = join(ROOT, 'docs', 'pictures')
const MAIN = join(ROOT, 'dist', 'src', 'cli', 'main.js')
const WIDE = { width: 1_440, height: 900 }

/** Names of pictures, and where in the studio they are taken. */
const PLACES = [
  ['person', 'person/17'],
  ['population', 'population'],
  ['controls', 'controls'],
  ['inspector', 'inspector']
] as const

const found = theBrowser()
if (!found) throw new Error('Install Chromium, or say where it is with CHROME_PATH.')
const folder = mkdtempSync(join(tmpdir(), 'recoworld-pictures-'))
mkdirSync(OUT, { recursive: true })
const browser = await chromium.launch({ executablePath: found, args: ['--no-sandbox', '--disable-gpu'] })
try {
  await reports(browser)
  await studio(browser)
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}

async function reports(at: Browser): Promise<void> {
  const make = (name: string, ...args: string[]) => {
    const out = join(folder, `${name}.html`)
    execFileSync(process.execPath, [MAIN, ...args, '--out', out], { cwd: ROOT, stdio: 'ignore' })
    return `file://${out}`
  }
  const react = ['examples/post.yaml', 'examples/post-variant.yaml', '--population', 'commuters,home-cooks']
  const pages = {
    'report-react': make('react', 'react', ...react),
    'report-run': make('run', 'run', '--population', 'commuters', '--users', '4,000'),
    statechart: make('chart', 'list', 'mindsets', '--open', 'attention')
  }
  for (const [name, address] of Object.entries(pages)) {
    const page = await at.newPage({ viewport: WIDE })
    await page.goto(address)
    await shoot(page, name)
  }
}

async function studio(at: Browser): Promise<void> {
  const world = ['--population', 'commuters', '--users', '20,000', '--turns', '20', '--follow', '17', '--pace', '4']
  const child = spawn(process.execPath, [MAIN, 'studio', '--start', ...world, '--port', '0', '--json'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  try {
    const [said] = (await new Promise((come) => child.stdout.once('data', (data) => come([String(data)])))) as [string]
    const { url, token } = JSON.parse(said) as { url: string; token: string }
    const page = await at.newPage({ viewport: WIDE })
    await page.goto(url)
    const { origin } = new URL(url)
    await turnIs(origin, 9)
    await page.waitForTimeout(1_500)
    await shoot(page, 'everyone', false)
    const headers = { 'content-type': 'application/json', 'x-recoworld-token': token }
    await fetch(`${origin}/api/acts`, { method: 'POST', headers, body: '{"do":"pause"}' })
    for (const [name, place] of PLACES) {
      await page.goto(`${origin}/#/${place}`)
      await page.waitForTimeout(2_500)
      await shoot(page, name, false)
    }
  } finally {
    child.kill('SIGINT')
  }
}

async function turnIs(origin: string, turn: number): Promise<void> {
  for (;;) {
    const turns = (await (await fetch(`${origin}/api/turns`)).json()) as readonly { readonly turn: number }[]
    if ((turns.at(-1)?.turn ?? -1) >= turn) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function shoot(page: Page, name: string, isLast = true): Promise<void> {
  await page.screenshot({ path: join(OUT, `${name}.png`) })
  if (isLast) await page.close()
}
