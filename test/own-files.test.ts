import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorld, fromShelf, react } from 'recoworld'
import { metricKit, mindsetKit, populationKit, recommenderKit, representationKit, runKit } from 'recoworld/testing'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'recoworld-own-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, code: string): string {
  const path = join(folder, name)
  writeFileSync(path, code)
  return path
}

test('a recommender is one new file', async () => {
  const path = file(
    'longest.ts',
    `
    import type { RecommenderDefinition } from 'recoworld/define'
    export default {
      description: 'The longest first',
      create: ({ catalogue }) => {
        const order = Array.from(catalogue.seconds.keys()).sort((a, b) => catalogue.seconds[b]! - catalogue.seconds[a]! || a - b)
        return { recommend: ({ size, shown }) => ({ items: [...order.filter((item) => !shown(item)), ...order.filter(shown)].slice(0, size) }) }
      }
    } satisfies RecommenderDefinition
  `
  )
  const { name, definition } = fromShelf('recommenders', path)
  await runKit(recommenderKit(name, definition))
  const { endings, manifest } = await createWorld({ recommender: path, users: 20 }).run({ turns: 3 })
  expect(endings.failed).toBe(0)
  expect(manifest.recommender).toMatchObject({ name: 'longest', hash: expect.stringMatching(/^[0-9a-f]{16}$/) })
})

test('a population is one new file', async () => {
  const path = file(
    'night-bakers.ts',
    `
    import type { PopulationDefinition } from 'recoworld/define'
    export default {
      description: 'They bake at night',
      sources: ['assumed'],
      segments: [{ name: 'ovens', share: 1, interests: { 'bread baking': 0.9, news: -0.4 }, hours: [23, 0, 1] }]
    } satisfies PopulationDefinition
  `
  )
  const { name, definition } = fromShelf('populations', path)
  await runKit(populationKit(name, definition))
  const { populations } = await react({ posts: [{ title: 'Rye bread overnight' }], population: path, users: 40 })
  expect(populations).toEqual(['night-bakers'])
})

test('a metric is one new file', async () => {
  const path = file(
    'seconds-a-slate.ts',
    `
    import type { MetricDefinition } from 'recoworld/define'
    export default {
      description: 'Seconds that a slate takes',
      unit: 'seconds',
      better: 'neither',
      range: [0, Number.POSITIVE_INFINITY],
      turn({ review }, add) { add(review.seconds, 1) }
    } satisfies MetricDefinition
  `
  )
  const { name, definition } = fromShelf('metrics', path)
  await runKit(metricKit(name, definition))
  const { metrics } = await createWorld({ metrics: { [name]: definition }, users: 20 }).run({ turns: 3 })
  expect(metrics[name]!.value).toBeGreaterThan(1)
  expect(metrics[name]!.low).toBeLessThan(metrics[name]!.high)
})

test('a representation is one new file', async () => {
  const path = file(
    'letters.ts',
    `
    import type { RepresentationDefinition } from 'recoworld/define'
    export default {
      description: 'Counts letters',
      create: () => ({
        dimensions: 26,
        noise: { mean: 0.6, sd: 0.15 },
        embed(contents) {
          const rows = new Float32Array(contents.length * 26)
          contents.forEach(({ title }, at) => {
            const row = rows.subarray(at * 26, (at + 1) * 26)
            for (const letter of title.toLowerCase()) { const i = letter.charCodeAt(0) - 97; if (i >= 0 && i < 26) row[i]! += 1 }
            const length = Math.hypot(...row)
            if (length > 0) for (let i = 0; i < 26; i++) row[i]! /= length
          })
          return rows
        }
      })
    } satisfies RepresentationDefinition
  `
  )
  const { name, definition } = fromShelf('representations', path)
  await runKit(representationKit(name, definition))
  const { manifest } = await createWorld({ representation: path, users: 20 }).run({ turns: 3 })
  expect(manifest.representation.name).toBe('letters')
})

test('a mindset is one new file', async () => {
  const path = file('easy-going.ts', EASY_GOING)
  const { name, definition } = fromShelf('mindsets', path)
  await runKit(mindsetKit(name, definition))
  const { manifest, mindsets } = await createWorld({ mindset: path, users: 30 }).run({ turns: 4 })
  expect(manifest.mindset.name).toBe('easy-going')
  expect(Object.values(mindsets).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
})

test.each([
  ['that is not there', './nowhere.ts', undefined, 'shelf.no-file'],
  ['without a default export', 'empty.ts', 'export const a = 1', 'shelf.no-default'],
  ['that does not parse', 'torn.ts', 'export default {', 'shelf.broken-file']
])('a file %s is refused', (_, name, code, error) => {
  const path = code === undefined ? name : file(name, code)
  expect(() => fromShelf('recommenders', path)).toThrow(expect.objectContaining({ code: error }))
})

test('a name that is nearly one says which', () => {
  expect(() => fromShelf('recommenders', 'instructible')).toThrow(/Did you mean "instructable"/)
})

const EASY_GOING = `
import { assign, setup } from 'xstate'
import { type MindsetContext, mindsetTypes, rested, reviewed, started, toward, unit, visit, visitActions, visitGuards } from 'recoworld/define'

const mindset = setup({
  types: { ...mindsetTypes, context: {} as MindsetContext },
  guards: { ...visitGuards, isPleased: ({ context }) => context.interest > 0.55, isFlat: ({ context }) => context.interest < 0.4 },
  actions: {
    ...visitActions(),
    feel: assign({
      interest: ({ context, event }) => toward(context.interest, 0.5 + 0.5 * reviewed(event).delight, 0.4),
      satisfaction: ({ context, event }) => toward(context.satisfaction, 0.5 + 0.5 * reviewed(event).delight, 0.2),
      fatigue: ({ context, event }) => unit(context.fatigue + reviewed(event).seconds / 7_200)
    }),
    recover: assign({ fatigue: ({ context, event }) => toward(context.fatigue, 0, rested(started(event).awayDays, 1)) })
  }
})

export default mindset.createMachine({
  id: 'easy-going',
  description: 'Takes things as they come',
  context: ({ input }) => ({ interest: 0.5, satisfaction: 0.5, satiation: 0, fatigue: 0, patience: input.patience, trust: input.trust, session: 0, turn: 0 }),
  type: 'parallel',
  states: {
    visit,
    mood: {
      description: 'What the person feels',
      initial: 'curious',
      states: {
        curious: { tags: 'curious', description: 'Looks around', on: { felt: [{ guard: 'isPleased', target: 'engaged', description: 'Likes it' }, { guard: 'isFlat', target: 'bored', description: 'Dull' }] } },
        engaged: { tags: 'engaged', description: 'Enjoys it', on: { felt: { guard: 'isFlat', target: 'bored', description: 'It went flat' } } },
        bored: { tags: 'bored', description: 'Drifts', on: { felt: { guard: 'isPleased', target: 'engaged', description: 'Woke up' } } }
      }
    }
  }
})
`
