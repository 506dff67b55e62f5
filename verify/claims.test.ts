import { compare, createWorld, react } from 'recoworld'
import instructable from 'recoworld/recommenders/instructable'
import { antiOracle, ignoring, oracle } from 'recoworld/testing'
import { expect, test } from 'vitest'

const PEOPLE = { users: 2_000, turns: 20 } as const

test.each([101, 202, 303])('listening keeps people who would have left: seed %i', async (seed) => {
  for (const rival of ['random', 'popular']) {
    const { differences } = await compare({ ...PEOPLE, recommenders: [rival, 'instructable'], seed })
    expect(differences.find(({ metric }) => metric === 'retention')!.low, rival).toBeGreaterThan(0.05)
  }
  const { differences } = await compare({ ...PEOPLE, recommenders: [ignoring(instructable), instructable], seed })
  expect(differences.find(({ metric }) => metric === 'retention')!.low).toBeGreaterThan(0)
})

test('recommenders of known order come out in that order', async () => {
  const ndcg = async (recommender: typeof oracle | string) =>
    (await createWorld({ users: 500, recommender, seed: 9 }).run({ turns: 10 })).metrics.ndcg!
  const ladder = [await ndcg(antiOracle), await ndcg('random'), await ndcg(oracle)]
  for (const [i, rung] of ladder.entries()) if (i > 0) expect(rung.low).toBeGreaterThan(ladder[i - 1]!.high)
})

test.each([11, 12, 13, 14, 15])('home cooks prefer the dinner, football fans the goal: seed %i', async (seed) => {
  const posts = [
    { title: 'One-pan chicken and rice for a weeknight' },
    { title: 'The counter-attack that won the derby' }
  ]
  for (const [population, winner] of [
    ['home-cooks', 0],
    ['football-fans', 1]
  ] as const) {
    const { verdicts } = await react({ posts, population, seed })
    expect(verdicts[0]!.winner).toBe(posts[winner]!.title)
  }
})

test('fifty thousand live statecharts in one process', async () => {
  const { endings, userSteps } = await createWorld({
    recommender: 'random',
    users: 50_000,
    engine: 'live',
    threads: 1
  }).run({
    turns: 10
  })
  expect(endings.left + endings.truncated).toBe(50_000)
  expect(userSteps).toBeGreaterThan(300_000)
})

test('two hundred thousand people come out the same in one thread and in three', async () => {
  const of = async (threads: number) => {
    const world = createWorld({ recommender: 'popular', users: 200_000, engine: 'crowd', threads })
    const { seconds, userStepsPerSecond, manifest, ...result } = await world.run({ turns: 6 })
    return result
  }
  const one = await of(1)
  expect(one.audited).toBeGreaterThan(500)
  expect(await of(3)).toEqual(one)
})

test('a hundred live actors among fifty thousand are as their rows are', async () => {
  let told = 0
  const users = Array.from({ length: 100 }, (_, at) => 500 * at)
  const inspect = { observer: () => void told++, users }
  const watched = await createWorld({
    recommender: 'popular',
    users: 50_000,
    engine: 'crowd',
    threads: 1,
    inspect
  }).run({
    turns: 5
  })
  const alone = await createWorld({ recommender: 'popular', users: 50_000, engine: 'crowd', threads: 1 }).run({
    turns: 5
  })
  expect(told).toBeGreaterThan(1_000)
  expect(watched.metrics).toEqual(alone.metrics)
})
