import { deepStrictEqual, ok } from 'node:assert/strict'
import type { DraftView, Models, PostFigures, StrategyDefinition } from '../define.ts'
import { createChance } from '../kernel/chance.ts'
import type { Check } from './kit.ts'

const DAYS = 40
const EVERY = 2
const DRAFTS: readonly DraftView[] = Array.from({ length: 9 }, (_, at) => ({
  title: `Post ${at + 1}`,
  topic: ['pottery', 'cooking', 'football'][at % 3]!,
  format: 'short',
  durationSeconds: 30 + at
}))

/**
 * What holds of every strategy of a creator: `for (const { name, check } of strategyKit('mine', mine)) test(name, check)`.
 *
 * @param models a language model, for definitions that ask one
 */
export function strategyKit(name: string, definition: StrategyDefinition, models?: () => Models): Check[] {
  const play = (seed: number, drafts = DRAFTS) => season(definition, seed, drafts, models?.())
  return [
    {
      name: 'says what it does',
      check: () => ok(definition.description.trim().length > 10, 'the description is too short')
    },
    { name: 'chooses a draft that there is, every time', check: async () => void (await play(7)) },
    { name: 'lives with a single draft', check: async () => void (await play(7, DRAFTS.slice(0, 1))) },
    {
      name: 'chooses the same from the same past and chance',
      check: async () => deepStrictEqual(await play(7), await play(7))
    },
    {
      name: 'publishes what was not published before while there is any',
      check: async () => {
        const first = (await play(7)).slice(0, DRAFTS.length)
        ok(new Set(first).size === first.length, `the first posts were drafts ${first.join(', ')}`)
      }
    }
  ].map(({ name: what, check }) => ({ name: `${name}: ${what}`, check }))
}

/** The drafts that are published, day after day; the first topic is opened most. */
async function season(
  definition: StrategyDefinition,
  seed: number,
  drafts: readonly DraftView[],
  models: Models | undefined
): Promise<number[]> {
  const way = definition.create({
    creator: { name: 'kit', every: EVERY },
    drafts,
    chance: createChance(seed),
    models,
    index: 0
  })
  const past: PostFigures[] = []
  for (let day = 0, due = 0; day < DAYS; day++) {
    if (day < due) continue
    const used = new Set(past.map(({ draft }) => draft))
    const unused = [...drafts.keys()].filter((draft) => !used.has(draft))
    const { draft, next = EVERY } = await way.choose(day, past, unused)
    ok(
      Number.isInteger(draft) && draft >= 0 && draft < drafts.length,
      `on day ${day} it chose draft ${draft} of ${drafts.length}`
    )
    ok(Number.isInteger(next) && next >= 1, `on day ${day} it would publish again in ${next} days`)
    due = day + next
    const views = drafts[draft]!.topic === drafts[0]!.topic ? 80 : 10
    past.push({ draft, day, impressions: 100, views, likes: 2, comments: 1, shares: 0, watchSeconds: 900, follows: 1 })
  }
  return past.map(({ draft }) => draft)
}
