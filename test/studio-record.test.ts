import { expect, test } from 'vitest'
import attention from '../machines/mindsets/attention.ts'
import { ACTIONS, actionBit, MOODS } from '../src/contract/session.ts'
import { kaplanMeier } from '../src/experiment/survival.ts'
import { createChance } from '../src/kernel/chance.ts'
import { arrowsOf } from '../src/streams/arrows.ts'
import type { Census } from '../src/streams/cast.ts'
import { createFlows } from '../src/studio/record/flows.ts'
import { groupsOf, rowOf } from '../src/studio/record/groups.ts'
import { createHeadcount } from '../src/studio/record/headcount.ts'
import { createHistory, evenly } from '../src/studio/record/history.ts'
import { createRecord } from '../src/studio/record/record.ts'
import { createRetention } from '../src/studio/record/retention.ts'
import { sampleOf } from '../src/studio/record/sample.ts'
import { shapeOf } from '../src/studio/record/shape.ts'
import { curveOf } from '../src/studio/record/survival.ts'

const SEGMENTS = [
  { population: 'town', segment: 'early' },
  { population: 'town', segment: 'late' }
]
/** The even ones come early, the odd ones late. */
const groups = (people: number) => groupsOf(SEGMENTS, people, (person) => person % 2)
const shape = shapeOf(attention)
const luck = createChance(3).for('test')

test('a curve from counts is the curve from visits, one by one', () => {
  for (const n of [1, 2, 7, 60, 900]) {
    const visits = Array.from({ length: n }, (_, i) => ({
      time: 1 + Math.floor(12 * luck.at(i, n)),
      isLeft: luck.at(i, n, 1) < 0.6
    }))
    const left = new Float64Array(14)
    const cut = new Float64Array(14)
    for (const { time, isLeft } of visits) (isLeft ? left : cut)[time]!++
    const { steps } = kaplanMeier(
      visits.map(({ time }) => time),
      visits.map(({ isLeft }) => isLeft)
    )
    const [first, ...points] = curveOf(left, cut)
    expect(first).toMatchObject({ turn: 0, share: 1, atRisk: n })
    expect(points.map(({ turn, atRisk }) => [turn, atRisk])).toEqual(steps.map(({ time, atRisk }) => [time, atRisk]))
    for (const [i, { share, low, high }] of points.entries()) {
      expect(Math.abs(share - steps[i]!.survival)).toBeLessThan(1e-12)
      expect(Math.abs(low - steps[i]!.low)).toBeLessThan(1e-12)
      expect(Math.abs(high - steps[i]!.high)).toBeLessThan(1e-12)
    }
  }
})

test('no visits make no curve', () => {
  expect(curveOf([0, 0, 0], [0, 0, 0])).toEqual([])
})

test('who is still here is cut at the last turn that all have had', () => {
  const retention = createRetention(groups(10), 3)
  retention.begin([5, 5])
  retention.ended(0, 0, 'left')
  expect(retention.curve()).toMatchObject({ visits: 10, curve: [{ turn: 0, share: 1 }] }) // this turn is not over
  retention.turnOver(1)
  expect(retention.curve().curve.at(-1)).toMatchObject({ turn: 1, share: 0.9, atRisk: 10 })
  expect(retention.curve(0).curve.at(-1)).toMatchObject({ turn: 1, share: 0.8, atRisk: 5 })
  expect(retention.curve(1).curve).toEqual([{ turn: 0, share: 1, low: 1, high: 1, atRisk: 5 }])
  retention.ended(2, 1, 'failed') // has seen one slate, and is known to have lasted so long
  retention.turnOver(2)
  for (const person of [4, 6]) retention.ended(person, 2, 'left')
  for (const person of [1, 3, 5, 7, 8, 9]) retention.ended(person, 2, 'truncated')
  retention.turnOver(3)
  const { visits, curve } = retention.curve()
  expect(visits).toBe(10)
  expect(curve.at(-1)).toMatchObject({ turn: 3, atRisk: 8 })
  expect(curve.at(-1)!.share).toBeCloseTo(0.9 * (6 / 8), 12)
  retention.begin([5, 5]) // they come again
  expect(retention.curve().visits).toBe(20)
})

test('a mind that breaks as its person comes is a visit of no slate', () => {
  const retention = createRetention(groups(10), 3)
  retention.ended(0, 0, 'failed')
  retention.begin([4, 5])
  retention.turnOver(1)
  expect(retention.curve()).toEqual({ visits: 10, curve: [{ turn: 0, share: 1, low: 1, high: 1, atRisk: 10 }] })
})

test('flows conserve people, whatever columns are let go of', () => {
  const people = 200
  const moodOf = (turn: number) => (person: number) => Math.floor(MOODS.length * luck.at(person, turn + 1, 5))
  for (const turns of [0, 1, 5, 11, 12, 13, 40, 97]) {
    const flows = createFlows(groups(people))
    const moods: number[][] = []
    const note = (turn: number) => {
      flows.note(turn, moodOf(turn))
      moods[turn + 1] = Array.from({ length: people }, (_, i) => (turn >= i ? MOODS.length : moodOf(turn)(i)))
    }
    note(-1)
    for (let turn = 0; turn < turns; turn++) {
      if (turn < people) flows.ended(turn, turn % 2 ? 'left' : 'failed')
      note(turn)
    }
    for (const segment of [undefined, 0, 1]) {
      const { turns: columns, moods: names, links } = flows.links(segment)
      expect(columns.length).toBeLessThanOrEqual(12)
      expect(columns[0]).toBe(-1)
      expect(columns.at(-1)).toBe(turns - 1)
      const isIn = (person: number) => segment === undefined || person % 2 === segment
      for (const [at, toTurn] of columns.entries()) {
        if (at === 0) continue
        const fromTurn = columns[at - 1]!
        for (const [from, fromName] of names.entries())
          for (const [to, toName] of names.entries()) {
            if (fromName === 'gone') continue
            const truth = moods[fromTurn + 1]!.filter(
              (mood, i) => isIn(i) && mood === from && moods[toTurn + 1]![i] === to
            )
            const link = links.find(
              (one) => one.fromTurn === fromTurn && one.toTurn === toTurn && one.from === fromName && one.to === toName
            )
            expect(link?.people ?? 0).toBe(truth.length)
          }
      }
      expect(links.some(({ from }) => from === 'gone')).toBe(false)
    }
  }
})

test('whoever is here when the stage ends the visit keeps its mood', () => {
  const flows = createFlows(groups(2))
  flows.note(-1, () => 0)
  flows.ended(0, 'left')
  flows.ended(1, 'truncated')
  flows.note(0, () => 1)
  expect(flows.links().links.map(({ to, people }) => [to, people])).toEqual([
    ['engaged', 1],
    ['gone', 1]
  ])
})

test('a history thins itself out evenly, and keeps the first and the last', () => {
  const history = createHistory<number>(1, 8)
  for (let i = 0; i < 1_000; i++) {
    history.add(i)
    const { entries } = history
    expect(entries.length).toBeLessThanOrEqual(9)
    expect(entries[0]).toBe(0)
    expect(entries.at(-1)).toBe(i)
    const steps = entries.slice(1, -1).map((entry, at) => entry - entries[at]!)
    expect(new Set(steps).size).toBeLessThanOrEqual(1)
  }
})

test('what an entry takes bounds how many there are', () => {
  const history = createHistory<number>(2 ** 20)
  for (let i = 0; i < 1_000; i++) history.add(i)
  expect(history.entries.length).toBeLessThanOrEqual(65)
})

test('a list is thinned out to so many, the first and the last among them', () => {
  const list = Array.from({ length: 100 }, (_, i) => i)
  expect(evenly(list, 4)).toEqual([0, 33, 66, 99])
  expect(evenly(list, 1)).toEqual([99])
  expect(evenly(list, 100)).toBe(list)
})

test('a sample is as large as it may be, by chance, and the same again', () => {
  const drawn = sampleOf(luck, 100_000, 1_000)
  expect(drawn.length).toBe(1_000)
  expect(new Set(drawn).size).toBe(1_000)
  expect(sampleOf(luck, 100_000, 1_000)).toEqual(drawn)
  expect(sampleOf(createChance(4).for('test'), 100_000, 1_000)).not.toEqual(drawn)
  expect(sampleOf(luck, 3, 1_000)).toEqual([0, 1, 2])
  const some = sampleOf(luck, 1_500, 1_000)
  expect(Math.max(...some)).toBeLessThan(1_500)
  expect(new Set(some).size).toBe(some.length)
})

test('a headcount tells states, arrows and who is here, by segment', () => {
  const [first, second] = [...arrowsOf(attention).values()]
  const configurations = [
    {
      nodes: [
        'attention',
        'visit',
        'attention.visit.away',
        'attention.visit.away.new',
        'attention.mood',
        'attention.mood.curious'
      ]
    }
  ]
  const places = [0, 0, 1, 1, 1]
  const ways: string[][] = [[first!, second!]]
  const gone = [
    [3, 4],
    [5, 6]
  ]
  const census: Census = {
    configurations,
    ways,
    placeOf: (user) => places[user]!,
    gone: (group, way) => gone[way]![group]!
  }
  const headcount = createHeadcount(census, shape, groups(5))
  configurations.push({
    nodes: ['attention', 'visit', 'attention.visit.waiting', 'attention.mood', 'attention.mood.bored']
  })
  ways.push([second!])
  const { present, states, arrows } = headcount.count()
  expect([...present]).toEqual([2, 1])
  const count = (id: string, segment?: number) => rowOf(states, shape.states.length, segment)[shape.states.indexOf(id)]
  expect([count('attention'), count('attention.visit.away.new'), count('attention.mood.bored')]).toEqual([5, 2, 3])
  expect([count('attention.visit.waiting', 0), count('attention.visit.waiting', 1)]).toEqual([2, 1])
  const fired = (name: string, segment?: number) =>
    rowOf(arrows, shape.arrows.length, segment)[shape.arrows.indexOf(name)]
  expect([fired(first!), fired(first!, 0), fired(second!), fired(second!, 1)]).toEqual([7, 3, 18, 10])
  expect([0, 4].map(headcount.moodOf)).toEqual([MOODS.indexOf('curious'), MOODS.indexOf('bored')])
})

test('a census may find configurations while people are counted', () => {
  const configurations: { nodes: string[] }[] = []
  const census: Census = {
    configurations,
    ways: [],
    placeOf: (user) => (user < configurations.length ? user : configurations.push({ nodes: ['attention'] }) - 1),
    gone: () => 0
  }
  expect(rowOf(createHeadcount(census, shape, groups(9)).count().states, shape.states.length)[0]).toBe(9)
})

test('states stand in the order of the machine, the root first', () => {
  expect(shape.states.slice(0, 4)).toEqual(['attention', 'visit', 'attention.visit.away', 'attention.visit.away.new'])
  expect(shape.arrows).toEqual([...arrowsOf(attention).values()])
})

test('a record tells what was done, asked for and shown, turn by turn and segment by segment', () => {
  const record = createRecord(groups(4), shape, 2)
  const moodOf = () => 0
  const standing = { present: new Float64Array(2), states: new Float64Array(), arrows: new Float64Array() }
  const turn = { session: 0, recommender: 'popular', standing, done: 4, left: 4, perSecond: 0, duty: [] }
  record.begin(0, [2, 2], moodOf)
  expect(record.turns()).toEqual([])
  const click = actionBit('click')
  record.reviewed(0, Uint8Array.of(click | actionBit('like'), actionBit('skip'), 0), 2)
  record.reviewed(1, Uint8Array.of(click, 0, 0), 1)
  record.seen(0, 0.25)
  record.seen(1, 0.75)
  record.asked(1, 'reduce')
  record.asked(3, 'novelty')
  record.ended(2, { session: 0, turn: 0 }, 'left', 'bored')
  record.turnOver({ ...turn, turn: 0 }, moodOf)
  record.followed(1, 'reduce', 0.2, 0.8)
  record.ended(0, { session: 0, turn: 1 }, 'truncated', 'none')
  record.turnOver({ ...turn, turn: 1 }, moodOf)
  const view = record.population()
  expect(view.actions.turns).toEqual([
    { session: 0, turn: 0 },
    { session: 0, turn: 1 }
  ])
  expect(view.actions.impressions).toEqual([3, 0])
  expect(Object.keys(view.actions.shares)).toEqual([...ACTIONS])
  expect(view.actions.shares.click).toEqual([2 / 3, 0])
  expect(view.actions.shares.skip).toEqual([1 / 3, 0])
  expect(record.population(1).actions.shares.click).toEqual([1, 0])
  expect(view.diversity).toMatchObject([{ turn: 0, value: 0.5, n: 2 }])
  expect(record.population(0).diversity).toEqual([{ session: 0, turn: 0, value: 0.25, low: 0, high: 2, n: 1 }])
  expect(view.instructions).toMatchObject([
    { act: 'reduce', asked: 1, followed: 1, before: 0.2, after: { value: 0.8, low: 0, high: 1, n: 1 } },
    { act: 'novelty', asked: 1, followed: 0, before: 0, after: { n: 0 } }
  ])
  expect(record.population(0).instructions).toEqual([])
  expect(view.endings).toEqual({ left: 1, truncated: 1, failed: 0 })
  expect(view.leaveCauses).toEqual({ bored: 1 })
  expect(view.retention.map(({ name, visits }) => [name, visits])).toEqual([
    ['everybody', 4],
    ['early', 2],
    ['late', 2]
  ])
  expect(record.population(1).retention.map(({ name }) => name)).toEqual(['everybody', 'late'])
  expect(record.turns(1)).toMatchObject([{ turn: 1, done: 4 }])
})
