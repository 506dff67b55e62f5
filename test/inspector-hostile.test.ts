import { once } from 'node:events'
import { request } from 'node:http'
import { createHub } from 'recoworld/studio'
import { afterEach, expect, test } from 'vitest'
import { createActor, createMachine } from 'xstate'
import { call, openStage, type Stage, until } from './helpers/inspector/stage.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function stage(limits: Parameters<typeof openStage>[0] = {}): Promise<Stage> {
  const opened = await openStage(limits)
  closing.push(opened.close)
  return opened
}

const actor = (sessionId: string, more: object = {}) => ({
  type: '@xstate.actor',
  name: sessionId,
  sessionId,
  rootId: sessionId,
  createdAt: '1',
  id: null,
  _version: '0.7.2',
  snapshot: { status: 'active' },
  ...more
})

test.each([
  ['another origin', { origin: 'https://evil.example' }],
  ['an origin without a name', { origin: 'null' }],
  ['a host of another name', { headers: { host: 'evil.example' } }]
])('a call from %s is refused with 403', async (_, options) => {
  const { url, hub } = await stage()
  await expect(call(url, options)).rejects.toThrow(/403/)
  expect(hub.stats.viewers).toBe(0)
})

test.each(['/', '/other', '/inspect/x', '//inspect'])('nobody is put through at %s', async (path) => {
  const { url } = await stage()
  const { hostname, port } = new URL(url)
  const asked = request({
    hostname,
    port,
    path,
    headers: { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-key': 'x' }
  })
  asked.end()
  const [response] = await once(asked, 'response')
  expect(response.statusCode).toBe(404)
})

test('calls from pages of this machine, and from programs, are taken', async () => {
  const { url } = await stage()
  const { socket } = await call(url, { origin: 'http://localhost:5173' })
  expect(socket.readyState).toBe(socket.OPEN)
})

test('what is no message of an inspector does nothing', async () => {
  const { url, hub } = await stage()
  const { socket, say } = await call(url)
  const listener = await call(url)
  const nested = `${'['.repeat(400_000)}${']'.repeat(400_000)}`
  for (const text of [
    '',
    '{',
    'null',
    '7',
    '[]',
    '"@xstate.actor"',
    nested,
    `{"type":"@xstate.actor","snapshot":${nested}}`
  ])
    socket.send(text)
  socket.send(Buffer.from([0, 1, 2, 255]), { binary: true })
  socket.send(Buffer.from(JSON.stringify(actor('binary'))), { binary: true })
  say({ ...actor('of no version'), _version: undefined })
  say({ ...actor('of another type'), type: '@xstate.nothing' })
  say({ ...actor('number'), sessionId: 7 })
  say({ ...actor('empty'), sessionId: '' })
  say({ ...actor('long'), sessionId: 'x'.repeat(201) })
  say({ type: '@recoworld.focus', sessionIds: { length: 1e9 } })
  say({ type: '@recoworld.actors', isWhole: true, actors: [], forgotten: ['good'], notes: [] })
  say(actor('good'))
  await until('the good one is told', () => listener.heard.length === 1)
  expect(hub.actors().map(({ sessionId }) => sessionId)).toEqual(['good'])
})

test('keys that mean something to JavaScript pollute nothing', async () => {
  const { url, hub } = await stage()
  const { socket } = await call(url)
  const listener = await call(url)
  const evil = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'
  const { snapshot: _, ...rest } = actor('__proto__')
  socket.send(
    `${JSON.stringify(rest).slice(0, -1)},"__proto__":{"polluted":1},"snapshot":{"value":${evil},"context":${evil}}}`
  )
  socket.send(
    JSON.stringify({
      ...actor('constructor'),
      definition: '{"__proto__":{"states":{"a":{}}},"states":{"__proto__":{}}}'
    })
  )
  await until('both are told', () => listener.heard.length === 2)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  expect(JSON.stringify(listener.heard[0]!.snapshot)).not.toContain('__proto__')
  const { definitionHash } = hub.actors().find(({ sessionId }) => sessionId === 'constructor')!
  await expect(hub.chart(definitionHash!)).rejects.toThrow(/chart.bad-definition/)
})

test('a message that is too long ends the call, and only that call', async () => {
  const { url, hub } = await stage()
  const [one, other] = [await call(url), await call(url)]
  one.socket.send(JSON.stringify(actor('huge', { snapshot: { context: 'x'.repeat(2_000_000) } })))
  const [code] = await once(one.socket, 'close')
  expect(code).toBe(1009)
  other.say(actor('fine'))
  await until('the other is heard', () => hub.actors().length === 1)
})

test('what is nested deeply is cut and says so', async () => {
  const { url } = await stage()
  const { socket } = await call(url)
  const listener = await call(url)
  const { snapshot: _, ...rest } = actor('deep')
  const deep = `${'{"in":'.repeat(5_000)}1${'}'.repeat(5_000)}`
  socket.send(`${JSON.stringify(rest).slice(0, -1)},"snapshot":{"context":${deep}}}`)
  await until('it is told', () => listener.heard.length === 1)
  expect(JSON.stringify(listener.heard[0]!.snapshot)).toMatch(/^(\{"(context|in)":){20,30}"\[Object\]"\}+$/)
})

test('a program that names actors without end is heard up to a bound, which is said', async () => {
  const { url, hub } = await stage({ actors: 100 })
  const listener = await call(`${url}?protocol=recoworld`)
  const { say } = await call(url)
  for (let i = 0; i < 300; i++) say(actor(`a${i}`))
  await until('the bound is told', () =>
    listener.heard.some((one) => JSON.stringify(one.notes ?? '').includes('250 more actors are not shown'))
  )
  expect(hub.actors()).toHaveLength(50)
  createActor(createMachine({ id: 'ours' }), { inspect: hub.observer }).start()
  expect(hub.actors()).toHaveLength(51) // there is always room for our own
})

test('all that is kept stays below a bound', async () => {
  const { url, hub } = await stage({ total: 1_000_000 })
  const { say } = await call(url)
  for (let i = 0; i < 40; i++) {
    say(actor(`a${i}`))
    for (let k = 0; k < 10; k++)
      say({
        ...actor(`a${i}`),
        type: '@xstate.snapshot',
        event: { type: 'go', text: 'x'.repeat(9_000) },
        snapshot: { value: 'on' }
      })
  }
  say(actor('last'))
  await until('all was heard', () => hub.actors().some(({ sessionId }) => sessionId === 'last'))
  expect(hub.stats.bytes).toBeLessThanOrEqual(1_000_000)
  expect(hub.notes().join()).toContain('Earlier steps were let go of')
})

test('who does not read holds nobody up, costs bounded memory, and is told later where all are', async () => {
  const { url, hub } = await stage({ unsent: 200_000, perSecond: 1_000_000 })
  const slow = await call(url)
  const ours = await call(`${url}?protocol=recoworld`)
  const machine = createMachine({
    id: 'counter',
    context: { text: 'x'.repeat(5_000) },
    initial: 'even',
    states: { even: { on: { tick: 'odd' } }, odd: { on: { tick: 'even' } } }
  })
  const counter = createActor(machine, { inspect: hub.observer }).start()
  ours.say({ type: '@recoworld.focus', sessionIds: [counter.sessionId] })
  await until(
    'both listen',
    () => slow.heard.length > 0 && ours.heard.some(({ type }) => type === '@recoworld.history')
  )
  slow.socket.pause()
  ours.socket.pause()
  const before = process.memoryUsage().arrayBuffers
  for (let round = 0; round < 60; round++) {
    for (let i = 0; i < 101; i++) counter.send({ type: 'tick' })
    await new Promise((done) => setTimeout(done, 2))
  }
  expect(hub.stats.lost).toBeGreaterThan(1_000)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16_000_000) // 33 MB were said, twice
  slow.socket.resume()
  ours.socket.resume()
  const placeOf = (one: (typeof slow.heard)[number]) => (one.snapshot as { value?: string }).value
  await until('the slow one knows where it is', () => {
    const last = slow.heard.filter(({ type }) => type === '@xstate.snapshot').at(-1)
    return last !== undefined && placeOf(last) === counter.getSnapshot().value
  })
  await until('ours is told what it missed', () => ours.heard.some(({ type }) => type === '@recoworld.dropped'))
  expect(slow.heard.every(({ type }) => type.startsWith('@xstate.'))).toBe(true)
})

test('an actor whose context breaks when it is looked at goes on, and so does who looks', async () => {
  const { url, hub } = await stage()
  const listener = await call(url)
  const trap = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('do not look')
      }
    }
  )
  const circle: Record<string, unknown> = {
    trap,
    big: 10n,
    when: new Date(Number.NaN),
    bytes: new Float64Array([1, 2])
  }
  circle.self = circle
  Object.defineProperty(circle, 'thrower', {
    enumerable: true,
    get: () => {
      throw new Error('not me')
    }
  })
  const machine = createMachine({ id: 'odd', context: circle, initial: 'a', states: { a: { on: { go: 'b' } }, b: {} } })
  const odd = createActor(machine, { inspect: hub.observer }).start()
  odd.send({ type: 'go' })
  await until('it is told', () => listener.heard.filter(({ type }) => type === '@xstate.snapshot').length === 2)
  expect((listener.heard.at(-1)!.snapshot as { context: unknown }).context).toEqual({
    trap: '[cannot be read: do not look]',
    big: '10n',
    when: 'Invalid Date',
    bytes: [1, 2],
    self: '[Circular]',
    thrower: '[cannot be read: not me]'
  })
})

test('a context of many megabytes is told up to a bound, and says what was left out', async () => {
  const { url, hub } = await stage()
  const listener = await call(url)
  const rows = Array.from({ length: 900 }, (_, i) => ({ [`key ${i} ${'k'.repeat(500)}`]: 'v'.repeat(9_000) }))
  const machine = createMachine({
    id: 'big',
    context: { rows, last: 1 },
    initial: 'a',
    states: { a: { on: { go: 'b' } }, b: {} }
  })
  const big = createActor(machine, { inspect: hub.observer }).start()
  big.send({ type: 'go', rows } as { type: 'go' })
  await until('it is told', () => listener.heard.filter(({ type }) => type === '@xstate.snapshot').length === 2)
  for (const one of listener.heard) expect(JSON.stringify(one).length).toBeLessThan(hub.limits.message)
  expect(listener.heard.at(-1)!.snapshot).toMatchObject({ value: 'b' })
  expect(JSON.stringify(listener.heard.at(-1)!.snapshot)).toMatch(/\[and \d+ more\]/)
})

test('the actors of a program that has hung up are forgotten after a while, or when it calls again', async () => {
  const { url, hub } = await stage()
  const one = await call(url)
  one.say(actor('x:0'))
  await until('it is known', () => hub.actors().length === 1)
  one.socket.terminate()
  await until('it is gone', () => hub.actors().every(({ isLive }) => !isLive))
  const again = await call(url)
  again.say(actor('x:0'))
  await until('it is back under its own id', () => hub.actors().some(({ isLive }) => isLive))
  expect(hub.actors().map(({ sessionId, source }) => [sessionId, source])).toEqual([['x:0', 'program 2']])
})

test('a hub without listeners puts nothing into words', () => {
  const hub = createHub()
  closing.push(() => hub.close())
  let looks = 0
  const context = {
    get looked() {
      return ++looks
    }
  }
  const machine = createMachine({ id: 'shy', context, initial: 'a', states: { a: { on: { go: 'a' } } } })
  const shy = createActor(machine, { inspect: hub.observer }).start()
  for (let i = 0; i < 1_000; i++) shy.send({ type: 'go' })
  expect(looks).toBe(0)
  expect(hub.actors()).toMatchObject([{ name: 'shy', state: 'a' }])
})
