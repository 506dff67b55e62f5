import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderCompare, renderReact, renderRun } from '../src/report/index.ts'
import { theBrowser } from '../test/fixtures/report/browser.ts'
import { anOnlyPost, aRanking, aReaction } from '../test/fixtures/report/react.ts'
import { aComparison, aModelRun } from '../test/fixtures/report/run.ts'
import { launch } from '../test/helpers/launch.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const executablePath = theBrowser()
/** Every kind of page. */
const PAGES = [
  ['two variants', () => renderReact(aReaction())],
  ['one post', () => renderReact(anOnlyPost())],
  ['a ranking', () => renderReact(aRanking(5))],
  ['a run of a language model', () => renderRun(aModelRun())],
  ['a comparison', () => renderCompare(aComparison())]
] as const

test.runIf(!executablePath)('a browser is there to look at reports', () => {
  const said = 'No Chromium was found: whether reports can be read by everybody was not looked at. Set CHROME_PATH.'
  if (process.env.RECOWORLD_NO_SKIP === '1') throw new Error(said)
  console.warn(said)
})

/** What colours and widths decide; all else is the same in the dark and on a phone. */
const LOOKS = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'svg-img-alt']

/** What is run in the page; its own rule would let none of it in. */
const SCRIPTS = {
  unfold: (open: boolean) => `for (const part of document.querySelectorAll('details')) part.open = ${open}`,
  /** Rules that are broken, with the first place of each. */
  barriers: (
    rules?: readonly string[]
  ) => `axe.run(document, { resultTypes: ['violations'] ${rules ? `, runOnly: ${JSON.stringify(rules)}` : ''} }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`,
  beyond: 'document.documentElement.scrollWidth - window.innerWidth',
  paper: 'getComputedStyle(document.body).backgroundColor',
  /** Parts whose charts or tables are wider than the paper. */
  cut: `[...document.querySelectorAll('svg, table')]
    .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().right > window.innerWidth + 1)
    .map((one) => one.closest('section')?.querySelector('h2')?.textContent)`,
  /** Tables that are folded away. */
  folded: `[...document.querySelectorAll('details table')].filter((one) => !one.checkVisibility()).length`
}

describe.runIf(executablePath)('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch(executablePath!)
  })
  afterAll(() => browser?.close())

  test.each(PAGES)('the page of %s has no barrier: light, dark on a phone, and on paper', async (_, render) => {
    const tab = await browser.newPage({ bypassCSP: true })
    try {
      await tab.setContent(await render())
      await tab.evaluate(SCRIPTS.unfold(true))
      await tab.evaluate(axe)
      for (const [colorScheme, width, rules] of [
        ['light', 1440, undefined],
        ['dark', 390, LOOKS]
      ] as const) {
        await tab.emulateMedia({ colorScheme })
        await tab.setViewportSize({ width, height: 900 })
        expect(await tab.evaluate(SCRIPTS.barriers(rules)), `${colorScheme}, ${width} px`).toEqual([])
        expect(await tab.evaluate<number>(SCRIPTS.beyond), `px beyond a screen of ${width}`).toBeLessThanOrEqual(0)
      }
      await tab.evaluate(SCRIPTS.unfold(false))
      expect(await tab.evaluate<number>(SCRIPTS.folded)).toBeGreaterThan(0)
      await tab.setViewportSize({ width: 690, height: 970 }) // A4 within its margins
      await tab.emulateMedia({ media: 'print', colorScheme: 'dark' })
      expect(await tab.evaluate(SCRIPTS.paper)).toBe('rgb(255, 255, 255)')
      expect(await tab.evaluate(SCRIPTS.cut)).toEqual([])
      expect(await tab.evaluate(SCRIPTS.folded)).toBe(0)
    } finally {
      await tab.close()
    }
  })
})
