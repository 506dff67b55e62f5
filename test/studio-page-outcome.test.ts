import type { Browser, Page } from 'playwright-core'
import { chartOf, viewOf } from 'recoworld/chart'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import attention from '../machines/mindsets/attention.ts'
import { type Page as Files, readPage } from '../src/studio/index.ts'
import { servedBy } from '../src/studio/page/controls/served.ts'
import { failuresSay } from '../src/studio/page/shell/failures.ts'
import { theBrowser } from './fixtures/report/browser.ts'
import { type Served, serve } from './helpers/fake-show/served.ts'
import { type FakeShow, fakeShow } from './helpers/fake-show.ts'
import { launch } from './helpers/launch.ts'

const executable = theBrowser()
const mustRun = process.env.RECOWORLD_NO_SKIP === '1'
if (!executable && !mustRun)
  console.warn('SKIPPED: no Chromium was found; set CHROME_PATH, or RECOWORLD_NO_SKIP=1 to fail instead.')

test('what failed is told by whose it was and how often, and not at all where nothing did', () => {
  expect(failuresSay({ mind: 0, recommender: 0, first: null })).toBeUndefined()
  expect(failuresSay({ mind: 1, recommender: 0, first: '' })).toBe(
    'The mind failed 1 time; those visits broke off there.'
  )
  expect(failuresSay({ mind: 3, recommender: 1_200, first: '' })).toBe(
    'The mind failed 3 times and the recommender failed 1,200 times; those visits broke off there.'
  )
})

test('who served is told in order: nobody twice in a row, and nobody who was replaced before a turn', () => {
  const at = (turn: number, takesOver?: string) => ({ session: 0, turn, says: '', ...(takesOver ? { takesOver } : {}) })
  expect(servedBy('nearest', [at(1)])).toEqual(['nearest'])
  expect(servedBy('nearest', [at(2, 'popular'), at(3), at(4, 'random'), at(5, 'nearest')])).toEqual([
    'nearest',
    'popular',
    'random',
    'nearest'
  ])
  expect(servedBy('nearest', [at(2, 'popular'), at(2, 'random'), at(4, 'random')])).toEqual(['nearest', 'random'])
  expect(servedBy('nearest', [at(0, 'popular')])).toEqual(['popular'])
})

describe.skipIf(!executable && !mustRun)('how a run is told of, in a browser', { timeout: 120_000 }, () => {
  let browser: Browser
  let files: Files
  let charts: () => Promise<Awaited<ReturnType<typeof viewOf>>>
  const closing: (() => unknown)[] = []

  beforeAll(async () => {
    const drawn = await viewOf(chartOf(attention))
    charts = async () => drawn
    files = readPage()
    browser = await launch(executable ?? '')
  }, 120_000)
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })
  afterAll(() => browser?.close())

  async function open(at: string, { turns = 6, sessions = 1 } = {}): Promise<Served & { readonly page: Page }> {
    const show = fakeShow({ users: 200, turns, sessions })
    const served = await serve({ show, charts, page: () => files })
    closing.push(() => served.studio.close())
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    closing.push(() => page.close())
    await page.goto(served.studio.url)
    await goTo(page, at)
    return { ...served, page }
  }
  const goTo = (page: Page, hash: string) => page.evaluate(`location.assign(${JSON.stringify(hash)})`)

  test('what failed is told in every view, and what failed first beside the outcome, as text', async () => {
    const { page, show } = await open('#/everyone')
    await page.locator('.figures').waitFor()
    show.end(undefined, { failures: { mind: 2, recommender: 1, first: 'mind.failed: <b>no answer</b>' } })
    await page.getByRole('status').getByText('The mind failed 2 times and the recommender failed 1 time').waitFor()
    await page.getByRole('link', { name: 'What failed first' }).click()
    await page.locator('.outcome').getByText('The first failure: mind.failed: <b>no answer</b>').waitFor()
  })

  test('who is present is told while a run goes on, and who stayed when it is over', async () => {
    const { page, show } = await open('#/everyone', { turns: 3 })
    const first = page.locator('.figures dl > div').first()
    turnsOf(show, 1)
    await first.getByText('Present', { exact: true }).waitFor()
    await first.getByText(`${show.frame().present} of 200`).waitFor()
    turnsOf(show, 3)
    const { present, stayed } = show.frame()
    expect([show.phase, present]).toEqual(['ended', 0])
    expect(stayed).toBeGreaterThan(0)
    await first.getByText('Stayed to the end').waitFor()
    await first.getByText(`${stayed} of 200`).waitFor()
  })

  test('of a run that was stopped, what it cannot know is left open', async () => {
    const { page, show } = await open('#/controls')
    await page.locator('.run').waitFor()
    const unknown = {
      value: Number.NaN,
      low: Number.NaN,
      high: Number.NaN,
      n: 0,
      unit: 'share',
      better: 'higher'
    } as const
    show.end(undefined, { interrupted: true, metrics: { retention: unknown } })
    await page.getByRole('heading', { name: 'The run was stopped; the figures rest on' }).waitFor()
    await page.getByText('Figures over whole visits are known only when').waitFor()
    await page.getByRole('row', { name: /^Retention – – – –/ }).waitFor()
    expect(await page.locator('.whisker').count()).toBe(0)
  })

  test('another view begins at its top', async () => {
    const { page, show } = await open('#/controls')
    turnsOf(show, 2)
    await page.setViewportSize({ width: 1440, height: 420 })
    await page.getByLabel('Who takes over').waitFor() // its code is there from now on
    const main = page.locator('main')
    const top = () => main.evaluate(({ scrollTop }) => scrollTop)
    await goTo(page, '#/population')
    await page.locator('.picture').nth(5).waitFor()
    await main.evaluate((view) => view.scrollTo(0, 150))
    expect(await top()).toBe(150)
    await goTo(page, '#/controls')
    await page.getByLabel('Who takes over').waitFor()
    expect(await main.evaluate((view) => view.scrollHeight - view.clientHeight)).toBeGreaterThan(150)
    expect(await top()).toBe(0)
  })

  test('what is done to a run that waits stands before the next turn until that has begun, and so does its note', async () => {
    const { page, show } = await open('#/controls')
    turnsOf(show, 2)
    await page.locator('.run').getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('heading', { name: 'The run waits' }).waitFor()
    await swapTo(page, 'popular')
    const done = page.locator('.done li')
    const note = page.getByText('It is noted, and done before the next turn.')
    await note.waitFor()
    expect(await done.allInnerTexts()).toEqual([expect.stringContaining('before the next turn')])
    const { turn } = show.frame()
    await page.locator('.run').getByRole('button', { name: 'One turn' }).click()
    await done.getByText(`turn ${turn + 2}`).waitFor()
    await note.waitFor({ state: 'detached' })
    expect(await done.count()).toBe(1)
  })

  test('all who served are named in order once others took over, and the one who does now in every view', async () => {
    const { page, show } = await open('#/controls')
    for (const to of ['popular', 'random']) {
      turnsOf(show, 1)
      await swapTo(page, to)
      await page.getByText(`From now on ${to} recommends.`).waitFor()
    }
    await page.locator('.manifest').getByText('meet “instructable”, then “popular”, then “random”, over').waitFor()
    await goTo(page, '#/everyone')
    await page.getByRole('heading', { name: /meet random$/ }).waitFor()
    await goTo(page, '#/person/0')
    await page.getByRole('heading', { name: 'The recommender: random' }).waitFor()
  })
})

const swapTo = async (page: Page, to: string) => {
  await page.getByLabel('Who takes over').selectOption(to)
  await page.getByRole('button', { name: 'Swap', exact: true }).click()
}

const turnsOf = (show: FakeShow, most: number) => {
  for (let ticks = 0; ticks < 13 * most; ticks++) show.tick()
}
