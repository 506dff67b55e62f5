import { expect, test } from 'vitest'
import type { BoardDifference } from '../src/contract/leaderboard.ts'
import type { Catalogue, MindDefinition } from '../src/contract/plugin.ts'
import type { Persona } from '../src/contract/population.ts'
import { Scenario } from '../src/contract/scenario.ts'
import { createChance } from '../src/kernel/chance.ts'
import { renderLeaderboard } from '../src/report/index.ts'
import { groupsOf } from '../src/runner/leaderboard/apart.ts'
import { entriesOf } from '../src/runner/leaderboard/entries.ts'
import { linearised } from '../src/runner/leaderboard/field.ts'
import { leaderboard, verifyLeaderboard } from '../src/runner/leaderboard/index.ts'
import { scenariosOf } from '../src/runner/leaderboard/scenarios.ts'
import { shifted } from '../src/runner/leaderboard/shifting.ts'
import { fromShelf, namesOn } from '../src/shelf.ts'

const SMALL = { users: 20, replicates: 3, scenarios: ['cold-start', 'shift-of-interest'] } as const
const board = await leaderboard({ ...SMALL, entries: ['random', 'popular', 'instructable'] })

test.each(namesOn('scenarios'))(
  'the scenario %s says what it is, in which version, and what its worlds can do',
  async (name) => {
    const scenario = Scenario.parse(fromShelf('scenarios', name).definition)
    expect(scenario.why.length).toBeGreaterThan(40)
    for (const { session, turn } of scenario.interventions) {
      expect(session).toBeLessThan(scenario.sessions)
      expect(turn).toBeLessThan(scenario.turns)
    }
    if (scenario.shift) expect(scenario.shift.session).toBeLessThan(scenario.sessions)
    const [found] = await scenariosOf([name])
    expect(found).toMatchObject({ name, hash: expect.stringMatching(/^[0-9a-f]{16}$/) })
  }
)

test('the shelf holds the six kinds of worlds that recommenders are ranked in', () => {
  expect(namesOn('scenarios')).toEqual(
    expect.arrayContaining([
      'adversarial-persona',
      'cold-start',
      'instruction-heavy',
      'long-term-conflict',
      'shift-of-interest',
      'silent-leavers'
    ])
  )
})

test('a single run is refused, and so are two', async () => {
  for (const replicates of [1, 2])
    await expect(leaderboard({ ...SMALL, replicates })).rejects.toMatchObject({
      code: 'leaderboard.single-run',
      parts: { what: expect.stringContaining(String(replicates)), fix: expect.stringContaining('3 or more') }
    })
})

test('a recommender is not ranked against itself, nor alone, nor one that asks a model', async () => {
  await expect(entriesOf(['popular', 'popular'])).rejects.toMatchObject({ code: 'leaderboard.named-twice' })
  await expect(entriesOf(['popular'])).rejects.toMatchObject({ code: 'leaderboard.too-few' })
  await expect(entriesOf(['popular', 'llm'])).rejects.toMatchObject({ code: 'leaderboard.needs-model' })
})

test('each entry has each replicate of each scenario once, with the same seeds', () => {
  expect(board.runs).toHaveLength(2 * 3 * 3)
  expect(new Set(board.runs.map(({ scenario, replicate, entry }) => `${scenario}/${replicate}/${entry}`)).size).toBe(18)
  const seeds = new Set(board.runs.map(({ replicate, seed }) => `${replicate}/${seed}`))
  expect([seeds.size, new Set(board.runs.map(({ seed }) => seed)).size]).toEqual([3, 3])
  expect(board.cost).toMatchObject({ runs: 24, userSteps: expect.any(Number) })
  expect(board.places.map(({ name }) => name).toSorted()).toEqual(['instructable', 'popular', 'random'])
  expect(board.baseline).toBe('popular')
})

test('the overall retention is the mean of the scenarios, each of which is that of all visits', () => {
  for (const { name, overall, scenarios } of board.places) {
    const own = board.runs.filter(({ entry }) => entry === name)
    const each = SMALL.scenarios.map((scenario) => {
      const runs = own.filter((run) => run.scenario === scenario)
      const visits = runs.reduce((sum, run) => sum + run.visits, 0)
      const kept = runs.reduce((sum, run) => sum + run.metrics.retention! * run.visits, 0)
      expect(scenarios[scenario]!.retention!.value).toBeCloseTo(kept / visits, 12)
      return kept / visits
    })
    expect(overall.retention!.value).toBeCloseTo((each[0]! + each[1]!) / 2, 12)
    expect(overall.retention!.low).toBeLessThan(overall.retention!.value)
  }
})

test('a difference is that of the two means, and the chances to be first sum to one', () => {
  const levelOf = (name: string) => board.places.find((one) => one.name === name)!.overall.retention!.value
  const overall = board.differences.filter(({ scenario }) => scenario === null)
  expect(overall).toHaveLength(3)
  for (const { a, b, difference, low, high } of overall) {
    expect(difference).toBeCloseTo(levelOf(b) - levelOf(a), 12)
    expect(low).toBeLessThanOrEqual(difference)
    expect(high).toBeGreaterThanOrEqual(difference)
  }
  expect(board.places.reduce((sum, { likely }) => sum + likely.first, 0)).toBeCloseTo(1, 9)
})

test('the noise floor is one against itself on the same people: near nothing, and not nothing', () => {
  const { of, floor, differences } = board.noise
  expect(of).toBe('random')
  expect(differences).toHaveLength(3)
  expect(floor).toBeGreaterThan(0.005)
  expect(floor).toBeLessThan(0.25)
  expect(differences.at(-1)).toMatchObject({ a: 'random', b: 'random', scenario: null })
})

const pair = (a: string, b: string, p: number, isSteady = true): BoardDifference => ({
  a,
  b,
  scenario: null,
  difference: 0.1,
  low: 0,
  high: 0.2,
  p,
  n: 60,
  isSteady
})

test('those who cannot be told apart are one group, and so are those whom a third connects', () => {
  const apart = [pair('a', 'b', 0.001), pair('a', 'c', 0.001), pair('b', 'c', 0.4)]
  expect(groupsOf(['a', 'b', 'c'], apart, 0.05)).toEqual([0, 1, 1])
  const chain = [pair('a', 'b', 0.2), pair('b', 'c', 0.3), pair('a', 'c', 0.001)]
  expect(groupsOf(['a', 'b', 'c'], chain, 0.05)).toEqual([0, 0, 0])
})

test('a difference that turns its sign between replicates, or is below the noise floor, tells nobody apart, whatever its p', () => {
  expect(groupsOf(['a', 'b'], [pair('a', 'b', 1e-9, false)], 0.05)).toEqual([0, 0])
  expect(groupsOf(['a', 'b'], [pair('a', 'b', 1e-9)], 0.05)).toEqual([0, 1])
  expect(groupsOf(['a', 'b'], [pair('a', 'b', 1e-9)], 0.11)).toEqual([0, 0])
})

test('the mean over people of a linearised ratio is the ratio', () => {
  const people = linearised([
    { numerators: Float64Array.of(1, 0, 3), denominators: Float64Array.of(2, 0, 4) },
    { numerators: Float64Array.of(0, 1, 1), denominators: Float64Array.of(1, 1, 1) }
  ])
  expect((people[0]! + people[1]! + people[2]!) / 3).toBeCloseTo((4 / 6 + 2 / 3) / 2, 12)
})

test('run again, all is the same to the digit but what somebody touched, which is named', async () => {
  const file = JSON.parse(JSON.stringify(board))
  expect(await verifyLeaderboard(file, { sample: 3 })).toMatchObject({
    runs: 3,
    of: 18,
    differing: [],
    isTableSame: null
  })
  file.runs[4].metrics.retention += 1e-12
  file.places[0].overall.retention.value += 1e-12
  const { differing, isTableSame } = await verifyLeaderboard(file)
  const { scenario, replicate, entry, metrics } = board.runs[4]!
  expect(differing).toEqual([
    { scenario, replicate, entry, what: 'retention', was: metrics.retention! + 1e-12, is: metrics.retention }
  ])
  expect(isTableSame).toBe(false)
})

test('a scenario that is another than it was is not compared, and other files are refused', async () => {
  const file = JSON.parse(JSON.stringify(board))
  file.manifest.scenarios[0].hash = '0000000000000000'
  await expect(verifyLeaderboard(file)).rejects.toMatchObject({ code: 'leaderboard.changed' })
  await expect(verifyLeaderboard({ kind: 'something else' })).rejects.toMatchObject({ code: 'leaderboard.no-board' })
  await expect(verifyLeaderboard(null)).rejects.toMatchObject({ code: 'leaderboard.no-board' })
})

/** A mind that likes what its number says, and does nothing. */
const asNumbered: MindDefinition = {
  description: 'as numbered',
  columns: { taste: { type: 'f32', per: 'topic' } },
  create: ({ columns: { taste } }) => ({
    born: (row) => taste!.set([10 * row, 10 * row + 1], 2 * row),
    arrive: () => undefined,
    review: () => undefined,
    reflect: () => ({ text: 'more', act: 'novelty', target: null }),
    rest: () => 0,
    thought: () => ''
  })
}

test('interests shift: in the second visit each likes what the next was born to like, and in no other', () => {
  const { definition } = shifted({ definition: asNumbered, source: { name: 'own' } }, 1)
  const taste = new Float32Array(6)
  const catalogue = { topics: ['one', 'other'] } as unknown as Catalogue
  const mind = definition.create({ catalogue, chance: createChance(1), columns: { taste } })
  for (const row of [0, 1, 2]) mind.born(row, {} as Persona)
  for (const row of [0, 1, 2]) mind.arrive(row, 0, 0)
  expect([...taste]).toEqual([0, 1, 10, 11, 20, 21])
  for (const row of [0, 1, 2]) mind.arrive(row, 1, 1)
  expect([...taste]).toEqual([10, 11, 20, 21, 0, 1])
  taste[0] = 7
  mind.arrive(0, 2, 1)
  expect(taste[0]).toBe(7)
  const without = { definition: { ...asNumbered, columns: {} }, source: { name: 'own' } }
  expect(() => shifted(without, 1)).toThrow(expect.objectContaining({ code: 'scenario.no-taste' }))
})

test('the page says who leads, in a heading, and holds every recommender and scenario', async () => {
  const page = await renderLeaderboard(board)
  expect(page).toMatch(/<h1[^>]*>[^<]*(keeps more people|Too close to call)/)
  for (const name of ['instructable', 'popular', 'random', 'Cold start, version 1']) expect(page).toContain(name)
  expect(page).toContain('means of the field')
  expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/)
})
