import type { Browser, Page } from 'playwright-core'
import { chartOf, viewOf } from 'recoworld/chart'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import attention from '../machines/mindsets/attention.ts'
import { type Page as Files, readPage } from '../src/studio/index.ts'
import { failuresSay } from '../src/studio/page/shell/failures.ts'
import { theBrowser } from './fixtures/report/browser.ts'
import { type Served, serve } from './helpers/fake-show/served.ts'
import { fakeShow } from './helpers/fake-show.ts'
import { launch } from './helpers/inspector/browser.ts'

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
})
