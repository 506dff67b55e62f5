import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { Item, Post } from '../src/contract/item.ts'

type Row = Record<string, string>

const LISTS = ['topics', 'tags']
const NUMBERS = ['durationSeconds', 'views', 'likes', 'dislikes', 'comments', 'shares']
const LITTLE_WORDS = new Set(
  `a an the this that these it its my your his her our their i you he she we they me and or but nor so as if than then
  of to in on at by for from with without into out up off about is are was be been not no how what when why who which
  one two three four five six seven eight nine ten now never every all`.split(/\s+/)
)

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url))
const utf8 = (path: string) => new TextDecoder('utf-8', { fatal: true }).decode(read(path))
const rowsOf = (path: string) => parse<Row>(utf8(path), { columns: true, relax_quotes: false })

/** A row with its lists split and its numbers read. */
function typed(row: Row): Record<string, unknown> {
  const cell = (column: string, text: string) => {
    if (LISTS.includes(column)) return text.split('|')
    return NUMBERS.includes(column) ? Number(text) : text
  }
  return Object.fromEntries(Object.entries(row).map(([column, text]) => [column, cell(column, text)]))
}

const contentWords = (title: string) =>
  new Set((title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !LITTLE_WORDS.has(word)))

/** Share of the shorter title's content words that the other one has, 0 to 1. A single word in common is no likeness. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length
  return common < 2 ? 0 : common / Math.min(a.size, b.size)
}

/** Pairs of titles that share more than half of their content words. */
function nearDuplicates(titles: readonly string[]): string[] {
  const words = titles.map(contentWords)
  return titles.flatMap((title, i) =>
    titles
      .slice(i + 1)
      .flatMap((other, k) => (likeness(words[i]!, words[i + 1 + k]!) > 0.5 ? [`${title} / ${other}`] : []))
  )
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

const rows = rowsOf('assets/feed/feed.csv')
const items = rows.map((row) => Item.parse(typed(row)))
const words = (text: string) => text.split(/\s+/).length
const having = (format: string) => items.filter((item) => item.format === format)
const ratio = (count: 'likes' | 'dislikes' | 'comments' | 'shares') =>
  median(items.map((item) => (item[count] ?? Number.NaN) / (item.views ?? Number.NaN)))

test('every row of the default feed is an item, with nothing left empty', () => {
  const columns = 'id,title,description,category,topics,tags,channel,format,durationSeconds,publishedAt'
  expect(Object.keys(rows[0]!).join()).toBe(`${columns},views,likes,dislikes,comments,shares`)
  const ragged = rows.filter((row) => Object.values(row).some((text) => text === '' || text !== text.trim()))
  expect(ragged).toEqual([])
  expect(items.length).toBeGreaterThanOrEqual(450)
})

test('the default feed covers many topics, each well', () => {
  const sizes = new Map<string, number>()
  for (const { category } of items) sizes.set(category, (sizes.get(category) ?? 0) + 1)
  expect(sizes.size).toBeGreaterThanOrEqual(14)
  expect(Math.min(...sizes.values())).toBeGreaterThanOrEqual(20)
  expect(items.filter((item) => item.topics[0] !== item.category || item.topics.length < 2)).toEqual([])
})

test('ids and titles are told apart, also at a glance', () => {
  expect(new Set(items.map((item) => item.id)).size).toBe(items.length)
  expect(new Set(items.map((item) => item.title.toLowerCase())).size).toBe(items.length)
  expect(nearDuplicates(items.map((item) => item.title))).toEqual([])
})

test('two titles made from one mould are found to be near duplicates', () => {
  const made = ['5 tips for better bread at home', '5 tips for better soup at home', 'A goat opens the gate']
  expect(nearDuplicates(made)).toEqual([`${made[0]} / ${made[1]}`])
})

test('titles are short, tags few, and descriptions say more than titles', () => {
  expect(items.filter((item) => words(item.title) < 3 || words(item.title) > 12)).toEqual([])
  expect(items.filter((item) => item.tags.length < 2 || item.tags.length > 6)).toEqual([])
  const echoes = items.filter(
    ({ title, description }) => likeness(contentWords(title), contentWords(description)) > 0.5
  )
  expect(echoes).toEqual([])
  expect(new Set(items.map((item) => item.description)).size).toBe(items.length)
})

test('the default feed is one of shorts in the main', () => {
  const shorts = having('short').map((item) => item.durationSeconds)
  expect(shorts.length / items.length).toBeGreaterThanOrEqual(0.65)
  expect(shorts.length / items.length).toBeLessThanOrEqual(0.7)
  expect(Math.min(...shorts)).toBeGreaterThanOrEqual(7)
  expect(Math.max(...shorts)).toBeLessThanOrEqual(100)
  expect(median(shorts)).toBeGreaterThanOrEqual(29)
  expect(median(shorts)).toBeLessThanOrEqual(35)
})

test('about a fifth of the default feed is video, mostly of one to eight minutes', () => {
  const videos = having('video').map((item) => item.durationSeconds)
  expect(videos.length / items.length).toBeGreaterThanOrEqual(0.17)
  expect(videos.length / items.length).toBeLessThanOrEqual(0.23)
  expect(Math.min(...videos)).toBeGreaterThanOrEqual(60)
  const long = videos.filter((seconds) => seconds > 480)
  expect(long.length).toBeGreaterThan(0)
  expect(long.length / videos.length).toBeLessThan(0.1)
})

test('many creators, some with several posts', () => {
  const posts = new Map<string, number>()
  for (const { channel } of items) posts.set(channel, (posts.get(channel) ?? 0) + 1)
  expect(posts.size).toBeGreaterThanOrEqual(60)
  expect(posts.size).toBeLessThanOrEqual(90)
  expect([...posts.values()].filter((count) => count >= 3).length).toBeGreaterThan(posts.size / 2)
})

test('views are heavy-tailed, and reactions rarer than views', () => {
  const logs = items.map((item) => Math.log10(item.views ?? Number.NaN))
  const mean = logs.reduce((sum, x) => sum + x, 0) / logs.length
  const sd = Math.sqrt(logs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / logs.length)
  expect(Math.abs(mean - 4.6)).toBeLessThan(0.1)
  expect(Math.abs(sd - 0.8)).toBeLessThan(0.1)
  expect(Math.abs(ratio('likes') - 0.03)).toBeLessThan(0.005)
  expect(Math.abs(ratio('comments') - 0.003)).toBeLessThan(0.001)
  expect(Math.abs(ratio('shares') - 0.002)).toBeLessThan(0.001)
  expect(ratio('dislikes')).toBeLessThan(0.002)
})

test('publication days are days of the calendar', () => {
  const isDay = (day: string) => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  expect(items.filter((item) => !/^\d{4}-\d\d-\d\d$/.test(item.publishedAt) || !isDay(item.publishedAt))).toEqual([])
})

test('the example posts are posts, and the variant differs in title and length only', () => {
  const [post, variant] = ['post', 'post-variant'].map((name) => {
    const text = utf8(`examples/${name}.yaml`)
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../assets/schemas/post.json')
    return Post.parse(parseYaml(text))
  })
  expect(variant!.title).not.toBe(post!.title)
  expect(variant!.durationSeconds).not.toBe(post!.durationSeconds)
  expect({ ...variant, title: '', durationSeconds: 1 }).toEqual({ ...post, title: '', durationSeconds: 1 })
})

test('the example table holds twelve posts of one creator on topics of the feed', () => {
  const posts = rowsOf('examples/posts.csv').map((row) => Post.parse(typed(row)))
  const categories = new Set(items.map((item) => item.category))
  expect(posts).toHaveLength(12)
  expect(new Set(posts.map((post) => post.creator)).size).toBe(1)
  expect(posts.filter((post) => !categories.has(post.topics[0] ?? ''))).toEqual([])
  expect(new Set(posts.map((post) => post.topics[0])).size).toBeGreaterThanOrEqual(6)
})
