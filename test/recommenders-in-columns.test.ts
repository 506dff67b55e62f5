import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  actionBit,
  type Recommender,
  type RecommenderDefinition,
  type RecommenderSetting,
  type Round,
  type Slate
} from '../src/define.ts'
import { createChance } from '../src/kernel/chance.ts'
import { fakeCatalogue } from '../src/testing/catalogue.ts'
import { scriptedModels } from '../src/testing/models.ts'
import { recommenderKit } from '../src/testing/recommender.ts'

const IN_COLUMNS = 'serves in columns what it serves one by one'
const SPLITS = 'can be split'
const IN_PARTS = 'gathers a round in parts as it gathers it whole'

/** The checks that a definition does not pass. */
async function failed(definition: RecommenderDefinition): Promise<string[]> {
  const names: string[] = []
  for (const { name, check } of recommenderKit('it', definition)) {
    try {
      await check()
    } catch {
      names.push(name.replace('it: ', ''))
    }
  }
  return names
}

const shelf = new URL('../agents/recommenders/', import.meta.url)
const onShelf = await Promise.all(
  readdirSync(shelf)
    .filter((file) => file.endsWith('.ts'))
    .map(async (file) => ({
      name: file.replace('.ts', ''),
      definition: (await import(new URL(file, shelf).href)).default as RecommenderDefinition
    }))
)

test('all but those that plan serve in columns and can be spread over threads', () => {
  const models = scriptedModels(() => ({}))
  const inColumns = onShelf.filter(
    ({ definition }) =>
      definition.create({ catalogue: fakeCatalogue({ items: 20 }), chance: createChance(1), slateSize: 5, models })
        .recommendInto
  )
  expect(inColumns.map(({ name }) => name)).toEqual([
    'bandit',
    'bpr',
    'charts',
    'ease',
    'item-knn',
    'nearest',
    'popular',
    'random',
    'sequential'
  ])
  expect(onShelf.filter(({ definition }) => definition.splits)).toEqual(inColumns)
})

const CLICK = actionBit('click')
const WHY = 'often opened'

interface Parts extends Recommender {
  recommend(request: Parameters<Recommender['recommend']>[0]): Slate
  recommendInto(round: Round): string
  learn(feedback: Parameters<NonNullable<Recommender['learn']>>[0]): void
  gather(reviewed: Parameters<NonNullable<Recommender['gather']>>[0]): void
}

/** What was opened most comes first, less what this person passed: sound, unless a part of it is changed. */
function counting(
  change: (sound: Parts, setting: RecommenderSetting, opened: Float64Array) => Partial<Recommender> = () => ({}),
  declared: Partial<RecommenderDefinition> = { splits: true }
): RecommenderDefinition {
  return {
    description: 'What was opened most often, less what the person passed',
    ...declared,
    create(setting) {
      const { size: items } = setting.catalogue
      const opened = new Float64Array(items)
      const passed = new Map<number, Set<number>>()
      const best = (user: number, size: number, shown: (item: number) => boolean) => {
        const rank = (item: number) => opened[item]! - (shown(item) ? 1e6 : 0) - (passed.get(user)?.has(item) ? 1e3 : 0)
        return Array.from({ length: items }, (_, item) => item)
          .sort((a, b) => rank(b) - rank(a) || a - b)
          .slice(0, size)
      }
      const sound: Parts = {
        recommend({ user, size, shown }) {
          const slate = best(user, size, shown)
          return { items: slate, propensities: slate.map(() => 1), why: WHY }
        },
        recommendInto(round) {
          for (let row = 0; row < round.count; row++) {
            const user = round.users[row]!
            const slate = best(user, round.size, (item) => round.shown.has(user, item))
            round.items.set(slate, row * round.size)
            round.lengths[row] = slate.length
            round.propensities?.fill(1, row * round.size, row * round.size + slate.length)
          }
          return WHY
        },
        learn({ user, items: slate, actions, reached }) {
          const own = passed.get(user) ?? new Set()
          for (let slot = 0; slot < reached; slot++) if (!(actions[slot]! & CLICK)) own.add(slate[slot]!)
          passed.set(user, own)
        },
        gather({ count, size, items: slates, actions, reached }) {
          for (let row = 0; row < count; row++)
            for (let at = row * size; at < row * size + reached[row]!; at++)
              if (actions[at]! & CLICK) opened[slates[at]!]!++
        }
      }
      return { ...sound, ...change(sound, setting, opened) }
    }
  }
}

test('the kit finds nothing wrong with what is sound, whether or not it declares that it splits', async () => {
  expect(await failed(counting())).toEqual([])
  expect(await failed(counting(undefined, {}))).toEqual([])
})

describe('the kit notices that in columns', () => {
  /** Changes what was served in columns after the fact. */
  const afterwards = (spoil: (round: Round) => unknown) =>
    counting(({ recommendInto }) => ({
      recommendInto(round) {
        const why = recommendInto(round)
        spoil(round)
        return why
      }
    }))

  test.each<[string, RecommenderDefinition]>([
    [
      'the order is another',
      afterwards(({ items, size, count }) => {
        for (let row = 0; row < count; row++) items.subarray(row * size, (row + 1) * size).reverse()
      })
    ],
    ['a slot is missing', afterwards(({ lengths, count }) => void (count > 0 && lengths[0]!--))],
    ['a chance is another', afterwards(({ propensities }) => propensities?.fill(0.5))],
    ['no chance is kept', afterwards(({ propensities }) => propensities?.fill(Number.NaN))],
    ['it writes beyond the round', afterwards(({ lengths, count }) => lengths.fill(1, count))],
    [
      'a row is taken for a person',
      counting(({ recommendInto }) => ({
        recommendInto: (round) => recommendInto({ ...round, users: round.users.map((_, row) => row) })
      }))
    ],
    [
      'what was shown does not count',
      counting(({ recommendInto }) => ({
        recommendInto: (round) => recommendInto({ ...round, shown: { ...round.shown, has: () => false } })
      }))
    ],
    ['no reason is given', counting(({ recommendInto }) => ({ recommendInto: (round) => void recommendInto(round) }))],
    [
      'the reasons are those of the next round',
      counting(({ recommend, recommendInto }, _, opened) => {
        const why = (item: number) => `opened ${opened[item]} times`
        return {
          recommend(request) {
            const slate = recommend(request)
            return { ...slate, why: slate.items.map(why) }
          },
          recommendInto(round) {
            recommendInto(round)
            return (row, slot) => why(round.items[row * round.size + slot]!)
          }
        }
      })
    ],
    [
      'it answers later',
      counting(({ recommendInto }) => ({
        recommendInto: ((round: Round) => Promise.resolve(recommendInto(round))) as never
      }))
    ],
    [
      'a plan is lost',
      counting(({ recommend }) => ({
        recommend: (request) => ({ ...recommend(request), plan: { plan: 'as ever', calls: [] } })
      }))
    ]
  ])('%s', async (_, definition) => {
    expect(await failed(definition)).toEqual([IN_COLUMNS])
  })
})

describe('the kit notices that what is spread over threads', () => {
  test('learns from one person what it serves to another', async () => {
    const hasty = counting(({ learn, gather }) => ({
      learn(feedback) {
        learn(feedback)
        const { user, length: size, items, actions, reached } = feedback
        const columns = { items, actions, watchSeconds: feedback.watchSeconds, reasons: feedback.reasons }
        const row = { users: Int32Array.of(user), lengths: Uint8Array.of(size), reached: Uint8Array.of(reached) }
        gather({ session: feedback.session, turn: feedback.turn, count: 1, size, ...row, ...columns })
      },
      gather: () => undefined
    }))
    expect(await failed(hasty)).toEqual([SPLITS])
  })

  test.each<[string, (sound: Parts) => Partial<Recommender>]>([
    [
      'answers later',
      ({ recommend }) => ({ recommend: async (request) => recommend(request), recommendInto: undefined as never })
    ],
    ['learns later', ({ learn }) => ({ learn: async (feedback) => learn(feedback) })]
  ])('%s', async (_, change) => {
    expect(await failed(counting(change))).toEqual([SPLITS])
    expect(await failed(counting(change, {}))).toEqual([])
  })
})

test('the kit notices that a round told in parts counts for more than the same round told at once', async () => {
  const forgetful = counting((sound, _, opened) => ({
    gather(reviewed) {
      for (let item = 0; item < opened.length; item++) opened[item]! *= 0.5
      sound.gather(reviewed)
    }
  }))
  expect(await failed(forgetful)).toEqual([SPLITS, IN_PARTS])
})
