import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunResult } from '../src/contract/result.ts'
import { openLog } from '../src/storage/log-reader.ts'
import { build, call, MAIN, recoworld } from './helpers/command.ts'

const PLACE = mkdtempSync(join(tmpdir(), 'recoworld-tty-'))
const ESCAPE = '\x1b'
const CLEARED = `\r${ESCAPE}[2K`
const SMALL = ['--users', '60', '--turns', '4']

beforeAll(build)
afterAll(() => rmSync(PLACE, { recursive: true, force: true }))

/** A recommender that takes its time over each turn, ms by its number, and says which. */
function slow(ms: (turn: number) => number): { cwd: string; recommender: string } {
  const cwd = mkdtempSync(join(PLACE, 'here-'))
  writeFileSync(
    join(cwd, 'slow.mjs'),
    `export default { description: 'test', create: ({ catalogue }) => ({
      recommend: () => ({ items: [] }),
      async recommendBatch(requests) {
        console.error('turn', requests[0].turn)
        await new Promise((resolve) => setTimeout(resolve, (${ms})(requests[0].turn)))
        return requests.map(({ turn, size }) => ({ items: Array.from({ length: size }, (_, i) => (i + turn * size) % catalogue.size) }))
      }
    }) }`
  )
  return { cwd, recommender: './slow.mjs' }
}

describe('colours', () => {
  const ask = (env: Record<string, string>) => recoworld(['list', 'metrics'], { cwd: PLACE, env })

  test.concurrent('are forced by FORCE_COLOR, also against NO_COLOR, and not by FORCE_COLOR=0', async () => {
    const [forced, both, off, none] = await Promise.all([
      ask({ FORCE_COLOR: '1' }),
      ask({ FORCE_COLOR: '1', NO_COLOR: '1' }),
      ask({ FORCE_COLOR: '0' }),
      ask({})
    ])
    expect(forced.stdout.startsWith('\x1b[1mmetrics\x1b[22m')).toBe(true)
    expect(both.stdout).toBe(forced.stdout)
    expect(off.stdout).toBe(none.stdout)
    expect(none.stdout).not.toContain(ESCAPE)
  })

  test.concurrent('of errors are those of standard error', async () => {
    const { stderr } = await recoworld(['list', 'x'], { cwd: PLACE, env: { FORCE_COLOR: '1' } })
    expect(stderr.startsWith('\x1b[31mshelf.unknown-shelf\x1b[39m: ')).toBe(true)
  })
})

describe('without a terminal', () => {
  test.concurrent('long work says a plain line now and then, and quiet work none', async () => {
    // lines are 5 s apart: after the first report one is due by the second, however slow the machine is
    const { cwd, recommender } = slow((turn) => (turn === 1 ? 5_200 : 0))
    const args = ['run', '--recommender', recommender, '--users', '60', '--turns', '5']
    const [told, quiet] = await Promise.all([recoworld(args, { cwd }), recoworld([...args, '--quiet'], { cwd })])
    expect(told.code, told.stderr).toBe(0)
    expect(told.stderr).toMatch(/^run: \d+ %, [\d,]+ steps\/s, \d+ s left at most$/m)
    expect(told.stderr).not.toContain(ESCAPE)
    expect(told.stderr).not.toContain('\r')
    expect(quiet.stderr.replaceAll(/^turn \d+\n/gm, '')).toBe('')
  })
})

describe('Ctrl-C', () => {
  test.concurrent('finishes the turn, prints what is known, keeps the log, and ends with 130', async () => {
    const { cwd, recommender } = slow(() => 300)
    let sent = false
    const { code, stdout, stderr } = await recoworld(
      ['run', '--recommender', recommender, '--json', '--log', 'run.duckdb', '--users', '60', '--turns', '50'],
      {
        cwd,
        onStderr(text, kill) {
          if (sent || !text.includes('turn 1')) return
          sent = true
          kill('SIGINT')
        }
      }
    )
    expect(code).toBe(130)
    expect(stderr).toContain('stopping: ')
    const result = JSON.parse(stdout) as RunResult
    expect(result.interrupted).toBe(true)
    expect(result.userSteps).toBeGreaterThan(60)
    const log = await openLog(join(cwd, 'run.duckdb'))
    try {
      expect(await log.events({ types: ['slate.shown'] })).toHaveLength(result.userSteps)
      expect(((await log.result()) as RunResult).userSteps).toBe(result.userSteps)
    } finally {
      await log.close()
    }
  })

  test.concurrent('twice at once, as a script hands it on, counts once; again later, it ends at once', async () => {
    const { cwd, recommender } = slow(() => 600_000) // longer than this test may take
    let step = 0
    const { code, stdout, stderr } = await recoworld(['run', '--recommender', recommender, ...SMALL], {
      cwd,
      onStderr(text, kill) {
        if (step === 0 && text.includes('turn 0')) {
          step = 1
          kill('SIGINT')
        }
        if (step === 1 && text.includes('stopping')) {
          step = 2
          kill('SIGINT')
          setTimeout(() => kill('SIGINT'), 600)
        }
      }
    })
    expect([code, stdout]).toEqual([130, ''])
    expect(stderr.match(/stopping/g)).toHaveLength(1)
  })
})

const hasScript = (() => {
  try {
    return /util-linux/.test(execFileSync('script', ['--version'], { encoding: 'utf8' }))
  } catch {
    return false
  }
})()

const inTerminal = hasScript ? test.concurrent : test.skip

describe('in a terminal', () => {
  if (!hasScript)
    console.warn('skipped: there is no `script` of util-linux here, so that nothing was shown in a terminal')

  /** Standard output and error, as they come to one terminal. */
  const show = (
    args: readonly string[],
    { cwd = PLACE, env = {} }: { cwd?: string; env?: Record<string, string> } = {}
  ) => {
    const command = [process.execPath, MAIN, ...args].map((word) => `'${word}'`).join(' ')
    return call('script', ['-qec', command, '/dev/null'], { cwd, env })
  }

  inTerminal('one live line tells how far it is, and is gone at the end', async () => {
    const { cwd, recommender } = slow(() => 700)
    const { code, stdout } = await show(['run', '--recommender', recommender, '--users', '60', '--turns', '6'], { cwd })
    expect(code).toBe(0)
    const live = stdout.split(CLEARED).filter((line) => /^run .*left at most/.test(line))
    expect(live.length).toBeGreaterThan(1)
    const table = stdout.slice(stdout.indexOf('everyone met'))
    expect(table).not.toContain('left at most')
    expect(stdout).toContain(`${ESCAPE}[1m`)
  })

  inTerminal('NO_COLOR takes the colours away, TERM=dumb all escapes', async () => {
    const uncoloured = await show(['run', ...SMALL], { env: { NO_COLOR: '1' } })
    const dumb = await show(['run', ...SMALL], { env: { TERM: 'dumb' } })
    expect([uncoloured.code, dumb.code]).toEqual([0, 0])
    expect(uncoloured.stdout.replaceAll(CLEARED, '')).not.toContain(ESCAPE)
    expect(dumb.stdout).not.toContain(ESCAPE)
  })
})
