import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { countWords } from 'recoworld/chart'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Frame, SceneView, Track } from '../src/studio/api.ts'
import { theBrowser } from './fixtures/report/browser.ts'
import { build } from './helpers/command.ts'
import { launch } from './helpers/launch.ts'
import { soon, studioOf, type Under } from './helpers/studio-command.ts'

const executable = theBrowser()
const mustRun = process.env.RECOWORLD_NO_SKIP === '1'
if (!executable && !mustRun)
  console.warn('SKIPPED: no Chromium was found; set CHROME_PATH, or RECOWORLD_NO_SKIP=1 to fail instead.')

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const BROKEN =
  'axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))'
const USERS = 20_000

/** One run of 20,000 commuters, started by the real binary, and the page that was built, looked at while it goes on. */
describe.skipIf(!executable && !mustRun)('20,000 people on the page', { timeout: 120_000 }, () => {
  let browser: Browser
  let under: Under
  let page: Page
  const faults: string[] = []

  beforeAll(async () => {
    await build()
    browser = await launch(executable ?? '')
    const world = ['--users', '20,000', '--population', 'commuters', '--recommender', 'popular', '--turns', '60']
    under = await studioOf(['studio', '--start', ...world, '--follow', '17', '--pace', '3', '--port', '0', '--json'])
    page = await browser.newPage({ viewport: { width: 1_440, height: 900 } })
    page.on('pageerror', ({ message }) => faults.push(message))
    await page.goto(under.url)
    await page.locator('[data-state="attention.mood.curious"].peopled').waitFor({ timeout: 60_000 })
  }, 180_000)
  afterAll(async () => {
    under?.child.kill('SIGKILL')
    await browser?.close()
  })

  const goTo = (hash: string) => page.evaluate(`location.assign(${JSON.stringify(hash)})`)
  const badge = (state: string) => page.locator(`[data-state="${state}"] > .badge > text`).textContent()
  const turnsOf = async () => {
    const turns = await under.get<readonly Frame[]>('/api/turns')
    return Array.isArray(turns) ? turns : []
  }
  const broken = async () => {
    await page.evaluate(axe)
    return page.evaluate(BROKEN)
  }

  test('everyone: counts move with the run, and those of a turn are everybody', async () => {
    const before = await badge('attention.mood.curious')
    await soon(
      () => badge('attention.mood.curious'),
      (now) => now !== before
    )
    const scene = await under.get<SceneView>('/api/scene')
    const turns = await turnsOf()
    const moods = scene.states.flatMap((id, at) => (id.startsWith('attention.mood.') ? [at] : []))
    expect(moods).toHaveLength(6)
    for (const { states } of turns) expect(moods.reduce((sum, at) => sum + states[at]!, 0)).toBe(USERS)
    const answered = scene.arrows.flatMap((name, at) =>
      name.startsWith('attention.visit.reviewing review.answered') ? [at] : []
    )
    const last = turns.at(-1)!
    expect(answered.reduce((sum, at) => sum + last.arrows[at]!, 0)).toBe(last.done) // one answer a user-step
    expect(await broken()).toEqual([])
  })

  test('the slider goes back by keys while the run goes on, and Live returns', async () => {
    await soon(turnsOf, (turns) => turns.length > 3)
    const slider = page.getByRole('slider', { name: 'Turn', exact: true })
    await slider.focus()
    await page.keyboard.press('Home')
    const scene = await under.get<SceneView>('/api/scene')
    const then = countWords((await turnsOf())[0]!.states[scene.states.indexOf('attention.mood.curious')]!)
    await soon(
      () => badge('attention.mood.curious'),
      (now) => now === then
    )
    const count = (await turnsOf()).length
    await soon(turnsOf, (turns) => turns.length > count + 1)
    expect(await badge('attention.mood.curious')).toBe(then) // the past stands still
    await page.getByRole('button', { name: 'Live' }).click()
    await soon(
      () => badge('attention.mood.curious'),
      (now) => now !== then
    )
  })

  test('one user: who was named is followed from the beginning, and its chart follows', async () => {
    await goTo('#/person/17')
    await page.locator('h1', { hasText: 'Person 17' }).waitFor()
    await page.locator('[data-state="attention.mood"].active').first().waitFor()
    expect(await under.get<Track>('/api/people/17')).toMatchObject({ since: null })
    const story = page.locator('.story')
    const length = (await story.textContent())!.length
    await soon(
      async () => (await story.textContent())!.length,
      (now) => now !== length
    )
    expect(await broken()).toEqual([])
  })

  test('one user: anybody else is promoted from the crowd when looked at', async () => {
    const scene = await under.get<SceneView>('/api/scene')
    expect(scene.manifest.engine).toBe('crowd')
    const { people } = await under.get<{ people: { user: number; isFollowed: boolean }[] }>(
      '/api/people?state=attention.visit.waiting&limit=200'
    )
    const somebody = people.find(({ isFollowed }) => !isFollowed)!.user
    await goTo(`#/person/${somebody}`)
    await page.locator('h1', { hasText: `Person ${somebody}` }).waitFor()
    const track = await soon(
      () => under.get<Track>(`/api/people/${somebody}`),
      ({ steps }) => steps.length > 3
    )
    expect(track).toMatchObject({ isLive: true, since: { session: 0 } })
    for (const { context } of track.steps) expect(context.interest).toBeGreaterThanOrEqual(0)
    await page.locator('[data-arrow].fired').first().waitFor()
  })

  test('population and inspector show the same run; the dark is dark, and nothing is broken there', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await goTo('#/population')
    await page.locator('.at-population h2').nth(3).waitFor()
    expect(await broken()).toEqual([])
    await goTo('#/inspector')
    await page.locator('.at-inspector').getByText('user-17').first().waitFor()
    await page.locator('.at-inspector [data-state].active').first().waitFor({ timeout: 30_000 })
    expect(await broken()).toEqual([])
    const paper = await page.evaluate('getComputedStyle(document.body).backgroundColor')
    const [red = 255] = String(paper).match(/\d+/g)!.map(Number)
    expect(red).toBeLessThan(60)
  })

  test('controls: another recommender takes over, and the run is held, by hand', async () => {
    await goTo('#/controls')
    await page.getByRole('button', { name: 'Pause' }).first().click()
    await page.getByLabel('Who takes over').selectOption('random')
    await page.getByRole('button', { name: 'Swap' }).click()
    await page.getByRole('button', { name: 'One turn' }).click()
    const turns = await soon(turnsOf, (all) => (all.at(-1)?.interventions.length ?? 0) > 0)
    expect(turns.at(-1)!.interventions[0]!.says).toContain('random')
    await soon(
      async () => (await turnsOf()).at(-1)?.phase,
      (phase) => phase === 'paused' || phase === 'running'
    )
    expect(faults).toEqual([])
  })
})
