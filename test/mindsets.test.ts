import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import attention from '../machines/mindsets/attention.ts'
import goalSeeking from '../machines/mindsets/goal-seeking.ts'
import overloaded from '../machines/mindsets/overloaded.ts'
import { MOODS } from '../src/contract/session.ts'
import * as trust from '../src/laws/trust.ts'
import { type MindsetEvent, type MindsetMachine, rested } from '../src/mindset.ts'
import { mindsetKit } from '../src/testing/mindset.ts'
import {
  aPersona,
  churned,
  play,
  returned,
  reviewed,
  shown,
  slates,
  spoken,
  started,
  truncated
} from './helpers/play.ts'

const folder = new URL('../machines/mindsets/', import.meta.url)
const shelf = await Promise.all(
  readdirSync(folder).map(async (file) => {
    const machine: MindsetMachine = (await import(new URL(file, folder).href)).default
    return { name: file.replace('.ts', ''), machine }
  })
)

test('the shelf of mindsets was read', () => {
  expect(shelf.map(({ name }) => name)).toEqual(expect.arrayContaining(['attention', 'goal-seeking', 'overloaded']))
})

describe.each(shelf)('$name', ({ name, machine }) => {
  test.each(mindsetKit(name, machine))('$name', ({ check }) => check())

  test('is called as its file is', () => expect(machine.id).toBe(name))

  test('knows every mood', () => {
    const { mood } = machine.root.states
    expect(new Set(Object.values(mood!.states).flatMap(({ tags }) => tags))).toEqual(new Set(MOODS))
  })

  test('is undecided after a slate that made it think of leaving', () => {
    expect(play(machine, aPersona(), [started, shown(1), reviewed(1, { hazard: 0.2 })]).value.visit).toBe('hesitating')
    expect(play(machine, aPersona(), [started, shown(1), reviewed(1, { hazard: 0.12 })]).value.visit).toBe('waiting')
  })

  test('waits to see whether anybody listens when it has spoken', () => {
    const senses = reviewed(1, { disengageCause: 'repetitive' })
    expect(play(machine, aPersona(), [started, shown(1), senses]).value.visit).toEqual({ disengaging: 'instructing' })
    expect(play(machine, aPersona(), [started, shown(1), senses, spoken(1)]).value.visit).toBe('hesitating')
  })

  test('knows a first visit from a later one, and its own leaving from an interruption', () => {
    const left = [started, shown(1), reviewed(1, { leaveCause: 'tired' })]
    expect(play(machine, aPersona(), []).value.visit).toEqual({ away: 'new' })
    expect(play(machine, aPersona(), [started]).value.visit).toBe('waiting')
    expect(play(machine, aPersona(), left).value.visit).toEqual({ away: 'left' })
    expect(play(machine, aPersona(), [...left, returned(1, 2)]).value.visit).toBe('returning')
    expect(play(machine, aPersona(), [started, shown(1), truncated(1)]).value.visit).toEqual({ away: 'interrupted' })
    expect(play(machine, aPersona(), [...left, churned(1)]).value.visit).toBe('churned')
  })

  test('trusts more when it is heeded, less when it is not, and the loss is the larger', () => {
    const trustAfter = (obeyed: number) =>
      play(machine, aPersona({ trust: 0.5 }), [started, shown(1, { obeyed })]).context.trust
    expect(trustAfter(1)).toBe(trust.next(0.5, 1, trust.DEFAULTS))
    expect(trustAfter(-1)).toBe(trust.next(0.5, -1, trust.DEFAULTS))
    expect(trustAfter(0)).toBe(0.5)
    expect(0.5 - trustAfter(-1)).toBeGreaterThan(trustAfter(1) - 0.5)
  })

  test('is fresher after a month away than after a day, and never fresher than it first came', () => {
    const visitOf = slates(15, { sameness: 0.6, seconds: 120 })
    const fatigueAfter = (days: number) =>
      play(machine, aPersona(), [started, ...visitOf, truncated(15), returned(1, days)]).context.fatigue
    const tired = play(machine, aPersona(), [started, ...visitOf]).context.fatigue
    expect(fatigueAfter(0)).toBe(tired)
    expect(fatigueAfter(1)).toBeLessThan(tired)
    expect(fatigueAfter(30)).toBeLessThan(fatigueAfter(1))
  })

  test('gets its own patience back, and no more', () => {
    const patienceAfter = (patience: number, days: number) => {
      const dull = slates(10, { delight: -0.4, found: 0.1 })
      return play(machine, aPersona({ patience }), [started, ...dull, truncated(10), returned(1, days)]).context
        .patience
    }
    expect(patienceAfter(0.9, 1e6)).toBeCloseTo(0.9, 4)
    expect(patienceAfter(0.4, 1e6)).toBeCloseTo(0.4, 4)
    expect(patienceAfter(0.9, 1)).toBeLessThan(patienceAfter(0.9, 10))
  })

  test('does not flutter: alternating slates change its mood at most once in four', () => {
    for (const [high, low] of [
      [0.5, -0.3],
      [0.3, -0.1]
    ] as const) {
      const events = Array.from({ length: 20 }, (_, i) => {
        const delight = i % 2 ? low : high
        return [shown(i + 1), reviewed(i + 1, { delight, found: 0.4 + delight / 2, sameness: 0.3 - delight / 2 })]
      }).flat()
      expect(play(machine, aPersona(), [started, ...events]).moods.length - 1).toBeLessThanOrEqual(5)
    }
  })
})

describe('somebody whose attention is at stake', () => {
  const person = (events: readonly MindsetEvent[], scalars = {}) =>
    play(attention, aPersona(scalars), [started, ...events])

  test('is drawn in by slates that delight, and lets go when they no longer do', () => {
    expect(person(slates(4, { delight: 0.5 })).value.mood).toBe('engaged')
    expect(person([...slates(4, { delight: 0.5 }), ...slates(3, { delight: -0.2 }, 5)]).value.mood).toBe('tolerating')
  })

  test('is bored by dull slates, and annoyed when they go on', () => {
    const { moods } = person(slates(12, { delight: -0.4 }))
    expect(moods).toEqual(['curious', 'bored', 'frustrated'])
  })

  test('warms again, but does not turn engaged, when a bored hour becomes passable', () => {
    expect(person([...slates(4, { delight: -0.4 }), ...slates(6, { delight: 0.1 }, 5)]).value.mood).toBe('tolerating')
  })

  test('has enough of one kind when slates are alike, and gets over it when they are not', () => {
    const alike = slates(8, { sameness: 0.8 })
    expect(person(alike).value.mood).toBe('satiated')
    expect(person([...alike, ...slates(4, { sameness: 0.1 }, 9)]).value.mood).toBe('tolerating')
  })

  test('puts up with more when it trusts', () => {
    const annoyedAfter = (trust: number) =>
      Array.from({ length: 30 }, (_, i) => i + 1).find(
        (count) => person(slates(count, { delight: -0.3 }), { trust }).value.mood === 'frustrated'
      )
    expect(annoyedAfter(0.9)).toBeGreaterThan(annoyedAfter(0.1)!)
  })

  test('comes back curious after a good rest, and as bored as it left without one', () => {
    const bored = [...slates(4, { delight: -0.5 }), truncated(4)]
    expect(person(bored).value.mood).toBe('bored')
    expect(person([...bored, returned(1, 30)]).value.mood).toBe('curious')
    expect(person([...bored, returned(1, 0)]).value.mood).toBe('bored')
  })
})

describe('somebody who comes for something', () => {
  const person = (events: readonly MindsetEvent[], scalars = {}) =>
    play(goalSeeking, aPersona(scalars), [started, ...events])

  test('is done at once when a slate holds just what it came for', () => {
    const { value, context } = person(slates(1, { found: 0.97 }))
    expect(value.mood).toBe('satiated')
    expect(context.satisfaction).toBeGreaterThan(0.5)
  })

  test('finds it bit by bit, closing in first', () => {
    expect(person(slates(12, { found: 0.75 })).moods).toEqual(['curious', 'engaged', 'satiated'])
  })

  test('is done although nothing else delights it', () => {
    expect(person(slates(2, { found: 1, delight: -1 })).value.mood).toBe('satiated')
  })

  test('grows impatient when nothing comes close, however pleasant it is', () => {
    expect(person(slates(15, { found: 0.1, delight: 0.6 })).moods).toEqual([
      'curious',
      'tolerating',
      'bored',
      'frustrated'
    ])
  })

  test('tolerates a detour less than somebody who only looks around', () => {
    const detour = [started, ...slates(20, { found: 0.15, delight: 0.2 })]
    expect(play(goalSeeking, aPersona(), detour).context.patience).toBeLessThan(
      play(attention, aPersona(), detour).context.patience
    )
  })

  test('forgives the long search when it finds it after all', () => {
    const search = slates(15, { found: 0.1 })
    expect(person([...search, ...slates(1, { found: 1 }, 16)]).value.mood).toBe('satiated')
  })

  test('comes back for something new', () => {
    const done = [...slates(2, { found: 1 }), truncated(2)]
    const { value, context } = person([...done, returned(1, 1)])
    expect(value.mood).toBe('curious')
    expect(context.satiation).toBe(0)
  })
})

describe('somebody who has too much on its plate', () => {
  const person = (events: readonly MindsetEvent[], scalars = {}) =>
    play(overloaded, aPersona(scalars), [started, ...events])

  test('is tired by many slates, more by long ones, more by similar ones', () => {
    const fatigue = (count: number, review = {}) => person(slates(count, review)).context.fatigue
    expect(fatigue(20)).toBeGreaterThan(fatigue(10))
    expect(fatigue(10, { seconds: 150 })).toBeGreaterThan(fatigue(10, { seconds: 20 }))
    expect(fatigue(10, { sameness: 0.8 })).toBeGreaterThan(fatigue(10, { sameness: 0 }))
  })

  test('goes from fresh to weary to overwhelmed in a long, ordinary visit', () => {
    expect(person(slates(50, { seconds: 90, delight: 0.1 })).moods).toEqual(
      expect.arrayContaining(['curious', 'tolerating', 'frustrated'])
    )
  })

  test('loses patience with the seconds that slates take', () => {
    const patience = (seconds: number) => person(slates(10, { seconds })).context.patience
    expect(patience(20) - patience(150)).toBeCloseTo((10 * 130) / 6_000, 9)
  })

  test('is full of the same sooner than somebody whose attention is merely at stake', () => {
    const alike = [started, ...slates(10, { sameness: 0.42, seconds: 20 })]
    expect(play(overloaded, aPersona(), alike).value.mood).toBe('satiated')
    expect(play(attention, aPersona(), alike).value.mood).not.toBe('satiated')
  })

  test('can be absorbed while it is fresh, and not when it is exhausted', () => {
    expect(person(slates(4, { delight: 0.6, seconds: 20 })).value.mood).toBe('engaged')
    expect(person([...slates(30, { seconds: 100 }), ...slates(4, { delight: 0.6 }, 31)]).value.mood).not.toBe('engaged')
  })

  test('is half rested after a week, and still tired after a day', () => {
    const long = [...slates(25, { seconds: 90 }), truncated(25)]
    const tired = person(long).context.fatigue
    expect(person([...long, returned(1, 7)]).context.fatigue).toBeCloseTo(tired / 2, 9)
    expect(person([...long, returned(1, 1)]).context.fatigue).toBeCloseTo((tired * 7) / 8, 9)
    expect(person([...long, returned(1, 1)]).value.mood).not.toBe('curious')
  })
})

test('some days are half a rest after their half-time, none at once, and never a whole one', () => {
  expect(rested(0, 3)).toBe(0)
  expect(rested(3, 3)).toBe(0.5)
  expect(rested(365, 3)).toBeLessThan(1)
})
