import { connect } from 'node:net'
import { createEnvironment, type Served, serveEnvironments } from 'recoworld'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serve as serveModel } from './helpers/model-runs.ts'
import { type Json, until, type Wire, wireTo } from './helpers/wire.ts'

const WORLD = { population: 'everyone', candidates: 30, slateSize: 5, seed: 11, turns: 6 } as const
let served: Served
beforeAll(async () => {
  served = await serveEnvironments({ world: WORLD, port: 0, most: 80 })
})
afterAll(() => served.close())

const slateOf = (observation: Json, from = 0): string[] => observation.candidates.slice(from, from + 5)
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** Plays an episode over the wire and in a program; every answer must be the same. */
async function playBoth(wire: Wire, seed: number, episode: number): Promise<number> {
  const own = createEnvironment(WORLD)
  let here = own.reset({ seed, episode }) as Json
  let there = (await wire.ask({ type: 'reset', data: { seed, episode } })).data
  expect(there).toEqual({
    observation: plain(here.observation),
    reward: null,
    done: false,
    metadata: { terminated: false, truncated: false, info: plain(here.info) }
  })
  for (let turn = 0; ; turn++) {
    const slate = slateOf(here.observation, turn % 20)
    const step = own.step(slate)
    there = (await wire.ask({ type: 'step', data: { action: slate } })).data
    const { observation, reward, terminated, truncated, info } = step
    expect(there).toEqual(
      plain({ observation, reward, done: terminated || truncated, metadata: { terminated, truncated, info } })
    )
    here = step
    if (terminated || truncated) return turn + 1
  }
}

describe('over the wire', () => {
  test('an episode is what it is in a program, to the last digit', async () => {
    const wire = await wireTo(served.url)
    for (let episode = 0; episode < 5; episode++) await playBoth(wire, 23, episode)
    wire.socket.close()
  })

  test('64 clients at once have an environment each, and none sees another', async () => {
    const wires = await Promise.all(Array.from({ length: 64 }, () => wireTo(served.url)))
    await until(() => served.sessions === 64)
    const steps = await Promise.all(wires.map((wire, at) => playBoth(wire, 100 + (at % 7), at)))
    expect(steps.every((count) => count >= 1 && count <= 6)).toBe(true)
    for (const { socket } of wires) socket.close()
    await until(() => served.sessions === 0)
  })

  test('who names no seed is given somebody new each time', async () => {
    const [a, b] = await Promise.all([wireTo(served.url), wireTo(served.url)])
    const people: number[] = []
    for (const wire of [a, b, a, b]) people.push((await wire.ask({ type: 'reset', data: {} })).data.observation.user.id)
    expect(new Set(people).size).toBe(4)
    const { data } = await a.ask({ type: 'reset', data: { seed: 3, options: { user: 17 } } })
    expect(data.observation.user.id).toBe(17)
    expect((await a.ask({ type: 'reset', data: { user: 18 } })).data.observation.user.id).toBe(18)
    for (const { socket } of [a, b]) socket.close()
  })

  test('where an episode stands is told, and a leave is taken', async () => {
    const wire = await wireTo(served.url)
    expect((await wire.ask({ type: 'state' })).data).toMatchObject({ episode_id: null, step_count: 0 })
    const { observation } = (await wire.ask({ type: 'reset', data: { seed: 5, episode_id: 'mine' } })).data
    await wire.ask({ type: 'step', data: { action: slateOf(observation), metadata: { from: 'a test' } } })
    const { data } = await wire.ask({ type: 'state' })
    expect(data).toMatchObject({ episode_id: 'mine', step_count: 1, is_done: false })
    wire.socket.send(JSON.stringify({ type: 'close' }))
    expect(await wire.closed).toBe(1000)
    await until(() => served.sessions === 0)
  })

  test('numbers are those that learners see, and positions are those of candidates', async () => {
    const wire = await wireTo(served.url, '?as=numbers')
    const twin = await wireTo(served.url)
    const numbered = (await wire.ask({ type: 'reset', data: { seed: 8 } })).data.observation
    const { observation } = (await twin.ask({ type: 'reset', data: { seed: 8 } })).data
    expect(Object.keys(numbered)).toEqual(['state', 'items', 'mask'])
    expect(numbered.items).toHaveLength(30)
    expect(numbered.mask).toEqual(new Array(30).fill(1))
    const chosen = [4, 0, 29, 17, 2]
    const a = await wire.ask({ type: 'step', data: { action: chosen } })
    const b = await twin.ask({ type: 'step', data: { action: chosen.map((at) => observation.candidates[at]) } })
    expect(a.data.reward).toBe(b.data.reward)
    expect(a.data.metadata).toEqual(b.data.metadata)
    expect((await wire.ask({ type: 'step', data: { action: [1, 1] } })).data.code).toBe('VALIDATION_ERROR')
    expect((await wire.ask({ type: 'step', data: { action: [30] } })).data.code).toBe('VALIDATION_ERROR')
    for (const { socket } of [wire, twin]) socket.close()
  })

  test('messages that are sent at once are answered in their order', async () => {
    const wire = await wireTo(served.url)
    const { observation } = (await wire.ask({ type: 'reset', data: { seed: 2 } })).data
    for (let turn = 0; turn < 3; turn++)
      wire.socket.send(JSON.stringify({ type: 'step', data: { action: observation.candidates.slice(0, 1) } }))
    wire.socket.send(JSON.stringify({ type: 'state' }))
    const kinds = []
    for (let i = 0; i < 4; i++) kinds.push((await wire.next()).type)
    expect(kinds.at(-1)).toBe('state')
    wire.socket.close()
  })
})

describe('what is wrong gets the protocol’s code, and nothing has changed', () => {
  const step = (action: unknown) => ({ type: 'step', data: { action } })
  test.each([
    ['no JSON', '{"type":', 'INVALID_JSON'],
    ['nothing', '', 'INVALID_JSON'],
    ['a list', '[]', 'VALIDATION_ERROR'],
    ['no type', {}, 'UNKNOWN_TYPE'],
    ['another type', { type: 'jump' }, 'UNKNOWN_TYPE'],
    ['a type that is none', { type: 7 }, 'UNKNOWN_TYPE'],
    ['a step of nothing', { type: 'step' }, 'VALIDATION_ERROR'],
    ['a step without its action', { type: 'step', data: {} }, 'VALIDATION_ERROR'],
    ['more than is known', { type: 'state', extra: 1 }, 'VALIDATION_ERROR'],
    ['more than an action', { type: 'step', data: { action: ['x'], speed: 1 } }, 'VALIDATION_ERROR'],
    ['an item that is not there', step(['nowhere']), 'VALIDATION_ERROR'],
    ['an empty slate', step([]), 'VALIDATION_ERROR'],
    ['a word for a slate', step('cook-001'), 'VALIDATION_ERROR'],
    ['a seed that is none', { type: 'reset', data: { seed: -1 } }, 'VALIDATION_ERROR'],
    ['a seed in words', { type: 'reset', data: { seed: 'seven' } }, 'VALIDATION_ERROR'],
    ['an option that is not there', { type: 'reset', data: { options: { colour: 'red' } } }, 'VALIDATION_ERROR'],
    ['a tool call that is no JSON-RPC', { type: 'mcp', data: 7 }, 'mcp']
  ])('%s', async (_, message, code) => {
    const wire = await wireTo(served.url)
    const { observation } = (await wire.ask({ type: 'reset', data: { seed: 4 } })).data
    const said = await wire.ask(message)
    if (code === 'mcp') expect(said.data.error.code).toBe(-32_600)
    else expect(said).toMatchObject({ type: 'error', data: { code, message: expect.stringMatching(/\S/) } })
    const after = await wire.ask(step(slateOf(observation)))
    expect(after.type).toBe('observation')
    expect(after.data.metadata.info).toMatchObject({ turn: 1 })
    wire.socket.close()
  })

  test('acting before anything has begun, and after it is over, is an error of execution', async () => {
    const wire = await wireTo(served.url)
    expect((await wire.ask(step(['cook-001']))).data).toMatchObject({ code: 'EXECUTION_ERROR' })
    let { data } = await wire.ask({ type: 'reset', data: { seed: 4 } })
    while (!data.done) data = (await wire.ask(step(slateOf(data.observation)))).data
    expect((await wire.ask(step(slateOf(data.observation)))).data).toMatchObject({
      code: 'EXECUTION_ERROR',
      reason: 'environment.not-under-way'
    })
    wire.socket.close()
  })

  test('bytes, and more than a message may be, cut nobody else', async () => {
    const wire = await wireTo(served.url)
    const other = await wireTo(served.url)
    wire.socket.send(Buffer.from([1, 2, 3]))
    expect((await wire.next()).data.code).toBe('INVALID_JSON')
    wire.socket.send('x'.repeat(1_100_000))
    expect(await wire.closed).toBe(1009)
    expect((await other.ask({ type: 'reset' })).type).toBe('observation')
    other.socket.close()
  })

  test('what is not text cannot come in at all', async () => {
    const wire = await wireTo(served.url)
    wire.socket.send(Buffer.from([0xff, 0xfe]), { binary: false })
    expect(await wire.closed).toBe(1007)
    await until(() => served.sessions === 0)
  })
})

describe('capacity', () => {
  test('one too many is told so, and let in once another has gone', async () => {
    const small = await serveEnvironments({ world: { environment: 'mood-swings' }, port: 0, most: 2 })
    const [a, b] = [await wireTo(small.url), await wireTo(small.url)]
    const c = await wireTo(small.url)
    expect(await c.next()).toMatchObject({
      type: 'error',
      data: { code: 'CAPACITY_REACHED', active_sessions: 2, max_sessions: 2 }
    })
    expect(await c.closed).toBe(1000)
    a.socket.terminate() // dies without a word
    await until(() => small.sessions === 1)
    const d = await wireTo(small.url)
    expect((await d.ask({ type: 'reset', data: { seed: 1 } })).data.observation).toEqual({ value: expect.any(Number) })
    for (const { socket } of [b, d]) socket.close()
    await small.close()
  })

  test('a client that is there no more, and whose line nobody closed, loses its environment', async () => {
    const small = await serveEnvironments({ world: { environment: 'mood-swings' }, port: 0, pingSeconds: 0.2 })
    const dead = connect(small.port, '127.0.0.1') // answers no ping
    dead.write(
      `GET /ws HTTP/1.1\r\nHost: 127.0.0.1:${small.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${'A'.repeat(22)}==\r\nSec-WebSocket-Version: 13\r\n\r\n`
    )
    const alive = await wireTo(small.url)
    await until(() => small.sessions === 2)
    await until(() => small.sessions === 1)
    expect((await alive.ask({ type: 'reset' })).type).toBe('observation')
    alive.socket.close()
    dead.destroy()
    await small.close()
  })

  test('who says nothing for too long is told so', async () => {
    const small = await serveEnvironments({
      world: { environment: 'mood-swings' },
      port: 0,
      pingSeconds: 0.1,
      idleSeconds: 0.3
    })
    const wire = await wireTo(small.url)
    expect((await wire.next()).data.code).toBe('SESSION_ERROR')
    await fetch(`${small.url}/reset`, { method: 'POST' })
    expect(small.sessions).toBe(1)
    await until(() => small.sessions === 0)
    await small.close()
  })
})

test('who waits long for a model is not taken for dead', async () => {
  const model = await serveModel({ latencyMs: 700 })
  const told = { name: 'tiny', baseUrl: model.url }
  const slow = await serveEnvironments({
    world: { ...WORLD, mind: 'llm', model: told },
    port: 0,
    pingSeconds: 0.1,
    idleSeconds: 0.5
  })
  const wire = await wireTo(slow.url)
  const { observation } = (await wire.ask({ type: 'reset', data: { seed: 6 } })).data
  expect((await wire.ask({ type: 'step', data: { action: slateOf(observation) } })).type).toBe('observation')
  expect(slow.sessions).toBe(1)
  wire.socket.close()
  await slow.close()
})

test('people whom a model decides for are served several at once', async () => {
  const model = await serveModel()
  const told = { name: 'tiny', baseUrl: model.url }
  const one = await serveEnvironments({ world: { ...WORLD, mind: 'llm', model: told }, port: 0 })
  const wires = await Promise.all([wireTo(one.url), wireTo(one.url)])
  const seen = await Promise.all(wires.map((wire) => wire.ask({ type: 'reset', data: { seed: 6 } })))
  const steps = await Promise.all(
    wires.map((wire, at) => wire.ask({ type: 'step', data: { action: slateOf(seen[at]!.data.observation) } }))
  )
  expect(steps[0]!.type).toBe('observation')
  expect(steps[0]!.data).toEqual(steps[1]!.data)
  for (const { socket } of wires) socket.close()
  await one.close()
})
