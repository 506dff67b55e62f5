import { expect, test } from 'vitest'
import { COLUMNS, REMEMBERED } from '../agents/minds/rules/columns.ts'
import { createMemory } from '../agents/minds/rules/memory.ts'
import { rulesMind } from '../agents/minds/rules.ts'
import { peopleOf } from '../populations/sample.ts'
import everyone from '../populations/targets/everyone.ts'
import { FORMATS } from '../src/contract/item.ts'
import type { Review } from '../src/contract/plugin.ts'
import { createReview, createSlateView } from '../src/contract/review.ts'
import { createChance } from '../src/kernel/chance.ts'
import { allocate } from '../src/kernel/columns.ts'
import { fakeCatalogue } from '../src/testing/catalogue.ts'

const SLOTS = 10
const catalogue = fakeCatalogue({ items: 60 })
const width = catalogue.topics.length
const people = peopleOf([{ name: 'everyone', definition: everyone }], createChance(3))
/** Somebody who names topics of the catalogue. */
const person = (index: number) => ({
  ...people.person(index),
  interests: { [catalogue.topics[0]!]: 0.8, [` ${catalogue.topics[2]!.toUpperCase()}`]: -0.5, 'nobody knows': 1 }
})

const create = (rows = 20, seed = 5) => {
  const chance = createChance(seed)
  const columns = allocate(COLUMNS, rows, { topics: width, formats: FORMATS.length })
  const mind = rulesMind().create({ catalogue, chance, columns })
  for (let row = 0; row < rows; row++) {
    mind.born(row, person(row))
    mind.arrive(row, 0, 0)
  }
  const view = createSlateView(SLOTS)
  /** What one person makes of a slate by lot, copied. */
  const review = (row: number, turn: number, luck = chance): Review => {
    const out = createReview(SLOTS)
    const lot = createChance(9).for('slate')
    Object.assign(view, { user: row, session: 0, turn, turnsLeft: 20 - turn, length: SLOTS, obeyed: 0 })
    for (let slot = 0; slot < SLOTS; slot++) view.items[slot] = Math.floor(lot.at(row, 0, turn, slot) * catalogue.size)
    view.felt.set([0.6, 0.5, 0.2, 0.1, 0.5, 0.5])
    mind.review(row, view, luck, out)
    return out
  }
  return { columns, mind, view, review }
}

test('what one person goes through leaves no trace in another', () => {
  const [crowd, alone] = [create(), create()]
  for (let turn = 0; turn < 12; turn++) {
    for (let row = 0; row < 20; row++) if (row !== 7) crowd.review(row, turn)
    expect(crowd.review(7, turn)).toEqual(alone.review(7, turn))
  }
  for (const [name, column] of Object.entries(crowd.columns)) {
    const own = (of: typeof column) => of.slice((7 * of.length) / 20, (8 * of.length) / 20)
    expect(own(column), name).toEqual(own(alone.columns[name as keyof typeof alone.columns]))
  }
})

test('to ask how a person likes something changes nothing, and the first slot is liked as was said before', () => {
  const [asked, left] = [create(), create()]
  for (let turn = 0; turn < 8; turn++) {
    const said = Array.from({ length: catalogue.size }, (_, item) => asked.mind.affinity!(3, item))
    const seen = asked.review(3, turn)
    expect(seen).toEqual(left.review(3, turn))
    expect(seen.affinity[0]).toBe(said[asked.view.items[0]!])
  }
})

test('a review draws from the chance that it is given, whichever it was given before', () => {
  const [one, other, mixed] = [createChance(1), createChance(2), create()]
  const [ones, others] = [create(), create()]
  for (let row = 0; row < 20; row++) {
    const isOne = row % 3 === 0
    expect(mixed.review(row, 0, isOne ? one : other)).toEqual(
      (isOne ? ones : others).review(row, 0, isOne ? one : other)
    )
  }
})

test('tastes are as they were named, in any spelling, and others as far as they are kin to those', () => {
  const { columns, mind } = create(1)
  mind.born(0, person(4)) // in the place of another
  const kin = (topic: number) => [0, 2].map((named) => catalogue.kinship[topic * width + named]!) as [number, number]
  for (let topic = 0; topic < width; topic++) {
    const [first, third] = kin(topic)
    const wanted = { 0: 0.8, 2: -0.5 }[topic] ?? (0.8 * first - 0.5 * third) / Math.max(1, first + third)
    expect(columns.taste[topic]).toBeCloseTo(wanted, 6)
  }
  const { formats, traits } = person(4)
  expect([...columns.format]).toEqual(FORMATS.map((format) => Math.fround(formats[format] ?? 0)))
  expect(columns.outspokenness[0]).toBeCloseTo(traits.outspokenness, 6)
})

test('a person knows how often it has seen each item of a slate lately, while it goes through it too', () => {
  const columns = allocate(COLUMNS, 2, { topics: width, formats: FORMATS.length })
  const memory = createMemory(columns, 30)
  const luck = createChance(4).for('slates')
  const seen: number[] = []
  for (let turn = 0; turn < 60; turn++) {
    const slate = Int32Array.from({ length: SLOTS }, (_, slot) => Math.floor(luck.at(0, 0, turn, slot) * 30)) // some twice
    memory.recall(1, slate, SLOTS)
    const reached = 1 + Math.floor(luck.at(1, 0, turn) * SLOTS)
    for (const item of slate.subarray(0, reached)) {
      expect(memory.timesSeen(item)).toBe(seen.slice(-REMEMBERED).filter((one) => one === item).length)
      memory.remember(1, item)
      seen.push(item)
    }
  }
  expect(columns.recent.subarray(0, REMEMBERED).every((item) => item === 0)).toBe(true)
})
