import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtPage, readPage as readBuilt } from 'recoworld/studio'
import { NEVER, throwError } from 'rxjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RecoError } from '../src/contract/error.ts'
import { type ChartView, openStudio, readPage, type Show, TOKEN_HEADER } from '../src/studio/index.ts'
import { ask, deaf, listenTo, PAGE, type Served, serve } from './helpers/fake-show/served.ts'
import { fakeProgramme, fakeShow } from './helpers/fake-show.ts'

const chart: ChartView = {
  hash: 'abc',
  title: '<b>x</b>',
  svg: '<svg/>',
  width: 1,
  height: 1,
  chart: { id: 'x', description: '', states: [], arrows: [] }
}

/** Charts that are drawn when they are told to. */
function drawings() {
  const waiting: (() => void)[] = []
  const draw = () => new Promise<ChartView>((resolve) => waiting.push(() => resolve(chart)))
  const release = () => {
    for (const go of waiting.splice(0)) go()
  }
  return { draw, waiting, release }
}

let served: Served
const { draw, waiting, release } = drawings()

beforeAll(async () => {
  const show = fakeShow({ users: 400, turns: 3, sessions: 2 })
  for (let tick = 0; tick < 40; tick++) show.tick()
  served = await serve({ show, charts: async (hash) => (hash === 'abc' ? chart : undefined), draw })
})
afterAll(() => served.studio.close())

const get = async (path: string, of: Served = served) => {
  const { status, text } = await ask(of.studio.port, path)
  return { status, told: JSON.parse(text) }
}
const post = async (path: string, body: unknown, of: Served = served) => {
  const headers = { 'content-type': 'application/json', [TOKEN_HEADER]: of.studio.token }
  const { status, text } = await ask(of.studio.port, path, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status, told: JSON.parse(text) }
}
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('what can be asked', () => {
  test('the scene, turns and the population are those of the show', async () => {
    expect((await get('/api/scene')).told).toEqual(JSON.parse(JSON.stringify(served.show.view)))
    const { told: turns } = await get('/api/turns?segment=1&most=2')
    expect(turns).toEqual(JSON.parse(JSON.stringify(served.show.turns(1, 2))))
    expect((await get('/api/population?segment=')).told.retention).toHaveLength(5)
    expect((await get('/api/population?segment=0')).told.retention).toHaveLength(1)
  })

  test('people are found by words, segment and state, some at a time', async () => {
    const all = (await get('/api/people')).told
    expect(all.total).toBe(400)
    expect(all.people).toHaveLength(50)
    const bored = (await get('/api/people?text=bored&segment=1&state=attention.mood.bored&offset=1&limit=3')).told
    for (const { segment, state } of bored.people)
      expect([segment, state]).toEqual(['standing room', expect.stringContaining('bored')])
    for (const query of ['limit=0', 'limit=201', 'offset=-1', 'segment=x', `text=${'x'.repeat(201)}`])
      expect((await get(`/api/people?${query}`)).status, query).toBe(400)
    expect((await get('/api/people/3')).told).toMatchObject({ user: 3, isWhole: true })
  })

  test('a look at one person leaves nothing behind', async () => {
    await get('/api/people/3')
    expect(served.show.onlookers.tracks).toBe(0)
  })

  test('charts are given by their hash, the form as the director has it', async () => {
    expect((await get('/api/charts/abc')).told).toEqual(chart)
    expect(await get('/api/charts/..%2f..%2fetc%2fpasswd')).toMatchObject({
      status: 404,
      told: { error: { code: 'studio.no-such-chart' } }
    })
    expect((await get('/api/form')).told.schema.properties.population.enum).toContain('commuters')
  })

  test('charts are drawn two at once at most, of a megabyte at most, and sixty a minute', async () => {
    expect((await post('/api/charts', { definition: {}, more: 1 })).status).toBe(400)
    const first = [post('/api/charts', { definition: {} }), post('/api/charts', { definition: {} })]
    await until(() => waiting.length === 2)
    expect(await post('/api/charts', { definition: {} })).toMatchObject({
      status: 429,
      told: { error: { code: 'studio.too-many' } }
    })
    release()
    for (const one of first) expect((await one).told).toEqual(chart)
    const large = { definition: { description: 'x'.repeat(900_000) } }
    const taken = post('/api/charts', large)
    await until(() => waiting.length === 1)
    release()
    expect((await taken).status).toBe(200)
    expect((await post('/api/charts', { definition: 'x'.repeat(1_100_000) })).status).toBe(413)
    for (let more = 3; more < 60; more++) {
      const one = post('/api/charts', { definition: {} })
      await until(() => waiting.length === 1)
      release()
      expect((await one).status).toBe(200)
    }
    expect((await post('/api/charts', { definition: {} })).status).toBe(429)
  })
})

describe('what can be done', () => {
  test('a run is paused, goes on, is reached into, stopped, and followed by another', async () => {
    const one = await serve()
    try {
      expect((await post('/api/acts', { do: 'pause' }, one)).status).toBe(200)
      expect((await get('/api/turns', one)).status).toBe(200)
      expect(one.show.phase).toBe('paused')
      await post('/api/acts', { do: 'go on' }, one)
      await post('/api/acts', { do: 'speed', turns: 2.5 }, one)
      expect((await post('/api/interventions', { do: 'drop-item', item: 'item-2' }, one)).status).toBe(200)
      expect(one.show.frame().interventions).toHaveLength(1)
      expect(await post('/api/runs', { users: 50 }, one)).toMatchObject({
        status: 409,
        told: { error: { code: 'studio.under-way' } }
      })
      await post('/api/acts', { do: 'stop' }, one)
      expect(await post('/api/acts', { do: 'pause' }, one)).toMatchObject({
        status: 409,
        told: { error: { code: 'studio.nothing-to-do' } }
      })
      expect(await post('/api/runs', { population: 'nobody' }, one)).toMatchObject({
        status: 400,
        told: { error: { code: 'population.unknown' } }
      })
      expect((await post('/api/runs', { users: 50 }, one)).status).toBe(200)
      expect((await get('/api/scene', one)).told).toMatchObject({ run: 'next', users: 50 })
    } finally {
      await one.studio.close()
    }
  })

  test.each([
    ['/api/runs', { users: 0 }],
    ['/api/runs', { users: 10_000_001 }],
    ['/api/runs', { population: 7 }],
    ['/api/runs', { command: 'x' }],
    ['/api/interventions', { do: 'set-trait', trait: 'patience', value: 2 }],
    ['/api/interventions', { do: 'set-trait', trait: 'patience', value: 'NaN' }],
    ['/api/interventions', { do: 'drop-item', item: '' }]
  ])('%s does not take %j', async (path, body) => {
    const { status, told } = await post(path, body)
    expect(status).toBe(400)
    expect(told.error.code).toBe('studio.bad-request')
  })
})

describe('when there is nothing', () => {
  test('no show: the scene is null, people are not there, and a stream waits', async () => {
    const programme = fakeProgramme()
    const studio = await openStudio({ programme, port: 0, page: () => PAGE, charts: async () => undefined })
    const of = { ...served, studio }
    try {
      expect(await get('/api/scene', of)).toEqual({ status: 200, told: null })
      expect(await get('/api/form', of)).toEqual({ status: 200, told: null })
      for (const path of [
        '/api/turns',
        '/api/population',
        '/api/people',
        '/api/people/1',
        '/api/people/1/stream',
        '/api/items'
      ])
        expect(await get(path, of)).toMatchObject({ status: 404, told: { error: { code: 'studio.nothing-shown' } } })
      expect(await post('/api/acts', { do: 'pause' }, of)).toMatchObject({
        status: 409,
        told: { error: { code: 'studio.no-director' } }
      })
      const viewer = await listenTo(`http://127.0.0.1:${studio.port}/api/stream`)
      expect(await viewer.next()).toMatchObject({ event: 'scene', data: null })
      programme.put(fakeShow({ users: 20, run: 'late' }))
      expect(await viewer.next()).toMatchObject({ event: 'scene', data: { run: 'late' } })
      viewer.close()
    } finally {
      await studio.close()
    }
  })
})

describe('what breaks', () => {
  const broken = (of: Partial<Record<keyof Show, unknown>>) =>
    Object.create(
      fakeShow({ users: 20 }),
      Object.fromEntries(Object.entries(of).map(([name, value]) => [name, { value }]))
    )
  const breaks = () => {
    throw new Error('a secret of the code')
  }

  test('is answered without a word of the code, told to whoever opened the studio, and the server goes on', async () => {
    const show = broken({
      turns: breaks,
      population: breaks,
      track: () => throwError(() => new Error('a secret of the code'))
    })
    const one = await serve({ show, charts: breaks })
    try {
      for (const path of ['/api/turns', '/api/population', '/api/people/1', '/api/people/1/stream', '/api/charts/x']) {
        const { status, told } = await get(path, one)
        expect(status, path).toBe(500)
        expect(told.error.code).toBe('studio.broke')
        expect(JSON.stringify(told)).not.toMatch(/secret|\.ts:|node_modules/)
      }
      expect(one.faults).toHaveLength(5)
      expect((await get('/api/scene', one)).status).toBe(200)
    } finally {
      await one.studio.close()
    }
  })

  test('what a show says of a question is told, with where', async () => {
    const show = broken({
      find: () => {
        throw new RecoError('log.broken', { what: 'The log ends early.', at: { session: 2 }, fix: 'Run it again.' })
      }
    })
    const one = await serve({ show })
    try {
      expect(await get('/api/people', one)).toEqual({
        status: 400,
        told: { error: { code: 'log.broken', what: 'The log ends early. (session 2)', fix: 'Run it again.' } }
      })
      expect(one.faults).toEqual([])
    } finally {
      await one.studio.close()
    }
  })

  test('somebody who hangs up before a first track is there leaves nothing behind', async () => {
    const show = broken({ track: () => NEVER })
    const one = await serve({ show })
    const socket = await deaf(one.studio.port, '/api/people/1/stream')
    await get('/api/scene', one)
    socket.destroy()
    await one.studio.close()
    expect(one.faults).toEqual([])
  })
})

describe('ports', () => {
  test('one that was asked for and is taken is an error in three parts', async () => {
    const blocker = createServer()
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve))
    const { port } = blocker.address() as { port: number }
    await expect(serve({ port })).rejects.toMatchObject({
      code: 'studio.port-taken',
      parts: { what: expect.stringContaining(String(port)), fix: expect.stringContaining('--port') }
    })
    blocker.close()
  })

  test('the usual one gives way to the next that is free, and says so', async () => {
    const first = await serve({ port: undefined })
    const second = await serve({ port: undefined })
    try {
      expect(second.studio.port).toBeGreaterThan(4242)
      expect(second.studio.port).toBeLessThan(4262)
      expect(second.studio.port).not.toBe(first.studio.port)
      expect(second.studio.notes).toEqual([`Port 4242 is taken; the studio is on ${second.studio.port}.`])
      expect((await get('/api/scene', second)).status).toBe(200)
    } finally {
      await first.studio.close()
      await second.studio.close()
    }
  })

  test('an address that is not of this machine is refused in three parts', async () => {
    await expect(serve({ host: '192.0.2.1' })).rejects.toMatchObject({ code: 'studio.cannot-listen' })
  })

  test.each(['127.0.0.1', 'localhost', '::1'])('%s is this machine', async (host) => {
    const one = await serve({ host }).catch((error: RecoError) => {
      expect(error.code).toBe('studio.cannot-listen') // where there is no IPv6
    })
    if (!one) return
    expect((await fetch(`${one.studio.url.split('#')[0]}api/scene`)).status).toBe(200)
    expect(one.studio.notes).toEqual([])
    await one.studio.close()
  })
})

describe('the page', () => {
  test('is found where the build puts it, from the sources and from what was built', () => {
    expect(builtPage()).toBe(join(import.meta.dirname, '..', 'dist', 'studio'))
    const page = readBuilt()
    expect(page.get('/index.html')?.bytes.toString()).toContain('<script')
    expect([...page.keys()].some((path) => /^\/assets\/.*\.js$/.test(path))).toBe(true)
    expect([...readPage().keys()]).toEqual([...page.keys()])
  })

  test('that was not built is an error in three parts', () => {
    const folder = mkdtempSync(join(tmpdir(), 'recoworld-'))
    expect(() => readPage(folder)).toThrow(
      expect.objectContaining({
        code: 'studio.not-built',
        parts: expect.objectContaining({ fix: expect.stringContaining('npm run build') })
      })
    )
    writeFileSync(join(folder, 'index.html'), '<!doctype html>')
    writeFileSync(join(folder, 'secret.txt'), 'x')
    writeFileSync(join(folder, 'a name.js'), 'x')
    expect([...readPage(folder).keys()].sort()).toEqual(['/a%20name.js', '/index.html'])
  })
})
