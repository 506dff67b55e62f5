import { react } from 'recoworld'
import { expect, test } from 'vitest'
import type { Manifest } from '../src/contract/result.ts'
import { join } from '../src/runner/joining.ts'
import { settingOf } from '../src/runner/setting.ts'
import type { Frame } from '../src/studio/api.ts'
import type { LogParts } from '../src/studio/log/show.ts'
import { newFile, shown, trackOf } from './helpers/logged-run.ts'
import { type Looked, lookOn } from './helpers/looked-on.ts'

/** People and catalogue, joined again as the command line does. */
async function joined({ population = 'commuters' }: Looked, manifest: Manifest): Promise<Partial<LogParts>> {
  const { catalogue, people } = await join(await settingOf({ population }), manifest)
  return { catalogue, people }
}

/** What a log knows of a frame: neither how fast it went, nor what was left to do, nor the recommender's own steps. */
const known = ({ perSecond: _, left: __, dutyArrows: ___, ...frame }: Frame) => frame

test.each([
  { mindset: 'attention', sessions: 3, turns: 9, users: 120 },
  { mindset: 'goal-seeking', population: ['commuters', 'everyone'], sessions: 2, users: 150, engine: 'live' },
  {
    users: 60,
    interventions: [{ do: 'swap-recommender', to: 'popular', session: 0, turn: 2 }]
  },
  { mindset: 'overloaded', recommender: 'random', users: 80 }
] satisfies Looked[])('a log shows what was shown while it was written: %o', async (options) => {
  const log = newFile()
  const { show: live } = await lookOn({ ...options, log })
  const show = await shown(log, await joined(options, live.view.manifest))
  const { note, from, manifest, traits, cohort, ...view } = live.view
  expect({ note, from, traits, cohort }).toMatchObject({ note: null, from: 'run' })
  expect(show.view).toMatchObject({ ...view, from: 'log', traits: [], cohort: [] })
  expect(show.view.manifest).toEqual(JSON.parse(JSON.stringify(manifest)))
  for (const segment of [undefined, 0, view.segments.length - 1]) {
    expect(show.turns(segment).map(known)).toEqual(live.turns(segment).map(known))
    expect(known(show.frame(segment))).toEqual(known(live.frame(segment)))
    expect(show.population(segment)).toEqual(live.population(segment))
  }
  expect(show.turns(undefined, 3).map(known)).toEqual(live.turns(undefined, 3).map(known))
  for (const text of ['', 'bored', '17', 'nobody such'])
    expect(show.find({ text, offset: 0, limit: 5 })).toEqual({
      ...live.find({ text, offset: 0, limit: 5 }),
      people: live.find({ text, offset: 0, limit: 5 }).people.map((one) => ({ ...one, isFollowed: false }))
    })
  expect(show.items('the', 4)).toEqual(live.items('the', 4))
})

test('who was followed from the beginning has the same track in the log, but for what is remembered', async () => {
  const log = newFile()
  const options: Looked = { sessions: 2, turns: 6, users: 60, follow: [3, 8], cohort: 0, log }
  const { show: live } = await lookOn(options)
  const show = await shown(log, await joined({}, live.view.manifest))
  for (const user of [3, 8]) {
    const [seen, told] = [await trackOf(live, user), await trackOf(show, user)]
    expect(told.lines).toEqual(seen.lines)
    expect(told.about).toEqual(seen.about)
    expect(told.steps).toEqual(seen.steps)
    expect(told.lines.length).toBeGreaterThan(20)
  }
})

test('the log of a reaction is shown, with the post by its title', async () => {
  const log = newFile()
  const post = { title: 'The sourdough crust that shatters', description: 'Steam and patience', durationSeconds: 40 }
  const logging = { log } as object // the command line keeps no log of several worlds; of one it is the same
  await react({ posts: [post], population: 'commuters', users: 40, seed: 7, ...logging })
  const show = await shown(log)
  expect(show.view).toMatchObject({ users: 40, manifest: { kind: 'react' } })
  expect(show.view.note).not.toMatch(/played again\./)
  const tracks = await Promise.all([0, 1, 2].map((user) => trackOf(show, user)))
  expect(tracks.flatMap(({ lines }) => lines).some(({ item }) => item?.title === post.title)).toBe(true)
})

test('hostile titles and segments come out of a log as they went in', async () => {
  const log = newFile()
  const title = '<img src=x onerror=alert(1)> «\u202e»'
  const catalogue = Array.from({ length: 40 }, (_, at) => ({ id: `<${at}>'`, title: `${title} ${at}` }))
  const population = {
    description: 'Of one mind',
    sources: ['assumed, for a test'],
    segments: [{ name: `o'"><script>`, share: 1, interests: { knots: 0.5 } }]
  }
  const options: Looked = { catalogue: catalogue as never, population: population as never, users: 12, log }
  const { show: live } = await lookOn(options)
  const setting = await settingOf({ catalogue: catalogue as never, population: population as never })
  const show = await shown(log, await join(setting, live.view.manifest))
  expect(show.view.segments).toEqual(live.view.segments)
  expect(show.view.segments[0]!.segment).toBe(`o'"><script>`)
  const { lines } = await trackOf(show, 0)
  const titles = lines.flatMap(({ item }) => item?.title ?? [])
  expect(titles.length).toBeGreaterThan(10)
  for (const one of titles) expect(one.startsWith(title)).toBe(true)
  expect(show.population()).toEqual(live.population())
})
