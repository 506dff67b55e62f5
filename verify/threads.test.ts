import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorld } from 'recoworld'
import { afterAll, expect, test } from 'vitest'
import { contentOf } from '../test/helpers/log-content.ts'
import { story } from '../test/helpers/story.ts'

const folder = mkdtempSync(join(tmpdir(), 'threads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(['popular', 'instructable', 'nearest', 'bandit'])(
  '%s serves the same people the same in 1 and in 7 threads',
  async (recommender) => {
    const people = { users: 120, engine: 'crowd', recommender } as const
    const one = await story({ ...people, threads: 1 })
    const seven = await story({ ...people, threads: 7 })
    expect(seven.manifest.threads).toBe(7)
    expect(seven.result).toEqual(one.result)
    expect(seven.digest).toBe(one.digest)
    expect(seven.audited).toBe(one.audited)
  }
)

test('7 threads write the log of one, row for row', async () => {
  const logged = async (threads: number) => {
    const log = join(folder, `${threads}.duckdb`)
    const people = { users: 90, seed: 7, engine: 'crowd', recommender: 'instructable' } as const
    await createWorld({ ...people, threads, log }).run({ sessions: 2, turns: 6 })
    return contentOf(log)
  }
  expect(await logged(7)).toEqual(await logged(1))
})
