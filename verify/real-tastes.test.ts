import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import ease from '../agents/recommenders/ease.ts'
import itemKnn from '../agents/recommenders/item-knn.ts'
import popular from '../agents/recommenders/popular.ts'
import random from '../agents/recommenders/random.ts'
import { actionBit, type Feedback, type RecommenderDefinition, type Slate } from '../src/define.ts'
import { createChance } from '../src/kernel/chance.ts'
import { fakeCatalogue } from '../src/testing/catalogue.ts'
import { roundOf } from '../src/testing/recommender-work.ts'

const file = fileURLToPath(new URL('../../shared/data/kuairec-positives/positives.csv.gz', import.meta.url))
const isThere = existsSync(file)
if (!isThere) console.warn(`skipped: ${file} is not there`)

const ITEMS = 400
const SLATE = 10
/** Of what a person took to, this share is held back. */
const HELD = 0.25
/** Items that a person is told to have passed, drawn from those that it did not take to. */
const PASSED = 20

/** What people took to of the items that most took to: only those with four or more. */
function tastes(): number[][] {
  const pairs = gunzipSync(readFileSync(file))
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number))
  const counts = new Map<number, number>()
  for (const [, item] of pairs) counts.set(item!, (counts.get(item!) ?? 0) + 1)
  const most = [...counts].sort(([a, m], [b, n]) => n - m || a - b).slice(0, ITEMS)
  const position = new Map(most.map(([item], at) => [item, at]))
  const people = new Map<number, Set<number>>()
  for (const [user, item] of pairs) {
    if (!position.has(item!)) continue
    if (!people.has(user!)) people.set(user!, new Set())
    people.get(user!)!.add(position.get(item!)!)
  }
  return [...people.values()].filter(({ size }) => size >= 4).map((items) => [...items])
}

/** Share of what was held back that is among the first ten. */
function recallOf(definition: RecommenderDefinition, people: readonly number[][]): number {
  const catalogue = fakeCatalogue({ items: ITEMS })
  const chance = createChance(1)
  const recommender = definition.create({ catalogue, chance, slateSize: SLATE })
  const luck = chance.for('held back')
  const held = people.map((items, user) => new Set(items.filter((item) => luck.at(user, 0, 0, item) < HELD)))
  const said = people.map((items, user): Feedback => {
    const took = items.filter((item) => !held[user]!.has(item))
    const passed = Array.from({ length: PASSED }, (_, at) => Math.floor(luck.at(user, 1, 0, at) * ITEMS))
    const slate = [...took, ...new Set(passed.filter((item) => !items.includes(item)))].slice(0, 255)
    return {
      ...{ user, session: 0, turn: 0, length: slate.length, reached: slate.length },
      items: Int32Array.from(slate),
      actions: Uint8Array.from(slate, (_, slot) => actionBit(slot < took.length ? 'click' : 'skip')),
      watchSeconds: Float64Array.from(slate, (item, slot) => (slot < took.length ? catalogue.seconds[item]! : 0)),
      reasons: new Uint8Array(slate.length)
    }
  })
  recommender.gather?.(roundOf(said, Math.max(...said.map(({ length }) => length))))
  let [hits, all] = [0, 0]
  for (const [user, { items }] of said.entries()) {
    const known = new Set(items.filter((_, slot) => said[user]!.actions[slot] === actionBit('click')))
    const request = { user, session: 0, turn: 1, at: 0, size: SLATE, shown: (item: number) => known.has(item) }
    const slate = (recommender.recommend(request) as Slate).items
    hits += slate.filter((item) => held[user]!.has(item)).length
    all += held[user]!.size
  }
  return hits / all
}

/**
 * These are about nine items of each person, of ten thousand: what people have in common hardly tells more than what all
 * like, and no recommender here is better than popularity. So only this is asked: that each finds more than chance.
 */
test.skipIf(!isThere)('what real people took to is foretold twice as well as by chance', () => {
  const people = tastes()
  const chance = recallOf(random, people)
  for (const [name, definition] of Object.entries({ popular, itemKnn, ease }))
    expect(recallOf(definition, people), name).toBeGreaterThan(2 * chance)
})
