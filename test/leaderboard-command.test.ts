import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build, recoworld } from './helpers/command.ts'

const cwd = mkdtempSync(join(tmpdir(), 'leaderboard-'))
beforeAll(build, 120_000)
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

const SMALL = ['--users', '20', '--scenarios', 'cold-start']

test('recommenders are ranked, a file of one’s own among them; the file that is left is verified to the digit', async () => {
  writeFileSync(
    join(cwd, 'mine.mjs'),
    `export default { description: 'the last', create: ({ catalogue }) => ({
      recommend: ({ size, turn }) => ({ items: Array.from({ length: size }, (_, at) => catalogue.size - 1 - turn * size - at) }) }) }`
  )
  const files = ['--out', 'board.json', '--html', 'board.html']
  const made = await recoworld(['leaderboard', 'popular', 'instructable', './mine.mjs', ...SMALL, ...files], { cwd })
  expect(made.stderr).toMatch(
    /result {2}board\.json\npage {4}board\.html\nnext {4}recoworld leaderboard --verify board\.json\n$/
  )
  expect(made.code).toBe(0)
  for (const says of ['Who keeps people', 'instructable', 'mine', 'cold start v1', 'Noise', 'Cost'])
    expect(made.stdout).toContain(says)
  expect(readFileSync(join(cwd, 'board.html'), 'utf8')).toContain('<h1')
  const board = JSON.parse(readFileSync(join(cwd, 'board.json'), 'utf8'))
  expect(board.manifest.entries[2]).toEqual({
    name: 'mine',
    from: './mine.mjs',
    hash: expect.stringMatching(/^\w{16}$/)
  })
  expect(board.noise.of).toBe('random') // which is not in the field

  const same = await recoworld(['leaderboard', '--verify', 'board.json'], { cwd })
  expect([same.code, same.stdout.replaceAll('\n', ' ')]).toEqual([
    0,
    expect.stringMatching(/^All the same to the digit: 9 of 9 runs/)
  ])
  board.runs[0].metrics.ndcg = 0.5
  writeFileSync(join(cwd, 'touched.json'), JSON.stringify(board))
  const touched = await recoworld(['leaderboard', '--verify', 'touched.json', '--sample', '9', '--json'], { cwd })
  expect(touched.code).toBe(1)
  expect(JSON.parse(touched.stdout).differing).toMatchObject([{ entry: 'popular', what: 'ndcg', was: 0.5 }])
  writeFileSync(join(cwd, 'mine.mjs'), '\n', { flag: 'a' })
  const other = await recoworld(['leaderboard', '--verify', 'board.json'], { cwd })
  expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('leaderboard.changed')])
}, 60_000)

test.each([
  [['--replicates', '1'], 'leaderboard.single-run'],
  [['--replicates', 'many'], 'run.bad-option'],
  [['--users', '3'], 'leaderboard.bad-option'],
  [['popular'], 'leaderboard.too-few'],
  [['popular', 'instructible'], 'shelf.unknown-name'],
  [['--scenarios', 'warm-start'], 'shelf.unknown-name'],
  [['popular', 'http://127.0.0.1:9/'], 'leaderboard.no-answer'],
  [['--verify', 'nowhere.json'], 'leaderboard.no-board'],
  [['--out', 'taken.json'], 'out.taken']
])('%j is refused as %s, and nothing is written', async (args, code) => {
  writeFileSync(join(cwd, 'taken.json'), '{"mine": true}')
  const { code: exit, stderr, stdout } = await recoworld(['leaderboard', ...args, '--quiet'], { cwd })
  expect([exit, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(new RegExp(`^${code.replace('.', '\\.')}: .*\\n(?:.*\\n)* {2}fix: `))
  expect(readFileSync(join(cwd, 'taken.json'), 'utf8')).toBe('{"mine": true}')
})
