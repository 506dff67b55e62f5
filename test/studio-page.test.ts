import type { Browser, Page } from 'playwright-core'
import { chartOf, viewOf } from 'recoworld/chart'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import attention from '../machines/mindsets/attention.ts'
import { readPage } from '../src/studio/index.ts'
import { theBrowser } from './fixtures/report/browser.ts'
import { findingsIn, NO_BARRIER } from './helpers/barriers.ts'
import { type Served, serve } from './helpers/fake-show/served.ts'
import { fakeShow } from './helpers/fake-show.ts'
import { launch } from './helpers/launch.ts'

const executable = theBrowser()
const mustRun = process.env.RECOWORLD_NO_SKIP === '1'
if (!executable && !mustRun)
  console.warn('SKIPPED: no Chromium was found; set CHROME_PATH, or RECOWORLD_NO_SKIP=1 to fail instead.')

const goTo = (page: Page, hash: string) => page.evaluate(`location.assign(${JSON.stringify(hash)})`)
const WIDTHS = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const

describe.skipIf(!executable && !mustRun)("the studio's page in a browser", { timeout: 120_000 }, () => {
  let browser: Browser
  let charts: (hash: string) => Promise<Awaited<ReturnType<typeof viewOf>> | undefined>
  const closing: (() => unknown)[] = []

  beforeAll(async () => {
    const drawn = await viewOf(chartOf(attention))
    charts = async (hash) => (hash === 'fake-attention' ? { ...drawn, hash } : undefined)
    browser = await launch(executable ?? '')
  }, 120_000)
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })
  afterAll(() => browser?.close())

  async function stage(show = fakeShow({ users: 400, turns: 6, sessions: 2 })): Promise<Served> {
    const page = readPage()
    const served = await serve({ show, charts, page: () => page })
    closing.push(() => served.studio.close())
    return served
  }
  async function open(
    { studio }: Served,
    options: { at?: string; size?: keyof typeof WIDTHS; hasToken?: boolean } = {}
  ) {
    const { at = '', size = 'desk', hasToken = true } = options
    const context = await browser.newContext({ viewport: WIDTHS[size], colorScheme: 'light' })
    closing.push(() => context.close())
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', ({ message }) => faults.push(message))
    closing.push(() => expect(faults).toEqual([]))
    await page.goto(hasToken ? studio.url : studio.url.replace(/#.*/, ''))
    if (at !== '') await goTo(page, at)
    return page
  }
  const countOf = async (page: Page, state: string) =>
    Number((await page.locator(`[data-state="${state}"] > .badge > text`).textContent())?.replace(',', ''))
  const turns = ({ show }: Served, most: number) => {
    for (let ticks = 0; ticks < 13 * most; ticks++) show.tick()
  }
  const slider = (page: Page) => page.getByRole('slider', { name: 'Turn', exact: true })

  test('everyone moves while the run goes on, and the drawing stays the same', async () => {
    const served = await stage()
    const page = await open(served)
    await page.locator('[data-state="attention.mood.curious"].peopled').waitFor()
    expect(await countOf(page, 'attention.mood.curious')).toBe(400)
    await page.locator('.drawing svg').evaluate((svg) => svg.setAttribute('data-first', ''))
    turns(served, 3)
    await page.locator('[data-state="attention.visit.away.left"].peopled').waitFor()
    await expect.poll(() => countOf(page, 'attention.mood.curious')).toBe(peopleIn(served, 'attention.mood.curious'))
    expect(await page.locator('.drawing svg[data-first]').count()).toBe(1)
    expect(await page.locator('[data-arrow].travelled').count()).toBeGreaterThan(4)
    const now = served.show.frame()
    await page.locator('.figures dd').first().getByText(now.present.toLocaleString('en'), { exact: false }).waitFor()
  })

  test('the slider shows an earlier turn by keyboard, and the latest again', async () => {
    const served = await stage()
    turns(served, 4)
    const page = await open(served)
    await slider(page).focus()
    await page.keyboard.press('Home')
    const [first] = served.show.turns()
    const at = served.show.view.states.indexOf('attention.mood.curious')
    await expect.poll(() => countOf(page, 'attention.mood.curious')).toBe(first?.states[at])
    expect(await slider(page).getAttribute('aria-valuetext')).toBe('visit 1, turn 1')
    await page.getByRole('button', { name: 'Live' }).click()
    await expect.poll(() => countOf(page, 'attention.mood.curious')).toBe(peopleIn(served, 'attention.mood.curious'))
  })

  test('a replay goes from the first turn to the latest and stays there', async () => {
    const served = await stage()
    turns(served, 4)
    const page = await open(served)
    await page.getByLabel('Speed of the replay').selectOption('20')
    await page.getByRole('button', { name: 'Replay the turns' }).click()
    await page.getByRole('button', { name: 'Hold the replay' }).waitFor()
    await page.getByRole('button', { name: 'Replay the turns' }).waitFor()
    expect(await slider(page).getAttribute('aria-valuetext')).toMatch(/, the latest$/)
  })

  test('a turn that is looked at stays the same while others come', async () => {
    const served = await stage()
    turns(served, 2)
    const page = await open(served)
    await slider(page).focus()
    await page.keyboard.press('Home')
    turns(served, 3)
    await page.getByText('visit 1, turn 1', { exact: true }).waitFor()
    await expect.poll(async () => Number(await slider(page).getAttribute('max'))).toBeGreaterThan(3)
    expect(await slider(page).getAttribute('aria-valuetext')).toBe('visit 1, turn 1')
    expect(await slider(page).inputValue()).toBe('0')
  })

  test('a large chart is begun so near that it can be read, and all of it is one button away', async () => {
    const page = await open(await stage())
    const svg = page.locator('.drawing svg')
    await page.locator('[data-state="attention.mood.curious"].peopled').waitFor()
    const letters = () => page.evaluate<number>("11.5 * document.querySelector('.drawing svg').getScreenCTM().a")
    await expect.poll(letters).toBeGreaterThan(8.99)
    expect(await page.locator('.chartview[data-zoomed]').count()).toBe(1)
    await page.getByRole('button', { name: 'Show all' }).click()
    expect(await svg.getAttribute('viewBox')).toMatch(/^-14 -14 /)
    expect(await page.locator('.chartview[data-zoomed]').count()).toBe(0)
  })

  test('a segment is shown alone', async () => {
    const served = await stage()
    turns(served, 2)
    const page = await open(served)
    const name = served.show.view.segments[2]!
    await page.getByRole('button', { name: /^Segment/ }).click()
    await page.locator('.menu').getByRole('button', { name: name.segment }).click()
    await page.locator('.figures dd').first().getByText(`of ${name.people}`).waitFor()
  })

  test('a state tells who is in it, by keyboard, and leads to one of them', async () => {
    const served = await stage()
    turns(served, 2)
    const page = await open(served)
    const state = page.locator('[data-state="attention.mood.curious"]')
    await state.focus()
    await page.locator('.hint').getByText('curious').waitFor()
    await page.keyboard.press('Enter')
    const panel = page.getByRole('complementary', { name: 'People in a state' })
    await panel.getByText(`${peopleIn(served, 'attention.mood.curious')} people here`).waitFor()
    await page.keyboard.press('Escape')
    expect(await page.locator(':focus').getAttribute('data-state')).toBe('attention.mood.curious')
    await page.keyboard.press('Enter')
    const first = panel.getByRole('listitem').first().getByRole('link')
    const to = await first.getAttribute('href')
    await first.click()
    expect(new URL(page.url()).hash).toBe(to)
  })

  test('a run is started, held, moved on and stopped', async () => {
    const served = await stage()
    const page = await open(served, { at: '#/controls' })
    for (const [name, act] of [
      ['Pause', 'pause'],
      ['One turn', 'step'],
      ['Go on', 'go on'],
      ['Stop', 'stop']
    ] as const) {
      await page.locator('.run').getByRole('button', { name }).click()
      await expect.poll(() => served.acts.at(-1)).toBe(act)
    }
    await page.getByRole('heading', { name: 'What the run came to' }).waitFor()
    await page.getByRole('row', { name: /^Retention 41% 39% – 43%/ }).waitFor()
    await page.locator('input[name=users]').fill('0')
    await page.getByText('This must be 1 or more.').waitFor()
    expect(await page.getByRole('button', { name: 'Start the run' }).isDisabled()).toBe(true)
    await page.locator('input[name=users]').fill('300')
    await page.getByRole('button', { name: 'Start the run' }).click()
    await page.locator('.figures').getByText('of 300').waitFor()
  })

  test('a run that broke off says so everywhere, and what broke it in one place', async () => {
    const served = await stage()
    const page = await open(served)
    await page.locator('.figures').waitFor()
    served.show.end('recommender.failed: it <b>broke</b>')
    await page.getByRole('link', { name: 'what happened' }).click()
    await page.getByRole('heading', { name: 'The run broke off' }).waitFor()
    await page.getByText('recommender.failed: it <b>broke</b>').waitFor()
  })

  test('what cannot be done is told in three parts, where it was asked for', async () => {
    const served = await stage()
    const page = await open(served, { at: '#/controls' })
    const refuse = (what: string) =>
      page.route(/api\/(runs|interventions)/, (route) =>
        route.fulfill({ status: 400, json: { error: { code: 'test.refused', what, fix: 'Take another.' } } })
      )
    await refuse('It will not serve.')
    await page.getByLabel('Who takes over').selectOption('popular')
    await page.getByRole('button', { name: 'Swap', exact: true }).click()
    const swap = page.locator('form', { has: page.getByText('Swap the recommender') })
    await swap.getByRole('alert').getByText('It will not serve.').waitFor()
    served.show.end()
    await refuse('There is no population "commuters".')
    await page.getByRole('button', { name: 'Start the run' }).click()
    const field = page.locator('.field', { has: page.getByLabel('Population') })
    await field.getByRole('alert').getByText('There is no population "commuters".').waitFor()
    await field.getByText('Take another.').waitFor()
    await field.getByText('test.refused').waitFor()
  })

  test('interventions are said before, done, and marked on the slider; titles are only ever text', async () => {
    const served = await stage()
    turns(served, 2)
    const page = await open(served, { at: '#/controls' })
    await page.getByLabel('Who takes over').selectOption('popular')
    await page.getByText('From the next turn on “popular” serves everybody.').waitFor()
    await page.getByRole('button', { name: 'Swap', exact: true }).click()
    await page.getByText('From now on popular recommends.').waitFor()
    await page.getByRole('searchbox', { name: 'Title' }).fill('onerror')
    const hostile = page.locator('.found button').first()
    expect(await hostile.textContent()).toContain('<img src=x onerror=alert(1)>')
    expect(await page.locator('.found img').count()).toBe(0)
    await page.getByRole('searchbox', { name: 'Title' }).press('ArrowDown') // by keys alone
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Withdraw' }).press('Enter')
    await page.getByText(/^Nobody is shown item-\d+ any more\.$/).waitFor()
    await goTo(page, '#/everyone')
    await expect.poll(() => page.getByRole('list', { name: 'Interventions' }).getByRole('listitem').count()).toBe(2)
  })

  test('without the token the page looks on and says why it cannot act', async () => {
    const page = await open(await stage(), { at: '#/controls', hasToken: false })
    await page.getByText('This page looks on and cannot act').waitFor()
    expect(await page.getByRole('button', { name: /^(Pause|Stop|Swap|Withdraw|Set)$/ }).count()).toBe(0)
  })

  test('the token does not stay in the address', async () => {
    const page = await open(await stage())
    await page.locator('.figures').waitFor()
    expect(page.url()).not.toContain('token')
  })

  test('before the first run there is a form and one thing to do', async () => {
    const served = await stage()
    served.programme.put(undefined)
    const page = await open(served)
    await page.getByRole('heading', { name: 'Nobody is here yet' }).waitFor()
    await page.getByRole('button', { name: 'Start the run' }).waitFor()
  })

  test('a cut line is told, and what was seen stays', async () => {
    const served = await stage()
    turns(served, 2)
    const page = await open(served)
    await page.locator('.figures').waitFor()
    await served.studio.close()
    await page.getByText('The line to the studio is cut').waitFor()
    expect(await page.locator('.figures').count()).toBe(1)
  })

  test('the chosen colours are kept', async () => {
    const page = await open(await stage())
    const theme = () => page.locator('html').getAttribute('data-theme')
    expect(await theme()).toBe('light')
    await page.getByRole('button', { name: /^Colours/ }).click()
    await page.getByRole('button', { name: 'Colours: light' }).click()
    expect(await theme()).toBe('dark')
    await page.reload()
    expect(await theme()).toBe('dark')
  })

  test.each(['#/everyone', '#/controls'])(
    'axe finds nothing at %s, light and dark, wide and narrow, and nothing is cut off',
    async (at) => {
      const served = await stage()
      turns(served, 2)
      for (const size of ['desk', 'phone'] as const) {
        const page = await open(served, { at, size })
        if (at === '#/everyone') {
          await page.locator('[data-state="attention.mood.curious"].peopled').click()
          await page.locator('.people li').first().waitFor()
          await page.getByText('The numbers as tables').click()
        } else await page.getByLabel('Who takes over').waitFor()
        expect(await findingsIn(page), size).toEqual(NO_BARRIER)
      }
    }
  )

  const peopleIn = ({ show }: Served, state: string) => show.frame().states[show.view.states.indexOf(state)]
})
