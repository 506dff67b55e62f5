import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CompareResult, ReactResult, RunResult } from '../src/contract/result.ts'
import { SHELVES } from '../src/shelf.ts'
import { build, call, MAIN, ROOT, recoworld } from './helpers/command.ts'

const PLACE = mkdtempSync(join(tmpdir(), 'recoworld-'))
const POST = join(ROOT, 'examples', 'post.yaml')
const VARIANT = join(ROOT, 'examples', 'post-variant.yaml')
const POSTS = join(ROOT, 'examples', 'posts.csv')
const SMALL = ['--users', '60', '--turns', '4']
const ESCAPE = '\x1b'

beforeAll(build)
afterAll(() => rmSync(PLACE, { recursive: true, force: true }))

/** A folder of its own for each test, and the command called there. */
function place() {
  const cwd = mkdtempSync(join(PLACE, 'here-'))
  const write = (name: string, content: string) => {
    writeFileSync(join(cwd, name), content)
    return `./${name}`
  }
  return {
    cwd,
    write,
    ask: (...args: string[]) => recoworld(args, { cwd }),
    /** A recommender of one's own that does `act` before it recommends. */
    recommenderThat: (act: string) =>
      write(
        'own.mjs',
        `export default { description: 'test', create: ({ catalogue }) => ({ recommend: (request) => { ${act}
        return { items: Array.from({ length: request.size }, (_, i) => (i + request.turn * request.size) % catalogue.size) } } }) }`
      )
  }
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)

describe('help', () => {
  test.concurrent('without arguments it shows four examples and is done', async () => {
    const here = place()
    const { code, stdout, stderr } = await here.ask()
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.split('\n').filter((line) => line.startsWith('  recoworld '))).toHaveLength(4)
  })

  test.concurrent('names every command, and each command shows examples', async () => {
    const here = place()
    const { code, stdout } = await here.ask('--help')
    const commands = ['react', 'run', 'compare', 'studio', 'list', 'report', 'new']
    expect(code).toBe(0)
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'))
    const each = await Promise.all(commands.map((command) => here.ask(command, '--help')))
    each.forEach((help, at) => {
      expect(help.code).toBe(0)
      expect(help.stdout).toMatch(new RegExp(`Examples:\n {2}recoworld ${commands[at]}`))
    })
  })

  test.concurrent('says the version of the package', async () => {
    const here = place()
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    expect((await here.ask('--version')).stdout).toBe(`${version}\n`)
  })
})

describe('react', () => {
  test.concurrent('prints a table within 80 columns and a verdict, and writes a page that stands alone', async () => {
    const here = place()
    const { code, stdout, stderr } = await here.ask(
      'react',
      POST,
      VARIANT,
      '--population',
      'commuters,home-cooks',
      ...SMALL
    )
    expect(code).toBe(0)
    for (const line of stdout.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80)
    for (const word of ['click', 'watch', 'like', 'comment', 'share', 'skip', 'leave']) expect(stdout).toContain(word)
    expect(stdout).toContain('A  A one-pan weeknight dinner in 12 minutes')
    expect(stdout).toMatch(/^commuters: /m)
    expect(stdout).toMatch(/^home-cooks: /m)
    expect(stdout + stderr).not.toContain(ESCAPE)
    expect(lastLine(stderr)).toMatch(/^next {4}recoworld /)
    const page = readFileSync(join(here.cwd, 'report.html'), 'utf8')
    expect(page).toContain('A one-pan weeknight dinner in 12 minutes')
    expect(page).not.toMatch(/(?:src|href)="https?:/)
    expect(readdirSync(here.cwd)).toEqual(['report.html'])
  })

  test.concurrent('prints one JSON document and nothing else, the same for the same seed, and writes no page', async () => {
    const here = place()
    const args = ['react', POST, VARIANT, '--json', ...SMALL]
    const [one, other] = await Promise.all([here.ask(...args), here.ask(...args)])
    const { seconds, ...result } = JSON.parse(one.stdout) as ReactResult
    const { seconds: also, ...same } = JSON.parse(other.stdout) as ReactResult
    expect(one.code).toBe(0)
    expect(result).toEqual(same)
    expect([seconds, also].every((value) => value > 0)).toBe(true)
    expect(readdirSync(here.cwd)).toEqual([])
    expect(result.posts.map(({ title }) => title)).toEqual([
      'A one-pan weeknight dinner in 12 minutes',
      'Too tired to cook? Beans, lemon, one pan, done'
    ])
    expect([result.users, result.seed, result.mind, result.fallbackShare]).toEqual([60, 7, 'rules', 0])
    expect(result.manifest).toMatchObject({ kind: 'react', engine: 'live', recommender: { name: 'popular' } })
    for (const { overall, reached } of result.posts) {
      const { click, skip } = overall.rates
      expect(click.value + skip.value).toBeCloseTo(1, 12)
      for (const { low, value, high, n } of Object.values(overall.rates)) {
        expect(low).toBeLessThanOrEqual(value)
        expect(value).toBeLessThanOrEqual(high)
        expect(n).toBe(reached)
      }
    }
    expect(result.comparison.every(({ a, b }) => a !== b)).toBe(true)
  })

  test.concurrent('writes a page beside the JSON when one is asked for', async () => {
    const here = place()
    const { code, stdout } = await here.ask('react', POST, '--json', '--out', 'mine.html', ...SMALL)
    expect([code, JSON.parse(stdout).posts.length]).toEqual([0, 1])
    expect(readdirSync(here.cwd)).toEqual(['mine.html'])
  })

  test.concurrent('ranks many posts, the most opened first', async () => {
    const here = place()
    const { code, stdout } = await here.ask('react', '--posts', POSTS, '--users', '200', '--quiet')
    expect(code).toBe(0)
    const rates = [...stdout.matchAll(/^ ?\d+ {2}.*? (\d+\.\d) %/gm)].map(([, rate]) => Number(rate))
    expect(rates).toHaveLength(12)
    expect(rates).toEqual([...rates].sort((a, b) => b - a))
  })

  test.concurrent('shows nothing that a terminal would act on, and keeps it in the JSON', async () => {
    const here = place()
    const title = 'red \u001b[31m\u202e text \u009b'
    const file = here.write('post.json', JSON.stringify({ title, topics: ['cooking'] }))
    const shown = await here.ask('react', file, ...SMALL)
    const json = await here.ask('react', file, '--json', ...SMALL)
    expect(shown.code, shown.stderr).toBe(0)
    expect(shown.stdout).toMatch(/^red text$/m)
    for (const letter of [ESCAPE, '\u009b', '\u202e'])
      expect(shown.stdout + shown.stderr + json.stdout).not.toContain(letter)
    expect(JSON.parse(json.stdout).posts[0].title).toBe(title.trim())
  })
})

describe('run', () => {
  test.concurrent('prints every metric with its interval, and in JSON the whole result', async () => {
    const here = place()
    const [shown, json] = await Promise.all([here.ask('run', ...SMALL), here.ask('run', '--json', ...SMALL)])
    const result = JSON.parse(json.stdout) as RunResult
    expect([shown.code, json.code]).toEqual([0, 0])
    for (const name of Object.keys(result.metrics)) expect(shown.stdout).toMatch(new RegExp(`^${name} `, 'm'))
    const { left, truncated, failed } = result.endings
    expect(left + truncated + failed).toBe(60)
    expect(result.metrics.retention!.value).toBeCloseTo(truncated / (left + truncated), 12)
    expect(Object.values(result.mindsets).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(result.manifest).toMatchObject({ kind: 'run', users: 60, turns: 4, seed: 7 })
  })

  test.concurrent('keeps a log that `report` makes a page of, and never writes over it', async () => {
    const here = place()
    const first = await here.ask('run', '--log', 'run.duckdb', ...SMALL)
    expect(first.code, first.stderr).toBe(0)
    const before = readFileSync(join(here.cwd, 'run.duckdb'))
    const again = await here.ask('run', '--log', 'run.duckdb', ...SMALL)
    expect([again.code, again.stdout]).toEqual([2, ''])
    expect(again.stderr).toMatch(/^log\.exists: [\s\S]*at run\.duckdb\n {2}fix: /m)
    expect(readFileSync(join(here.cwd, 'run.duckdb')).equals(before)).toBe(true)
    const { code, stdout } = await here.ask('report', 'run.duckdb', '--out', 'page.html')
    expect([code, stdout]).toEqual([0, ''])
    expect(readFileSync(join(here.cwd, 'page.html'), 'utf8')).toContain('retention')
  })

  test.concurrent('takes numbers as people write them', async () => {
    const here = place()
    const { stdout } = await here.ask('run', '--users', '1,000', '--turns', '1', '--json')
    expect(JSON.parse(stdout).manifest.users).toBe(1_000)
  })

  test.concurrent('says nothing on standard error when it is to be quiet', async () => {
    const here = place()
    expect((await here.ask('run', '--quiet', ...SMALL)).stderr).toBe('')
  })
})

test.concurrent('compare tells b − a of every metric, and who keeps more people', async () => {
  const here = place()
  const args = ['compare', 'random', 'instructable', '--users', '100']
  const [shown, json] = await Promise.all([here.ask(...args), here.ask(...args, '--json')])
  const { recommenders, differences } = JSON.parse(json.stdout) as CompareResult
  expect([shown.code, json.code]).toEqual([0, 0])
  expect(recommenders.map(({ name }) => name)).toEqual(['random', 'instructable'])
  const [a, b] = recommenders.map(({ result }) => result.metrics)
  expect(differences.length).toBeGreaterThan(8)
  for (const { metric, difference } of differences)
    expect(difference, metric).toBeCloseTo(b![metric]!.value - a![metric]!.value, 9)
  expect(shown.stdout).toMatch(/keeps more people than|too close to call on retention/)
  for (const line of shown.stdout.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80)
})

test.concurrent('list tells what stands on each shelf, in one line each, and in JSON with units', async () => {
  const here = place()
  const [shown, json, metrics] = await Promise.all([
    here.ask('list'),
    here.ask('list', '--json'),
    here.ask('list', 'metrics', '--json')
  ])
  const shelves = JSON.parse(json.stdout) as Record<string, { name: string; description: string; unit?: string }[]>
  expect(Object.keys(shelves)).toEqual(SHELVES)
  for (const entries of Object.values(shelves)) {
    expect(entries.length).toBeGreaterThan(0)
    for (const { name, description } of entries) {
      expect(description, name).toMatch(/\w/)
      expect(shown.stdout).toMatch(new RegExp(`^  ${name} +\\S`, 'm'))
    }
  }
  expect(shelves.metrics!.every(({ unit }) => unit)).toBe(true)
  expect(JSON.parse(metrics.stdout)).toEqual({ metrics: shelves.metrics })
})

describe('what is wrong with what was given is said in parts, ends with 2, and leaves nothing behind', () => {
  test.concurrent.each([
    ['an unknown command', ['raect'], 'run.bad-option', 'Did you mean react?'],
    ['an unknown option', ['run', '--popluation', 'x'], 'run.bad-option', 'Did you mean --population?'],
    ['an option without its value', ['run', '--users'], 'run.bad-option', '--help'],
    ['an unknown population', ['react', POST, '--population', 'comuters'], 'shelf.unknown-name', '"commuters"'],
    ['an unknown recommender', ['compare', 'popular', 'instructible'], 'shelf.unknown-name', '"instructable"'],
    ['an unknown shelf', ['list', 'metrix'], 'shelf.unknown-shelf', '"metrics"'],
    ['numbers out of range', ['run', '--users', '0', '--slate', 'ten'], 'run.bad-option', '--slate is "ten"'],
    ['too many threads', ['run', '--threads', '65'], 'run.bad-option', '--threads is "65"'],
    ['an unknown engine', ['run', '--engine', 'crowds'], 'run.bad-option', 'live, crowd, reference'],
    ['a share of no log', ['run', '--log-share', '0.1'], 'run.bad-option', 'no log to keep it in'],
    ['a share of the log above all', ['run', '--log-share', '2'], 'run.bad-option', '--log-share is "2"'],
    ['no post', ['react'], 'react.no-posts', '--posts'],
    ['a missing post', ['react', 'none.yaml'], 'input.missing', 'none.yaml'],
    ['a missing file of one’s own', ['run', '--recommender', './none.ts'], 'shelf.no-file', 'none.ts'],
    ['a missing catalogue', ['run', '--catalogue', './none.csv'], 'input.missing', 'none.csv'],
    ['one recommender', ['compare', 'popular'], 'compare.too-few', 'two or more'],
    ['a missing log', ['report', 'none.duckdb'], 'log.missing', '--log'],
    ['a log in no folder', ['run', '--log', 'no/run.duckdb'], 'log.no-folder', 'Make it first'],
    ['a page in no folder', ['react', POST, '--out', 'no/report.html'], 'out.no-folder', 'Make it first'],
    ['a page that is a folder', ['run', '--out', '.'], 'out.folder', 'report.html'],
    ['one file for log and page', ['run', '--log', 'x', '--out', './x'], 'run.bad-option', 'another name'],
    ['an unknown kind of file', ['new', 'recomender', 'x'], 'new.unknown-kind', '"recommender"'],
    ['a name that is a path', ['new', 'metric', '../x'], 'new.bad-name', '--out']
  ])('%s', async (_, args, code, hint) => {
    const here = place()
    const told = await here.ask(...args)
    expect([told.code, told.stdout]).toEqual([2, ''])
    expect(told.stderr).toMatch(new RegExp(`^${code.replace('.', '\\.')}: `, 'm'))
    expect(told.stderr).toMatch(/^ {2}fix: \S/m)
    expect(told.stderr).toContain(hint)
    expect(readdirSync(here.cwd)).toEqual([])
  })

  test.concurrent('a post with a misspelt name and a wrong value, each with its line and column', async () => {
    const here = place()
    const file = here.write('post.yaml', 'title: Hello\nfromat: short\ndurationSeconds: soon\n')
    const { code, stdout, stderr } = await here.ask('react', file)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('post.yaml:2:1')
    expect(stderr).toContain('Did you mean "format"?')
    expect(stderr).toContain('post.yaml:3:18')
    expect(readdirSync(here.cwd)).toEqual(['post.yaml'])
  })

  test.concurrent('a file that is no log', async () => {
    const here = place()
    const { code, stderr } = await here.ask(
      'report',
      here.write('notes.txt', 'not a database, and long enough to be read as one')
    )
    expect(code).toBe(2)
    expect(stderr).toMatch(/^log\.not-a-log: /m)
  })
})

describe('work that fails', () => {
  test.concurrent('in every visit ends with 1, after the result, with a count and the first message', async () => {
    const here = place()
    const file = here.recommenderThat(`throw new Error('no idea \\u001b[31m')`)
    const { code, stdout, stderr } = await here.ask('run', '--recommender', file, ...SMALL)
    expect(code).toBe(1)
    expect(stdout).toContain('failed 60')
    expect(stderr).toMatch(/every visit with own failed.*no idea/)
    expect(stderr).not.toContain(ESCAPE)
  })

  test.concurrent('in some visits ends with 0 and a warning', async () => {
    const here = place()
    const file = here.recommenderThat(`if (request.user % 2) throw new Error('odd one out')`)
    const { code, stdout, stderr } = await here.ask('run', '--recommender', file, '--json', ...SMALL)
    expect(code).toBe(0)
    expect(JSON.parse(stdout).endings.failed).toBe(30)
    expect(stderr).toMatch(/30 of 60 visits with own failed.*odd one out/)
  })

  test.concurrent('in every visit of a reaction ends with 1 and leaves no page', async () => {
    const here = place()
    const file = here.recommenderThat(`throw new Error('no idea')`)
    const { code, stderr } = await here.ask('react', POST, '--recommender', file, ...SMALL)
    expect(code).toBe(1)
    expect(stderr).toMatch(/every visit with own failed/)
    expect(existsSync(join(here.cwd, 'report.html'))).toBe(false)
  })

  test.concurrent('for reasons unforeseen ends with 1; its stack is shown on request only', async () => {
    const here = place()
    const file = here.write('own.mjs', `export default { description: 'test', create() { throw new Error('boom') } }`)
    const args = ['run', '--recommender', file, ...SMALL]
    const plain = await recoworld(args, { cwd: here.cwd })
    const traced = await recoworld(args, { cwd: here.cwd, env: { RECOWORLD_DEBUG: '1' } })
    expect([plain.code, traced.code]).toEqual([1, 1])
    expect(plain.stderr).toMatch(/boom[\s\S]*\n {2}fix: /)
    expect(plain.stderr).not.toMatch(/^ +at .*:\d+:\d+/m)
    expect(traced.stderr).toMatch(/^ +at .*:\d+:\d+/m)
  })

  test.concurrent('because a promise is never kept ends with 1 and says so', async () => {
    const here = place()
    const file = here.recommenderThat('return new Promise(() => undefined)')
    const { code, stderr } = await here.ask('run', '--recommender', file, ...SMALL)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^work\.stuck: /m)
  })
})

test.concurrent('whoever reads may stop reading', async () => {
  const here = place()
  const { code, stdout, stderr } = await call(
    'bash',
    ['-o', 'pipefail', '-c', `"${process.execPath}" "${MAIN}" list populations | head -n 1`],
    { cwd: here.cwd }
  )
  expect([code, stdout, stderr]).toEqual([0, 'populations\n', ''])
})

test('a report never takes the place of anything but a report', async () => {
  const { ask, cwd, write } = place()
  const post = write('post.yaml', 'title: Bread overnight\n')
  const refused = await ask('react', post, ...SMALL, '--out', 'post.yaml')
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain('out.taken')
  expect(readFileSync(join(cwd, 'post.yaml'), 'utf8')).toBe('title: Bread overnight\n')
  for (let time = 0; time < 2; time++) expect((await ask('react', post, ...SMALL)).code).toBe(0) // a former report is replaced
  expect(readFileSync(join(cwd, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/i)
})

test('what no word vector knows is said', async () => {
  const { ask, write } = place()
  const post = write('post.yaml', 'title: Zxqvw brrzt kkxw\n')
  const { stderr } = await ask('react', post, ...SMALL)
  expect(stderr).toContain('no word of the post “Zxqvw brrzt kkxw” is known')
})
