import random from '../../agents/recommenders/random.ts'
import { actionBit, type Feedback, type RecommenderDefinition, type Slate } from '../../src/define.ts'
import { createChance } from '../../src/kernel/chance.ts'
import { fakeCatalogue } from '../../src/testing/catalogue.ts'
import { roundOf } from '../../src/testing/recommender-work.ts'

/**
 * People of hidden kinds, whose taste runs across the topics: what an item is about does not tell whom it suits, only who
 * else took to it does. Some items suit everybody a little more.
 */
export interface Tribes {
  readonly people: number
  readonly items: number
  readonly turns: number
  /** How likely a person takes to an item, 0 … 1. */
  liking(user: number, item: number): number
}

const KINDS = 4
const SLATE = 6

export function tribes({ people = 160, items = 160, turns = 10, seed = 3 } = {}): Tribes {
  const luck = createChance(seed).for('tribes')
  const kinds = Array.from({ length: items }, (_, item) => Math.floor(luck.at(item) * KINDS))
  const appeal = Array.from({ length: items }, (_, item) => luck.at(item, 1))
  return {
    people,
    items,
    turns,
    liking: (user, item) => 0.5 * Number(kinds[item] === user % KINDS) + 0.05 + 0.3 * appeal[item]! ** 2
  }
}

/**
 * The mean liking of what everybody is shown in one turn, after some in which chance alone chose: the same history for
 * every definition, so that what differs is what it made of that.
 */
export function likingAfter(definition: RecommenderDefinition, { people, items, turns, liking }: Tribes): number {
  const catalogue = fakeCatalogue({ items })
  const setting = { catalogue, chance: createChance(1), slateSize: SLATE }
  const [recommender, logged] = [definition.create(setting), random.create(setting)]
  const luck = createChance(2).for('opening')
  const shown = Array.from({ length: people }, () => new Set<number>())
  const serve = (from: typeof recommender, user: number, turn: number) =>
    (from.recommend({ user, session: 0, turn, at: 0, size: SLATE, shown: (item) => shown[user]!.has(item) }) as Slate)
      .items

  for (let turn = 0; turn < turns; turn++) {
    const said: Feedback[] = []
    for (let user = 0; user < people; user++) {
      const slate = serve(logged, user, turn)
      for (const item of slate) shown[user]!.add(item)
      const opened = slate.map((item, slot) => luck.at(user, 0, turn, slot) < liking(user, item))
      said.push({
        ...{ user, session: 0, turn, length: SLATE, reached: SLATE },
        items: Int32Array.from(slate),
        actions: Uint8Array.from(opened, (is) => actionBit(is ? 'click' : 'skip')),
        watchSeconds: Float64Array.from(slate, (item, slot) => (opened[slot] ? catalogue.seconds[item]! : 0)),
        reasons: new Uint8Array(SLATE)
      })
    }
    for (const one of said) recommender.learn?.(one)
    recommender.gather?.(roundOf(said, SLATE))
  }
  let sum = 0
  for (let user = 0; user < people; user++)
    for (const item of serve(recommender, user, turns)) {
      if (shown[user]!.has(item)) throw new Error(`person ${user} is shown ${item} again`)
      sum += liking(user, item)
    }
  return sum / (people * SLATE)
}

/** What somebody gets of whom nothing is known. */
export function newcomer(definition: RecommenderDefinition) {
  const catalogue = fakeCatalogue({ items: 60 })
  const recommender = definition.create({ catalogue, chance: createChance(1), slateSize: SLATE })
  const slate = recommender.recommend({
    ...{ user: 3, session: 0, turn: 0, at: 0, size: SLATE },
    shown: () => false
  }) as Slate
  return { slate, topics: catalogue.topic, recall: recommender.recall?.(3) }
}
