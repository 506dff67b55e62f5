import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Transfer, transfer } from 'recoworld'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TRAINERS } from '../src/learning/index.ts'
import { renderTransfer } from '../src/report/index.ts'
import { stagedOf } from '../src/runner/environment.ts'
import { returnsOf, train } from '../src/runner/train.ts'
import { build, recoworld } from './helpers/command.ts'

const SMALL = { candidates: 12, slateSize: 4, turns: 6 }
const minds = { attention: { ...SMALL, mindset: 'attention' }, overloaded: { ...SMALL, mindset: 'overloaded' } }
const options = { minds, algorithm: 'reinforce', settings: { episodes: 20 }, steps: 200, trials: 60, seed: 3 } as const
const cwd = mkdtempSync(join(tmpdir(), 'recoworld-transfer-'))
beforeAll(build)
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

test('each policy is tested on every mind, on the same people with the same luck', async () => {
  const matrix = await transfer(options)
  expect(matrix.minds).toEqual(['attention', 'overloaded'])
  // by hand: what was trained on the one, tried on the other
  const { checkpoint } = await train({
    world: minds.attention,
    algorithm: 'reinforce',
    settings: { episodes: 20 },
    steps: 200,
    seed: 3,
    trials: 2,
    points: 1
  })
  const [home, away] = [stagedOf(minds.attention), stagedOf(minds.overloaded)]
  const trainer = TRAINERS.reinforce.create(
    { staged: home, encoder: home.process.encoder! },
    { seed: 3 },
    checkpoint.knows
  )
  const own = returnsOf(away, (seen, moment) => trainer.act(seen, moment, false), 3 + 1_000_003, 60)
  expect(matrix.cells[0]![1]!.value).toEqual(own)
  for (const [row, cells] of matrix.cells.entries())
    for (const [column, { retention, value, against }] of cells.entries()) {
      expect(retention.n).toBe(60)
      expect(retention.value).toBeGreaterThanOrEqual(0)
      expect(value.value).toBeLessThanOrEqual(6)
      if (row === column) expect(against).toBeNull()
      else expect(against!.value).toBeCloseTo(value.value - matrix.cells[column]![column]!.value.value, 10)
    }
  expect(matrix.random).toHaveLength(2)
})

test('half a matrix compares nobody: a stop ends it', async () => {
  const stop = new AbortController()
  const done = transfer({ ...options, signal: stop.signal, onProgress: () => stop.abort() })
  await expect(done).rejects.toMatchObject({ code: 'run.interrupted' })
})

test('one mind is none to compare', async () => {
  await expect(transfer({ minds: { attention: {} } })).rejects.toMatchObject({ code: 'transfer.too-few' })
})

const figure = (value: number) => ({ value, low: value - 0.05, high: value + 0.05, n: 100 })
const cell = (value: number, against: number | null) => ({
  retention: figure(value),
  value: figure(10 * value),
  against: against === null ? null : figure(against)
})
const matrix: Transfer = {
  algorithm: 'ppo',
  seed: 7,
  steps: 1_000,
  trials: 100,
  minds: ['calm', '<b>torn</b>'],
  cells: [
    [cell(0.7, null), cell(0.3, -1.4)],
    [cell(0.6, -0.02), cell(0.5, null)]
  ],
  random: [cell(0.2, null), cell(0.1, null)]
}

test('the page says who loses most, and draws a row for each that it was trained on', async () => {
  const page = await renderTransfer(matrix)
  expect(page).toContain('earns 1.40 an episode less')
  expect(page).toContain('&lt;b&gt;torn&lt;/b&gt;')
  expect(page).not.toContain('<b>torn')
  for (const said of ['0.70', '0.30', '0.60', '0.50', '0.20', '0.10']) expect(page).toContain(`>${said}<`)
  const even = {
    ...matrix,
    cells: [
      [cell(0.7, null), cell(0.6, -0.01)],
      [cell(0.6, 0.01), cell(0.5, null)]
    ]
  }
  expect(await renderTransfer(even)).toContain('does as well with the others')
})

test('the command prints the matrix, and leaves it as a page', async () => {
  const args = [
    'train',
    '--across',
    'attention,mindset=goal-seeking',
    '--candidates',
    '10',
    '--slate',
    '3',
    '--turns',
    '4'
  ]
  const told = await recoworld([...args, '--steps', '100', '--set', 'episodes=10', '--trials', '20', '--json'], { cwd })
  expect(told.code, told.stderr).toBe(0)
  expect(JSON.parse(told.stdout)).toMatchObject({ minds: ['attention', 'goal-seeking'], trials: 20 })
  expect(readFileSync(join(cwd, 'transfer.html'), 'utf8')).toContain('goal-seeking')
  const wrong = await Promise.all([
    recoworld(['train', '--across', 'attention', '--out', 'x.html'], { cwd }),
    recoworld(['train', '--across', 'attention,nobody', '--out', 'x.html'], { cwd }),
    recoworld(['train', '--across', 'attention,overloaded', '--environment', 'mood-swings', '--out', 'x.html'], { cwd })
  ])
  for (const [at, code] of ['transfer.too-few', 'shelf.unknown-name', 'run.bad-option'].entries()) {
    expect(wrong[at]!.code).toBeGreaterThan(0)
    expect(wrong[at]!.stderr).toContain(code)
  }
  expect(existsSync(join(cwd, 'x.html'))).toBe(false)
})
