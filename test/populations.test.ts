import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { arrival } from '../populations/arrivals.ts'
import { peopleOf } from '../populations/sample.ts'
import { dealer } from '../populations/shares.ts'
import { cutNormal, lawOf } from '../populations/spread.ts'
import commuters from '../populations/targets/commuters.ts'
import everyone from '../populations/targets/everyone.ts'
import homeCooks from '../populations/targets/home-cooks.ts'
import { USUAL_TRAITS } from '../populations/traits.ts'
import { Population, type PopulationInput, RecoError, TRAITS } from '../src/define.ts'
import { createChance } from '../src/kernel/chance.ts'
import { populationKit } from '../src/testing/population.ts'

const shelf = new URL('../populations/targets/', import.meta.url)
const files = readdirSync(shelf).filter((file) => file.endsWith('.ts'))
const folk: PopulationInput = {
  description: 'Two kinds of people',
  sources: ['assumed'],
  segments: [
    { name: 'cats', share: 3, interests: { 'cat videos': { mean: 0.5, sd: 0.3 } } },
    { name: 'dogs', share: 1, interests: { 'dog videos': { mean: 0.5, sd: 0.3 } } }
  ]
}
const drawn = (definition: PopulationInput, seed = 7) => peopleOf([{ name: 'folk', definition }], createChance(seed))
const midpoints = (law: { sample(uniform: number): number }, n = 20_000) =>
  Array.from({ length: n }, (_, i) => law.sample((i + 0.5) / n))
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const deviation = (values: readonly number[]) => {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
}
const code = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return error instanceof RecoError ? error.code : error
  }
  return 'nothing was thrown'
}

describe('every population on the shelf', async () => {
  for (const file of files) {
    const { default: definition } = (await import(new URL(file, shelf).href)) as { default: PopulationInput }
    for (const { name, check } of populationKit(file.replace(/\.ts$/, ''), definition)) test(name, check)
  }

  test('is one of at least ten, with those that examples name among them', () => {
    expect(files.length).toBeGreaterThanOrEqual(10)
    expect(files).toEqual(expect.arrayContaining(['everyone.ts', 'commuters.ts', 'home-cooks.ts']))
  })
})

describe('the example that a creator starts from', () => {
  const text = readFileSync(new URL('../examples/population.yaml', import.meta.url), 'utf8')
  for (const { name, check } of populationKit('examples/population.yaml', parse(text))) test(name, check)

  test('has three segments and points editors to its schema', () => {
    expect(Population.parse(parse(text)).segments).toHaveLength(3)
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../assets/schemas/population.json')
  })
})

describe('a person', () => {
  test('17 is the same in a crowd of 20 and of 20,000', () => {
    const crowdOf = (size: number) => {
      const people = drawn(everyone)
      return Array.from({ length: size }, (_, i) => people.person(i))
    }
    expect(crowdOf(20_000).slice(0, 20)).toEqual(crowdOf(20))
  })

  test('is somebody else in a world with another seed', () => {
    expect(drawn(everyone, 8).person(17).traits).not.toEqual(drawn(everyone, 7).person(17).traits)
  })

  test('belongs to the segment that segmentOf names', () => {
    const people = drawn(everyone)
    for (let i = 0; i < 100; i++) {
      const { population, segment } = people.person(i)
      expect(people.segments[people.segmentOf(i)]).toEqual({ population, segment })
    }
  })

  test('has the same traits when nothing else of it is asked for, in any order', () => {
    const people = drawn(everyone)
    for (const i of [17, 3, 4_000_000_000, 0, 17]) expect(people.traits(i)).toEqual(drawn(everyone).person(i).traits)
    expect(Object.keys(people.traits(5))).toEqual([...TRAITS])
  })

  test('is asked about the same things in the same order as all of its segment', () => {
    const people = drawn(everyone)
    const asked = new Map<string, string[]>()
    for (let i = 0; i < 200; i++) {
      const { segment, interests } = people.person(i)
      const phrases = asked.get(segment) ?? Object.keys(interests)
      expect(Object.keys(interests)).toEqual(phrases)
      asked.set(segment, phrases)
    }
    expect(asked.size).toBe(everyone.segments!.length)
  })

  test('keeps its liking of one thing when its segment takes to another', () => {
    const [cats, dogs] = folk.segments as [
      NonNullable<PopulationInput['segments']>[number],
      NonNullable<PopulationInput['segments']>[number]
    ]
    const more = { ...folk, segments: [{ ...cats, interests: { sunshine: 0.5, ...cats.interests } }, dogs] }
    const before = drawn(folk).person(1)
    const after = drawn(more).person(1)
    expect(before.segment).toBe('cats')
    expect(after.interests).toEqual({ sunshine: 0.5, ...before.interests })
    expect(after.traits).toEqual(before.traits)
  })

  test('with no place in the sequence is refused', () => {
    for (const index of [-1, 0.5, 2 ** 32, Number.NaN])
      for (const ask of ['person', 'traits', 'segmentOf'] as const)
        expect(code(() => drawn(folk)[ask](index))).toBe('population.no-such-person')
  })

  test('comes within the hour that was drawn, on the first day', () => {
    const hour = 3_600_000
    expect(arrival([7, 21], 0.49, 0.5)).toBe(7.5 * hour)
    expect(arrival([7, 21], 0.51, 1e-9)).toBe(21 * hour)
    expect(arrival([23], 1 - 2 ** -33, 1 - 2 ** -33)).toBeLessThan(24 * hour)
  })

  test('prefers lengths about the median of its segment, log-normally', () => {
    const preferredSeconds = { median: 60, spread: 0.5 }
    const people = drawn({ ...folk, segments: [{ ...folk.segments![0]!, preferredSeconds }] })
    const logs = Array.from({ length: 4_000 }, (_, i) => Math.log(people.person(i).preferredSeconds))
    expect(Math.abs(mean(logs) - Math.log(60))).toBeLessThan((5 * 0.5) / Math.sqrt(4_000))
    expect(Math.abs(deviation(logs) - 0.5)).toBeLessThan((5 * 0.5) / Math.sqrt(8_000))
  })

  test('has a draw of its own for every trait and liking: they are uncorrelated within a segment', () => {
    const interests = { tea: { mean: 0.5, sd: 0.3 }, coffee: { mean: 0.5, sd: 0.3 }, milk: { min: -1, max: 1 } }
    const people = drawn({ ...folk, segments: [{ ...folk.segments![0]!, interests }] })
    const rows = Array.from({ length: 4_000 }, (_, i) => {
      const { traits, interests, age, preferredSeconds, arrivesAt } = people.person(i)
      return [...Object.values(traits), ...Object.values(interests), age, Math.log(preferredSeconds), arrivesAt]
    })
    const centred = rows[0]!.map((_, k) => {
      const column = rows.map((row) => row[k]!)
      const middle = mean(column)
      const sd = deviation(column)
      return column.map((value) => (value - middle) / sd)
    })
    for (let a = 0; a < centred.length; a++)
      for (let b = 0; b < a; b++)
        expect(Math.abs(mean(centred[a]!.map((value, i) => value * centred[b]![i]!)))).toBeLessThan(
          5 / Math.sqrt(4_000)
        )
  })
})

describe('shares', () => {
  test('are right within four people in every first n of them, whatever the start', () => {
    const shares = [17, 15, 13, 16, 12, 11, 9, 7]
    for (const start of [0, 0.123, 0.5, 0.999]) {
      const deal = dealer(shares, start)
      const counts = shares.map(() => 0)
      let worst = 0
      for (let n = 1; n <= 20_000; n++) {
        counts[deal(n - 1)]!++
        counts.forEach((count, part) => {
          worst = Math.max(worst, Math.abs(count - (n * shares[part]!) / 100))
        })
      }
      expect(worst).toBeLessThan(4)
    }
  })

  test('are told in any unit', () => {
    const counted = (shares: number[]) => Array.from({ length: 500 }, (_, i) => dealer(shares, 0.3)(i))
    expect(counted([30, 10])).toEqual(counted([0.75, 0.25]))
  })

  test('of several populations are equal parts, whatever the units of each', () => {
    const populations = [
      { name: 'commuters', definition: commuters },
      { name: 'home-cooks', definition: homeCooks },
      { name: 'folk', definition: folk }
    ]
    const people = peopleOf(populations, createChance(7))
    const counts = new Map<string, number>()
    for (let i = 0; i < 3_000; i++) {
      const { population } = people.person(i)
      counts.set(population, (counts.get(population) ?? 0) + 1)
    }
    expect(people.names).toEqual(['commuters', 'home-cooks', 'folk'])
    expect(people.segments).toHaveLength(commuters.segments!.length + homeCooks.segments!.length + 2)
    for (const name of people.names) expect(Math.abs(counts.get(name)! - 1_000)).toBeLessThan(8)
  })
})

describe('phrases', () => {
  const named = (...interests: Record<string, number>[]): PopulationInput => ({
    ...folk,
    segments: interests.map((interest, i) => ({ name: `segment ${i}`, share: 1, interests: interest }))
  })

  test('that differ in case only are one, in the spelling that came first', () => {
    const people = drawn(named({ 'Street Food': 0.5 }, { 'street food': -0.5, tea: 1 }))
    expect(people.phrases).toEqual(['Street Food', 'tea'])
    const other = [0, 1, 2, 3].map((i) => people.person(i)).find(({ segment }) => segment === 'segment 1')
    expect(other?.interests).toEqual({ 'Street Food': -0.5, tea: 1 })
  })

  test('that one segment names twice are refused', () => {
    expect(code(() => drawn(named({ Tea: 0.5, tea: -0.5 })))).toBe('population.same-phrase')
  })

  test('of everyone leave no category of the feed without people for it and against it', () => {
    const words = {
      cooking: /cooking/,
      football: /football/,
      gaming: /game/,
      music: /music/,
      film: /film/,
      comedy: /comedy|funny/,
      science: /science/,
      technology: /technology/,
      finance: /finance/,
      travel: /travel/,
      pets: /pet|dogs/,
      beauty: /beauty/,
      fitness: /fitness/,
      crafts: /crafts/,
      news: /news/,
      family: /family/
    }
    const people = drawn(everyone)
    const crowd = Array.from({ length: 1_000 }, (_, i) => people.person(i))
    for (const [category, word] of Object.entries(words)) {
      const likings = crowd.flatMap(({ interests }) =>
        Object.entries(interests).flatMap(([phrase, liking]) => (word.test(phrase) ? [liking] : []))
      )
      expect(likings.filter((liking) => liking > 0.3).length, `lovers of ${category}`).toBeGreaterThan(50)
      expect(likings.filter((liking) => liking < -0.2).length, `haters of ${category}`).toBeGreaterThan(30)
    }
  })
})

describe('a definition that does not hold', () => {
  test('is refused with every place that is wrong', () => {
    const bad = {
      ...folk,
      segments: [
        { name: 'cats', share: -1, interests: { cats: 3 } },
        { name: 'dogs', share: 1, interests: {}, hours: [] }
      ]
    }
    const message = (() => {
      try {
        drawn(bad)
      } catch (error) {
        return String(error)
      }
      return ''
    })()
    expect(message).toContain('population.invalid')
    for (const place of ['segments.0.share', 'segments.0.interests.cats', 'segments.1.hours'])
      expect(message).toContain(place)
  })

  test('is none at all, or one given twice', () => {
    expect(code(() => peopleOf([], createChance(7)))).toBe('population.none')
    const same = { name: 'folk', definition: folk }
    expect(code(() => peopleOf([same, same], createChance(7)))).toBe('population.named-twice')
  })

  test('fails the kit when all its people are copies of one', () => {
    const certain = Object.fromEntries(Object.keys(USUAL_TRAITS).map((trait) => [trait, 0.5]))
    const clones = { ...folk, segments: [{ name: 'clones', share: 1, interests: { tea: 1 }, traits: certain }] }
    const failed = populationKit('clones', clones).filter(({ check }) => code(check) !== 'nothing was thrown')
    expect(failed.map(({ name }) => name)).toEqual(['clones: has no two people alike'])
  })
})

describe('a spread', () => {
  test('that is a cut normal law has the mean and the quartiles of its density', () => {
    for (const [middle, sd, low, high] of [
      [0.5, 0.2, 0, 1],
      [0.85, 0.15, -1, 1],
      [0, 2, 0, 1],
      [1, 0.05, -1, 1]
    ] as const) {
      const law = cutNormal(middle, sd, low, high)
      // The density of the whole law over the range, summed in small steps.
      const n = 20_000
      const at = Array.from({ length: n }, (_, i) => low + ((i + 0.5) / n) * (high - low))
      const weights = at.map((x) => Math.exp(-0.5 * ((x - middle) / sd) ** 2))
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      const average = at.reduce((sum, x, i) => sum + x * weights[i]!, 0) / total
      expect(law.mean).toBeCloseTo(average, 5)
      for (const uniform of [0.25, 0.5, 0.75]) {
        const below = at.reduce((sum, x, i) => sum + (x <= law.sample(uniform) ? weights[i]! : 0), 0) / total
        expect(Math.abs(below - uniform)).toBeLessThan(0.002)
      }
    }
  })

  test('never leaves its range and grows with the draw, from the least uniform number to the greatest', () => {
    for (const spread of [
      0.3,
      { mean: 0, sd: 2 },
      { mean: 1, sd: 0.01 },
      { mean: 0.5, sd: 0 },
      { min: 0.2, max: 0.4 }
    ]) {
      const law = lawOf(spread, 0, 1)
      const values = [2 ** -33, 0.1, 0.5, 0.9, 1 - 2 ** -33].map((uniform) => law.sample(uniform))
      for (const value of values) expect(value >= 0 && value <= 1).toBe(true)
      expect([...values].sort((a, b) => a - b)).toEqual(values)
    }
  })

  test('of the usual activity, variety and conformity is that of the published level shares', () => {
    // Shares of low, middle and high among Agent4Rec's 1,000 agents, levels as thirds of 0 … 1, even within a third.
    const levels = { activity: [539, 352, 109], variety: [315, 303, 382], conformity: [177, 566, 257] } as const
    for (const [trait, shares] of Object.entries(levels)) {
      const centre = shares.reduce((sum, share, third) => sum + (share / 1_000) * ((third + 0.5) / 3), 0)
      const square = shares.reduce((sum, share, third) => sum + (share / 1_000) * ((third + 0.5) / 3 - centre) ** 2, 0)
      const values = midpoints(lawOf(USUAL_TRAITS[trait as keyof typeof levels], 0, 1))
      expect(Math.abs(mean(values) - centre)).toBeLessThan(0.005)
      expect(Math.abs(deviation(values) - Math.sqrt(square + 1 / 108))).toBeLessThan(0.02)
    }
  })
})
