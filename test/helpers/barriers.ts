import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What colours decide; all else of a page is the same in the light and in the dark. */
const OF_COLOURS = ['color-contrast', 'svg-img-alt']

/** What axe finds, and how many px anything reaches beyond the view. */
export interface Findings {
  readonly broken: readonly (readonly [rule: string, places: readonly string[]])[]
  readonly beyond: number
}

/** Looks at a page of the studio as it stands: in the light by every rule, then in the dark by those of colours; it stays dark. */
export async function findingsIn(page: Page): Promise<Record<'light' | 'dark', Findings>> {
  await page.evaluate(axe)
  const light = await page.evaluate<Findings>(look())
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html[data-theme="dark"]').waitFor()
  const dark = await page.evaluate<Findings>(look(OF_COLOURS))
  return { light, dark }
}

/** Nothing broken, nothing cut off. */
export const NO_BARRIER: Record<'light' | 'dark', Findings> = {
  light: { broken: [], beyond: 0 },
  dark: { broken: [], beyond: 0 }
}

/** Run in the page. */
const look = (rules?: readonly string[]) => `axe.run(document, {
  resultTypes: ['violations'] ${rules ? `, runOnly: ${JSON.stringify(rules)}` : ''}
}).then(({ violations }) => {
  const main = document.querySelector('main')
  return {
    broken: violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    beyond: main.scrollWidth - main.clientWidth + document.body.scrollWidth - innerWidth
  }
})`
