import { createWorld, type PopulationDefinition, type RecommenderDefinition } from 'recoworld'
import everyone from 'recoworld/populations/everyone'
import { expect, test } from 'vitest'

/** Everybody, with some traits set to the same value. */
const withTraits = (traits: NonNullable<PopulationDefinition['segments']>[number]['traits']): PopulationDefinition => ({
  ...everyone,
  segments: everyone.segments!.map((segment) => ({ ...segment, traits: { ...segment.traits, ...traits } }))
})

const figures = async (options: Parameters<typeof createWorld>[0], turns = 15) => {
  const { metrics } = await createWorld({ recommender: 'random', users: 500, seed: 12, ...options }).run({ turns })
  return Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value])) as Record<string, number>
}

/** Ten items by lot, then always the same, or others every time. */
const tenItems = (again: boolean): RecommenderDefinition => ({
  description: again ? 'The same ten for ever' : 'Ten others every time',
  create: ({ catalogue, chance }) => ({
    recommend: ({ user, turn, size }) => {
      const luck = chance.for('ten')
      const items = new Set<number>()
      for (let at = 0; items.size < size; at++)
        items.add(Math.floor(luck.at(user, 0, again ? 0 : turn, at) * catalogue.size))
      return { items: [...items] }
    }
  })
})

test('the same ten items for ever are opened less, and people go', async () => {
  const [again, fresh] = [
    await figures({ recommender: tenItems(true) }),
    await figures({ recommender: tenItems(false) })
  ]
  expect(again['click-rate']!).toBeLessThan(fresh['click-rate']! - 0.08)
  expect(again.retention!).toBeLessThan(fresh.retention! - 0.1)
})

test('speaking up to somebody who does not listen keeps hardly anybody', async () => {
  const [loud, silent] = [withTraits({ outspokenness: 0.95 }), withTraits({ outspokenness: 0.05 })]
  const gain = async (recommender: string) =>
    (await figures({ recommender, population: loud })).retention! -
    (await figures({ recommender, population: silent })).retention!
  const [deaf, listening] = [await gain('popular'), await gain('instructable')]
  expect(listening).toBeGreaterThan(deaf + 0.05)
  expect(deaf).toBeLessThan(0.15)
})

test.each([
  ['pickiness', 'click-rate', -1],
  ['activity', 'click-rate', 1],
  ['expressiveness', 'like-rate', 1],
  ['patience', 'session-length', 1],
  ['trust', 'retention', 1],
  ['outspokenness', 'instruction-rate', 1]
] as const)('more %s moves %s the way that one would think', async (trait, metric, direction) => {
  const [low, high] = [
    await figures({ population: withTraits({ [trait]: 0.1 }) }),
    await figures({ population: withTraits({ [trait]: 0.9 }) })
  ]
  expect(direction * (high[metric]! - low[metric]!)).toBeGreaterThan(0)
})

test('small slates give less reason to go than large ones', async () => {
  const [small, large] = [await figures({ slateSize: 4 }), await figures({ slateSize: 16 })]
  expect(small['session-length']!).toBeGreaterThan(large['session-length']! + 1)
})
