import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build, recoworld } from './helpers/command.ts'

const cwd = mkdtempSync(join(tmpdir(), 'recoworld-export-'))
beforeAll(async () => {
  await build()
  const run = ['run', '--recommender', 'random', '--users', '20', '--turns', '4', '--log', 'run.duckdb', '--quiet']
  expect((await recoworld(run, { cwd })).code).toBe(0)
})
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

test('a log becomes training data, named after it, and never over what is there', async () => {
  const [arrays, chats] = await Promise.all([
    recoworld(['export', 'run.duckdb', '--as', 'd3rlpy', '--json'], { cwd }),
    recoworld(['export', 'run.duckdb', '--as', 'jsonl', '--chats', 'dpo', '--offered', '12'], { cwd })
  ])
  expect(arrays.code, arrays.stderr).toBe(0)
  expect(JSON.parse(arrays.stdout)).toMatchObject({ out: 'run.npz', people: 20, failed: 0 })
  expect(chats.stdout).toMatch(/^run\.jsonl {2}20 people, [\d,]+ turns, [\d,]+ lines\n$/)
  expect(chats.stderr).toContain('next  ')
  const again = await recoworld(['export', 'run.duckdb', '--as', 'd3rlpy'], { cwd })
  expect(again).toMatchObject({ code: 2, stdout: '' })
  expect(again.stderr).toMatch(/^out\.taken: /)
})

test('what cannot be is refused, and nothing is written', async () => {
  const wrongs: [string[], string][] = [
    [['--as', 'csv'], 'export.bad-option'],
    [['--group', 'many'], 'run.bad-option'],
    [['--reward', 'fun=1'], 'environment.bad-option'],
    [['--out', 'no-folder/x.npz'], 'out.no-folder'],
    [['--population', 'commuters'], 'export.other-world']
  ]
  const told = await Promise.all(
    wrongs.map(([wrong]) => recoworld(['export', 'run.duckdb', '--out', 'refused', ...wrong], { cwd }))
  )
  for (const [at, { code, stderr }] of told.entries()) {
    expect(code).toBeGreaterThan(0)
    expect(stderr).toContain(`${wrongs[at]![1]}: `)
  }
  expect(existsSync(join(cwd, 'refused'))).toBe(false)
})

test('help has examples', async () => {
  const { stdout } = await recoworld(['export', '--help'], { cwd })
  expect(stdout).toContain('recoworld export run.duckdb --as minari')
  expect(readFileSync(join(cwd, 'run.duckdb')).length).toBeGreaterThan(0)
})
