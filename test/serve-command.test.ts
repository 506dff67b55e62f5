import { beforeAll, expect, test } from 'vitest'
import { build, call, MAIN, ROOT } from './helpers/command.ts'

beforeAll(build)

test('what is wrong with what shall be served is told in three parts, before anything listens', async () => {
  const wrong = [
    ['--environment', 'mood-swing'],
    ['--population', 'nobody'],
    ['--candidates', 'many'],
    ['--port', '99999'],
    ['--mind', 'llm'],
    ['--environment', 'mood-swings', '--option', 'speed=1']
  ]
  const all = await Promise.all(wrong.map((args) => call(process.execPath, [MAIN, 'serve', ...args], { cwd: ROOT })))
  for (const { code, stdout, stderr } of all) {
    expect(code).toBeGreaterThan(0)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^[\w.-]+: \S/)
  }
})
