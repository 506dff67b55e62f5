import { once } from 'node:events'
import { createWorld } from 'recoworld'
import { openInspector } from 'recoworld/studio'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createActor, createMachine, fromPromise, setup } from 'xstate'
import type { HistoryTold, MicrostepTold } from '../src/studio/api-inspect.ts'
import { call, openStage, receive, type Stage, startApp, until } from './helpers/inspector/stage.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function stage(limits = {}): Promise<Stage> {
  const opened = await openStage(limits)
  closing.push(opened.close)
  return opened
}

function app(url: string, actors?: number, steps?: number) {
  const child = startApp(url, actors, steps)
  closing.push(() => child.kill('SIGKILL'))
  return child
}

const door = setup({ actors: { ring: fromPromise(async () => 'rung') } }).createMachine({
  id: 'door',
  initial: 'shut',
  context: { opened: 0, since: new Date(0), by: new Map([['me', 1n]]) },
  states: {
    shut: { on: { push: 'open' } },
    open: { on: { pull: 'shut', slam: 'broken' } },
    ajar: {},
    broken: { type: 'final' }
  }
})

test("another program's actors, events and snapshots reach the official receiver in the official shapes", async () => {
  const { url } = await stage()
  const heard = receive(url)
  const { heard: known } = await call(url)
  app(url)
  await until('the light has gone red, green, amber, red', () => heard.filter(isSnapshotAfterNext).length >= 3)

  const [actor] = heard.filter(({ type }) => type === '@xstate.actor')
  expect(actor).toMatchObject({
    name: 'light-0',
    _version: '0.7.2',
    id: null,
    sessionId: expect.stringMatching(/^x:\d+$/)
  })
  expect(actor!.createdAt).toMatch(/^\d+$/)
  expect(actor!.rootId).toBe(actor!.sessionId)
  expect(Object.keys(JSON.parse((actor as { definition: string }).definition).states)).toEqual([
    'amber',
    'green',
    'red'
  ])
  const events = heard.filter((one) => one.type === '@xstate.event' && one.event.type === 'next')
  expect(events[0]).toMatchObject({
    event: { type: 'next', because: 'time' },
    sessionId: actor!.sessionId,
    rootId: actor!.rootId
  })
  const values = heard
    .filter(isSnapshotAfterNext)
    .map((one) => (one as unknown as { snapshot: { value: string } }).snapshot.value)
  expect(values).toEqual(['green', 'amber', 'red'])
  expect(new Set(known.map(({ type }) => type))).toEqual(
    new Set(['@xstate.actor', '@xstate.event', '@xstate.snapshot'])
  )
  const child = heard.find((one) => one.type === '@xstate.actor' && one.parentId === actor!.sessionId)
  expect(JSON.parse((child as { definition: string }).definition)).toEqual({ id: (child as { name: string }).name })
})

test('what comes late is told of all who live, and where they are', async () => {
  const { url, hub } = await stage()
  app(url, 300, 2)
  const ofLights = () => hub.actors().filter(({ name, state }) => name.startsWith('light-') && state === 'amber')
  await until('300 lights are amber', () => ofLights().length === 300)
  const late = receive(url)
  const lights = () => late.filter((one) => one.type === '@xstate.actor' && one.name.startsWith('light-'))
  await until('all are told', () => lights().length === 300)
  for (const one of lights())
    expect(one).toMatchObject({ definition: expect.stringContaining('"states"'), snapshot: { value: 'amber' } })
  await until(
    'snapshots follow',
    () => new Set(late.filter(isSnapshotAfterNext).map(({ sessionId }) => sessionId)).size >= 300
  )
})

test('an actor of this process is told in the order of its author, with what JSON has no word for in words', async () => {
  const { url, hub } = await stage()
  const heard = receive(url)
  await until('the receiver is there', () => hub.stats.viewers === 1)
  const actor = createActor(door, { id: 'front', inspect: hub.observer }).start()
  actor.send({ type: 'push' })
  await until('it is open', () => heard.filter(({ type }) => type === '@xstate.snapshot').length === 2)
  expect(heard.map(({ type }) => type)).toEqual([
    '@xstate.actor',
    '@xstate.event',
    '@xstate.snapshot',
    '@xstate.event',
    '@xstate.snapshot'
  ])
  const [told] = heard as unknown as { definition: string; name: string; snapshot: unknown; sessionId: string }[]
  expect(told!.name).toBe('front')
  expect(Object.keys(JSON.parse(told!.definition).states)).toEqual(['shut', 'open', 'ajar', 'broken'])
  expect(heard.at(-1)).toMatchObject({
    sessionId: actor.sessionId,
    rootId: actor.sessionId,
    event: { type: 'push' },
    snapshot: {
      status: 'active',
      value: 'open',
      context: { since: '1970-01-01T00:00:00.000Z', by: { Map: [['me', '1n']] } }
    }
  })
})

test('our page is told which arrows fired, and what was kept; the official tools get no type that they do not know', async () => {
  const { url, hub } = await stage()
  const official = await call(`${url}?protocol=stately`)
  const ours = await call(`${url}?protocol=recoworld`)
  const actor = createActor(door, { inspect: hub.observer }).start()
  actor.send({ type: 'push' })
  await until('it is in the list', () => rows(ours.heard).some((row) => row.state === 'open'))
  expect(ours.heard.some(({ type }) => type.startsWith('@xstate.'))).toBe(false) // nobody was asked for
  ours.say({ type: '@recoworld.focus', sessionIds: [actor.sessionId] })
  await until('the history is told', () => ours.heard.some(({ type }) => type === '@recoworld.history'))
  const history = ours.heard.find(({ type }) => type === '@recoworld.history') as unknown as HistoryTold
  expect(history.steps.map(({ event, arrows, value }) => [event.type, arrows, value])).toEqual([
    ['xstate.init', [], 'shut'],
    ['push', ['door.shut push 0'], 'open']
  ])
  actor.send({ type: 'slam' })
  await until('it is over', () => rows(ours.heard).some((row) => !row.isLive && row.status === 'done'))
  const micro = ours.heard.filter(({ type }) => type === '@xstate.microstep') as unknown as MicrostepTold[]
  expect(micro.map(({ arrows }) => arrows)).toEqual([['door.open slam 0']])
  expect(official.heard.filter(({ type }) => type === '@xstate.snapshot')).toHaveLength(3)
  expect(official.heard.filter(({ type }) => !/^@xstate\.(actor|event|snapshot)$/.test(type))).toEqual([])
})

test('a program hears nothing of what it says itself, and its actors are gone when it hangs up', async () => {
  const { url, hub } = await stage()
  const plain = await call(url)
  const both = await call(`${url}?protocol=stately`)
  const listener = await call(url)
  plain.say(actorSaid('a'))
  both.say(actorSaid('b'))
  await until('both are known', () => listener.heard.length === 2 && both.heard.length === 1)
  both.say({ ...actorSaid('b'), type: '@xstate.snapshot', event: { type: 'go' }, snapshot: { value: 'on' } })
  await until('the snapshot is told', () => listener.heard.length === 3)
  expect(both.heard.map(({ sessionId }) => sessionId)).toEqual(['a'])
  expect(plain.heard).toEqual([])
  both.socket.close()
  await once(both.socket, 'close')
  await until('it is gone', () => hub.actors().some(({ sessionId, isLive }) => sessionId === 'b' && !isLive))
  expect(hub.actors().find(({ sessionId }) => sessionId === 'a')).toMatchObject({ isLive: true, source: 'program 1' })
})

test('two programs may give their actors the same id', async () => {
  const { url, hub } = await stage()
  const listener = await call(url)
  const [one, other] = [await call(url), await call(url)]
  one.say({ ...actorSaid('x:0'), name: 'one' })
  await until('the first is known', () => hub.actors().length === 1)
  other.say({ ...actorSaid('x:0'), name: 'other' })
  other.say({ ...actorSaid('x:1'), name: 'child', parentId: 'x:0', rootId: 'x:0' })
  await until('all are told', () => listener.heard.length === 3)
  expect(listener.heard.map(({ name, sessionId, parentId, rootId }) => [name, sessionId, parentId, rootId])).toEqual([
    ['one', 'x:0', undefined, 'x:0'],
    ['other', 'x:0@2', undefined, 'x:0@2'],
    ['child', 'x:1', 'x:0@2', 'x:0@2']
  ])
})

test('the charts of all who are known are drawn when they are asked for', async () => {
  const { url, hub } = await stage()
  const app = await call(url)
  const definition = JSON.stringify({
    id: 'kettle',
    initial: 'cold',
    states: { cold: { on: { heat: 'hot' } }, hot: {} }
  })
  app.say({ ...actorSaid('k'), definition })
  app.say({ ...actorSaid('broken'), definition: '{"states": 7}' })
  createActor(door, { id: 'mine', inspect: hub.observer }).start()
  await until('all are known', () => hub.actors().length === 3)
  const hashOf = (name: string) => hub.actors().find((row) => row.name === name)!.definitionHash!
  const view = await hub.chart(hashOf('k'))
  expect(view!.chart.states.map(({ key }) => key)).toEqual(['kettle', 'cold', 'hot'])
  expect(view!.svg).toContain('data-arrow="kettle.cold heat 0"')
  expect((await hub.chart(hashOf('mine')))!.title).toBe('door')
  await expect(hub.chart(hashOf('broken'))).rejects.toThrow(/chart.bad-definition/)
  expect(hub.chart('none')).toBeUndefined()
})

test('where other machines may come in, the addresses carry the token, and nobody is told anything without it', async () => {
  const inspector = await openInspector({ port: 0, host: '0.0.0.0' })
  closing.push(inspector.close)
  receive(inspector.socket)
  await until('the receiver is there', () => inspector.hub.stats.viewers === 1)
  const bare = new WebSocket(inspector.socket.replace(/\?.*$/, ''))
  await expect(once(bare, 'open')).rejects.toBeDefined()
  expect(inspector.stately).toMatch(/\/stately#token=[\w-]+$/)
  expect(inspector.hub.stats.viewers).toBe(1)
})

test('a program opens the inspector for its world, and closes it', async () => {
  const inspector = await openInspector({ port: 0 })
  const heard = receive(inspector.socket)
  await until('the receiver is there', () => inspector.hub.stats.viewers === 1)
  const inspect = { observer: inspector.observer, users: [0, 17] }
  await createWorld({ users: 20, seed: 7, inspect }).run({ turns: 2 })
  await until('the people are told', () => heard.filter(({ type }) => type === '@xstate.actor').length === 3)
  expect(inspector.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#\/inspector\?token=/)
  expect((await fetch(inspector.url)).status).toBe(200)
  expect((await fetch(inspector.stately)).headers.get('content-security-policy')).toContain(
    'frame-src https://stately.ai'
  )
  const { definitionHash } = inspector.hub.actors().find(({ name }) => name === 'user-17')!
  const chart = (await (await fetch(new URL(`/api/charts/${definitionHash}`, inspector.url))).json()) as { svg: string }
  expect(chart.svg).toContain('<svg')
  await inspector.close()
  await expect(fetch(inspector.url)).rejects.toThrow()
})

test('actors that an actor invokes are told as its children', async () => {
  const { url, hub } = await stage()
  const heard = receive(url)
  await until('the receiver is there', () => hub.stats.viewers === 1)
  const caller = createMachine({
    id: 'caller',
    initial: 'rings',
    states: { rings: { invoke: { src: door, id: 'its-door' } } }
  })
  const actor = createActor(caller, { id: 'caller', inspect: hub.observer }).start()
  await until('both are told', () => heard.filter(({ type }) => type === '@xstate.actor').length === 2)
  const [parent, child] = heard.filter(({ type }) => type === '@xstate.actor') as unknown as {
    parentId?: string
    name: string
    sessionId: string
    rootId: string
    definition: string
  }[]
  expect(parent).toMatchObject({ name: 'caller', sessionId: actor.sessionId })
  expect(JSON.parse(parent!.definition).states.rings.invoke.src).toBe('door')
  expect(child).toMatchObject({ name: 'its-door', parentId: actor.sessionId, rootId: actor.sessionId })
})

const isSnapshotAfterNext = (one: { type: string; event?: { type: string } }) =>
  one.type === '@xstate.snapshot' && one.event?.type === 'next'

const rows = (heard: readonly { type: string; [key: string]: unknown }[]) =>
  heard.flatMap((one) =>
    one.type === '@recoworld.actors' ? (one.actors as { state: string; status: string; isLive: boolean }[]) : []
  )

const actorSaid = (sessionId: string) => ({
  type: '@xstate.actor',
  name: sessionId,
  sessionId,
  rootId: sessionId,
  createdAt: '1',
  id: null,
  _version: '0.7.2',
  snapshot: { status: 'active' }
})
