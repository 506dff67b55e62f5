import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build, recoworld } from '../test/helpers/command.ts'
import { type ModelServer, startModelServer } from '../test/helpers/model-server.ts'

const cwd = mkdtempSync(join(tmpdir(), 'distil-'))
let server: ModelServer
beforeAll(async () => {
  await build()
  server = await startModelServer({ forgets: true })
}, 120_000)
afterAll(async () => {
  await server.close()
  rmSync(cwd, { recursive: true, force: true })
})

test('a language model is watched, and a file comes of it that does alike without one', async () => {
  const people = ['--users', '60', '--turns', '6', '--recommenders', 'popular,random', '--concurrency', '64']
  const distilled = await recoworld(['distil', '--model', 'tiny', '--base-url', server.url, ...people, '--json'], {
    cwd
  })
  expect(distilled.stderr).toMatch(/mind {4}distilled\.mjs/)
  expect(distilled.code).toBe(0)
  const { decisions, heldOut, likeness, model, file } = JSON.parse(distilled.stdout)
  expect(file).toBe('distilled.mjs')
  expect(decisions).toBeGreaterThan(400)
  expect(model.total.calls).toBe(server.calls)
  expect(heldOut.opened.nats).toBeLessThan(heldOut.opened.nullNats) // it has learnt whom what draws
  for (const { teacher, distilled: theirs } of likeness)
    expect(Math.abs(theirs.rates.click / teacher.rates.click - 1)).toBeLessThan(0.15)
  const run = await recoworld(['run', '--mind', './distilled.mjs', '--users', '2000', '--turns', '3', '--json'], {
    cwd
  })
  expect(JSON.parse(run.stdout).manifest).toMatchObject({ engine: 'crowd', mind: { name: 'distilled' } })
  expect(server.calls).toBe(model.total.calls)
  const again = await recoworld(['distil', '--mind', 'rules', '--out', 'distilled.mjs'], { cwd })
  expect(again.code).toBe(2)
  expect(again.stderr).toContain('out.taken')
  expect(readFileSync(join(cwd, 'distilled.mjs'), 'utf8')).toContain('distilledMind')
}, 120_000)
