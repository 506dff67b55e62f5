import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorld, fork } from 'recoworld'
import { openLog } from 'recoworld/log'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf } from './helpers/code-of.ts'
import { ROOT, recoworld } from './helpers/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'fork-'))
const log = join(folder, 'run.duckdb')
const world = { users: 120, recommender: 'popular', seed: 11 }
const run = { sessions: 2, turns: 5 }
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(() =>
  createWorld({ ...world, log })
    .run(run)
    .then(() => undefined)
)
const swap = [{ do: 'swap-recommender' as const, to: 'random' }]

describe('a fork', () => {
  test('goes the way of the log up to the change, and another from there on', async () => {
    const { before, after, differences, changed, users } = await fork({ log, at: '0.3', changes: swap })
    const straight = await createWorld(world).run(run)
    expect(before.metrics).toEqual(straight.metrics)
    const changedWorld = await createWorld({
      ...world,
      interventions: [{ do: 'swap-recommender', to: 'random', session: 0, turn: 3 }]
    }).run(run)
    expect(after.metrics).toEqual(changedWorld.metrics)
    expect(changed).toBeGreaterThan(0)
    const late = await fork({ log, at: '1.4', changes: swap })
    expect(late.changed).toBeLessThan(changed)
    expect(changed).toBeLessThanOrEqual(users)
    const click = differences.find(({ metric }) => metric === 'click-rate')!
    expect(click.difference).toBeCloseTo(after.metrics['click-rate']!.value - before.metrics['click-rate']!.value, 12)
  })
  test('says what it did to each segment and to whom most', async () => {
    const { segments, people } = await fork({
      log,
      at: { session: 0, turn: 1 },
      changes: swap,
      metric: 'click-rate'
    })
    expect(segments.filter(({ metric }) => metric === 'click-rate').reduce((sum, { n }) => sum + n, 0)).toBeGreaterThan(
      100
    )
    const apart = people.map(({ before, after }) => Math.abs(after - before))
    expect(apart).toEqual([...apart].sort((a, b) => b - a))
    expect(people.length).toBeGreaterThan(5)
  })
  test('of one person changes that person alone, where the recommender learns of nobody', async () => {
    const user = 5
    const { changed, people } = await fork({
      world: { ...world, recommender: 'random', ...run },
      at: '0.1',
      changes: [{ do: 'set-trait', trait: 'pickiness', value: 1, whom: { user } }],
      metric: 'click-rate'
    })
    expect(changed).toBe(1)
    expect(people.map((one) => one.user)).toEqual([user])
  })
  test('can begin at any event', async () => {
    const reader = await openLog(log)
    const events = await reader.events()
    await reader.close()
    const shown = events.find(({ type, turn, session }) => type === 'slate.shown' && session === 1 && turn === 2)!
    const planned = events.find(({ type, session }) => type === 'session.started' && session === 1)!
    expect((await fork({ log, at: shown.id, changes: swap })).at).toEqual({ session: 1, turn: 3 })
    expect((await fork({ log, at: planned.id, changes: swap })).at).toEqual({ session: 1, turn: 0 })
  })
  test('of people who follow each other is over worlds', async () => {
    const { unit, seeds, segments } = await fork({
      world: { users: 50, recommender: 'random', turns: 4, graph: { kind: 'small-world', degree: 4 } },
      at: '0.2',
      changes: swap,
      replicates: 3
    })
    expect([unit, seeds.length, segments]).toEqual(['worlds', 3, []])
  })
  test('where there is no such place, nothing to change, or another world is refused', async () => {
    expect(await codeOf(() => fork({ log, at: '0.9', changes: swap }))).toBe('fork.no-such-place')
    expect(await codeOf(() => fork({ log, at: 'e17', changes: swap }))).toBe('fork.no-such-place')
    expect(await codeOf(() => fork({ log, at: '0.1', changes: [] }))).toBe('fork.nothing')
    expect(await codeOf(() => fork({ log, at: '0.1', changes: swap, recommender: 'nearest' }))).toBe('fork.other-world')
    expect(await codeOf(() => fork({ log, at: '0.1', changes: swap, metric: 'joy' }))).toBe('fork.no-such-metric')
  })
  test('is told in the terminal, and drawn', async () => {
    const out = join(folder, 'fork.html')
    const { code, stdout } = await recoworld(
      ['fork', log, '--at', '0.2', '--change', 'recommender=random', 'patience=0.9@everyone/players', '--out', out],
      { cwd: ROOT }
    )
    expect([code, stdout.includes('segment by segment')]).toEqual([0, true])
    expect(readFileSync(out, 'utf8')).toContain('with the change')
    expect((await recoworld(['fork', log, '--at', '0.2', '--change', 'recommender'], { cwd: ROOT })).code).toBe(2)
  })
})

test('a log that was read half-way is read again from the beginning to the end', async () => {
  const large = join(folder, 'large.duckdb')
  await createWorld({ users: 200, recommender: 'popular', log: large }).run({ turns: 10 })
  const half = await openLog(large)
  for await (const batch of half.batches()) {
    expect(batch.length).toBeGreaterThan(0)
    break
  }
  await half.close()
  const whole = await openLog(large)
  let events = 0
  for await (const batch of whole.batches()) events += batch.length
  expect(events).toBe(await whole.count())
  expect(events).toBeGreaterThan(5_000)
  await whole.close()
})
