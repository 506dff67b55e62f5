import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build, ROOT, recoworld } from './helpers/command.ts'
import { type ModelServer, startModelServer } from './helpers/model-server.ts'

const KEY = 'sk-planted-0123456789abcdef'
const cwd = mkdtempSync(join(tmpdir(), 'llm-command-'))
let server: ModelServer
beforeAll(async () => {
  await build()
  server = await startModelServer({ shares: { error: 0.02, refusal: 0.02, 'echo-key': 0.02 } })
}, 120_000)
afterAll(async () => {
  await server.close()
  rmSync(cwd, { recursive: true, force: true })
})

const call = (...args: string[]) => recoworld(args, { cwd, env: { OPENAI_API_KEY: KEY } })
const asked = () => ['--model', 'tiny', '--base-url', server.url]

test('react asks a model, prints what it took, writes a report, and keeps the key to itself', async () => {
  const post = join(ROOT, 'examples', 'post.yaml')
  const told = await call(
    'react',
    post,
    '--mind',
    'llm',
    ...asked(),
    '--users',
    '30',
    '--turns',
    '3',
    '--out',
    'r.html'
  )
  expect(told.code).toBe(0)
  expect(told.stdout).toMatch(/Asked of tiny\n.*decisions.*calls/)
  expect(told.stdout).toMatch(/mind, review +\d+ +\d+/)
  expect(readFileSync(join(cwd, 'r.html'), 'utf8')).toContain('A one-pan weeknight dinner')
  expect(existsSync(join(cwd, '.recoworld', 'answers.jsonl'))).toBe(true)
  const json = await call('react', post, '--mind', 'llm', ...asked(), '--users', '30', '--turns', '3', '--json')
  const { model, mind, failures, lateSlates } = JSON.parse(json.stdout)
  expect({ mind, lateSlates }).toEqual({ mind: 'llm', lateSlates: 0 })
  expect(model.total.kept).toBeGreaterThan(model.total.decisions / 2) // what was paid for is not asked again
  expect(failures.mind).toBe(model.total.failed)
  for (const { stdout, stderr } of [told, json]) expect(stdout + stderr).not.toContain(KEY)
}, 60_000)

test('a cap ends the run with code 1 and says how to go on; it goes on, and is replayed without a server', async () => {
  const people = ['--mind', 'llm', '--users', '25', '--turns', '4', '--answers', 'kept.jsonl']
  const capped = await call('run', ...people, ...asked(), '--max-calls', '40', '--log', 'capped.duckdb')
  expect(capped.code).toBe(1)
  expect(capped.stderr).toMatch(/cap of 40 calls.*kept\.jsonl.*counts anew/)
  const whole = await call('run', ...people, ...asked(), '--log', 'whole.duckdb', '--json')
  expect(whole.code).toBe(0)
  const again = await call('run', '--mind', 'replay', ...people.slice(2), '--json')
  expect(again.code).toBe(0)
  const [first, second] = [JSON.parse(whole.stdout), JSON.parse(again.stdout)]
  expect(second.metrics).toEqual(first.metrics)
  expect(second.endings).toEqual(first.endings)
  expect(second.model.total.calls).toBe(0)
  expect(first.gauges.gauges.length).toBeGreaterThan(15)
}, 60_000)

test('what a mind did too often is thinned out by an earlier run, which says by how much', async () => {
  const people = ['--mind', 'llm', '--users', '40', '--turns', '4', ...asked()]
  const before = await call('run', ...people, '--json')
  writeFileSync(join(cwd, 'before.json'), before.stdout)
  const after = await call('run', ...people, '--calibrate', 'before.json', '--json')
  const [was, is] = [JSON.parse(before.stdout), JSON.parse(after.stdout)]
  expect(was.metrics['like-rate'].value).toBeGreaterThan(0.03)
  expect(is.metrics['like-rate'].value).toBeLessThan(was.metrics['like-rate'].value - 0.01)
  expect(is.calibration.says.join('\n')).toMatch(/like: .* of impressions, brought down to 1\.85 %/)
  const wrong = await call('run', ...people, '--calibrate', 'r.html')
  expect(wrong.code).toBe(2)
  expect(wrong.stderr).toContain('calibrate.bad-file')
}, 60_000)

test('estimate foretells what the mind asks, and asks nothing itself', async () => {
  const calls = server.calls
  const people = ['--mind', 'llm', '--users', '40', '--turns', '4']
  const told = await call('estimate', ...people, '--price', '0.15,0.60', '--json')
  expect(server.calls).toBe(calls)
  const foreseen = JSON.parse(told.stdout)
  const run = await call('run', ...people, ...asked(), '--answers', 'fresh.jsonl', '--json')
  const { total } = JSON.parse(run.stdout).model
  expect(foreseen.calls / total.decisions).toBeGreaterThan(0.8)
  expect(foreseen.calls / total.decisions).toBeLessThan(1.25)
  expect(foreseen.money).toBeCloseTo((foreseen.inputTokens * 0.15 + foreseen.outputTokens * 0.6) / 1e6, 9)
  const rare = await call('estimate', '--mind', 'at-leaving', '--users', '40', '--turns', '4', '--json')
  expect(JSON.parse(rare.stdout).calls).toBeLessThan(foreseen.calls / 4)
}, 60_000)

test('bad options and a wrong key are told in three parts', async () => {
  const none = await call('run', '--mind', 'llm', '--users', '5')
  expect(none.code).toBe(2)
  expect(none.stderr).toMatch(/model\.none.*--base-url/s)
  const wrong = await call('run', '--mind', 'llm', ...asked(), '--temperature', '9', '--price', 'cheap', '--users', '5')
  expect(wrong.code).toBe(2)
  expect(wrong.stderr).toMatch(
    /--temperature is "9"; it takes a number from 0 to 2\.\n.*--price is "cheap"; it takes two prices/
  )
  const refusing = await startModelServer({ shares: { unauthorized: 1 }, times: Number.POSITIVE_INFINITY })
  const denied = await call(
    'run',
    '--mind',
    'llm',
    '--model',
    'tiny',
    '--base-url',
    refusing.url,
    '--answers',
    'none.jsonl'
  )
  await refusing.close()
  expect(denied.code).toBe(1)
  expect(denied.stderr).toMatch(/model\.unusable: The server answered 401.*OPENAI_API_KEY/s)
  expect(denied.stderr).not.toContain(KEY)
}, 60_000)

test('the key is in no file that was left behind', () => {
  for (const name of readdirSync(cwd, { recursive: true, encoding: 'utf8' })) {
    const file = join(cwd, name)
    if (statSync(file).isFile()) expect(readFileSync(file, 'latin1'), name).not.toContain(KEY)
  }
})
