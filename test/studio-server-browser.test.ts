import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHub, readPage } from '../src/studio/index.ts'
import { theBrowser } from './fixtures/report/browser.ts'
import { type Served, serve } from './helpers/fake-show/served.ts'

const executablePath = theBrowser()
const mustRun = process.env.RECOWORLD_NO_SKIP === '1'
if (!executablePath && !mustRun)
  console.warn('Chromium is missing: what other pages can do to the studio is not tried.')

/** What a page somewhere else may try; each says how far it came. */
const ATTACKS = {
  read: (studio: string) =>
    fetch(`${studio}/api/scene`).then(
      () => 'read',
      () => 'refused'
    ),
  act: (studio: string) =>
    fetch(`${studio}/api/acts`, { method: 'POST', mode: 'no-cors', body: '{"do":"pause"}' }).then(
      ({ type }) => type,
      () => 'refused'
    ),
  actAsJson: (studio: string) =>
    fetch(`${studio}/api/acts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-recoworld-token': 'x' },
      body: '{"do":"pause"}'
    }).then(
      () => 'read',
      () => 'refused'
    ),
  listen: (studio: string) =>
    new Promise<string>((resolve) => {
      const source = new EventSource(`${studio}/api/stream`)
      source.onopen = () => resolve('open')
      source.onerror = () => resolve('refused')
    }),
  call: (studio: string) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(`${studio.replace('http', 'ws')}/inspect`)
      socket.onopen = () => resolve('open')
      socket.onerror = () => resolve('refused')
    })
} as const

describe.skipIf(!executablePath && !mustRun)('in a real browser', () => {
  let browser: Browser
  let served: Served
  let elsewhere: Server
  let port: number
  const hub = createHub()

  beforeAll(async () => {
    const page = readPage()
    served = await serve({ hub, page: () => page })
    elsewhere = createServer((request, response) => {
      const framed = new URL(request.url ?? '/', 'http://localhost').searchParams.get('frame')
      response.setHeader('content-type', 'text/html')
      response.end(framed ? `<!doctype html><iframe src="${served.origin}/"></iframe>` : '<!doctype html>')
    })
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    port = (elsewhere.address() as AddressInfo).port
    const rules = '--host-resolver-rules=MAP evil.example 127.0.0.1'
    const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update']
    const args = ['--no-sandbox', '--disable-gpu', '--disable-sync', ...quiet, rules]
    browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args })
  })
  afterAll(async () => {
    await browser?.close()
    await served?.studio.close()
    elsewhere?.close()
    hub.close()
  })

  /** Looks from a page, and closes it. */
  async function from<Seen>(address: string, look: (page: Page) => Promise<Seen>): Promise<Seen> {
    const page = await browser.newPage()
    try {
      await page.goto(address)
      return await look(page)
    } finally {
      await page.close()
    }
  }

  test('the page runs within its policy, on the stream and the socket of its own server', async () => {
    const complaints: string[] = []
    const page = await browser.newPage()
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', ({ message }) => complaints.push(message))
    await page.goto(served.studio.url)
    await page.locator('#studio > *').first().waitFor()
    expect(await page.evaluate(ATTACKS.listen, served.origin)).toBe('open')
    expect(await page.evaluate(ATTACKS.call, served.origin)).toBe('open')
    expect(page.url()).not.toContain(served.studio.token)
    expect(complaints.filter((text) => /Content Security Policy|Refused/.test(text))).toEqual([])
    expect(await page.evaluate(ATTACKS.read, `http://127.0.0.1:${port}`)).toBe('refused')
    await page.close()
  })

  test('a page elsewhere reads nothing, does nothing, and does not hear or call', async () => {
    const before = served.acts.length
    const came = await from(`http://evil.example:${port}/`, async (page) => {
      const seen: Record<string, string> = {}
      for (const [name, attack] of Object.entries(ATTACKS)) seen[name] = await page.evaluate(attack, served.origin)
      return seen
    })
    expect(came).toEqual({
      read: 'refused',
      act: expect.any(String),
      actAsJson: 'refused',
      listen: 'refused',
      call: 'refused'
    })
    expect(served.acts.length).toBe(before)
    expect(served.show.phase).toBe('running')
  })

  test('a name that was made to lead here is told nothing', async () => {
    const there = `http://evil.example:${served.studio.port}`
    const { status, text } = await from(`http://evil.example:${port}/`, async (page) => {
      const answer = await page.goto(`${there}/api/scene`)
      return { status: answer?.status(), text: await answer?.text() }
    })
    expect(status).toBe(403)
    expect(text).not.toContain('population')
  })

  test('an application of this machine may read nothing either, but may call the inspector', async () => {
    const came = await from(`http://localhost:${port}/`, async (page) => ({
      read: await page.evaluate(ATTACKS.read, served.origin),
      listen: await page.evaluate(ATTACKS.listen, served.origin),
      call: await page.evaluate(ATTACKS.call, served.origin)
    }))
    expect(came).toEqual({ read: 'refused', listen: 'refused', call: 'open' })
  })

  test('applications of this machine may frame the page, others may not', async () => {
    const isShown = async (host: string) =>
      from(`http://${host}:${port}/?frame=1`, async (page) => {
        const [, frame] = page.frames()
        return (await frame?.locator('#studio').count()) === 1
      })
    expect(await isShown('localhost')).toBe(true)
    expect(await isShown('127.0.0.1')).toBe(true)
    expect(await isShown('evil.example')).toBe(false)
  })
})
