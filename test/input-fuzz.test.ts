import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RecoError } from '../src/contract/error.ts'
import { Item } from '../src/contract/item.ts'
import { readCatalogue } from '../src/input/catalogue.ts'
import { readPopulation } from '../src/input/population.ts'
import { readPost, readPosts } from '../src/input/post.ts'
import { fixture, folder, places } from './fixtures/input/given.ts'

const { given } = folder()

const readers: readonly [name: string, read: (file: string) => Promise<unknown>, seed: string][] = [
  ['fuzz.yaml', readPost, readFileSync(fixture('post.yaml'), 'utf8')],
  ['fuzz.json', readPost, '{"title": "a", "tags": ["x"], "durationSeconds": 3}'],
  ['posts.yaml', readPosts, '- title: a\n- {title: b, tags: [x]}\n'],
  ['posts.csv', readPosts, 'title,topics\na,x|y\n'],
  ['people.yaml', readPopulation, readFileSync(fixture('population.yaml'), 'utf8')],
  ['items.csv', readCatalogue, readFileSync(fixture('catalogue.csv'), 'utf8')],
  ['items.json', readCatalogue, '[{"id": 1, "title": "a", "tags": ["x", null], "views": 1e3}]'],
  ['items.jsonl', readCatalogue, '{"id": 1, "title": "a"}\n{"id": 2, "title": "\\u00e4"}\n']
]

/** A text with a piece of it replaced by what such files are made of. */
const mutated = (seed: string) =>
  fc
    .array(
      fc.record({
        at: fc.nat(seed.length),
        drop: fc.nat(20),
        put: fc.oneof(
          fc.constantFrom(
            '"',
            "'",
            ',',
            ';',
            '\n',
            '\r\n',
            '\t',
            ': ',
            '- ',
            '{',
            '}',
            '[',
            ']',
            '*a',
            '&a ',
            '!',
            '#',
            '---\n',
            '\\',
            '\\u',
            '|',
            '\0',
            '\uD800',
            '__proto__',
            'null',
            '-1',
            '1e999'
          ),
          fc.string({ unit: 'binary', maxLength: 5 })
        )
      }),
      { minLength: 1, maxLength: 6 }
    )
    .map((cuts) => cuts.reduce((text, { at, drop, put }) => text.slice(0, at) + put + text.slice(at + drop), seed))

test.each(readers)(
  'whatever is in %s, it is read or refused in words, at a place within it',
  async (name, read, seed) => {
    const content = fc.oneof(mutated(seed), fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 200 }))
    await fc.assert(
      fc.asyncProperty(content, async (bytes) => {
        const lines = Buffer.from(bytes as string)
          .toString('utf8')
          .split(/\r\n|\r|\n/).length
        try {
          await read(given(name, bytes))
        } catch (error) {
          expect(error).toBeInstanceOf(RecoError)
          const { message } = error as RecoError
          expect(message).not.toMatch(/undefined|\[object|Invalid input/)
          for (const [, line, column] of message.matchAll(/(?:fuzz|posts|people|items)\.[^\n]*?:(\d+):(\d+)/g)) {
            expect(Number(line)).toBeGreaterThan(0)
            expect(Number(line)).toBeLessThanOrEqual(lines)
            expect(Number(column)).toBeGreaterThan(0)
          }
        }
      }),
      { numRuns: 200 }
    )
  }
)

const words = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', ' ', '\n', '|', '😀'), maxLength: 8 })
const cell = (text: string) => (/[",\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text)

test('what is written as CSV is read as it was, and a wrong cell is told where it was written', async () => {
  const rows = fc.array(words, { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom('\n', '\r\n'), async (descriptions, end) => {
      const lines = descriptions.map((description, row) => `${row},${cell(`t${description}`)},${cell(description)},1`)
      const text = ['id,title,description,views', ...lines].join(end).replace(/\r?\n/g, end)
      expect((await readCatalogue(given('back.csv', text))).items).toEqual(
        descriptions.map((description, row) =>
          Item.parse({
            ...{ id: String(row), title: `t${description}`.replace(/\n+/g, ' ').trim(), views: 1 },
            description: description.trim()
          })
        )
      )
      const before = `${text.slice(0, text.lastIndexOf(',') + 1)}`.split(end)
      expect(await places(readCatalogue(given('wrong.csv', text.replace(/1$/, 'x'))))).toEqual([
        'catalogue.invalid',
        `wrong.csv:${before.length}:${before.at(-1)!.length + 1}  views is "x", not a number.`
      ])
    }),
    { numRuns: 100 }
  )
})

test('in JSON, however it is laid out, a wrong value is told where it was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 4 }), fc.nat(4), async (others, indent) => {
      const rows = others.map((other, row) => ({ other, id: String(row), title: 'a' }))
      const text = JSON.stringify([...rows, { title: 'b', views: 'wrong here', id: 'last' }], null, indent)
      const before = text.slice(0, text.indexOf('"wrong here"')).split('\n')
      expect(await places(readCatalogue(given('wrong.json', text)))).toEqual([
        'catalogue.invalid',
        `wrong.json:${before.length}:${before.at(-1)!.length + 1}  views is "wrong here", not a number.`
      ])
    }),
    { numRuns: 100 }
  )
})
