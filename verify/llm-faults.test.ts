import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorld, type WorldEvent } from 'recoworld'
import { digestOf } from 'recoworld/log'
import { afterAll, expect, test } from 'vitest'
import { type ModelServer, startModelServer } from '../test/helpers/model-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'llm-faults-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Every fault that a server can have, one call in five. */
const FAULTS = {
  'rate-limit': 0.03,
  error: 0.025,
  unavailable: 0.02,
  hang: 0.01,
  cut: 0.02,
  malformed: 0.02,
  'wrong-schema': 0.02,
  prose: 0.01,
  'cut-short': 0.01,
  refusal: 0.02,
  'empty-choices': 0.02,
  'no-content': 0.01,
  huge: 0.005
} as const
/** Answers that came and did not fit: asked for once more. */
const MISFITS: readonly string[] = ['wrong-schema', 'prose', 'cut-short']

test('5,000 decisions, one call in five at fault: none lost, none counted twice, failures exact; the same again without a server', async () => {
  const server = await startModelServer({ shares: FAULTS, retryAfter: '0' })
  const answers = join(folder, 'answers.jsonl')
  const run = async (mind: string, baseUrl: string) => {
    const model = { name: 'tiny', baseUrl, answers, concurrency: 128, timeoutSeconds: 2, backOffSeconds: 0.01 }
    const world = createWorld({ mind, users: 900, seed: 5, model })
    const events: WorldEvent[] = []
    world.events$.subscribe((event) => events.push(event))
    const result = await world.run({ turns: 8 })
    return { result, events, digest: digestOf(events) }
  }
  const { result, events, digest } = await run('llm', server.url)
  const of = (type: WorldEvent['type']) => events.filter((event) => event.type === type).length
  const isRepair = ({ body }: ModelServer['seen'][number]) => (body.messages as unknown[]).length > 3
  const expected = server.seen.filter(
    (one) => one.fault === 'refusal' || (MISFITS.includes(one.fault) && isRepair(one))
  ).length
  const asked = of('review.asked') + of('instruction.asked')
  const decided = of('review.answered') + of('instruction.given')
  const spoilt = server.seen.filter(({ fault }) => fault !== 'ok').length / server.calls
  console.log(`${asked} decisions, ${server.calls} calls, ${(100 * spoilt).toFixed(1)} % at fault, ${expected} failed`)
  expect(asked).toBeGreaterThan(5_000)
  expect(spoilt).toBeGreaterThan(0.15)
  expect(result.failures.mind).toBe(expected)
  expect(result.endings.failed).toBe(expected)
  expect(asked - decided).toBe(expected)
  expect(result.model!.total).toMatchObject({ decisions: asked, failed: expected, calls: server.calls })
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
  await server.close()
  const again = await run('replay', 'http://127.0.0.1:9/v1')
  expect(again.digest).toBe(digest)
  expect(again.result.model!.total.calls).toBe(0)
})
