import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { createWorld } from 'recoworld'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createActor, createMachine } from 'xstate'
import { theBrowser } from '../test/fixtures/report/browser.ts'
import { serveApp } from '../test/helpers/inspector/browser.ts'
import { openStage, receive, type Stage, startApp, until } from '../test/helpers/inspector/stage.ts'
import { launch } from '../test/helpers/launch.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function stage(): Promise<Stage> {
  const opened = await openStage()
  closing.push(opened.close)
  return opened
}

test('the people of a world who are named, and its recommender, reach the official receiver', async () => {
  const { url, hub } = await stage()
  const heard = receive(url)
  await until('the receiver is there', () => hub.stats.viewers === 1)
  const inspect = { observer: hub.observer, users: [0, 3] }
  await createWorld({ population: 'commuters', recommender: 'instructable', users: 10, seed: 7, inspect }).run({
    turns: 5
  })
  await until('all is told', () =>
    heard.some((one) => one.type === '@xstate.event' && one.event.type === 'world.ended')
  )
  const actors = heard.filter((one) => one.type === '@xstate.actor')
  expect(actors.map(({ name }) => name).sort()).toEqual(['recommender', 'user-0', 'user-3'])
  for (const { name, sessionId, rootId, definition, parentId } of actors) {
    expect([rootId, parentId]).toEqual([sessionId, undefined])
    expect(JSON.parse(definition!)).toMatchObject({ states: expect.any(Object) })
    const own = heard.filter((one) => one.sessionId === sessionId)
    expect(
      own.some(
        (one) =>
          one.type === '@xstate.snapshot' &&
          one.event.type === (name === 'recommender' ? 'slates.asked' : 'slate.shown')
      )
    ).toBe(true)
  }
  const [first] = hub.actors().filter(({ name }) => name === 'user-0')
  const view = await hub.chart(first!.definitionHash!)
  expect(view!.chart.states.length).toBeGreaterThan(8)
})

describe('in a browser', () => {
  const found = theBrowser()
  const isNeeded = process.env.RECOWORLD_NO_SKIP === '1'
  if (!found && !isNeeded)
    console.warn('SKIPPED: no Chromium was found; set CHROME_PATH, or RECOWORLD_NO_SKIP=1 to fail instead.')
  const inBrowser = test.skipIf(!found && !isNeeded)
  let browser: Browser | undefined
  beforeAll(async () => {
    if (found) browser = await launch(found)
  })
  afterAll(() => browser?.close())

  async function open(url: string): Promise<Page> {
    const context = await browser!.newContext({ viewport: { width: 1440, height: 900 } })
    closing.push(() => context.close())
    const page = await context.newPage()
    await page.goto(url)
    return page
  }
  const inspectorOf = ({ page }: Stage) => page.replace(/#.*$/, '#/inspector')
  const activeIn = (page: Page, state: string) => page.locator(`g.active[data-state="${state}"]`)
  const firedIn = (page: Page, arrow: string) => page.locator(`.fired[data-arrow="${arrow}"]`).first()

  inBrowser(
    'a program elsewhere is seen: where it is, which arrow it went, what it holds, what it took in',
    { timeout: 120_000 },
    async () => {
      const opened = await stage()
      const page = await open(inspectorOf(opened))
      await page.getByRole('heading', { name: 'No actor has shown itself yet' }).waitFor()
      const app = startApp(opened.url, 2, 1)
      closing.push(() => app.kill('SIGKILL'))
      await page.getByRole('button', { name: /light-0/ }).waitFor()
      await activeIn(page, 'light.green').waitFor({ timeout: 60_000 })
      await firedIn(page, 'light.red next 0').waitFor()
      app.stdin!.write('on\n')
      await activeIn(page, 'light.amber').waitFor()
      await firedIn(page, 'light.green next 0').waitFor()
      expect(await page.locator('.fired[data-arrow="light.red next 0"]').count()).toBe(0)
      await page.getByText('turns 1').waitFor()
      await page.locator('.steps li').first().locator('summary').click()
      await page.locator('.steps li').first().getByText('because time').first().waitFor()
      app.kill('SIGKILL')
      await page.getByRole('button', { name: /light-0 hung up/ }).waitFor()
      await page.getByLabel('Gone, too').uncheck()
      await page.getByText(/^None of \d+ fits\.$/).waitFor()
    }
  )

  inBrowser(
    'an actor of this process lights every arrow it goes, and a promoted namesake takes its place',
    { timeout: 120_000 },
    async () => {
      const opened = await stage()
      const page = await open(inspectorOf(opened))
      const machine = createMachine({
        id: 'm',
        initial: 'a',
        states: { a: { on: { go: 'b' } }, b: { always: 'c' }, c: { on: { end: 'd' } }, d: { type: 'final' } }
      })
      const actor = createActor(machine, { id: 'user-17', inspect: opened.hub.observer }).start()
      await activeIn(page, 'm.a').waitFor({ timeout: 60_000 })
      actor.send({ type: 'go' })
      await activeIn(page, 'm.c').waitFor()
      await firedIn(page, 'm.a go 0').waitFor()
      await firedIn(page, 'm.b always 0').waitFor()
      actor.send({ type: 'end' })
      await page.getByRole('button', { name: /user-17 done/ }).waitFor()
      createActor(machine, { id: 'user-17', inspect: opened.hub.observer }).start()
      await activeIn(page, 'm.a').waitFor()
      expect(await page.getByRole('button', { name: /user-17/ }).count()).toBe(1)
    }
  )

  inBrowser.each([['a window'], ['a frame']])(
    'the official client in another page shows its machine in ours, in %s',
    { timeout: 120_000 },
    async (where) => {
      const opened = await stage()
      const app = await serveApp()
      closing.push(app.close)
      const isFrame = where === 'a frame'
      const shop = await open('about:blank')
      const popup = isFrame ? undefined : shop.waitForEvent('popup')
      await shop.goto(
        `http://127.0.0.1:${app.port}/?url=${encodeURIComponent(inspectorOf(opened))}${isFrame ? '&frame' : ''}`
      )
      const ours = popup ? await popup : shop.frameLocator('iframe')
      await ours.getByRole('button', { name: '<b>basket</b>' }).waitFor()
      await ours.locator('g.active[data-state="basket.empty"]').waitFor({ timeout: 60_000 })
      await shop.evaluate("send('add')")
      await ours.locator('g.active[data-state="basket.filled"]').waitFor()
      await ours.getByText('items 1', { exact: true }).waitFor()
      await ours.getByText('<img src=x onerror=').waitFor() // shown, not run
      expect(await shop.title()).toBe('shop')
      expect(opened.hub.actors()).toMatchObject([{ name: '<b>basket</b>', source: 'program 1', state: 'filled' }])
    }
  )

  inBrowser('a page of another place is let in by a person only', { timeout: 120_000 }, async () => {
    const opened = await stage()
    const shop = await open('about:blank')
    await shop.route('http://shop.example/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>shop</title>' })
    )
    await shop.goto('http://shop.example/')
    const waiting = shop.waitForEvent('popup')
    await shop.evaluate(`other = open(${JSON.stringify(inspectorOf(opened))})`)
    const ours = await waiting
    await ours.getByRole('heading', { name: 'No actor has shown itself yet' }).waitFor()
    const said = {
      type: '@xstate.actor',
      name: 'theirs',
      sessionId: 'x:0',
      rootId: 'x:0',
      createdAt: '1',
      _version: '0.7.2',
      snapshot: {}
    }
    await shop.evaluate(`other.postMessage(${JSON.stringify(said)}, '*')`)
    await ours.getByRole('alert').getByText('http://shop.example').waitFor()
    expect(opened.hub.actors()).toEqual([])
    await ours.getByRole('button', { name: 'Show them' }).click()
    await until('they are shown', () => opened.hub.actors().length === 1)
  })

  inBrowser(
    "Stately's own inspector is fed through its handshake, and nobody else is",
    { timeout: 120_000 },
    async () => {
      const opened = await stage()
      createActor(createMachine({ id: 'ours', initial: 'a', states: { a: {} } }), {
        inspect: opened.hub.observer
      }).start()
      const context = await browser!.newContext()
      closing.push(() => context.close())
      const page = await context.newPage()
      const theirs = `<script>
      window.got = []
      addEventListener('message', ({ data, origin }) => got.push({ data, origin }))
      parent.postMessage({ type: '@statelyai.connected' }, '*')
    </script>`
      await context.route('https://stately.ai/**', (route) => route.fulfill({ contentType: 'text/html', body: theirs }))
      await page.goto(opened.page.replace(/#.*$/, 'stately'))
      await page.getByText('Connected to stately.ai').waitFor()
      await page.getByText('needs the internet').waitFor()
      const frame = page.frames().find((one) => one.url().startsWith('https://stately.ai'))!
      await frame.waitForFunction('got.length >= 2')
      const got = (await frame.evaluate('got')) as { data: { type: string; name?: string }; origin: string }[]
      expect(got[0]).toMatchObject({
        data: { type: '@xstate.actor', name: 'ours' },
        origin: new URL(opened.page).origin
      })
    }
  )

  inBrowser('the page without the internet says so, and where to go', { timeout: 120_000 }, async () => {
    const opened = await stage()
    const context = await browser!.newContext({ bypassCSP: false })
    closing.push(() => context.close())
    const page = await context.newPage()
    await context.route('https://stately.ai/**', (route) => route.abort())
    await page.goto(opened.page.replace(/#.*$/, 'stately'))
    await page.getByText('stately.ai does not answer').waitFor()
    await page.getByRole('link', { name: "the studio's inspector" }).click()
    await page.getByRole('heading', { name: 'No actor has shown itself yet' }).waitFor()
  })

  inBrowser.each(['light', 'dark'] as const)(
    'axe finds nothing to complain of, %s, and all can be reached by keys',
    { timeout: 120_000 },
    async (colorScheme) => {
      const opened = await stage()
      const page = await open(inspectorOf(opened))
      await page.emulateMedia({ colorScheme })
      const machine = createMachine({
        id: 'm',
        context: { deep: { list: [1, 'a', null] } },
        initial: 'a',
        states: { a: { on: { go: 'b' } }, b: {} }
      })
      const actor = createActor(machine, { id: 'first', inspect: opened.hub.observer }).start()
      createActor(machine, { id: 'second', inspect: opened.hub.observer }).start()
      actor.send({ type: 'go', why: 'because' } as { type: 'go' })
      await activeIn(page, 'm.b').waitFor({ timeout: 60_000 })
      await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
      const report = (await page.evaluate('axe.run()')) as {
        passes: unknown[]
        violations: { id: string; nodes: { html: string }[] }[]
      }
      expect(report.passes.length).toBeGreaterThan(10)
      expect(report.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))])).toEqual([])
      await page.getByRole('button', { name: /second/ }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'second' }).waitFor()
      await activeIn(page, 'm.a').waitFor()
    }
  )
})
