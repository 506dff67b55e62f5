import { request } from 'node:http'
import { type Served, serveEnvironments } from 'recoworld'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openServer } from '../src/serve/index.ts'
import { type Json, wireTo } from './helpers/wire.ts'

let served: Served
beforeAll(async () => {
  served = await serveEnvironments({ world: { population: 'everyone', slateSize: 4, seed: 2 }, port: 0, most: 4 })
})
afterAll(() => served.close())

const get = async (path: string) => (await fetch(served.url + path)).json() as Promise<Json>
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(served.url + path, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) })

describe('what OpenEnv asks of a server that is up', () => {
  test('health, metadata and schemas', async () => {
    expect(await get('/health')).toMatchObject({ status: 'healthy', active_sessions: 0 })
    expect(await get('/metadata')).toMatchObject({ name: 'person', description: expect.stringContaining('everyone') })
    const { action, observation, state } = await get('/schema')
    expect(action.properties.action).toMatchObject({ type: 'array', minItems: 1, maxItems: 4, uniqueItems: true })
    expect(Object.keys(observation.properties)).toContain('candidates')
    expect(Object.keys(state.properties)).toContain('step_count')
  })

  test('routes by OpenAPI: those of a simulation', async () => {
    const { info, paths } = await get('/openapi.json')
    expect(info.version).toMatch(/^1\./)
    for (const path of ['/reset', '/step', '/state', '/health', '/schema', '/metadata', '/mcp'])
      expect(paths).toHaveProperty([path])
  })

  test('spaces as data, and in numbers', async () => {
    expect((await get('/spaces')).action.kind).toBe('list')
    expect((await get('/spaces?as=numbers')).observation.of.mask).toMatchObject({ kind: 'box', low: 0, high: 1 })
  })
})

describe('episodes over HTTP', () => {
  test('are begun, gone through and closed', async () => {
    const begun = await post('/reset', { seed: 9 })
    const id = begun.headers.get('x-session-id')!
    const { observation, reward, done } = (await begun.json()) as Json
    expect([reward, done]).toEqual([null, false])
    const action = { action: observation.candidates.slice(0, 4) }
    const stepped = (await (await post('/step', { action }, { 'x-session-id': id })).json()) as Json
    expect(stepped.reward).toBeTypeOf('number')
    const again = (await (await post('/step', { action, session_id: id })).json()) as Json
    expect(again.metadata.info.turn).toBe(2)
    const state = await fetch(`${served.url}/state`, { headers: { 'x-session-id': id } })
    expect(await state.json()).toMatchObject({ step_count: 2, session_id: id })
    expect(await (await post('/close', { session_id: id })).json()).toEqual({ closed: true })
    expect((await post('/step', { action, session_id: id })).status).toBe(404)
    expect(served.sessions).toBe(0)
  })

  test.each([
    ['/step', { action: { action: ['cook-001'] } }, 404, 'SESSION_ERROR'],
    ['/step', { action: 7 }, 422, 'VALIDATION_ERROR'],
    ['/step', '{"action":', 422, 'INVALID_JSON'],
    ['/reset', { seed: -3 }, 422, 'VALIDATION_ERROR'],
    ['/reset', { colour: 'red' }, 422, 'VALIDATION_ERROR'],
    ['/reset', '[1]', 422, 'VALIDATION_ERROR']
  ])('%s of %j is refused, and takes no place', async (path, body, status, code) => {
    const answer = await post(path, body)
    expect(answer.status).toBe(status)
    expect(((await answer.json()) as Json).detail.code).toBe(code)
    expect(served.sessions).toBe(0)
  })

  test('there is a most', async () => {
    const ids: string[] = []
    for (let i = 0; i < 4; i++) ids.push((await post('/reset', {})).headers.get('x-session-id')!)
    const refused = await post('/reset', {})
    expect(refused.status).toBe(429)
    for (const session_id of ids) await post('/close', { session_id })
    expect(served.sessions).toBe(0)
  })

  test('more than a body may be is not read', async () => {
    expect((await post('/reset', JSON.stringify({ options: { x: 'x'.repeat(1_100_000) } }))).status).toBe(413)
  })
})

describe('tools for language models', () => {
  const rpc = async (body: object, session?: string) => {
    const answer = await post('/mcp', { jsonrpc: '2.0', id: 1, ...body }, session ? { 'mcp-session-id': session } : {})
    return {
      id: answer.headers.get('mcp-session-id'),
      said: answer.status === 202 ? undefined : ((await answer.json()) as Json)
    }
  }
  const call = async (session: string, name: string, args: object) => {
    const { said } = await rpc({ method: 'tools/call', params: { name, arguments: args } }, session)
    const { isError, content } = said.result
    return { isError, told: isError ? content[0].text : JSON.parse(content[0].text) }
  }

  test('are listed without a session, and beginning anew is none of them', async () => {
    const { said } = await rpc({ method: 'tools/list' })
    expect(said.result.tools.map(({ name }: { name: string }) => name)).toEqual([
      'recommend',
      'search',
      'ask',
      'explain'
    ])
    expect((await post('/mcp', {})).status).toBe(200)
    expect(await (await post('/mcp', {})).json()).toMatchObject({ jsonrpc: '2.0', error: { code: -32_600 } })
    expect((await rpc({ method: 'reset' })).said.error.code).toBe(-32_601)
    expect((await rpc({ method: 'tools/call', params: { name: 'explain' } })).said.error.code).toBe(-32_602)
  })

  test('a person is searched for, asked, served, and looked at, until it has gone', async () => {
    const { id, said } = await rpc({ method: 'initialize', params: {} })
    expect(said.result.serverInfo.name).toBe('recoworld')
    expect((await rpc({ method: 'notifications/initialized', id: undefined } as object, id!)).said).toBeUndefined()
    const { items } = (await call(id!, 'search', { query: 'cooking', limit: 3 })).told
    expect(items).toHaveLength(3)
    expect(items[0]).toMatchObject({ topic: 'cooking', title: expect.any(String) })
    const { answer } = (await call(id!, 'ask', { question: 'Do you like cooking?' })).told
    expect(answer).toMatch(/^I (like|do not like|do not mind) .*cooking\.$/)
    expect(await call(id!, 'ask', { question: 'And sports?' })).toMatchObject({ isError: true })
    const slate = items.map((one: { id: string }) => one.id)
    const { told } = await call(id!, 'recommend', { items: slate })
    expect(told).toMatchObject({ reward: expect.any(Number), done: expect.any(Boolean), mindset: expect.any(Object) })
    expect(told).not.toHaveProperty('candidates')
    expect((await call(id!, 'explain', {})).told.slate[0]).toMatchObject({ id: slate[0], actions: expect.any(Array) })
    expect((await call(id!, 'ask', { question: 'What would you like?' })).isError).toBe(false)
    expect(await call(id!, 'recommend', { items: ['nowhere'] })).toMatchObject({ isError: true })
    expect(await call(id!, 'search', { query: '' })).toMatchObject({ isError: true })
    expect(await call(id!, 'fly', {})).toMatchObject({ isError: true, told: expect.stringContaining('search') })
    let isOver = told.done
    while (!isOver) isOver = (await call(id!, 'recommend', { items: slate })).told.done
    expect(await call(id!, 'recommend', { items: slate })).toMatchObject({
      isError: true,
      told: expect.stringContaining('over')
    })
    await post('/close', { session_id: id })
  })
})

describe('who may come in', () => {
  const asked = (headers: Record<string, string>, path = '/health') =>
    new Promise<number>((resolve, reject) => {
      request({ port: served.port, host: '127.0.0.1', path, headers }, ({ statusCode }) => resolve(statusCode!))
        .on('error', reject)
        .end()
    })

  test('not by another name, and not from another page', async () => {
    expect(await asked({ host: 'evil.example' })).toBe(403)
    expect(await asked({ origin: 'https://evil.example' })).toBe(403)
    expect(await asked({})).toBe(200)
    await expect(wireTo(served.url, '', { origin: 'https://evil.example' })).rejects.toThrow('403')
    await expect(wireTo(served.url, '', { host: 'evil.example' })).rejects.toThrow('403')
    await expect(wireTo(served.url, '?as=colours')).rejects.toThrow('400')
    await expect(wireTo(`${served.url}/elsewhere`)).rejects.toThrow('404')
  })

  test('where other machines may come, with the token only', async () => {
    const open = await serveEnvironments({ world: { environment: 'ask-or-lose' }, port: 0, host: '0.0.0.0' })
    expect(open.token).toMatch(/^[\w-]{43}$/)
    expect((await fetch(`${open.url}/schema`)).status).toBe(401)
    expect((await fetch(`${open.url}/schema`, { headers: { authorization: `Bearer ${open.token}` } })).status).toBe(200)
    await expect(wireTo(open.url)).rejects.toThrow('401')
    const wire = await wireTo(open.url, '', { authorization: `Bearer ${open.token}` })
    expect((await wire.ask({ type: 'reset' })).type).toBe('observation')
    wire.socket.close()
    await open.close()
    expect(served.token).toBeUndefined()
  })
})

test('an environment that cannot be made is a fault of its maker', async () => {
  const broken = await openServer({
    offer: {
      name: 'broken',
      description: 'breaks',
      version: '1',
      seed: 1,
      stage() {
        throw new Error('no such file')
      }
    },
    port: 0
  })
  const wire = await wireTo(broken.url)
  expect(await wire.next()).toMatchObject({
    type: 'error',
    data: { code: 'FACTORY_ERROR', message: expect.stringContaining('no such file'), factory_name: 'broken' }
  })
  expect(broken.sessions).toBe(0)
  await broken.close()
})

test('a port that is taken is said to be', async () => {
  await expect(serveEnvironments({ world: { environment: 'mood-swings' }, port: served.port })).rejects.toMatchObject({
    code: 'serve.port-taken'
  })
})
