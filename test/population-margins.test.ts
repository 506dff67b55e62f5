import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkPopulation, compare, createWorld, fitPopulation, react } from 'recoworld'
import { afterAll, describe, expect, test } from 'vitest'
import { cellsOf, peopleOf } from '../populations/sample.ts'
import type { PopulationInput } from '../src/contract/population.ts'
import { createChance } from '../src/kernel/chance.ts'
import { populationKit } from '../src/testing/population.ts'
import { codeOf } from './helpers/code-of.ts'
import { recoworld as call, ROOT } from './helpers/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'population-'))
afterAll(() => rmSync(folder, { recursive: true }))
const recoworld = (...args: string[]) => call(args, { cwd: ROOT })
const base = { description: 'Some people', sources: ['assumed'] }
const drawn = (definition: PopulationInput, people = 4_000) => {
  const all = peopleOf([{ name: 'mine', definition }], createChance(7))
  return { all, persons: Array.from({ length: people }, (_, i) => all.person(i)) }
}
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

describe('margins', () => {
  const survey: PopulationInput = {
    ...base,
    margins: {
      age: { '13-24': 20, '25-49': 50, '50+': 30 },
      region: { north: 1, south: 3 },
      device: { phone: 70, tv: 30 },
      interest: { football: 40, cooking: { share: 60, interests: { 'home cooking': 0.9 }, traits: { patience: 0.9 } } }
    }
  }
  test('people are of each category as often as was asked', () => {
    const { persons } = drawn(survey)
    const share = (is: (person: (typeof persons)[number]) => boolean) => persons.filter(is).length / persons.length
    expect(share(({ age }) => age <= 24)).toBeCloseTo(0.2, 2)
    expect(share(({ age }) => age >= 50)).toBeCloseTo(0.3, 2)
    expect(share(({ region }) => region === 'south')).toBeCloseTo(0.75, 2)
    expect(share(({ device }) => device === 'tv')).toBeCloseTo(0.3, 2)
    expect(share(({ segment }) => segment === 'football')).toBeCloseTo(0.4, 2)
  })
  test('what a category says people are like, they are', () => {
    const { persons } = drawn(survey, 400)
    for (const { segment, traits, interests } of persons) {
      if (segment === 'cooking') expect([traits.patience, interests['home cooking']]).toEqual([0.9, 0.9])
      else expect(interests.football).toBeGreaterThan(-0.3)
    }
  })
  test('results are told by segments, or by the variables that are named', () => {
    expect(drawn(survey, 1).all.segments.map(({ segment }) => segment)).toEqual(['football', 'cooking'])
    const names = drawn({ ...survey, by: ['region', 'device'] }, 1).all.segments.map(({ segment }) => segment)
    expect(names.sort()).toEqual(['north · phone', 'north · tv', 'south · phone', 'south · tv'])
  })
  test('segments are split by what they leave open and keep their own shares', () => {
    const definition: PopulationInput = {
      ...base,
      segments: [
        { name: 'young', share: 1, interests: { gaming: 0.8 }, age: { min: 16, max: 30 } },
        { name: 'old', share: 1, interests: { gardening: 0.8 }, age: { min: 40, max: 80 }, device: 'tv' }
      ],
      margins: { device: { phone: 40, tv: 60 }, age: { '13-24': 20, '25-45': 40, '46-90': 40 } }
    }
    const cells = cellsOf('mine', definition)
    const share = (is: (cell: (typeof cells)[number]) => boolean) => sum(cells.filter(is).map((cell) => cell.share))
    expect(share(({ group }) => group === 'young')).toBeCloseTo(0.5, 9)
    expect(share(({ of }) => of.device === 'phone')).toBeCloseTo(0.4, 9)
    expect(share(({ of }) => of.age === '13-24')).toBeCloseTo(0.2, 9)
    expect(cells.every(({ group, segment }) => group !== 'old' || segment.device === 'tv')).toBe(true)
    expect(drawn(definition, 1).all.segments).toHaveLength(2)
  })
  test('how categories come together is kept, where it is known', () => {
    const joint = [
      { income: 'high', city: 'yes', share: 9 },
      { income: 'high', city: 'no', share: 1 },
      { income: 'low', city: 'yes', share: 1 },
      { income: 'low', city: 'no', share: 1 }
    ]
    const cells = cellsOf('mine', { ...base, joint, margins: { income: { high: 1, low: 1 }, city: { yes: 1, no: 1 } } })
    const p = (income: string, city: string) => cells.find(({ of }) => of.income === income && of.city === city)!.share
    expect((p('high', 'yes') * p('low', 'no')) / (p('high', 'no') * p('low', 'yes'))).toBeCloseTo(9, 6)
    expect(p('high', 'yes') + p('high', 'no')).toBeCloseTo(0.5, 9)
    expect(p('high', 'yes')).toBeCloseTo(3 / 8, 9)
  })
  test('what cannot be is refused', async () => {
    const young = { name: 'young', share: 1, interests: {}, age: { min: 16, max: 30 } }
    const of = (more: Partial<PopulationInput>) => codeOf(() => cellsOf('mine', { ...base, ...more }))
    expect(await of({ segments: [young], margins: { age: { '13-30': 1, '31-60': 1 } } })).toBe('population.impossible')
    expect(await of({ segments: [young], margins: { age: { '40-60': 1 } } })).toBe('population.bad-margin')
    expect(await of({ margins: { age: { old: 1 } } })).toBe('population.bad-margin')
    expect(await of({ margins: { device: { toaster: 1 } } })).toBe('population.bad-margin')
    expect(await of({ margins: { region: { a: 0, b: 0 } } })).toBe('population.impossible')
    expect(await of({ margins: { region: { a: 1, b: 1 } }, by: ['regoin'] })).toBe('population.bad-margin')
    expect(await of({ margins: { x: { a: 1, b: 1 } }, joint: [{ x: 'c', share: 1 }] })).toBe('population.bad-margin')
    const both = {
      joint: [
        { x: 'a', y: 'a', share: 1 },
        { x: 'b', y: 'b', share: 1 }
      ],
      margins: { x: { a: 1, b: 1 }, y: { a: 1, b: 2 } }
    }
    expect(await of(both)).toBe('population.impossible')
    expect(await of({})).toBe('population.invalid')
  })
})

describe('populations of others', () => {
  const include = [
    { population: 'commuters', share: 30 },
    { population: 'night-owls', share: 10 }
  ]
  test('take their part, segments and all', async () => {
    const { segments, people } = checkPopulation({ population: { ...base, include } })
    const parts = new Set(segments.map(({ segment }) => segment))
    const commuters = checkPopulation({ population: 'commuters' }).segments
    expect(commuters.every(({ segment }) => parts.has(segment))).toBe(true)
    expect(
      sum(segments.filter(({ segment }) => commuters.some((one) => one.segment === segment)).map(({ share }) => share))
    ).toBeCloseTo(0.75, 2)
    expect(people).toBe(2_000)
  })
  test('some segments can be taken, or left out, and a misspelt one is named', async () => {
    const [first, second] = checkPopulation({ population: 'commuters' }).segments.map(({ segment }) => segment)
    const only = checkPopulation({ population: { ...base, include: [{ population: 'commuters', only: [first!] }] } })
    expect(only.segments.map(({ segment }) => segment)).toEqual([first])
    const without = checkPopulation({
      population: { ...base, include: [{ population: 'commuters', without: [second!] }] }
    })
    expect(without.segments.map(({ segment }) => segment)).not.toContain(second)
    const bad = { ...base, include: [{ population: 'commuters', only: [`${first}x`] }] }
    expect(await codeOf(() => checkPopulation({ population: bad }))).toBe('population.no-such-segment')
  })
  test('files include files beside them, and none includes itself', async () => {
    const write = (name: string, included: string) =>
      writeFileSync(join(folder, name), JSON.stringify({ ...base, include: [{ population: included }] }))
    write('a.json', './b.json')
    write('b.json', 'gamers')
    expect(checkPopulation({ population: join(folder, 'a.json') }).segments.length).toBeGreaterThan(0)
    write('b.json', './a.json')
    expect(await codeOf(() => checkPopulation({ population: join(folder, 'a.json') }))).toBe('population.goes-round')
  })
})

describe('segments that are drawn more often', () => {
  const two = (oversample: number): PopulationInput => ({
    ...base,
    segments: [
      { name: 'many', share: 90, interests: { cooking: { mean: 0.5, sd: 0.3 } }, traits: { pickiness: 0.2 } },
      {
        name: 'few',
        share: 10,
        interests: { cooking: { mean: -0.5, sd: 0.3 } },
        traits: { pickiness: 0.9 },
        oversample
      }
    ]
  })
  test('count for so much less, and what that costs is told', () => {
    const { segments, effectiveSize, designEffect } = checkPopulation({ population: two(9) })
    const few = segments.find(({ segment }) => segment === 'few')!
    expect(few.drawn).toBeCloseTo(0.5, 2)
    expect(few.share).toBeCloseTo(0.1, 2)
    // half the people at weight 1.8, half at 0.2
    expect(designEffect).toBeCloseTo((0.5 * 1.8 ** 2 + 0.5 * 0.2 ** 2) / 1, 1)
    expect(effectiveSize).toBeCloseTo(2_000 / designEffect, 6)
  })
  test('give the same figures over all, within their intervals, and narrower ones of themselves', async () => {
    const options = { recommender: 'popular', users: 3_000, seed: 5 }
    const [plain, more] = await Promise.all(
      [1, 9].map(
        async (oversample) => (await createWorld({ ...options, population: two(oversample) }).run({ turns: 4 })).metrics
      )
    )
    for (const metric of ['click-rate', 'watch-time', 'satisfaction']) {
      const [a, b] = [plain![metric]!, more![metric]!]
      expect(Math.abs(a.value - b.value)).toBeLessThan(Math.hypot(a.high - a.low, b.high - b.low))
    }
    const unweighted = await createWorld({
      ...options,
      population: { ...two(1), segments: two(1).segments!.map((one) => ({ ...one, share: 50 })) }
    }).run({ turns: 4 })
    expect(more!['click-rate']!.value).toBeGreaterThan(unweighted.metrics['click-rate']!.high)
  })
  test('count so in what posts and recommenders are compared by', async () => {
    const post = { title: 'How to bake sourdough bread at home', durationSeconds: 60 }
    const { posts, comparison } = await react({
      posts: [post, { ...post, title: 'Breaking news of the day' }],
      population: two(9),
      users: 1_500
    })
    const { overall, segments } = posts[0]!
    const of = (name: string) => segments.find(({ segment }) => segment === name)!.rates.click.value
    expect(overall.rates.click.value).toBeCloseTo(0.9 * of('many') + 0.1 * of('few'), 1)
    expect(comparison.find(({ metric }) => metric === 'click')!.n).toBeGreaterThan(1_000)
    const looked = {
      recommenders: ['popular', 'random'],
      population: two(9),
      users: 200,
      turns: 2,
      sequential: { batch: 100 }
    }
    expect(await codeOf(() => compare(looked))).toBe('compare.cannot-look') // it would count everybody for one
    const { differences } = await compare({
      recommenders: ['popular', 'random'],
      population: two(9),
      users: 600,
      turns: 3
    })
    expect(differences.every(({ low, difference, high }) => low <= difference && difference <= high)).toBe(true)
  })
})

describe('how unlike people are', () => {
  const clones: PopulationInput = {
    ...base,
    segments: [
      {
        name: 'clones',
        share: 1,
        interests: { tea: 0.5 },
        age: { min: 30, max: 30 },
        preferredSeconds: { median: 30, spread: 0 },
        traits: Object.fromEntries(
          [
            'activity',
            'pickiness',
            'variety',
            'conformity',
            'expressiveness',
            'outspokenness',
            'patience',
            'trust'
          ].map((trait) => [trait, 0.5])
        )
      }
    ]
  }
  test('clones are one, people of ours are all their own', () => {
    const { effective, twins } = checkPopulation({ population: clones }).diversity
    expect(effective).toBeCloseTo(1, 9)
    expect(twins).toBe(1)
    expect(checkPopulation({ population: 'everyone' }).diversity.score).toBeGreaterThan(0.95)
  })
})

describe('an audience of one’s own', () => {
  const rows = [
    { segment: 'keen', share: 30, click: 0.55, like: 0.03, interests: ['pottery and ceramics'] },
    { segment: 'passing', share: 70, click: 0.46, like: 0.012, interests: ['home cooking'] }
  ]
  test('comes out as its rates say, on the people that it was fitted on and on others', async () => {
    const { population, fits } = await fitPopulation({ audience: rows, users: 600 })
    for (const { isReached, aim, told } of fits) expect([isReached, aim]).toEqual([true, told])
    const { metrics } = await createWorld({ population, recommender: 'popular', users: 4_000, seed: 99 }).run({
      turns: 6
    })
    expect(metrics['click-rate']!.value).toBeCloseTo(0.3 * 0.55 + 0.7 * 0.46, 1)
  })
  test('rates of another scale are taken as how segments differ, and that is said', async () => {
    const small = rows.map((row) => ({ ...row, click: row.click / 20 }))
    const { fits, notes } = await fitPopulation({ audience: small, users: 200 })
    const clicks = fits.filter(({ rate }) => rate === 'click')
    expect(clicks[0]!.aim).toBeGreaterThan(clicks[1]!.aim)
    expect(clicks[0]!.aim).toBeGreaterThan(0.2)
    expect(notes.join(' ')).toContain('on another scale')
    expect(await codeOf(() => fitPopulation({ audience: [{ segment: 'a', share: 1 }] }))).toBe('audience.no-rates')
  })
})

describe('recoworld population', () => {
  test('check says what a population is, and draws it', async () => {
    const page = join(folder, 'population.html')
    const { stdout, code } = await recoworld('population', 'check', 'examples/margins.yaml', '--out', page)
    expect(code).toBe(0)
    expect(stdout).toContain('interest live music')
    expect(readFileSync(page, 'utf8')).toContain('What was asked for')
    const told = await recoworld('population', 'check', 'students', '--json', '--users', '500')
    expect(JSON.parse(told.stdout)).toMatchObject({ name: 'students', people: 500, designEffect: 1 })
  })
  test('fit writes a population once, and says what of the file it could not read', async () => {
    const [csv, out] = [join(folder, 'audience.csv'), join(folder, 'mine.yaml')]
    writeFileSync(csv, 'segment,viewers,ctr\nfans,"70",50%\nothers,30,47 %\n')
    const { code, stdout } = await recoworld('population', 'fit', csv, '--out', out, '--users', '200')
    expect([code, stdout.includes('activity')]).toEqual([0, true])
    expect((await recoworld('population', 'check', out)).code).toBe(0)
    expect((await recoworld('population', 'fit', csv, '--out', out)).code).toBe(2)
    writeFileSync(csv, 'segment,viewers,ctr\nfans,70,5000\nothers,-3,0.4\n')
    const bad = await recoworld('population', 'fit', csv, '--out', join(folder, 'other.yaml'))
    expect(bad.code).toBe(2)
    expect(bad.stderr).toMatch(/audience.csv:2:9[\s\S]*audience.csv:3:8/)
  })
})

describe('the kit for populations', () => {
  const margins: PopulationInput = {
    ...base,
    margins: { device: { phone: 60, tv: 40 }, interest: { football: 50, cooking: 50 } },
    by: ['device']
  }
  const split: PopulationInput = {
    ...base,
    segments: [
      { name: 'fans', share: 30, interests: { football: 0.9 }, oversample: 2 },
      { name: 'cooks', share: 70, interests: { cooking: { mean: 0.6, sd: 0.2 } } }
    ],
    margins: { device: { phone: 60, tv: 40 } }
  }
  for (const { name, check } of [...populationKit('margins', margins), ...populationKit('split', split)])
    test(name, check)
})
