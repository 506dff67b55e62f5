import { createWorld } from 'recoworld'
import { expect, test } from 'vitest'
import rules from '../agents/minds/rules.ts'
import { gaugeRows } from '../src/runner/gauges/index.ts'
import { judge } from '../src/runner/gauges/judge.ts'
import { fakeMind, gaugeNamed, gaugesOfMind } from './helpers/gauged.ts'

const verdictsOf = ({ gauges }: Awaited<ReturnType<typeof gaugesOfMind>>) =>
  Object.fromEntries(gauges.map(({ name, verdict }) => [name, verdict]))

test('a mind that opens and likes everything is told too high, and by how much', async () => {
  const gauges = await gaugesOfMind(fakeMind({ does: () => ['click', 'like'], delight: () => 0.9, watches: 1.5 }))
  expect(verdictsOf(gauges)).toMatchObject({
    praise: 'too high',
    'like-rate': 'too high',
    'share-rate': 'too few', // none at all: of 200 people that says little about one in a thousand
    stars: 'too high',
    opened: 'too high',
    watched: 'too high',
    'watched-median': 'too high',
    actions: 'too high',
    'high-ratings': 'too high',
    'low-ratings': 'too low',
    'spread-opened': 'too low',
    'spread-likes': 'too low'
  })
  expect(gaugeNamed(gauges, 'opened')).toMatchObject({ value: 1, reference: 0.45965 })
  expect(gaugeNamed(gauges, 'opened').says).toBe('100 %, people 46 % (2.18 times): the mind opens more than people.')
  expect(gaugeNamed(gauges, 'stars').value).toBeCloseTo(4.8, 12)
  expect(gaugeNamed(gauges, 'watched').value).toBeCloseTo(1.5, 12)
  expect(gaugeNamed(gauges, 'agreement').value).toBe(1)
})

test('people who all throw the same coin are told homogeneous, and agree no more than chance', async () => {
  const gauges = await gaugesOfMind(fakeMind({ does: ({ luck }) => (luck[0]! < 0.46 ? ['click'] : []) }))
  const spread = gaugeNamed(gauges, 'spread-opened')
  expect(spread).toMatchObject({ verdict: 'too low', says: expect.stringContaining('homogeneous') })
  expect(Math.abs(spread.value! - 1)).toBeLessThan(4.5 * Math.sqrt(2 / 200)) // χ² on 199 degrees of freedom, over 199
  expect(Math.abs(gaugeNamed(gauges, 'agreement').value!)).toBeLessThan(0.03)
  expect(gaugeNamed(gauges, 'opened').verdict).toBe('like people')
})

test('people who all open the same items are told homogeneous, and agree on all', async () => {
  const gauges = await gaugesOfMind(fakeMind({ does: ({ item }) => ((item * 7) % 16 < 7 ? ['click'] : []) }))
  expect(gaugeNamed(gauges, 'spread-opened').verdict).toBe('too low')
  expect(gaugeNamed(gauges, 'agreement').value).toBeGreaterThan(0.99)
})

test('people who each open at a rate of their own are told like people', async () => {
  const own = fakeMind({ does: ({ persona, luck }) => (luck[0]! < 0.2 + 0.06 * (persona.index % 10) ? ['click'] : []) })
  expect(gaugeNamed(await gaugesOfMind(own), 'spread-opened').verdict).toBe('like people')
})

test('a mind that gets nicer, or opens less and less, is told drift', async () => {
  const nicer = await gaugesOfMind(
    fakeMind({
      does: ({ luck, turn }) => (luck[0]! < 0.6 - 0.05 * turn ? ['click'] : []),
      delight: (turn) => 0.1 * turn
    })
  )
  expect(gaugeNamed(nicer, 'drift-delight').value).toBeCloseTo(0.6, 9) // turns 6 and 7 against 0 and 1
  expect(gaugeNamed(nicer, 'drift-delight')).toMatchObject({
    verdict: 'too high',
    says: expect.stringContaining('nicer')
  })
  expect(gaugeNamed(nicer, 'drift-opened')).toMatchObject({ verdict: 'too low' })
  const steady = await gaugesOfMind(fakeMind({ does: ({ luck }) => (luck[0]! < 0.46 ? ['click'] : []) }))
  expect(gaugeNamed(steady, 'drift-opened').verdict).toBe('like people')
  expect(gaugeNamed(steady, 'drift-delight')).toMatchObject({ value: 0, verdict: 'like people' })
})

test('a mind that acts as its personas say is told from one that asks nobody who they are', async () => {
  const faithful = await gaugesOfMind(
    fakeMind({
      does({ persona, item, catalogue }) {
        const { topics, features } = catalogue
        let liking = 0
        for (const [phrase, much] of Object.entries(persona.interests))
          liking += much * features[item * topics.length + topics.indexOf(phrase)]!
        return liking > 0.1 ? ['click'] : []
      }
    })
  )
  const blind = await gaugesOfMind(
    fakeMind({
      does: ({ item, catalogue, luck }) => (luck[0]! < (catalogue.topic[item]! % 2 ? 0.9 : 0.1) ? ['click'] : [])
    })
  )
  expect(gaugeNamed(faithful, 'persona').value).toBe(1)
  expect(gaugeNamed(faithful, 'persona-own').low).toBeGreaterThan(0.1)
  expect(gaugeNamed(faithful, 'segment-gain').low).toBeGreaterThan(0.01)
  const own = gaugeNamed(blind, 'persona-own')
  expect(own.low).toBeLessThan(0)
  expect(own.high).toBeGreaterThan(0)
  expect(gaugeNamed(blind, 'segment-gain').high).toBeLessThan(0.01)
  expect(gaugeNamed(blind, 'persona').verdict).toBe('no reference')
})

test.each([1, 2, 5])('a run of %i people has gauges that claim nothing', async (users) => {
  const { gauges } = await createWorld({ users, gauges: true }).run({ turns: 2 })
  for (const { verdict, low } of gauges!.gauges) expect([verdict, low]).toEqual(['too few', null])
})

test('of fewer than 30 people, or of 100 impressions, nothing is claimed', async () => {
  const gauges = await gaugesOfMind(fakeMind({ does: () => ['click', 'like'] }), { users: 29 })
  expect(gauges.people).toBe(29)
  for (const { verdict, low, high, says } of gauges.gauges) {
    expect([verdict, low, high]).toEqual(['too few', null, null])
    expect(says).toMatch(/Too few people|Not defined/)
  }
  expect((await gaugesOfMind(fakeMind({ does: () => [] }), { users: 30 })).gauges[7]!.verdict).toBe('too low')
})

test('the parametric mind is like people where it was fitted to them, and its table says so', async () => {
  const gauges = await gaugesOfMind(rules, { users: 600, turns: 20, recommender: 'bandit' })
  expect(verdictsOf(gauges)).toMatchObject({
    praise: 'like people',
    'like-rate': 'like people',
    opened: 'like people',
    watched: 'like people',
    'watched-median': 'like people',
    actions: 'like people',
    'spread-opened': 'like people',
    'spread-likes': 'like people',
    'drift-opened': 'like people',
    'low-ratings': 'too low',
    'high-ratings': 'too low'
  })
  const rows = gaugeRows(gauges)
  expect(rows).toHaveLength(gauges.gauges.length)
  expect(rows.find(({ label }) => label === 'Impressions that are opened')).toEqual({
    label: 'Impressions that are opened',
    value: expect.stringMatching(/^4\d(\.\d)? % \(4\d(\.\d)? % … [45]\d(\.\d)? %\)$/),
    reference: '46 %',
    says: expect.stringMatching(/alike\.$/)
  })
  for (const { label, value, reference, says } of rows)
    expect(`${label} ${value} ${reference} ${says}`).not.toMatch(/NaN|Infinity|undefined|null/)
  expect(JSON.parse(JSON.stringify(gauges))).toEqual(gauges)
})

test.each([
  [{ value: 1.1, low: 1, high: 1.2 }, 'like people'], // within a fifth
  [{ value: 2, low: 1.3, high: 2.7 }, 'too high'],
  [{ value: 2, low: 1.1, high: 2.9 }, 'too few'], // it may be within a fifth
  [{ value: 0.5, low: 0.3, high: 0.7 }, 'too low'],
  [{ value: 0.5, low: 0.1, high: 0.9 }, 'too few']
] as const)('against a reference of 1, %o is %s', (measure, verdict) => {
  expect(judge(measure, { value: 1, source: 'made up' })).toBe(verdict)
})

test.each([
  [{ value: 3, low: 1.01, high: 5 }, 'like people'],
  [{ value: 1.05, low: 0.95, high: 1.15 }, 'too low'],
  [{ value: 1.3, low: 0.9, high: 1.7 }, 'too few']
] as const)('where it must be shown to be above 1, %o is %s', (measure, verdict) => {
  expect(judge(measure, { value: [1, null], isDemand: true, source: 'made up' })).toBe(verdict)
})
