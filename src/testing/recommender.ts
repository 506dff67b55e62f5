import { deepStrictEqual, ok } from 'node:assert/strict'
import { ACTS, type Instruction } from '../contract/instruction.ts'
import type { Models } from '../contract/model.ts'
import type { RecommenderDefinition, Slate } from '../contract/plugin.ts'
import { REASONS } from '../contract/session.ts'
import { fakeCatalogue } from './catalogue.ts'
import type { Check } from './kit.ts'
import { canBeSplit, gathersInParts, servesInColumns } from './recommender-columns.ts'
import { begin, instructionOf, live, PEOPLE, SIZE, TURNS } from './recommender-work.ts'

const LONG_LIFE = 2_000

/**
 * What holds of every recommender: `for (const { name, check } of recommenderKit('mine', mine)) test(name, check)`.
 *
 * @param name    to stand in front of each check
 * @param models  for a definition that says `asksModel`: see `scriptedModels`
 */
export function recommenderKit(name: string, given: RecommenderDefinition, models?: Models): Check[] {
  const definition: RecommenderDefinition = models
    ? { ...given, create: (setting) => given.create({ ...setting, models }) }
    : given
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
    { name: `serves one person for ${LONG_LIFE} slates`, check: () => lastsLong(definition) },
    { name: 'serves in columns what it serves one by one', check: () => servesInColumns(definition) },
    { name: 'can be split', check: () => canBeSplit(definition) },
    { name: 'gathers a round in parts as it gathers it whole', check: () => gathersInParts(definition) }
  ]
  return checks.map(({ name: what, check }) => ({ name: `${name}: ${what}`, check }))
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

/** The slates of all, turn by turn: served in the order that is given, learnt from in the order of people. */
async function history(
  definition: RecommenderDefinition,
  order: (users: number[]) => number[]
): Promise<(readonly number[])[]> {
  const { serve, feedback, learn, recommender } = begin(definition)
  const users = Array.from({ length: PEOPLE }, (_, user) => user)
  const slates: (readonly number[])[] = []
  for (let session = 0; session < 2; session++) {
    for (let turn = 0; turn < TURNS; turn++) {
      const served = new Map<number, Slate>()
      for (const user of order([...users])) served.set(user, await serve(user, session, turn))
      const said = users.map((user) => feedback(served.get(user)!, user, session, turn))
      for (const user of users) slates.push(served.get(user)!.items)
      await learn(said)
      if (turn === 4)
        for (const one of said) await recommender.instructed?.(one.user, instructionOf('more-like', 'chess'), one)
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
  const { serve, feedback, learn, recommender } = work
  const slate = await serve(0, 0, 0)
  const usual = feedback(slate, 0, 0, 0)
  const nothing = { items: new Int32Array(SIZE), actions: new Uint8Array(SIZE), length: 0, reached: 0 }
  await learn([])
  await learn([{ ...usual, reached: 0 }])
  await learn([{ ...usual, ...nothing }])
  await learn([{ ...usual, user: 99, reached: 1 }]) // somebody who was never served
  for (let turn = 1; turn <= 20; turn++) {
    const said = feedback(await serve(0, 0, turn), 0, 0, turn)
    said.actions.fill((turn * 37) % 128)
    said.watchSeconds.fill([0, 1, 1e6][turn % 3]!)
    said.reasons.fill(turn % REASONS.length)
    await learn([said])
  }
  await recommender.endOfSession?.(0, 0)
  await recommender.endOfSession?.(98, 0) // of somebody unknown
  await live(work, 0, 1, 0)
}

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
