import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Content } from '../src/define.ts'
import text from '../src/representations/text.ts'
import { readTable, wordTable } from '../src/representations/vectors/table.ts'
import { positionsOf, wordsOf } from '../src/representations/vectors/words.ts'

const representation = text.create()
const embed = (content: Content): Float32Array => representation.embed([content]) as Float32Array
const titled = (title: string): Float32Array => embed({ title })
const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, k) => sum + x * b[k]!, 0)
const likeness = (a: string, b: string): number => dot(titled(a), titled(b))
const length = (a: Float32Array): number => Math.sqrt(dot(a, a))

/** Where each of the topics stands for a request, the nearest first. */
const ranked = (request: string, topics: readonly string[]): string[] =>
  topics
    .map((topic) => ({ topic, near: likeness(request, topic) }))
    .sort((a, b) => b.near - a.near)
    .map(({ topic }) => topic)

// Written for this test, after the table was made; no request has a word of its topic.
const REQUESTS: readonly (readonly [string, string])[] = [
  ['waves, boards and the best swell in Hawaii', 'surfing'],
  ['wetsuit and reef breaks in Australia', 'surfing'],
  ['robins and finches at the feeder', 'birdwatching'],
  ['owls, hawks and eagles through binoculars', 'birdwatching'],
  ['espresso at home without a machine', 'coffee brewing'],
  ['which beans and grinder a barista uses', 'coffee brewing'],
  ['pastel landscapes with brush and easel', 'watercolor painting'],
  ['canvas techniques of the impressionists', 'watercolor painting'],
  ['knee pain after jogging five kilometers', 'marathon running'],
  ['pacing the last miles of a long race', 'marathon running'],
  ['saddle, reins and a nervous mare', 'horse riding'],
  ['ponies and jockeys at the stable', 'horse riding'],
  ['rust on pans and how to sharpen a chef knife', 'kitchen tools'],
  ['which blender and frying pan to buy', 'kitchen tools'],
  ['the eruption that buried Pompeii', 'volcanoes and earthquakes'],
  ['lava, magma and seismic waves', 'volcanoes and earthquakes'],
  ['who killed her? an unsolved case', 'true crime'],
  ['the detective, the suspect and the body', 'true crime'],
  ['breathing for a quiet mind', 'meditation'],
  ['mindfulness against anxiety', 'meditation'],
  ['steam locomotives of the Alps', 'trains and railways'],
  ['a sleeper wagon from Vienna to Paris', 'trains and railways'],
  ['touchdown passes and the quarterback draft', 'american football'],
  ['linebackers and the super bowl', 'american football'],
  ['violins, cellos and the conductor', 'classical music'],
  ['Bach, Mozart and a Beethoven symphony', 'classical music'],
  ['wedding gowns and bouquets', 'brides and weddings'],
  ['the groom cried at the ceremony', 'brides and weddings'],
  ['fractions and equations without tears', 'learning mathematics'],
  ['geometry proofs and calculus for teenagers', 'learning mathematics']
]

describe('what texts are about', () => {
  test('of 15 topics, at least 8 in 10 requests are nearest to their own', () => {
    const topics = [...new Set(REQUESTS.map(([, topic]) => topic))]
    const ranks = REQUESTS.map(([request, topic]) => ranked(request, topics).indexOf(topic))
    expect(topics).toHaveLength(15)
    expect(ranks.filter((rank) => rank === 0).length / ranks.length).toBeGreaterThanOrEqual(0.8)
    expect(ranks.reduce((sum, rank) => sum + 1 / (rank + 1), 0) / ranks.length).toBeGreaterThanOrEqual(0.85)
  })

  test('requests for other topics are as alike as the stated noise, and requests for the topic are far above it', () => {
    const topics = [...new Set(REQUESTS.map(([, topic]) => topic))]
    const cosines = REQUESTS.flatMap(([request, own]) =>
      topics.map((topic) => ({ own: own === topic, cosine: likeness(request, topic) }))
    )
    const mean = (own: boolean) => {
      const of = cosines.filter((pair) => pair.own === own)
      return of.reduce((sum, { cosine }) => sum + cosine, 0) / of.length
    }
    const { noise } = representation
    expect(Math.abs(mean(false) - noise.mean)).toBeLessThan(0.05)
    expect(mean(true)).toBeGreaterThan(noise.mean + 2 * noise.sd)
  })

  test.each([
    ['kittens', 'cats', 'stocks'],
    ['budget travel', 'cheap flights', 'heart surgery'],
    ['sourdough', 'baking bread', 'motorcycles'],
    ['astronaut', 'space', 'lipstick'],
    ['guitar', 'violin', 'parliament']
  ])('"%s" is nearer to "%s" than to "%s"', (anchor, near, far) => {
    expect(likeness(anchor, near)).toBeGreaterThan(likeness(anchor, far) + 0.2)
  })

  test('frequent words hardly count', () => {
    expect(likeness('the violin that was his and is not', 'violin')).toBeGreaterThan(0.9)
    expect(likeness('carburetor violin', 'violin')).toBeLessThan(0.8)
  })

  test('the title weighs more than topics, topics more than the description, the channel least', () => {
    const gardening = titled('gardening')
    const about = (content: Partial<Content>) => dot(embed({ title: 'football', ...content }), gardening)
    const inTitle = dot(embed({ title: 'gardening', topics: ['football'] }), gardening)
    const order = [
      inTitle,
      about({ topics: ['gardening'] }),
      about({ description: 'gardening' }),
      about({ channel: 'gardening' }),
      about({})
    ]
    expect(order).toEqual(order.toSorted((a, b) => b - a))
    expect(new Set(order).size).toBe(order.length)
  })

  test('a long description is read only so far', () => {
    const garden = 'garden '.repeat(80)
    expect(embed({ title: 'football', description: `${garden} violin` })).toEqual(
      embed({ title: 'football', description: garden })
    )
  })
})

describe('words that the table lacks', () => {
  const { positions } = wordTable()

  test.each([
    ['#homecooking', 'home cooking'],
    ['sourdoughs', 'sourdough'],
    ['BudgetTravel', 'budget travel'],
    ["grandmother's", 'grandmother'],
    ['Café', 'cafe']
  ])('"%s" means the same as "%s"', (unusual, usual) => {
    expect(likeness(unusual, usual)).toBeGreaterThan(0.99)
  })

  test.each([
    'skincare',
    'kpop',
    'vlog',
    'minecraft',
    'roblox',
    'tiktok',
    'anime',
    'asmr',
    'podcast',
    'crochet',
    'bitcoin'
  ])('the everyday word "%s" is in the table', (word) => {
    expect(positions.has(word)).toBe(true)
  })

  test('an invented word is like itself, a little like its relatives, and like no known word', () => {
    expect(positionsOf('zorblaxian', positions)).toEqual([])
    expect(likeness('zorblaxian', 'zorblaxian')).toBeCloseTo(1, 6)
    expect(likeness('zorblaxian', 'zorblaxians')).toBeGreaterThan(0.6)
    expect(likeness('zorblaxian', 'home cooking')).toBe(0)
  })

  test('beside known words an unknown one takes away little', () => {
    expect(likeness('zorblaxian bakes sourdough bread', 'baking')).toBeGreaterThan(0.7)
  })

  test('a text in another script is like itself and like texts that share its words, and says nothing of English ones', () => {
    expect(length(titled('料理の基本'))).toBeCloseTo(1, 6)
    expect(likeness('домашняя кухня', 'русская кухня')).toBeGreaterThan(likeness('домашняя кухня', 'футбол сегодня'))
    for (const foreign of ['料理の基本', 'домашняя кухня', 'مطبخ', 'घर का खाना', '집밥 요리'])
      expect(likeness(foreign, 'home cooking')).toBe(0)
  })

  test('any text at all gives finite numbers', () => {
    const odd = ['\ud800', '🍕🍕🍕', '\u0000\u0007', "'''", '---', 'a'.repeat(5_000), '#'.repeat(300), '﷽', 'I̷̢t ̶i̵s']
    for (const title of odd) expect([...titled(title)].every(Number.isFinite)).toBe(true)
  })

  test('numbers, single letters and contractions are no words', () => {
    expect(wordsOf("I don't have 100 A's, I'm 4 — 2026")).toEqual(['have'])
  })
})

describe('the numbers themselves', () => {
  test('each row has unit length, or is all zeros where there is no word', () => {
    const contents = [
      { title: 'jazz' },
      { title: '' },
      { title: '10 000 !!' },
      { title: 'Ж' },
      { title: 'x', tags: ['dogs'] }
    ]
    const rows = representation.embed(contents) as Float32Array
    const { dimensions } = representation
    expect(rows).toHaveLength(contents.length * dimensions)
    const lengths = contents.map((_, i) => length(rows.slice(i * dimensions, (i + 1) * dimensions)))
    expect(lengths.map((each) => Number(each.toFixed(6)))).toEqual([1, 0, 0, 1, 1])
  })

  test('nothing to embed gives no rows', () => {
    expect(representation.embed([])).toHaveLength(0)
  })

  test('the same text gives the same numbers, alone or among others, first or later', () => {
    const again = text.create().embed([{ title: 'skiing' }, { title: 'home cooking' }]) as Float32Array
    expect(again.slice(representation.dimensions)).toEqual(titled('home cooking'))
  })
})

describe('the packaged table', () => {
  const folder = new URL('../assets/word-vectors/', import.meta.url)
  const digest = (file: string) =>
    createHash('sha256')
      .update(readFileSync(new URL(file, folder)))
      .digest('hex')

  test('is the one whose figures are stated, and under 10 MB', () => {
    const { positions, rows } = wordTable()
    expect(rows).toHaveLength(positions.size * 100)
    expect(rows.length).toBeLessThan(10e6)
    expect(digest('vectors.bin')).toBe('1c4df207159787981d52b2cc85eeb2fee07acbfd603142188e48a6a038ec02ee')
    expect(digest('words.txt')).toBe('467e04255772bcb6dfdc1a0bc8f5abff9472d14a6042e93a68a4e5819dfce006')
  })

  test('a table whose files do not match is refused, with the sizes', () => {
    const broken = pathToFileURL(`${mkdtempSync(join(tmpdir(), 'word-vectors-'))}/`)
    writeFileSync(new URL('words.txt', broken), 'one\ntwo\n')
    writeFileSync(new URL('vectors.bin', broken), new Uint8Array(199))
    expect(() => readTable(broken)).toThrow(/word-vectors\.broken: 2 words need 200 bytes; vectors\.bin has 199/)
    rmSync(broken, { recursive: true })
  })

  test('no row is empty', () => {
    const { positions, scale } = wordTable()
    expect([...positions.values()].every((position) => scale(position) > 0)).toBe(true)
  })
})
