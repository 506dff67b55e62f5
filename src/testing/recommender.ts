import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict'
import { ACTS, type Instruction } from '../contract/instruction.ts'
import type { Catalogue, Feedback, Recommender, RecommenderDefinition, Request, Slate } from '../contract/plugin.ts'
import { actionBit, REASONS } from '../contract/session.ts'
import { createChance } from '../kernel/chance.ts'
import { fakeCatalogue } from './catalogue.ts'
import type { Check } from './kit.ts'

const SIZE = 5
const LONG_LIFE = 2_000

/**
 * What holds of every recommender: `for (const { name, check } of recommenderKit('mine', mine)) test(name, check)`.
 *
 * @param name  to stand in front of each check
 */
export function recommenderKit(name: string, definition: RecommenderDefinition): Check[] {
  const checks: Check[] = [
    {
      name: 'says what it is in a line',
      check: () => ok(/^\S.{9,}$/.test(definition.description), definition.description)
    },
    { name: 'fills slates of any size, as far as the catalogue goes', check: () => fillsSlates(definition) },
    { name: 'serves catalogues of one and of three items', check: () => servesTiny(definition) },
    { name: 'gives the same slates for the same seed and history', check: () => isRepeatable(definition) },
    { name: 'serves a person the same whoever is served before it', check: () => isFair(definition) },
    { name: 'takes feedback on nothing, and of every kind', check: () => learnsOddly(definition) },
    {
      name: 'takes every instruction, with a target, an unknown one and none',
      check: () => hearsEverything(definition)
    },
    { name: `serves one person for ${LONG_LIFE} slates`, check: () => lastsLong(definition) }
  ]
  return checks.map(({ name: what, check }) => ({ name: `${name}: ${what}`, check }))
}

/** A recommender at work, with what it has shown to whom. */
interface Work {
  readonly catalogue: Catalogue
  readonly recommender: Recommender
  readonly serve: (user: number, session: number, turn: number, size?: number) => Promise<Slate>
  /** What a person with a fixed taste makes of a slate. */
  readonly feedback: (slate: Slate, user: number, session: number, turn: number) => Feedback
}

function begin(
  definition: RecommenderDefinition,
  catalogue = fakeCatalogue({ items: 60 }),
  seed = 1,
  slateSize = SIZE
): Work {
  const truth = (user: number, item: number) => (catalogue.topic[item]! === user % catalogue.topics.length ? 1 : 0)
  const recommender = definition.create({
    catalogue,
    chance: createChance(seed),
    slateSize,
    ...(definition.oracle ? { truth } : {})
  })
  const shown = new Map<number, Set<number>>()
  return {
    catalogue,
    recommender,
    async serve(user, session, turn, size = slateSize) {
      const seen = shown.get(user) ?? new Set()
      const request: Request = { user, session, turn, at: turn * 1_000, size, shown: (item) => seen.has(item) }
      const slate = recommender.recommendBatch
        ? (await recommender.recommendBatch([request]))[0]!
        : await recommender.recommend(request)
      mustBeSlate(slate, size, catalogue)
      if (seen.size >= catalogue.size / 2) seen.clear() // forgotten, as a world does
      for (const item of slate.items) seen.add(item)
      shown.set(user, seen)
      return slate
    },
    feedback({ items }, user, session, turn) {
      const liked = items.map((item) => truth(user, item) === 1)
      return {
        user,
        session,
        turn,
        items: Int32Array.from(items),
        length: items.length,
        actions: Uint8Array.from(liked, (likes) =>
          likes ? actionBit('click') | actionBit('like') : actionBit('skip')
        ),
        watchSeconds: Float64Array.from(items, (item, slot) => (liked[slot] ? catalogue.seconds[item]! : 0)),
        reasons: Uint8Array.from(liked, (likes) => REASONS.indexOf(likes ? 'loves-topic' : 'not-my-thing')),
        reached: items.length
      }
    }
  }
}

function mustBeSlate({ items, propensities, why, plan }: Slate, size: number, catalogue: Catalogue): void {
  strictEqual(items.length, Math.min(size, catalogue.size), 'the slate is not as long as asked')
  strictEqual(new Set(items).size, items.length, `an item stands twice: ${items}`)
  for (const item of items) ok(Number.isInteger(item) && item >= 0 && item < catalogue.size, `there is no item ${item}`)
  if (propensities) {
    strictEqual(propensities.length, items.length, 'a propensity belongs to each slot')
    for (const chance of propensities) ok(chance === null || (chance >= 0 && chance <= 1), `a propensity is ${chance}`)
  }
  if (Array.isArray(why)) strictEqual(why.length, items.length, 'a reason belongs to each slot')
  if (plan) ok(plan.plan.trim() !== '', 'the plan is empty')
}

async function fillsSlates(definition: RecommenderDefinition): Promise<void> {
  for (const size of [1, 2, 10, 60, 61]) {
    const { serve } = begin(definition, undefined, 1, size)
    for (let turn = 0; turn < 3; turn++) await serve(0, 0, turn)
  }
}

async function servesTiny(definition: RecommenderDefinition): Promise<void> {
  for (const items of [1, 3])
    for (const topics of [1, 3]) {
      const work = begin(definition, fakeCatalogue({ items, topics }))
      for (let turn = 0; turn < 10; turn++) await live(work, 0, 0, turn)
      await work.recommender.endOfSession?.(0, 0)
      await live(work, 0, 1, 0)
    }
}

/** One turn of one person: served, and learnt from. */
async function live(
  { serve, feedback, recommender }: Work,
  user: number,
  session: number,
  turn: number
): Promise<Slate> {
  const slate = await serve(user, session, turn)
  await recommender.learn?.(feedback(slate, user, session, turn))
  return slate
}

const PEOPLE = 6
const TURNS = 12

/** The slates of all, turn by turn: served in the order that is given, learnt from in the order of people. */
async function history(
  definition: RecommenderDefinition,
  order: (users: number[]) => number[]
): Promise<(readonly number[])[]> {
  const { serve, feedback, recommender } = begin(definition)
  const users = Array.from({ length: PEOPLE }, (_, user) => user)
  const slates: (readonly number[])[] = []
  for (let session = 0; session < 2; session++) {
    for (let turn = 0; turn < TURNS; turn++) {
      const served = new Map<number, Slate>()
      for (const user of order([...users])) served.set(user, await serve(user, session, turn))
      for (const user of users) {
        const said = feedback(served.get(user)!, user, session, turn)
        slates.push(served.get(user)!.items)
        await recommender.learn?.(said)
        if (turn === 4) await recommender.instructed?.(user, instructionOf('more-like', 'chess'), said)
      }
    }
    for (const user of users) await recommender.endOfSession?.(user, session)
  }
  return slates
}

const asTheyAre = (users: number[]) => users

async function isRepeatable(definition: RecommenderDefinition): Promise<void> {
  const first = await history(definition, asTheyAre)
  const other = begin(definition) // another life between the two, of a length that fits into none: nothing may stick
  for (let turn = 0; turn < 7; turn++) await live(other, 1, 0, turn)
  deepStrictEqual(await history(definition, asTheyAre), first)
}

async function isFair(definition: RecommenderDefinition): Promise<void> {
  deepStrictEqual(await history(definition, (users) => users.reverse()), await history(definition, asTheyAre))
}

async function learnsOddly(definition: RecommenderDefinition): Promise<void> {
  const work = begin(definition)
  const { serve, feedback, recommender } = work
  const slate = await serve(0, 0, 0)
  const usual = feedback(slate, 0, 0, 0)
  await recommender.learn?.({ ...usual, reached: 0 })
  await recommender.learn?.({
    ...usual,
    reached: 0,
    length: 0,
    items: new Int32Array(SIZE),
    actions: new Uint8Array(SIZE)
  })
  await recommender.learn?.({ ...usual, user: 99, reached: 1 }) // somebody who was never served
  for (let turn = 1; turn <= 20; turn++) {
    const said = feedback(await serve(0, 0, turn), 0, 0, turn)
    said.actions.fill((turn * 37) % 128)
    said.watchSeconds.fill([0, 1, 1e6][turn % 3]!)
    said.reasons.fill(turn % REASONS.length)
    await recommender.learn?.(said)
  }
  await recommender.endOfSession?.(0, 0)
  await recommender.endOfSession?.(98, 0) // of somebody unknown
  await live(work, 0, 1, 0)
}

const instructionOf = (act: Instruction['act'], target: string | null): Instruction => ({
  text: `${act} ${target ?? ''}`,
  act,
  target
})

async function hearsEverything(definition: RecommenderDefinition): Promise<void> {
  const work = begin(definition)
  let turn = 0
  for (const act of ACTS)
    for (const target of [
      null,
      'baking',
      'nothing that anybody ever made',
      'shorter',
      'longer',
      'lighter',
      'faster',
      'audio'
    ]) {
      const slate = await live(work, 0, 0, turn)
      await work.recommender.instructed?.(0, instructionOf(act, target), work.feedback(slate, 0, 0, turn++))
    }
  const both: Instruction = {
    ...instructionOf('exclude', 'football'),
    also: { act: 'more-like', target: 'baking' },
    seconds: 30
  }
  await work.recommender.instructed?.(7, both, work.feedback(await work.serve(7, 0, 0), 7, 0, 0)) // its first word
  await live(work, 7, 0, 1)
}

async function lastsLong(definition: RecommenderDefinition): Promise<void> {
  const work = begin(definition)
  for (let turn = 0; turn < LONG_LIFE; turn++) {
    const slate = await live(work, 3, Math.floor(turn / 20), turn % 20)
    if (turn % 7 === 0)
      await work.recommender.instructed?.(
        3,
        instructionOf(ACTS[(turn / 7) % ACTS.length]!, 'football'),
        work.feedback(slate, 3, Math.floor(turn / 20), turn % 20)
      )
    if (turn % 20 === 19) await work.recommender.endOfSession?.(3, Math.floor(turn / 20))
  }
}
