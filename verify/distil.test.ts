import type { MindDefinition } from 'recoworld'
import { distil } from 'recoworld/learning'
import { distilledMind } from 'recoworld/minds/distilled'
import rules from 'recoworld/minds/rules'
import { expect, test } from 'vitest'
import { figuresOf, played } from '../test/helpers/observed.ts'

test('fitted to people of several recommenders, it tells these apart as its teacher does', async () => {
  const of = async (recommender: string, first: number) =>
    (await played(rules, { users: 300, seed: 31 + first, recommender })).answers.map((answer) => ({
      ...answer,
      user: answer.user + first
    }))
  const mind = distilledMind(distil.fit([...(await of('random', 0)), ...(await of('instructable', 300))]))
  const gain = async (by: MindDefinition) => {
    const figures = async (recommender: string) =>
      figuresOf((await played(by, { users: 800, seed: 5, recommender })).result)
    const [random, better] = [await figures('random'), await figures('instructable')]
    return { clicks: better['click-rate']! - random['click-rate']!, stays: better.retention! - random.retention! }
  }
  const [teacher, mine] = [await gain(rules), await gain(mind)]
  expect(teacher.clicks).toBeGreaterThan(0.1)
  expect(teacher.stays).toBeGreaterThan(0.2)
  expect(Math.abs(mine.clicks - teacher.clicks)).toBeLessThan(0.02)
  expect(Math.abs(mine.stays - teacher.stays)).toBeLessThan(0.08)
}, 120_000)
