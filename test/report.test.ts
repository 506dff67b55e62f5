import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import type { Measured, PostReaction, ReactResult } from '../src/contract/result.ts'
import { renderCompare, renderReact, renderRun } from '../src/report/index.ts'
import { DARK, LIGHT, type Role } from '../src/report/palette.ts'
import { clip, clock, figure, percent, signed, squeeze, visible } from '../src/report/text.ts'
import { openInBrowser, theBrowser } from './fixtures/report/browser.ts'
import { anOnlyPost, aRanking, aReaction } from './fixtures/report/react.ts'
import { aComparison, aModelRun, aRun } from './fixtures/report/run.ts'

const EVIL = `"'><img src=x onerror=alert(1)></script></style></title></svg><script>alert(1)</script>\u202e\u0000`

/** The same value with every text spoilt; structure and numbers stay. */
function spoilt<Value>(value: Value, evil = EVIL): Value {
  const spoil = (one: unknown): unknown => {
    if (typeof one === 'string') return one + evil
    if (Array.isArray(one)) return one.map(spoil)
    if (one === null || typeof one !== 'object') return one
    return Object.fromEntries(Object.entries(one).map(([key, of]) => [key, spoil(of)]))
  }
  return spoil(value) as Value
}

const renamed = <Value>(of: Readonly<Record<string, Value>>) =>
  Object.fromEntries(Object.entries(of).map(([key, value]) => [key + EVIL, value]))

const parsed = (page: string) => parseHTML(page).document as unknown as Parsed
interface Parsed {
  querySelectorAll(selector: string): Iterable<Found>
  querySelector(selector: string): Found | null
}
interface Found extends Parsed {
  readonly textContent: string
  readonly attributes: Iterable<{ readonly name: string }>
  getAttribute(name: string): string | null
}
const texts = (page: string, selector: string) =>
  [...parsed(page).querySelectorAll(selector)].map((one) => one.textContent)
const headline = (page: string) => texts(page, 'h1').join()

const NOBODY: Measured = { value: Number.NaN, low: Number.NaN, high: Number.NaN, n: 0 }
const aPostThatNobodyMet = (post: PostReaction): PostReaction => {
  const rates = { click: NOBODY, like: NOBODY, comment: NOBODY, share: NOBODY, skip: NOBODY, leave: NOBODY }
  const watch = {
    meanSeconds: Number.NaN,
    meanRatio: Number.NaN,
    medianRatio: Number.NaN,
    seconds: NOBODY,
    histogram: new Array(20).fill(0)
  }
  return {
    ...post,
    reached: 0,
    segments: [],
    populations: [],
    overall: { n: 0, rates, watch },
    dropOff: [],
    reasons: [],
    instructions: [],
    departures: [],
    spread: { sharesPerThousand: NOBODY, followersToTravel: null }
  }
}
const withPosts = (change: (post: PostReaction) => PostReaction, all: ReactResult = aReaction()): ReactResult => ({
  ...all,
  posts: all.posts.map(change)
})

const once = (render: () => Promise<string>) => {
  let page: Promise<string> | undefined
  return () => (page ??= render())
}
const ALL_PAGES: readonly (readonly [string, () => Promise<string>])[] = [
  ['two variants', once(() => renderReact(aReaction()))],
  ['one post', once(() => renderReact(anOnlyPost()))],
  ['a ranking of 12', once(() => renderReact(aRanking(12)))],
  ['a ranking of 100', once(() => renderReact(aRanking(100)))],
  ['a run', once(() => renderRun(aRun()))],
  ['a run of a language model', once(() => renderRun(aModelRun()))],
  ['a comparison of two', once(() => renderCompare(aComparison()))],
  ['a comparison of four', once(() => renderCompare(aComparison(['random', 'popular', 'nearest', 'instructable'])))]
]

describe.each(ALL_PAGES)('the page of %s', (_, render) => {
  test('is one file under 400 kB that names no address and holds no script', async () => {
    const page = await render()
    expect(page.startsWith('<!doctype html>')).toBe(true)
    expect(page.length).toBeLessThan(400_000)
    expect(page).not.toMatch(/https?:|url\(|@import|<script|<link|<iframe| src=| href=/i)
    expect(page).toContain("default-src 'none'")
  })

  test('gives each chart one name for those who do not see it, and no other', async () => {
    const charts = [...parsed(await render()).querySelectorAll('svg')]
    expect(charts.length).toBeGreaterThan(0)
    for (const chart of charts) {
      expect(chart.getAttribute('role')).toBe('img')
      expect(chart.getAttribute('aria-label')!.length).toBeGreaterThan(15)
      expect([...chart.querySelectorAll('[aria-label]')]).toEqual([])
    }
  })

  test('draws with variables only, so that the dark needs no second drawing', async () => {
    const charts = [...parsed(await render()).querySelectorAll('svg *')]
    const colours = charts.flatMap((one) => [one.getAttribute('fill'), one.getAttribute('stroke')])
    for (const colour of new Set(colours)) expect(colour ?? 'none').toMatch(/^(var\(--[a-z0-9]+\)|none|currentColor)$/)
  })

  test('says nothing that a reader cannot use', async () => {
    const said = (await render()).replace(/<style>.*?<\/style>/s, '')
    expect(said).not.toMatch(/NaN|undefined|Infinity|\[object|null/)
  })

  test('has a table behind each chart and each set of bars', async () => {
    for (const part of parsed(await render()).querySelectorAll('section'))
      if (part.querySelector('svg, .bars')) expect(part.querySelector('details table'), part.textContent).not.toBeNull()
  })

  test('says at a glance what was rehearsed, with whom and how sure it is, and at the end what would change it', async () => {
    const page = await render()
    const names = texts(page, '.glance dt')
    expect(names).toEqual(expect.arrayContaining(['With', 'How sure', 'Made by']))
    expect(names).toHaveLength(4)
    expect(texts(page, '.over').slice(-2)).toEqual(['What would change the result', 'How it was made'])
  })

  test('has one headline, and a heading and an over-line for each part', async () => {
    const page = await render()
    expect(texts(page, 'h1')).toHaveLength(1)
    const parts = [...parsed(page).querySelectorAll('section')]
    expect(parts.length).toBeGreaterThanOrEqual(3)
    for (const part of parts) expect(part.querySelector('h2')!.textContent.length).toBeGreaterThan(5)
  })

  test('says that it is a rehearsal and what its intervals do not cover', async () => {
    expect(await render()).toContain('They do not cover how far such people are from real ones')
  })
})

describe('what a reaction says first', () => {
  test('says that a variant is ahead, not that it wins, where another seed may turn the verdict', async () => {
    const all = aReaction()
    const narrow = all.comparison.map((one) =>
      one.metric === 'click' && one.population === 'home-cooks'
        ? { ...one, difference: 0.008, low: 0.0005, high: 0.0155 }
        : one
    )
    const page = await renderReact({ ...all, comparison: narrow })
    expect(headline(page)).toMatch(/is ahead with home-cooks, and may not stay so; too close to call for commuters$/)
    expect(page).not.toContain(' wins')
  })

  test('the winner by population, and too close to call for the others', async () => {
    expect(headline(await renderReact(aReaction()))).toMatch(
      /^B, “This ramen.*”, wins with home-cooks; too close to call for commuters$/
    )
  })
  test('too close to call when no verdict has a winner', async () => {
    const all = aReaction()
    const open = { ...all, verdicts: all.verdicts.map((one) => ({ ...one, winner: null })) }
    expect(headline(await renderReact(open))).toBe('Too close to call among commuters and home-cooks')
  })
  test('one post: how many open it, and no comparison', async () => {
    const page = await renderReact(anOnlyPost())
    expect(headline(page)).toMatch(/^33% of commuters and home-cooks open “Five-minute/)
    expect(texts(page, '.over')).not.toContain('What differs')
  })
  test('people, populations, seed, mind and fallback are named', async () => {
    const page = await renderReact({ ...aReaction(), fallbackShare: 0.125, seed: 4_711, mind: 'llm' })
    const rests = texts(page, '.rests').join()
    for (const part of ['2,000 simulated people each', 'commuters', 'home-cooks', 'seed 4711', 'llm', '13%'])
      expect(rests).toContain(part)
    expect(texts(page, '.note').join()).toContain('A parametric mind made 13% of the decisions')
  })
  test('an interrupted rehearsal, and one that broke, say so', async () => {
    const page = await renderReact({
      ...aReaction(),
      interrupted: true,
      failures: { mind: 3, recommender: 1, first: 'no answer in 30 s' }
    })
    expect(texts(page, '.note').join()).toMatch(
      /interrupted.*mind failed 3 times and the recommender failed 1 time.*no answer in 30 s/
    )
    expect(texts(await renderReact(aReaction()), '.note')).toEqual([])
  })
  test('the same result gives the same page, however long it took', async () => {
    expect(await renderReact({ ...aReaction(), seconds: 99 })).toBe(await renderReact(aReaction()))
  })
})

describe('what the parts of a reaction show', () => {
  test('a difference whose interval holds 0 is grey, a sure one has the colour of the post that it speaks for', async () => {
    const all = aReaction()
    const only = (difference: number, low: number, high: number, metric = 'click') =>
      renderReact({ ...all, comparison: [{ ...all.comparison[0]!, metric, difference, low, high, p: 0.001 }] })
    const strokes = (page: string) =>
      [...parsed(page).querySelectorAll('.wide svg')]
        .filter((one) => one.getAttribute('aria-label')!.startsWith('Differences'))
        .flatMap((one) => [...one.querySelectorAll('circle')].map((dot) => dot.getAttribute('stroke')))
    expect(strokes(await only(0.02, -0.01, 0.05))).toEqual(['var(--muted)'])
    expect(strokes(await only(0.06, 0.03, 0.09))).toEqual(['var(--s2)'])
    expect(strokes(await only(-0.06, -0.09, -0.03))).toEqual(['var(--s1)'])
    expect(strokes(await only(0.06, 0.03, 0.09, 'skip'))).toEqual(['var(--s1)'])
  })
  test('the table holds Holm p of each difference', async () => {
    const all = aReaction()
    const page = await renderReact({ ...all, comparison: [{ ...all.comparison[0]!, p: 0.0371 }] })
    expect(texts(page, 'thead th')).toContain('p (Holm)')
    expect(texts(page, 'td')).toContain('0.037')
  })
  test('thoughts and wishes are quoted, with shares, and with what concerns the post', async () => {
    const page = await renderReact(anOnlyPost())
    expect(texts(page, 'blockquote')).toContain('“Ramen at seven in the morning? Not for me.”')
    expect(texts(page, 'blockquote')).toContain('“Fewer noodle clips for a while, please.”')
    expect(texts(page, '.wish').join()).toMatch(/less noodles1\.2%“Fewer .*more leftovers0\.9%a topic of the post“More/)
  })
  test('each chart has its numbers in a table', async () => {
    const page = await renderReact(aReaction())
    for (const part of parsed(page).querySelectorAll('section'))
      if (part.querySelector('svg')) expect(part.querySelector('details table')).not.toBeNull()
    expect(texts(page, 'td').some((cell) => cell.startsWith('56%'))).toBe(true) // batch cookers, second variant
  })
  test('100 posts are ranked by how often they are opened, whatever order they come in', async () => {
    const all = aRanking(100)
    const page = await renderReact({ ...all, posts: [...all.posts].reverse() })
    expect(headline(page)).toContain('How I mended a kettle, part 1”')
    const table = parsed(page).querySelector('section table')!
    const titles = [...table.querySelectorAll('bdi')].map((one) => one.textContent)
    expect(titles).toEqual(all.posts.map(({ title }) => title))
  })
})

describe('a page of little or of much', () => {
  const emptyCharts = (page: string) =>
    [...parsed(page).querySelectorAll('svg')].filter(
      (one) => [...one.querySelectorAll('circle, rect, path')].length === 0
    )

  test('a post that nobody met has no charts, and says so', async () => {
    const page = await renderReact({ ...withPosts(aPostThatNobodyMet, anOnlyPost()), comparison: [] })
    expect(headline(page)).toBe('Nobody got to see it: there is nothing to report')
    expect(texts(page, 'svg')).toEqual([])
    expect(page).not.toMatch(/NaN|undefined|Infinity/)
  })
  test('one of two variants that nobody met leaves the other one’s charts', async () => {
    const all = aReaction()
    const page = await renderReact({
      ...all,
      posts: [all.posts[0]!, aPostThatNobodyMet(all.posts[1]!)],
      comparison: [],
      verdicts: []
    })
    expect(texts(page, 'svg').length).toBeGreaterThan(5)
    expect(page.replace(/<style>.*?<\/style>/s, '')).not.toMatch(/NaN|undefined|Infinity/)
  })
  test('no post at all still makes a page', async () => {
    expect(
      headline(await renderReact({ ...aReaction(), posts: [], comparison: [], verdicts: [], interrupted: true }))
    ).toContain('No post')
  })
  test('rates that are all 0 draw dots at 0', async () => {
    const zero = ({ n }: Measured): Measured => ({ value: 0, low: 0, high: 0, n })
    const none = <One extends { readonly rates: PostReaction['overall']['rates'] }>(one: One): One => ({
      ...one,
      rates: Object.fromEntries(Object.entries(one.rates).map(([name, rate]) => [name, zero(rate)])) as never
    })
    const page = await renderReact(
      withPosts((post) => ({
        ...post,
        overall: none(post.overall),
        segments: post.segments.map(none),
        populations: post.populations.map(none)
      }))
    )
    expect(emptyCharts(page)).toEqual([])
    expect(page.replace(/<style>.*?<\/style>/s, '')).not.toMatch(/NaN|Infinity/)
  })
  test('one population of one segment is drawn once, not twice', async () => {
    const all = anOnlyPost()
    const one = withPosts(
      (post) => ({ ...post, segments: post.segments.slice(0, 1), populations: post.populations.slice(0, 1) }),
      { ...all, populations: ['commuters'] }
    )
    const [panel] = [...parsed(await renderReact(one)).querySelectorAll('.panels svg')]
    expect([...panel!.querySelectorAll('circle, path[fill^="var"]')].length).toBe(1)
  })
  test('of 30 segments the 12 largest are drawn and all are in the table', async () => {
    const many = withPosts(
      (post) => ({
        ...post,
        segments: Array.from({ length: 30 }, (_, i) => ({
          ...post.segments[i % 8]!,
          population: 'commuters',
          segment: `Segment ${i + 1}`,
          n: 1_000 - i
        }))
      }),
      anOnlyPost()
    )
    const page = await renderReact(many)
    expect(page).toContain('the table has 18 more')
    const [panel] = [...parsed(page).querySelectorAll('.panels svg')]
    const drawn = [...panel!.querySelectorAll('text')].filter((one) => one.textContent.startsWith('Segment'))
    expect(drawn).toHaveLength(12)
    expect(texts(page, 'th').filter((cell) => cell.includes('Segment '))).toHaveLength(30)
  })
  test('a title of 500 letters is cut in headline and charts', async () => {
    const title = 'W'.repeat(500)
    const page = await renderReact(
      withPosts((post) => ({ ...post, title, label: title, post: { ...post.post, title } }), anOnlyPost())
    )
    expect(headline(page).length).toBeLessThan(140)
    expect(page).not.toContain('W'.repeat(200))
  })
  test('a post of a day, second by second, stays small', async () => {
    const day = Array.from({ length: 86_400 }, (_, second) => ({ second, share: 1 - second / 86_400 }))
    const page = await renderReact(withPosts((post) => ({ ...post, dropOff: day }), anOnlyPost()))
    expect(page.length).toBeLessThan(400_000)
  })
  test('a run in which nothing was measured', async () => {
    const run = aRun()
    const metrics = Object.fromEntries(
      Object.entries(run.metrics).map(([name, metric]) => [name, { ...metric, ...NOBODY }])
    )
    const page = await renderRun({ ...run, metrics, endings: { left: 0, truncated: 0, failed: 0 }, leaveCauses: {} })
    expect(page.replace(/<style>.*?<\/style>/s, '')).not.toMatch(/NaN|Infinity|undefined/)
    expect(texts(page, 'h2')).toContain('Nothing could be measured')
  })
})

describe('what runs and comparisons say', () => {
  test('a comparison counts wins and losses by what is better', async () => {
    const page = await renderCompare(aComparison())
    expect(headline(page)).toMatch(/^“instructable” beats “popular” on \d+ of 11 metrics and loses on 1$/)
    expect(texts(page, '.verdicts li').join()).toMatch(/better on retention \(\+6\.0 points\).*worse on diversity/)
  })
  test('recommenders that do not differ are too close to call', async () => {
    const all = aComparison()
    const same = {
      ...all,
      differences: all.differences.map((one) => ({ ...one, difference: 0, low: -1, high: 1, p: 1 }))
    }
    expect(headline(await renderCompare(same))).toBe(
      'Too close to call between “popular” and “instructable” on every metric'
    )
  })
  test('a run tells endings as shares of visits and causes as shares of those who left', async () => {
    const page = await renderRun({
      ...aRun(),
      endings: { left: 30, truncated: 60, failed: 10 },
      leaveCauses: { bored: 20, done: 10 }
    })
    expect(texts(page, '.bars li')).toEqual(
      expect.arrayContaining([
        'went on to the turn limit60%',
        'left by themselves30%',
        'broke10%',
        'bored67%',
        'had what they came for33%'
      ])
    )
  })
})

describe('what would change the result', () => {
  const cells = (page: string, about: string) => {
    const tables = [...parsed(page).querySelectorAll('.scroll')]
    const found = tables.find((one) => one.getAttribute('aria-label') === about)!
    return [...found.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('th, td')].map((cell) => cell.textContent)
    )
  }
  const withClick = (difference: number, half: number, n = 1_000) => {
    const all = aReaction()
    const [one] = all.comparison
    const gap = { ...one!, metric: 'click', difference, low: difference - half, high: difference + half, n }
    return renderReact({ ...all, users: 2_000, comparison: [gap] })
  }
  const ABOUT = 'What would change the result, in numbers'

  test('a difference of three half-widths stands with another seed; one on the edge does so half of the time', async () => {
    const firm = await withClick(0.06, 0.02)
    expect(cells(firm, ABOUT)[0]!.slice(2)).toEqual(['+6.0', '±2.0', '±2.8', 'more than 99 in 100', '8,000', '460'])
    expect(cells(await withClick(0.02001, 0.02), ABOUT)[0]![5]).toBe('50 in 100')
  })
  test('what is too close to call says how many people would tell', async () => {
    // half-width 2 points with 1,000 of 2,000 met: a gap of 1 point takes (2.8 / 0.98)^2 as many as met it, so 8.2 times 2,000
    const page = await withClick(0.01, 0.02)
    expect(cells(page, ABOUT)[0]!.at(-1)).toBe('17,000')
    expect(texts(page, 'h2').join()).toMatch(/In \d+ of 100 rehearsals another seed would find a winner/)
    expect(cells(await withClick(0, 0.02), ABOUT)[0]!.at(-1)).toBe('no gap to tell')
  })
  test('every assumption is named with what was taken', async () => {
    const page = await renderRun(aRun('nearest'))
    expect(cells(page, 'Assumptions').map(([name]) => name)).toEqual([
      'Who they are',
      'How they decide',
      'How they feel',
      'What there is',
      'Whose luck'
    ])
  })
})

describe('the curve of who stays', () => {
  test('is drawn with its band, and one for each recommender', async () => {
    const charts = (page: string) =>
      [...parsed(page).querySelectorAll('.wide svg')].find((one) =>
        one.getAttribute('aria-label')!.startsWith('Share of visits that go on')
      )!
    const bands = (page: string) => [...charts(page).querySelectorAll('[fill-opacity="0.16"] path')]
    expect(bands(await renderRun(aRun()))).toHaveLength(1)
    const names = ['random', 'popular', 'nearest']
    const page = await renderCompare(aComparison(names))
    expect(bands(page)).toHaveLength(3)
    for (const name of names) expect(charts(page).textContent).toContain(name)
  })
  test('is left out where a log of an earlier version has none', async () => {
    const { stay, ...older } = aRun()
    expect(stay.length).toBe(10)
    expect(texts(await renderRun(older as never), '.over')).not.toContain('Who stays')
  })
})

describe('what a language model was asked', () => {
  test('tokens and money stand in the heading, calls by who asked in the table', async () => {
    const page = await renderRun(aModelRun())
    expect(texts(page, 'h2')).toContain('420 decisions took 431 calls and 512,000 tokens, 0.34 at the prices given')
    expect(texts(page, 'th')).toContain('mind, review')
  })
  test('a mind that is not like people says where', async () => {
    const page = await renderRun(aModelRun())
    expect(texts(page, 'h2')).toContain('1 of 2 gauges that can be read is like people’s')
    expect(texts(page, 'td b.bad')).toEqual(['too high', 'too high'])
  })
  test('nothing is said of either where there was no model', async () => {
    expect(texts(await renderRun(aRun()), '.over').join()).not.toMatch(/model|like people/)
  })
})

describe('texts from outside', () => {
  const bad = (page: string) => {
    const all = parsed(page)
    const elements = [...all.querySelectorAll('img, script, iframe, object')]
    const handlers = [...all.querySelectorAll('*')].flatMap((one) =>
      [...one.attributes].filter(({ name }) => /^on|^src$|^href$/i.test(name))
    )
    return [...elements, ...handlers]
  }
  test.each([
    ['a reaction', () => renderReact(spoilt(aReaction()))],
    ['a ranking', () => renderReact(spoilt(aRanking(9)))],
    [
      'a run',
      () =>
        renderRun({
          ...spoilt(aRun()),
          metrics: renamed(spoilt(aRun().metrics)),
          mindsets: renamed(aRun().mindsets) as never,
          leaveCauses: renamed(aRun().leaveCauses) as never
        })
    ],
    ['a run of a language model', () => renderRun(spoilt(aModelRun()))],
    ['a comparison', () => renderCompare(spoilt(aComparison()))]
  ])('every one of %s is shown as text, in charts and tooltips too', async (_, render) => {
    const page = await render()
    expect(page).not.toMatch(/<(img|script)/i)
    expect(bad(page)).toEqual([])
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
    for (const sign of ['\u0000', '\u202e']) expect(page.includes(sign)).toBe(false)
    expect(page.match(/<\/style>/g)).toHaveLength(1)
  })
  test('a chart holds a hostile name of a segment as text', async () => {
    const page = await renderReact(
      withPosts((post) => ({
        ...post,
        segments: post.segments.map((one) => ({ ...one, segment: `<b>${one.segment}` }))
      }))
    )
    const labels = [...parsed(page).querySelectorAll('svg text')].map((one) => one.textContent)
    expect(labels.some((label) => label.startsWith('<b>Batch'))).toBe(true)
    expect(texts(page, 'svg b, svg ~ b')).toEqual([])
  })
  test('what is trusted as markup cannot come from a file', async () => {
    const forged = {
      html: '<script>alert(1)</script>',
      toString: () => '<script>alert(2)</script>'
    } as unknown as string
    expect(
      await renderReact({ ...aReaction(), mind: forged, seed: '<script>3</script>' as unknown as number })
    ).not.toMatch(/<script/)
  })
  test('control and direction characters are shown by their code points, marks of direction are dropped', () => {
    expect(visible('a\u202eb\u0000c\u200fd\ne\ud800')).toBe('a[U+202E]b[U+0000]cd e[U+D800]')
    expect(visible('👩‍🍳 שלום')).toBe('👩‍🍳 שלום')
  })
})

describe('how numbers and texts are written', () => {
  test.each([
    [percent(0.3412), '34%'],
    [percent(0.0412), '4.1%'],
    [percent(0), '0%'],
    [percent(-0.006), '−0.6%'],
    [percent(0.0999), '10%'],
    [percent(Number.NaN), '–'],
    [figure(123.4), '123'],
    [figure(7.416), '7.42'],
    [signed(6.24), '+6.2'],
    [signed(-0.04), '−0.04'],
    [signed(0), '0.0'],
    [signed(1e-9), 'just above 0'],
    [signed(-3), '−3.0'],
    [clock(14), '14 s'],
    [clock(65), '1:05 min'],
    [clock(7_380), '2:03:00 h'],
    [clip('one two three', 9), 'one two…'],
    [clip('寿司寿司', 5), '寿司…'],
    [clip('short', 5), 'short'],
    [squeeze('Segment of people, number 12', 18), 'Segment of…ber 12'],
    [squeeze('Segment', 18), 'Segment']
  ])('%s', (written, expected) => expect(written).toBe(expected))
})

describe('colours', () => {
  const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  /** Relative luminance, @source WCAG 2.2 */
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as [
      number,
      number,
      number
    ]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (a: string, b: string) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
    return (light + 0.05) / (dark + 0.05)
  }
  const TEXT: readonly (readonly [Role, Role])[] = [
    ...(['ink', 'muted', 's1', 's2', 's3', 's4', 'better', 'worse'] as const).flatMap(
      (role) =>
        [
          [role, 'paper'],
          [role, 'card']
        ] as const
    ),
    ['alertink', 'alert']
  ]
  test.each([
    ['light', LIGHT],
    ['dark', DARK]
  ] as const)('of text on paper and cards reach 4.5 to 1 in the %s', (_, colours: Record<Role, string>) => {
    for (const [ink, paper] of TEXT)
      expect(contrast(colours[ink], colours[paper]), `${ink} on ${paper}`).toBeGreaterThanOrEqual(4.5)
  })
})

describe('in a browser', () => {
  const browser = theBrowser()
  const isNeeded = process.env.RECOWORLD_NO_SKIP === '1'
  if (!browser && !isNeeded)
    console.warn('SKIPPED: no Chromium was found; set CHROME_PATH, or RECOWORLD_NO_SKIP=1 to fail instead.')

  test.skipIf(!browser && !isNeeded)(
    'pages draw themselves, log no error and ask nothing of the network',
    { timeout: 180_000 },
    async () => {
      expect(browser, 'no Chromium was found').toBeDefined()
      expect(existsSync(browser!)).toBe(true)
      const control = await openInBrowser(
        browser!,
        (at) => `<!doctype html><img src="${at}/x"><script>console.error('seen')</script>`
      )
      expect([control.asked.length > 0, control.logged.some((line) => line.includes('seen'))]).toEqual([true, true])

      const plain = await openInBrowser(browser!, async () => renderReact(aReaction()))
      expect(plain).toMatchObject({ asked: [], logged: [] })
      expect(plain.dom).toContain('wins with home-cooks')
      expect(plain.dom.match(/<svg/g)!.length).toBeGreaterThanOrEqual(10)
      expect(plain.picture.length).toBeGreaterThan(10 * control.picture.length)

      const hostile = await openInBrowser(browser!, async (at) =>
        renderReact(spoilt(aReaction(), `</title></svg>"><img src="${at}/x"><script>fetch('${at}/y')</script>`))
      )
      expect(hostile).toMatchObject({ asked: [], logged: [] })
      expect(hostile.dom).not.toMatch(/<(img|script)/)
    }
  )
})

test('a difference is written with the sign that it has, whatever its size', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 3 }), (value, digits) => {
      const text = signed(value, digits)
      if (value > 0) expect(text).toMatch(/^\+[\d.,]*[1-9]|^just above 0$/)
      if (value < 0) expect(text).toMatch(/^−[\d.,]*[1-9]|^just below 0$/)
      if (value === 0) expect(Number(text)).toBe(0)
    })
  )
})
