import { compare, createWorld, type PopulationDefinition, type PostInput, react } from 'recoworld'
import instructable from 'recoworld/recommenders/instructable'
import { ignoring } from 'recoworld/testing'
import { expect, test } from 'vitest'

const people = (interests: Record<string, number>): PopulationDefinition => ({
  description: 'Of one mind',
  sources: ['assumed, for a test'],
  segments: [{ name: 'all', share: 1, interests }]
})
const BREAD: PostInput = { title: 'The sourdough crust that shatters', durationSeconds: 40, format: 'short' }
const CHESS: PostInput = { title: 'A knight sacrifice nobody saw coming', durationSeconds: 40, format: 'short' }

test.each([3, 4, 5, 6, 7, 8])('bakers open the bread, players the chess: seed %i', async (seed) => {
  const of = (interests: Record<string, number>) =>
    react({ posts: [BREAD, CHESS], population: people(interests), users: 250, seed })
  expect((await of({ 'bread baking': 0.8, chess: -0.4 })).verdicts[0]!.winner).toBe(BREAD.title)
  expect((await of({ chess: 0.8, 'bread baking': -0.4 })).verdicts[0]!.winner).toBe(CHESS.title)
})

test('over long visits, a recommender that ignores what it is told keeps fewer people than one that listens', async () => {
  const retention = async (recommender: typeof instructable) =>
    (await createWorld({ population: 'everyone', users: 600, seed: 7, recommender }).run({ turns: 20 })).metrics
      .retention!
  expect((await retention(instructable)).value).toBeGreaterThan((await retention(ignoring(instructable))).value)
})

test('over long visits, listening keeps people, beyond doubt', async () => {
  const { differences } = await compare({ recommenders: ['random', 'instructable'], users: 600, turns: 20 })
  expect(differences.find(({ metric }) => metric === 'retention')!.low).toBeGreaterThan(0)
})
