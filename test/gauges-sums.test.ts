import { fromShelf } from 'recoworld'
import { expect, test } from 'vitest'
import { peopleOf } from '../populations/sample.ts'
import type { Review, SlateView } from '../src/contract/plugin.ts'
import { createReview, createSlateView } from '../src/contract/review.ts'
import { createChance } from '../src/kernel/chance.ts'
import { gaugesOf } from '../src/runner/gauges/index.ts'
import { fakeCatalogue } from '../src/testing/catalogue.ts'
import { alongside } from '../src/world/gauges/alongside.ts'
import { createGauges } from '../src/world/gauges/gauges.ts'
import { joinGauges, sampleOf } from '../src/world/gauges/sums.ts'
import { BLOCKS, blockWidth, thirdsOf } from '../src/world/gauges/thirds.ts'
import type { Witness } from '../src/world/parts.ts'
import { gaugeNamed } from './helpers/gauged.ts'

const USERS = 60
const TURNS = 7
const SLOTS = 5
const catalogue = fakeCatalogue({ items: 70, topics: 6 })
const chance = createChance(4)
const people = peopleOf([{ name: 'everyone', definition: fromShelf('populations', 'everyone').definition }], chance)
const luck = chance.for('made-up')
const [SKIP, CLICK, LIKE, COMMENT, SHARE, FOLLOW, HIDE] = [1, 2, 4, 8, 16, 32, 64] as const

/** One turn of one person, by chance: people differ, and so do items. */
function turnOf(user: number, turn: number): { view: SlateView; review: Review } {
  const [view, review] = [createSlateView(SLOTS), createReview(SLOTS)]
  view.user = user
  view.turn = turn
  view.length = SLOTS
  review.reached = 1 + ((user + turn) % SLOTS)
  for (let slot = 0; slot < review.reached; slot++) {
    luck.at(user, 0, turn, slot)
    const [where, opens, does, watches] = luck.block as unknown as [number, number, number, number]
    const item = Math.floor(70 * where)
    view.items[slot] = item
    const isOpened = opens < 0.2 + 0.01 * (user % 30) + 0.3 * (item % 2)
    const extra = [0, 0, LIKE, LIKE | SHARE, COMMENT, FOLLOW][Math.floor(6 * does)]!
    review.actions[slot] = isOpened ? CLICK | extra : SKIP | (does < 0.1 ? HIDE : 0)
    review.watchSeconds[slot] = isOpened ? 2.5 * watches * catalogue.seconds[item]! : 0
  }
  luck.at(user, 1, turn)
  review.delight = 2 * luck.block[0]! - 1
  return { view, review }
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)

function seen(from: number, to: number, order: 'by turn' | 'by person' = 'by turn', most = 1_000) {
  const gauges = createGauges({ users: USERS, catalogue, chance, range: { from, to }, most })
  const tell = (user: number, turn: number) => {
    const { view, review } = turnOf(user, turn)
    gauges.reviewed(view, review)
  }
  if (order === 'by turn') for (const turn of range(0, TURNS)) for (const user of range(from, to)) tell(user, turn)
  else for (const user of range(from, to).reverse()) for (const turn of range(0, TURNS)) tell(user, turn)
  return gauges.sums
}

const world = { people, catalogue }

test('parts put together are the whole to the last bit, whatever the order in which people came', () => {
  const whole = seen(0, USERS)
  expect(joinGauges([seen(23, USERS, 'by person'), seen(0, 23)])).toEqual(whole)
  expect(seen(0, USERS, 'by person')).toEqual(whole)
  const again = gaugesOf(joinGauges([seen(41, USERS), seen(0, 10), seen(10, 41)]), world)
  expect(again).toEqual(gaugesOf(whole, world))
  expect(gaugesOf(joinGauges([]), world)).toMatchObject({ people: 0, impressions: 0, gauges: [] })
})

test('parts that share people, or are of other catalogues, are refused', () => {
  expect(() => joinGauges([seen(0, 20), seen(10, 30)])).toThrow(/gauges.unlike.*share people/s)
  const other = createGauges({
    users: USERS,
    catalogue: fakeCatalogue({ items: 71 }),
    chance,
    range: { from: 20, to: 30 }
  })
  expect(() => joinGauges([seen(0, 20), other.sums])).toThrow(/gauges.unlike.*differ in size/s)
})

test('of many people a sample is looked at: the same in parts as in one', () => {
  const whole = sampleOf(10_007, 500, { from: 0, to: 10_007 }, chance)
  expect(whole).toHaveLength(500)
  const parts = [
    sampleOf(10_007, 500, { from: 0, to: 3_333 }, chance),
    sampleOf(10_007, 500, { from: 3_333, to: 10_007 }, chance)
  ]
  expect(parts.flatMap((part) => [...part])).toEqual([...whole])
  expect(whole.every((user, at) => at === 0 || user > whole[at - 1]!)).toBe(true)
  expect(joinGauges([seen(0, 31, 'by turn', 40), seen(31, USERS, 'by turn', 40)])).toEqual(
    seen(0, USERS, 'by turn', 40)
  )
  expect(seen(0, USERS, 'by turn', 40).people).toHaveLength(40)
})

/** Everything once more, from the facts themselves. */
function byHand() {
  const facts = range(0, USERS).map((user) =>
    range(0, TURNS).map((turn) => {
      const { view, review } = turnOf(user, turn)
      const slots = range(0, review.reached).map((slot) => ({
        item: view.items[slot]!,
        mask: review.actions[slot]!,
        ratio: review.watchSeconds[slot]! / catalogue.seconds[view.items[slot]!]!
      }))
      return { slots, delight: review.delight, opened: slots.filter(({ mask }) => mask & CLICK).length }
    })
  )
  const all = facts.flat().flatMap(({ slots }) => slots)
  const open = all.filter(({ mask }) => mask & CLICK)
  const first = facts.map((turns) => {
    const looks = new Map<number, boolean>()
    for (const { item, mask } of turns.flatMap(({ slots }) => slots))
      if (!looks.has(item)) looks.set(item, (mask & CLICK) !== 0)
    return looks
  })
  return { facts, all, open, first }
}

test('every gauge is what the facts come to', () => {
  const { facts, all, open, first } = byHand()
  const gauges = gaugesOf(seen(0, USERS), world)
  const value = (name: string) => gaugeNamed(gauges, name).value!
  const share = (of: typeof all, bits: number) => of.filter(({ mask }) => mask & bits).length / of.length
  expect(gauges.impressions).toBe(all.length)
  expect(value('opened')).toBeCloseTo(open.length / all.length, 12)
  expect(value('praise')).toBeCloseTo(share(open, LIKE | SHARE | FOLLOW), 12)
  expect(value('hide-rate')).toBeCloseTo(share(all, HIDE), 12)
  expect(value('actions')).toBeCloseTo(
    [CLICK, LIKE, COMMENT, SHARE, FOLLOW, HIDE].reduce((sum, bit) => sum + share(all, bit), 0),
    12
  )
  expect(value('watched')).toBeCloseTo(open.reduce((sum, { ratio }) => sum + ratio, 0) / open.length, 12)
  const ratios = open.map(({ ratio }) => ratio).sort((a, b) => a - b)
  expect(Math.abs(value('watched-median') - ratios[ratios.length >> 1]!)).toBeLessThan(0.05) // the bins' step

  const rated = facts
    .flat()
    .filter(({ opened }) => opened > 0)
    .map(({ delight }) => 3 + 2 * delight)
  expect(value('stars')).toBeCloseTo(rated.reduce((sum, stars) => sum + stars, 0) / rated.length, 12)
  expect(value('low-ratings')).toBeCloseTo(rated.filter((stars) => stars <= 2).length / rated.length, 12)
  expect(value('high-ratings')).toBeCloseTo(rated.filter((stars) => stars >= 4.5).length / rated.length, 12)

  const third = (turns: (typeof facts)[number]) => {
    const shown = turns.flatMap(({ slots }) => slots).length
    return turns.reduce((sum, { opened }) => sum + opened, 0) / shown
  }
  const changes = facts.map((turns) => third(turns.slice(-2)) - third(turns.slice(0, 2)))
  expect(value('drift-opened')).toBeCloseTo(changes.reduce((sum, change) => sum + change, 0) / USERS, 12)

  const rate = open.length / all.length
  const squares = facts.map((turns) => {
    const shown = turns.flatMap(({ slots }) => slots).length
    const opened = turns.reduce((sum, one) => sum + one.opened, 0)
    return (opened - rate * shown) ** 2 / (rate * (1 - rate) * shown)
  })
  expect(value('spread-opened')).toBeCloseTo(squares.reduce((sum, square) => sum + square, 0) / (USERS - 1), 9)

  const own = first.map((looks) => [...looks.values()].filter(Boolean).length / looks.size)
  let [pairs, same, byChance] = [0, 0, 0]
  for (const [a, looks] of first.entries())
    for (const [b, others] of first.entries())
      for (const [item, isOpened] of a < b ? looks : []) {
        if (!others.has(item)) continue
        pairs++
        if (others.get(item) === isOpened) same++
        byChance += own[a]! * own[b]! + (1 - own[a]!) * (1 - own[b]!)
      }
  expect(value('agreement')).toBeCloseTo((same - byChance) / (pairs - byChance), 9)
  expect(value('agreement')).toBeGreaterThan(0.02)

  let [right, compared] = [0, 0]
  for (const [user, looks] of first.entries()) {
    const { interests } = people.person(user)
    const liking = (item: number) =>
      Object.entries(interests).reduce((sum, [phrase, much]) => {
        const topic = catalogue.topics.indexOf(phrase)
        return topic < 0 ? sum : sum + much * catalogue.features[item * catalogue.topics.length + topic]!
      }, 0)
    for (const [taken, isTaken] of looks)
      for (const [left, isOpened] of looks) {
        if (!isTaken || isOpened) continue
        compared++
        right += liking(taken) > liking(left) ? 1 : liking(taken) === liking(left) ? 0.5 : 0
      }
  }
  expect(value('persona')).toBeCloseTo(right / compared, 12)
  expect(Math.abs(value('persona') - 0.5)).toBeGreaterThan(1e-3) // somebody says something of these topics

  /** Of others than `user`, perhaps of its segment alone: how often a topic was opened, from a rate before that counts as much as said. */
  const rateOf = (user: number, topic: number, among: (other: number) => boolean, before: number, weight: number) => {
    const looks = first.flatMap((one, other) => (other !== user && among(other) ? [...one] : []))
    const about = looks.filter(([item]) => catalogue.topic[item] === topic)
    return (about.filter(([, isOpened]) => isOpened).length + weight * before) / (about.length + weight)
  }
  let [bits, looked] = [0, 0]
  for (const [user, looks] of first.entries())
    for (const [item, isOpened] of looks) {
      const topic = catalogue.topic[item]!
      const everybody = rateOf(user, topic, () => true, 0.5, 1)
      const its = rateOf(user, topic, (other) => people.segmentOf(other) === people.segmentOf(user), everybody, 20)
      bits += isOpened ? Math.log2(its / everybody) : Math.log2((1 - its) / (1 - everybody))
      looked++
    }
  expect(value('segment-gain')).toBeCloseTo(bits / looked, 9)
})

test('first and last third are kept of any number of turns', () => {
  const turns = 1_000
  const gauges = createGauges({ users: 1, catalogue, chance })
  const { view, review } = turnOf(0, 0)
  for (let turn = 0; turn < turns; turn++) {
    review.delight = turn / turns
    gauges.reviewed(view, review)
  }
  const width = blockWidth(turns)
  const { first, last } = thirdsOf(turns)!
  expect([width, first, last]).toEqual([64, [0, 5], [11, 16]])
  const sum = (from: number, to: number) =>
    range(from, Math.min(turns, to)).reduce((all, turn) => all + turn / turns, 0)
  const { delights, blocks } = gauges.sums.columns
  for (const block of range(0, BLOCKS))
    expect(delights[block]).toBeCloseTo(block < 16 ? sum(block * width, (block + 1) * width) : 0, 9)
  expect(blocks.filter((_, at) => at % 2 === 0).reduce((all, count) => all + count, 0)).toBe(turns * review.reached)
  expect(thirdsOf(2)).toBeNull()
  expect(thirdsOf(7)).toEqual({ first: [0, 2], last: [5, 7] })
})

test('the room that sums take is bounded', () => {
  const bytes = ({ people: who, columns }: ReturnType<typeof seen>) =>
    Object.values(columns).reduce((all, column) => all + column.byteLength, 0) / who.length
  expect(bytes(seen(0, USERS))).toBeLessThan(1_600)
  const large = { ...catalogue, size: 1_000_000 }
  const { sums } = createGauges({ users: 1_000_000, catalogue: large, chance })
  expect(sums.people.length).toBeGreaterThan(100)
  expect(bytes(sums) * sums.people.length).toBeLessThanOrEqual(2 ** 26)
})

test('witnesses stand beside each other, and none is told what it does not listen to', () => {
  const heard: string[] = []
  const one: Witness = { reviewed: () => heard.push('one reviewed'), ended: () => heard.push('one ended') }
  const other: Witness = { reviewed: () => heard.push('other reviewed') }
  const both = alongside([one, undefined, other])!
  const { view, review } = turnOf(0, 0)
  both.reviewed(view, review)
  both.ended!(0, 0, 0, 'left', 'bored')
  expect(heard).toEqual(['one reviewed', 'other reviewed', 'one ended'])
  expect(both.spoke).toBeUndefined()
  expect(alongside([undefined, other])).toBe(other)
  expect(alongside([])).toBeUndefined()
})
