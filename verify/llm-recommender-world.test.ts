import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorld, type WorldEvent, type WorldOptions } from 'recoworld'
import { llmWith } from 'recoworld/recommenders/llm'
import { afterEach, describe, expect, test } from 'vitest'
import { type Reply, type Step, sensible, startAgentServer } from '../test/helpers/agent-server.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function serverOf(play: (step: Step) => Reply) {
  const server = await startAgentServer(play)
  closing.push(server.close)
  return server
}

const PEOPLE = { population: 'everyone', users: 40, seed: 11 } as const

/** A world's run, and all that it told. */
async function run(options: WorldOptions, turns = 8) {
  const world = createWorld({ ...PEOPLE, ...options })
  const events: WorldEvent[] = []
  world.events$.subscribe((event) => events.push(event))
  const result = await world.run({ turns })
  const of = <Type extends WorldEvent['type']>(type: Type) =>
    events.filter((event): event is Extract<WorldEvent, { type: Type }> => event.type === type)
  return { result, events, of }
}

const withModel = (baseUrl: string, more: object = {}): WorldOptions => ({
  recommender: 'llm',
  model: { name: 'scripted', baseUrl, retries: 0, ...more }
})

const told = ({ events }: { events: readonly WorldEvent[] }) =>
  events.map(({ run: _, ...event }) => JSON.stringify(event)).sort()

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

test('plans and tool calls of the agent are in the log, and no call is made in between', async () => {
  const server = await serverOf(sensible)
  const { result, of } = await run(withModel(server.url))
  const planned = of('recommender.planned')
  const instructions = of('instruction.given')
  expect(instructions.length).toBeGreaterThan(5)
  const about = (what: string) => planned.filter(({ plan }) => plan.startsWith(what))
  expect(about('cold start').length).toBe(PEOPLE.users)
  expect(about('cold start').every(({ turn, late }) => turn === 0 && !late)).toBe(true)
  const answered = of('instruction.followed')
  expect(about('instruction').length).toBe(answered.length)
  expect(planned.length).toBe(
    about('cold start').length + about('instruction').length + about('drop in engagement').length
  )
  const tools = new Set(planned.flatMap(({ calls }) => calls.map(({ tool }) => tool)))
  expect([...tools].sort()).toEqual(['commit_plan', 'recall_person', 'search_catalogue', 'similar_to'])
  for (const { calls } of planned) expect(calls.at(-1)!.tool).toBe('commit_plan')
  const calls = planned.flatMap((one) => one.calls).length
  expect(server.steps.length).toBeLessThanOrEqual(calls)
  expect(of('slate.shown').length).toBeGreaterThan(2 * planned.length)
  expect(result.lateSlates).toBe(0)
  expect(result.failures.recommender).toBe(0)
})

test('instructions are followed by the agent as by instructable, and not by who ignores them', async () => {
  const server = await serverOf(sensible)
  const rate = async (options: WorldOptions) => {
    const followed = (await run({ ...options, users: 60 })).of('instruction.followed')
    expect(followed.length).toBeGreaterThan(10)
    return { before: mean(followed.map((one) => one.before)), after: mean(followed.map((one) => one.after)) }
  }
  const rates = {
    llm: await rate(withModel(server.url)),
    instructable: await rate({ recommender: 'instructable' }),
    popular: await rate({ recommender: 'popular' })
  }
  const gain = ({ before, after }: { before: number; after: number }) => after - before
  expect(rates.llm.after, JSON.stringify(rates)).toBeGreaterThan(0.95)
  expect(rates.instructable.after).toBeGreaterThan(0.95)
  expect(rates.popular.after).toBeLessThan(0.7)
  expect(gain(rates.llm)).toBeGreaterThan(gain(rates.popular) + 0.3)
})

describe('who is late', () => {
  test('is counted, and told in the log', async () => {
    const server = await serverOf(() => ({ call: [['get_settings', {}]] }))
    const { result, of } = await run(withModel(server.url), 3)
    const planned = of('recommender.planned')
    expect(planned.length).toBeGreaterThanOrEqual(PEOPLE.users)
    expect(planned.every(({ late, plan }) => late && plan.includes('no plan after 8 steps'))).toBe(true)
    expect(result.lateSlates).toBe(planned.length)
    expect(result.failures.recommender).toBe(0)
    const slates = of('slate.shown')
    for (const { user, turn } of planned) {
      const slate = slates.find((one) => one.user === user && one.turn === turn)!
      for (const { why } of slate.items) expect(why).toMatch(/^late: /)
    }
  })

  test('is late again in a replay without a server', async () => {
    let n = 0
    const server = await serverOf((step) => (n++ % 3 === 1 ? { status: 500 } : sensible(step)))
    const answers = join(mkdtempSync(join(tmpdir(), 'answers-')), 'answers.jsonl')
    const first = await run(withModel(server.url, { answers, concurrency: 8 }))
    expect(first.result.lateSlates).toBeGreaterThan(2)
    expect(first.result.lateSlates).toBeLessThan(first.of('recommender.planned').length)
    const asked = server.steps.length
    const again = await run(withModel(server.url, { answers, replay: true, concurrency: 1 }))
    expect(server.steps.length).toBe(asked)
    expect(again.result.lateSlates).toBe(first.result.lateSlates)
    expect(told(again)).toEqual(told(first))
  })

  test('because its time was up is late again in a replay, where nothing takes time', async () => {
    let n = 0
    const server = await serverOf((step) => ({ ...sensible(step), ...(n++ % 4 === 2 ? { afterMs: 3_000 } : {}) }))
    const answers = join(mkdtempSync(join(tmpdir(), 'answers-')), 'answers.jsonl')
    const recommender = llmWith({ seconds: 0.5 })
    const first = await run({ ...withModel(server.url, { answers, concurrency: 8 }), recommender })
    const late = first.of('recommender.planned').filter((one) => one.late)
    expect(late.length).toBeGreaterThan(1)
    for (const { plan } of late) expect(plan).toContain('no plan after 0.5 s')
    expect(first.result.lateSlates).toBe(late.length)
    const asked = server.steps.length
    const again = await run({ ...withModel(server.url, { answers, replay: true }), recommender })
    expect(server.steps.length).toBe(asked)
    expect(told(again)).toEqual(told(first))
  })
})

test('a run that a cap stops goes on from its answers, and comes to the same as one that nothing stopped', async () => {
  const server = await serverOf(sensible)
  const answers = join(mkdtempSync(join(tmpdir(), 'answers-')), 'answers.jsonl')
  const whole = await run(withModel(server.url))
  const cut = await run(withModel(server.url, { answers, caps: { calls: 4 } }))
  expect(cut.result.interrupted).toBe(true)
  expect(cut.result.failures).toMatchObject({ recommender: 0, mind: 0 })
  expect(cut.result.lateSlates).toBe(0)
  const rest = await run(withModel(server.url, { answers }))
  expect(rest.result.interrupted).toBe(false)
  expect(told(rest)).toEqual(told(whole))
})
