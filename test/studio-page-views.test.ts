import type { Browser, Page } from 'playwright-core'
import { chartOf, viewOf } from 'recoworld/chart'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import attention from '../machines/mindsets/attention.ts'
import duty from '../machines/recommender.ts'
import { type Page as Files, readPage } from '../src/studio/index.ts'
import { theBrowser } from './fixtures/report/browser.ts'
import { findingsIn, NO_BARRIER } from './helpers/barriers.ts'
import { type Served, serve } from './helpers/fake-show/served.ts'
import { fakeShow } from './helpers/fake-show.ts'
import { launch } from './helpers/launch.ts'

const executable = theBrowser()
const mustRun = process.env.RECOWORLD_NO_SKIP === '1'
if (!executable && !mustRun)
  console.warn('SKIPPED: no Chromium was found; set CHROME_PATH, or RECOWORLD_NO_SKIP=1 to fail instead.')

const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const

describe.skipIf(!executable && !mustRun)('one user and the population in a browser', { timeout: 120_000 }, () => {
  let browser: Browser
  let files: Files
  let charts: (hash: string) => Promise<Awaited<ReturnType<typeof viewOf>> | undefined>
  const closing: (() => unknown)[] = []

  beforeAll(async () => {
    const [mindset, recommender] = await Promise.all([viewOf(chartOf(attention)), viewOf(chartOf(duty))])
    charts = async (hash) => ({ ...(hash === 'fake-duty' ? recommender : mindset), hash })
    files = readPage()
    browser = await launch(executable ?? '')
  }, 120_000)
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })
  afterAll(() => browser?.close())

  async function open(at: string, { size = 'desk' as keyof typeof SIZES, ticks = 0 } = {}) {
    const show = fakeShow({ users: 400, turns: 6, sessions: 2 })
    const served = await serve({ show, charts, page: () => files })
    closing.push(() => served.studio.close())
    tick(served, ticks)
    const context = await browser.newContext({ viewport: SIZES[size], colorScheme: 'light' })
    closing.push(() => context.close())
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', ({ message }) => faults.push(message))
    page.on('dialog', (dialog) => {
      faults.push(dialog.message())
      return dialog.dismiss()
    })
    closing.push(() => expect(faults).toEqual([]))
    await page.goto(served.studio.url.replace(/#.*/, at))
    return { page, served }
  }
  const tick = ({ show }: Served, times: number) => {
    for (let i = 0; i < times; i++) show.tick()
  }
  const steps = (page: Page) => page.getByRole('slider', { name: 'Step', exact: true })
  const active = (page: Page) =>
    page.locator('.mind-chart .active').evaluateAll((all) => all.map((one) => one.getAttribute('data-state')).sort())

  test('a person is found as one types, by keyboard, and the next one is at hand', async () => {
    const { page } = await open('#/person')
    await page.getByRole('searchbox').fill('podcast')
    await page.getByText('0 found').waitFor({ state: 'detached' })
    await page.getByRole('searchbox').fill('17')
    await page.getByText('1 found', { exact: true }).waitFor()
    await page.getByRole('searchbox').press('Enter')
    await page.getByRole('heading', { name: 'Person 17' }).waitFor()
    await page.getByRole('button', { name: 'The next person' }).click()
    await page.getByRole('heading', { name: 'Person 18' }).waitFor()
    await page.getByRole('button', { name: 'The person before' }).click()
    await page.getByRole('heading', { name: 'Person 17' }).waitFor()
  })

  test('going from person to person keeps the drawing', async () => {
    const { page } = await open('#/person/3', { ticks: 30 })
    await page.locator('.mind-chart .drawing > svg').evaluate((svg) => svg.setAttribute('data-first', ''))
    await page.getByRole('button', { name: 'The next person' }).click()
    await page.getByRole('heading', { name: 'Person 4' }).waitFor()
    expect(await page.locator('.mind-chart .drawing > svg[data-first]').count()).toBe(1)
  })

  test('a chosen step stays while the run goes on, and the latest is followed again when asked for', async () => {
    const { page, served } = await open('#/person/0', { ticks: 40 })
    await steps(page).focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    const says = () => page.locator('.lifeline-says').textContent()
    await expect.poll(says).toMatch(/^Step 2 of/)
    const before = await says()
    await expect.poll(() => active(page)).toContain('attention.visit.reviewing')
    const then = await active(page)
    await page.getByText(/lines? came after this/).waitFor()
    tick(served, 60)
    await expect.poll(says).not.toBe(before)
    expect(await says()).toMatch(/^Step 2 of/)
    expect(await active(page)).toEqual(then)
    await page.getByRole('button', { name: 'Live' }).click()
    await expect.poll(says).toMatch(/^Step (\d+) of \1:/)
    expect(await page.getByText(/lines? came after this/).count()).toBe(0)
  })

  test('the cursor stands at the left for the first step, and at the right for the last', async () => {
    const { page } = await open('#/person/0', { ticks: 40 })
    const cursor = () => page.locator('.ribbon-at').evaluate((at) => at.style.left)
    await steps(page).focus()
    await page.keyboard.press('Home')
    await expect.poll(cursor).toBe('0%')
    await page.keyboard.press('End')
    await expect.poll(cursor).toBe('100%')
  })

  test('a state of the chart leads to the last step in it, or it is said that there is none', async () => {
    const { page } = await open('#/person/0', { ticks: 40 })
    const choose = (state: string) =>
      page.locator(`.mind-chart [data-state="attention.visit.${state}"] > .sc-box`).dispatchEvent('click')
    await page.locator('.mind-chart .active').first().waitFor()
    await choose('reviewing')
    await expect.poll(() => active(page)).toContain('attention.visit.reviewing')
    const [at = 0, all = 0] =
      ((await page.locator('.lifeline-says').textContent()) ?? '').match(/\d+/g)?.map(Number) ?? []
    for (let later = at; later < all; later++) {
      await page.getByRole('button', { name: 'A step on' }).click()
      await expect.poll(() => active(page)).not.toContain('attention.visit.reviewing')
    }
    await choose('churned')
    await page.getByRole('status').getByText('No step of person 0 is in “churned”.').waitFor()
  })

  test('the chart of a person is near enough to be read, and follows what happens until it is moved', async () => {
    const { page } = await open('#/person/0', { ticks: 40 })
    const chart = page.locator('.mind-chart')
    await chart.locator('.active').first().waitFor()
    const letters = () =>
      page.evaluate<number>("11.5 * document.querySelector('.mind-chart .drawing svg').getScreenCTM().a")
    await expect.poll(letters).toBeGreaterThan(8.99)
    const isSeen = () =>
      page.evaluate<boolean>(`(() => {
        const seen = document.querySelector('.mind-chart .chartview').getBoundingClientRect()
        const marked = document.querySelectorAll('.mind-chart .sc-leaf.active > .sc-box, .mind-chart .fired')
        return [...marked].some((one) => {
          const { left, right, top, bottom } = one.getBoundingClientRect()
          return left >= seen.left && right <= seen.right && top >= seen.top && bottom <= seen.bottom
        })
      })()`)
    const back = page.getByRole('button', { name: 'A step back' })
    let steps = 0
    for (; steps < 8 && (await back.isEnabled()); steps++) {
      await back.click()
      await expect.poll(isSeen).toBe(true)
    }
    expect(steps).toBeGreaterThan(1)
    await chart.getByRole('button', { name: 'Show all' }).click()
    const whole = await chart.locator('.drawing svg').getAttribute('viewBox')
    await page.getByRole('button', { name: 'A step on' }).click()
    await page.waitForTimeout(300)
    expect(await chart.locator('.drawing svg').getAttribute('viewBox')).toBe(whole)
  })

  test('a point of a curve is that step everywhere, for as long as it is pointed at', async () => {
    const { page } = await open('#/person/0', { ticks: 60 })
    const curve = page.getByRole('img', { name: /^interest over/ })
    await curve.hover({ position: { x: 1, y: 8 } })
    await expect.poll(() => page.locator('.lifeline-says').textContent()).toMatch(/^Step 1 of/)
    await page.mouse.move(2, 2)
    await expect.poll(() => page.locator('.lifeline-says').textContent()).toMatch(/^Step (\d+) of \1:/)
  })

  test('whoever is not there is said not to be', async () => {
    const { page } = await open('#/person/4000')
    await page.getByText('There is no person 4000').waitFor()
  })

  test('what means harm is shown as text', async () => {
    const { page } = await open('#/person/0', { ticks: 120 })
    await page.getByText('dislikes <i>prank comedy</i>').first().waitFor()
    await page.locator('.story-lines').waitFor()
    expect(await page.locator('.one img, .one script, .one .story-lines i:not(.strip-of-slots i)').count()).toBe(0)
    const text = (await page.locator('.story-lines').textContent()) ?? ''
    expect(text).toContain('<script>alert(document.domain)</script>')
    for (const hidden of ['\u0007', '\u001b', '\u202e']) expect(text).not.toContain(hidden)
    expect(text).toContain('[U+001B]')
  })

  test('the population is six findings with their numbers, and they follow the run where one reads', async () => {
    const { page, served } = await open('#/population', { ticks: 30 })
    await expect.poll(() => page.locator('.picture h2').count()).toBe(6)
    const retention = page.locator('.picture').first()
    await retention.getByText('Numbers').click()
    const rows = () => retention.locator('tbody tr').count()
    await expect.poll(rows).toBeGreaterThan(5)
    const before = await rows()
    await page.locator('main').evaluate((main) => main.scrollTo(0, 300))
    tick(served, 26)
    await expect.poll(rows, { timeout: 10_000 }).toBeGreaterThan(before)
    expect(await page.locator('main').evaluate((main) => main.scrollTop)).toBe(300)
  })

  test('a picture has one name, and nothing inside it has', async () => {
    const { page } = await open('#/population', { ticks: 60 })
    await page.locator('.still svg').first().waitFor()
    expect(await page.locator('.still svg[role="img"][aria-label]').count()).toBeGreaterThan(1)
    expect(await page.locator('.still svg [aria-label]').count()).toBe(0)
  })

  const looks = (['desk', 'phone'] as const).flatMap((size) =>
    ['#/person', '#/person/0', '#/population'].map((at) => ({ size, at }))
  )
  test.each(looks)(
    '$at on a $size, light and dark: axe finds nothing, and nothing is cut off',
    async ({ at, size }) => {
      const { page } = await open(at, { size, ticks: 50 })
      const last = at === '#/population' ? '.still svg' : at === '#/person' ? '.found-row b' : '.duty-chart svg'
      await page.locator(last).first().waitFor()
      expect(await findingsIn(page)).toEqual(NO_BARRIER)
    }
  )
})
