import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare, createWorld, planComparison, sweep } from 'recoworld'
import { welch } from 'recoworld/experiment'
import { afterAll, describe, expect, test } from 'vitest'
import { codeOf } from './helpers/code-of.ts'
import { ROOT, recoworld } from './helpers/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'sweep-'))
afterAll(() => rmSync(folder, { recursive: true }))
const few = { users: 60, turns: 4, recommender: 'popular', measure: ['retention', 'click-rate', 'session-length'] }

describe('a sweep', () => {
  test('plays every combination with the same people, the first axis slowest', async () => {
    const { cells, axes, unit, differences } = await sweep({
      ...few,
      vary: { recommender: ['popular', 'random'], turns: [2, 4] }
    })
    expect(axes.map(({ name }) => name)).toEqual(['recommender', 'turns'])
    expect(cells.map(({ at }) => Object.values(at))).toEqual([
      ['popular', 2],
      ['popular', 4],
      ['random', 2],
      ['random', 4]
    ])
    const { metrics } = await createWorld({ users: 60, recommender: 'popular', measure: few.measure }).run({ turns: 4 })
    expect(cells[1]!.metrics).toEqual(metrics)
    expect([unit, differences]).toEqual(['people', []])
  })
  test('is over worlds where there are several, whose seeds are those of every cell', async () => {
    const { cells, seeds, unit, differences } = await sweep({ ...few, vary: { pickiness: [0.1, 0.9] }, replicates: 3 })
    expect([unit, seeds[0], new Set(seeds).size]).toEqual(['worlds', 7, 3])
    const [low, high] = cells.map(({ metrics }) => metrics['click-rate']!)
    expect(low!.n).toBe(3)
    expect(low!.value).toBeGreaterThan(high!.value)
    const mean = cells[0]!.worlds.reduce((sum, world) => sum + world['click-rate']!, 0) / 3
    expect(low!.value).toBeCloseTo(mean, 12)
    expect(differences.find(({ metric }) => metric === 'click-rate')).toMatchObject({ cell: 1, n: 3 })
  })
  test('is the same in threads', async () => {
    const of = async (workers: number) => {
      const { seconds: _, ...rest } = await sweep({
        ...few,
        vary: { 'graph.degree': [4, 8], sessions: [1, 2] },
        replicates: 2,
        workers
      })
      return rest
    }
    expect(await of(2)).toEqual(await of(1))
  })
  test('what cannot be varied is refused', async () => {
    expect(await codeOf(() => sweep({ ...few, vary: {} }))).toBe('sweep.nothing')
    expect(await codeOf(() => sweep({ ...few, vary: { users: [] } }))).toBe('sweep.nothing')
    expect(await codeOf(() => sweep({ ...few, vary: { patiance: [1] } }))).toBe('sweep.unknown-axis')
    expect(await codeOf(() => sweep({ ...few, vary: { patience: [2] } }))).toBe('sweep.bad-value')
    expect(await codeOf(() => sweep({ ...few, vary: { users: ['many'] } }))).toBe('sweep.bad-value')
    expect(await codeOf(() => sweep({ ...few, vary: { recommender: ['popluar'] } }))).toBe('shelf.unknown-name')
    expect(await codeOf(() => sweep({ ...few, vary: { users: [5] }, replicates: 0 }))).toBe('sweep.too-many')
  })
  test('stops when it is told to, and gives what is whole', async () => {
    const stop = new AbortController()
    const { cells, interrupted } = await sweep({
      ...few,
      vary: { turns: [2, 3, 4] },
      signal: stop.signal,
      onProgress: (done) => done >= 60 * 2 && stop.abort()
    })
    expect(interrupted).toBe(true)
    expect(cells.length).toBeLessThan(3)
  })
  test('is one table and one picture', async () => {
    const out = join(folder, 'sweep.html')
    const vary = ['--vary', 'patience=0.1,0.9', 'recommender=popular,random', '--replicates', '2']
    const { code, stdout } = await recoworld(['run', ...vary, '--users', '40', '--turns', '3', '--out', out], {
      cwd: ROOT
    })
    expect([code, stdout.includes('0.9 · random')]).toEqual([0, true])
    expect(readFileSync(out, 'utf8').match(/<svg/g)!.length).toBeGreaterThan(4)
    const told = await recoworld(['compare', 'popular', 'random', '--vary', 'turns=2,3', '--users', '40', '--json'], {
      cwd: ROOT
    })
    expect(JSON.parse(told.stdout).cells).toHaveLength(4)
    expect((await recoworld(['run', '--vary', 'patience', '--users', '40'], { cwd: ROOT })).code).toBe(2)
  })
})

describe('a comparison', () => {
  test('of people who follow each other is over worlds, and says so', async () => {
    const { unit, seeds, differences, notes } = await compare({
      ...few,
      recommender: undefined,
      recommenders: ['random', 'nearest'],
      graph: { kind: 'small-world', degree: 4 }
    } as never)
    expect([unit, seeds.length]).toEqual(['worlds', 8])
    expect(differences.every(({ n }) => n === 8)).toBe(true)
    expect(notes.join(' ')).toContain('not independent')
    expect(
      await codeOf(() =>
        compare({ recommenders: ['random', 'nearest'], users: 60, graph: 'small-world', replicates: 1 })
      )
    ).toBe('compare.bad-replicates')
  })
  test('of a recommender with itself finds nothing, in worlds as in people', async () => {
    for (const replicates of [1, 3]) {
      const { differences } = await compare({ recommenders: ['popular', 'popular'], users: 60, turns: 3, replicates })
      for (const { difference, p } of differences) expect([difference, p]).toEqual([0, 1])
    }
  })
  test('that is looked at stops once it is decided, and says when', async () => {
    const { sequential, differences, seeds } = await compare({
      recommenders: ['popular', 'instructable'],
      users: 2_000,
      turns: 8,
      sequential: { batch: 200, metric: 'click-rate', tau: 0.03 }
    })
    expect(sequential!.isDecided).toBe(true)
    expect(sequential!.looks).toHaveLength(seeds.length)
    expect(sequential!.looks.at(-1)!.n).toBeLessThanOrEqual(1_000)
    expect(differences[0]!.low).toBeGreaterThan(0)
    const same = await compare({
      recommenders: ['popular', 'popular'],
      users: 400,
      turns: 3,
      sequential: { batch: 200 }
    })
    expect([same.sequential!.isDecided, same.sequential!.looks.length]).toEqual([false, 2])
    expect(
      await codeOf(() => compare({ recommenders: ['popular', 'random'], users: 400, sequential: { batch: 5 } }))
    ).toBe('compare.cannot-look')
    expect(
      await codeOf(() => compare({ recommenders: ['popular', 'random'], users: 400, graph: 'blocks', sequential: {} }))
    ).toBe('compare.cannot-look')
  })
  test('can be planned: so many people as it says do find the difference', async () => {
    const world = { recommenders: ['popular', 'instructable'], turns: 6, users: 400 }
    const { metrics, pilot } = await planComparison({ ...world, detect: 0.02, pilot: 150 })
    const click = metrics.find(({ metric }) => metric === 'click-rate')!
    expect([pilot, click.users! > 20]).toEqual([150, true])
    const found = (await compare(world)).differences.find(({ metric }) => metric === 'click-rate')!
    const half = (found.high - found.low) / 2
    // a two-sided test at 5 % with power .8 finds 2.8 standard errors, of which half the interval has 1.96
    expect(click.detectable / half).toBeGreaterThan(2.8 / 1.96 / 1.4)
    expect(click.detectable / half).toBeLessThan((2.8 / 1.96) * 1.4)
  })
})

test('A/A: worlds of people who follow each other are told apart from others like them no more often than chance would have it', async () => {
  const { cells } = await sweep({
    ...few,
    users: 30,
    turns: 2,
    measure: ['click-rate'],
    graph: { kind: 'small-world', degree: 6 },
    vary: { recommender: ['charts'] },
    replicates: 64
  })
  const values = cells[0]!.worlds.map((world) => world['click-rate']!)
  const found = Array.from(
    { length: 8 },
    (_, at) => welch(values.slice(8 * at, 8 * at + 4), values.slice(8 * at + 4, 8 * at + 8)).p < 0.05
  )
  expect(found.filter(Boolean).length).toBeLessThanOrEqual(2) // more than two of eight come by chance in 0.6 % of such tests
})
