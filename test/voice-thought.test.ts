import { expect, test } from 'vitest'
import { VOICES } from '../src/contract/population.ts'
import { REASONS } from '../src/contract/session.ts'
import { composeThought } from '../src/voice/thought.ts'

const GRID = Array.from({ length: 2_000 }, (_, i) => (i + 0.5) / 2_000)
const item = { title: 'Jollof at midnight, the way my aunt taught me', topic: 'home cooking' }

test.each(REASONS)('«%s» is thought in at least eight ways, the title aside', (reason) => {
  const ways = VOICES.flatMap((voice) => GRID.map((u) => composeThought({ reason, ...item, title: '', voice, u })))
  expect(new Set(ways).size).toBeGreaterThanOrEqual(8)
})

test.each(VOICES)('a %s person has thoughts of its own for every reason', (voice) => {
  for (const reason of REASONS) {
    const others = new Set(
      VOICES.filter((other) => other !== voice).flatMap((other) =>
        GRID.map((u) => composeThought({ reason, ...item, voice: other, u }))
      )
    )
    expect(
      GRID.some((u) => !others.has(composeThought({ reason, ...item, voice, u }))),
      reason
    ).toBe(true)
  }
})

test('about one thought in five quotes the title, and some name the topic', () => {
  const thoughts = GRID.map((u) => composeThought({ reason: 'loves-topic', ...item, voice: 'plain', u }))
  const quoting = thoughts.filter((thought) => thought.includes('Jollof')).length / thoughts.length
  expect(quoting).toBeGreaterThan(0.15)
  expect(quoting).toBeLessThan(0.25)
  expect(thoughts.filter((thought) => thought.includes('home cooking')).length).toBeGreaterThan(GRID.length / 4)
})

test('the same item, reason, voice and number give the same thought', () => {
  const about = { reason: 'weak', ...item, voice: 'formal', u: 0.123 } as const
  expect(composeThought(about)).toBe(composeThought({ ...about }))
})

test('a thought stays one short line whatever the item is called', () => {
  for (const name of [
    'x'.repeat(500),
    'long words '.repeat(50),
    'two\nlines',
    'two\r\nlines\u2028more',
    '',
    '$& *',
    '<b>'
  ])
    for (const reason of REASONS)
      for (const u of [1e-12, 0.001, 0.3, 0.61, 1 - 1e-12]) {
        const thought = composeThought({ reason, title: name, topic: name, voice: 'warm', u })
        expect(thought).not.toMatch(/undefined|null|NaN|[\n\r\u2028]/)
        expect(thought.length).toBeGreaterThan(2)
        expect(thought.length).toBeLessThanOrEqual(160)
      }
})
