import { map } from 'rxjs'
import { afterEach, expect, test } from 'vitest'
import type { Ended, Frame, SceneView, Track } from '../src/studio/index.ts'
import { ask, deaf, type Listening, listenTo, type Served, serve } from './helpers/fake-show/served.ts'
import { type FakeShow, fakeShow } from './helpers/fake-show.ts'

const open: Served[] = []
const listening: Listening[] = []

afterEach(async () => {
  for (const one of listening.splice(0)) one.close()
  for (const { studio } of open.splice(0)) await studio.close()
})

async function opened(options: Parameters<typeof serve>[0] = {}): Promise<Served> {
  const served = await serve(options)
  open.push(served)
  return served
}

async function listened(served: Served, path = '/api/stream'): Promise<Listening> {
  const one = await listenTo(`${served.origin}${path}`)
  listening.push(one)
  return one
}

const small = (run = 'small') => fakeShow({ users: 60, turns: 1_000, sessions: 2, run })
const LINE = { id: '0', session: 0, turn: 0, at: 0, kind: 'slate', text: '' } as const
const frameOf = (told: { data: unknown } | undefined) => told?.data as Frame

/** Waits until something holds that comes about by itself. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** A show whose frames are as large as is wanted, and which counts how often it was asked for one. */
function large(bytes: number, show: FakeShow = small()): FakeShow & { readonly asked: { frames: number } } {
  const asked = { frames: 0 }
  const says = 'x'.repeat(bytes)
  const frame = (segment?: number) => {
    asked.frames++
    return { ...show.frame(segment), done: asked.frames, interventions: [{ session: 0, turn: 0, says }] }
  }
  return Object.create(show, { frame: { value: frame }, asked: { value: asked } })
}

test('whoever looks is told the scene, how everybody is, what is new, and how it ended', async () => {
  const served = await opened({ show: small() })
  const viewer = await listened(served)
  expect(await viewer.next()).toMatchObject({
    event: 'scene',
    data: { run: 'small', users: 60 },
    id: expect.stringMatching(/^\d+$/)
  })
  const first = await viewer.next()
  expect(first?.event).toBe('frame')
  expect(frameOf(first).states.length).toBe(served.show.view.states.length)
  served.show.tick()
  expect(await viewer.next()).toMatchObject({ event: 'frame', data: { phase: 'running' } })
  served.show.end()
  const ended = await viewer.until(({ event }) => event === 'ended')
  expect((ended.data as Ended).result?.manifest.users).toBe(60)
  served.show.tick()
})

test('whoever comes when it is over is told so', async () => {
  const show = small()
  show.end('The recommender broke.')
  const viewer = await listened(await opened({ show }))
  expect((await viewer.until(({ event }) => event === 'ended')).data).toEqual({
    result: null,
    error: 'The recommender broke.'
  })
})

test('a segment can be asked for, and one that there is not is refused', async () => {
  const served = await opened({ show: small() })
  const viewer = await listened(served, '/api/stream?segment=2')
  const told = await viewer.until(({ event }) => event === 'frame')
  expect(frameOf(told).states[0]).toBe(served.show.view.segments[2]?.people)
  for (const segment of ['4', '-1', 'x', '1.5'])
    expect((await ask(served.studio.port, `/api/stream?segment=${segment}`)).status).toBe(400)
  expect(served.studio.viewers).toBe(1)
})

test('fifty viewers of two segments cost two frames', async () => {
  const show = large(10)
  const served = await opened({ show })
  const viewers = await Promise.all(
    Array.from({ length: 50 }, (_, at) => listened(served, `/api/stream?segment=${at % 2}`))
  )
  await Promise.all(viewers.map((viewer) => viewer.until(({ event }) => event === 'frame')))
  expect(served.studio.viewers).toBe(50)
  const before = show.asked.frames
  show.tick()
  const told = await Promise.all(viewers.map((viewer) => viewer.until(({ event }) => event === 'frame')))
  expect(show.asked.frames).toBe(before + 2)
  expect(new Set(told.map(({ id }) => id)).size).toBe(2)
})

test('a hundred changes at once are two frames: the first, and how it is afterwards', async () => {
  const show = large(10)
  const served = await opened({ show })
  const viewer = await listened(served)
  await viewer.until(({ event }) => event === 'frame')
  const before = show.asked.frames
  for (let change = 0; change < 100; change++) show.tick()
  await viewer.next()
  await viewer.next()
  show.end()
  await viewer.until(({ event }) => event === 'ended')
  expect(show.asked.frames - before).toBeLessThanOrEqual(4)
})

test('while nobody looks, nothing is asked of the show', async () => {
  const show = large(10)
  const counts: number[] = []
  const served = await opened({ show, onViewers: (viewers) => counts.push(viewers) })
  show.tick()
  expect(show.onlookers).toEqual({ changed: 0, tracks: 0 })
  const viewers = await Promise.all([listened(served), listened(served), listened(served, '/api/people/3/stream')])
  await Promise.all(viewers.map((viewer) => viewer.until(({ event }) => event !== 'scene')))
  expect(show.onlookers).toEqual({ changed: 1, tracks: 1 })
  for (const viewer of viewers) viewer.close()
  await until(() => show.onlookers.changed + show.onlookers.tracks === 0)
  const before = show.asked.frames
  show.tick()
  expect(show.asked.frames).toBe(before)
  expect(served.studio.viewers).toBe(0)
  expect(counts).toEqual([1, 2, 1, 0])
})

test('one who never reads holds up nobody, and little is kept for it', async () => {
  const bytes = 200_000
  const frames = 200
  const show = large(bytes)
  const served = await opened({ show, framesPerSecond: 1_000 })
  const stuck = await deaf(served.studio.port, '/api/stream')
  await until(() => served.studio.viewers === 1)
  const viewers = await Promise.all([listened(served), listened(served)])
  for (let frame = 0; frame < frames; frame++) {
    const { frames: before } = show.asked
    show.tick()
    await Promise.all(viewers.map((viewer) => viewer.until((told) => frameOf(told).done > before)))
  }
  expect(served.studio.viewers).toBe(3)

  // It begins to read: all that was kept for it, by the system too, and how it is now
  let heard = 0
  let tail = ''
  stuck.setEncoding('latin1')
  stuck.on('data', (part) => {
    heard += part.length
    tail = (tail + part).slice(-2 * bytes)
  })
  stuck.resume()
  await until(() => tail.includes(`"done":${show.asked.frames},`) && tail.endsWith('\n\n\r\n'))
  expect(heard).toBeLessThan((frames * bytes) / 2)
  stuck.destroy()
})

test('one who is stuck for long is cut', async () => {
  const show = large(1_000_000)
  const served = await opened({ show, framesPerSecond: 1_000, patience: 0.2 })
  const stuck = await deaf(served.studio.port, '/api/stream')
  await until(() => served.studio.viewers === 1)
  const ticking = setInterval(() => show.tick(), 5)
  await until(() => served.studio.viewers === 0)
  clearInterval(ticking)
  expect(show.onlookers.changed).toBe(0)
  stuck.destroy()
})

test('a line on which nothing is said is kept open, and is not taken for stuck', async () => {
  const served = await opened({ show: small(), patience: 0.05 })
  const socket = await deaf(served.studio.port, '/api/stream')
  let heard = ''
  socket.setEncoding('utf8')
  socket.on('data', (part) => {
    heard += part
  })
  socket.resume()
  await until(() => heard.split(': \n\n').length > 5)
  expect(served.studio.viewers).toBe(1)
  socket.destroy()
})

test('when something else is shown, viewers are told, and go on with everybody', async () => {
  const served = await opened({ show: small('first') })
  const viewer = await listened(served, '/api/stream?segment=1')
  await viewer.until(({ event }) => event === 'frame')
  const next = fakeShow({ users: 90, run: 'second' })
  served.programme.put(next)
  const scene = await viewer.next()
  expect(scene).toMatchObject({ event: 'scene', data: { run: 'second' } })
  expect(frameOf(await viewer.next()).states[0]).toBe(90)
  expect(served.show.onlookers.changed).toBe(0)
  served.show.tick()
  next.tick()
  expect(await viewer.next()).toMatchObject({ event: 'frame' })
  served.programme.put(undefined)
  expect(await viewer.next()).toMatchObject({ event: 'scene', data: null })
  expect(next.onlookers.changed).toBe(0)
})

test('a frame of 30 states and 60 arrows is at most 2 kB', async () => {
  const show = small()
  const states = Array.from({ length: 30 }, (_, at) => 99_999 - at)
  const arrows = Array.from({ length: 60 }, (_, at) => 9_999_999 - at)
  const frame = () => ({ ...show.frame(), done: 99_999_999, left: 99_999_999, perSecond: 1_234_567, states, arrows })
  const served = await opened({ show: Object.create(show, { frame: { value: frame } }) })
  const told = await (await listened(served)).until(({ event }) => event === 'frame')
  expect(told.bytes).toBeLessThanOrEqual(2_048)
})

test('a show that breaks is nobody’s end who watches', async () => {
  const show = small()
  let isBroken = true
  const frame = (segment?: number) => {
    if (isBroken) throw new Error('a secret of the code')
    return show.frame(segment)
  }
  const served = await opened({ show: Object.create(show, { frame: { value: frame } }) })
  const viewer = await listened(served)
  expect((await viewer.next())?.event).toBe('scene')
  isBroken = false
  show.tick()
  expect((await viewer.next())?.event).toBe('frame')
  expect(served.faults).toHaveLength(1)
})

test('a person is told whole at first, and then what is new', async () => {
  const served = await opened({ show: small() })
  const viewer = await listened(served, '/api/people/0/stream')
  const whole = (await viewer.next())?.data as Track
  expect(whole).toMatchObject({ user: 0, isWhole: true, dropped: 0 })
  let news: Track | undefined
  for (let turn = 0; turn < 40 && !news; turn++) {
    served.show.tick()
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  news = (await viewer.until(({ data }) => (data as Track).steps.length > 0)).data as Track
  expect(news.isWhole).toBe(false)
  expect(news.steps[0]?.states).toContain('visit')
})

test('one who falls behind with a person is told it whole when it has caught up', async () => {
  const show = small()
  const words = 'x'.repeat(200_000)
  let tracks = 0
  const track = (user: number) =>
    show.track(user).pipe(map((told) => ({ ...told, dropped: ++tracks, lines: [{ ...LINE, words }] })))
  const served = await opened({ show: Object.create(show, { track: { value: track } }) })
  const slow = await deaf(served.studio.port, '/api/people/0/stream')
  await until(() => show.onlookers.tracks === 1)
  while (show.onlookers.tracks === 1) {
    show.tick()
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  const missed = tracks
  for (let tick = 0; tick < 100; tick++) show.tick()
  expect(tracks).toBe(missed) // it is not asked of the show, until there is room

  let tail = ''
  slow.setEncoding('latin1')
  slow.on('data', (part) => {
    tail = (tail + part).slice(-400_000)
  })
  slow.resume()
  await until(() => tail.includes(`"dropped":${missed + 1},`) && tail.endsWith('\n\n\r\n'))
  expect(tail.slice(tail.lastIndexOf('event: track'))).toContain('"isWhole":true')
  expect(show.onlookers.tracks).toBe(1)
  slow.destroy()
})

test('a person who is not there is refused before anything is sent', async () => {
  const { studio } = await opened({ show: small() })
  for (const path of ['/api/people/60', '/api/people/60/stream', '/api/people/9007199254740991/stream'])
    expect((await ask(studio.port, path)).status, path).toBe(404)
  for (const path of ['/api/people/-1/stream', '/api/people/x/stream', '/api/people/1e400/stream'])
    expect((await ask(studio.port, path)).status, path).toBe(400)
})

test('a person is followed into the next run, unless nobody has its number there', async () => {
  const served = await opened({ show: small() })
  const [low, high] = await Promise.all([
    listened(served, '/api/people/5/stream'),
    listened(served, '/api/people/55/stream')
  ])
  await Promise.all([low.next(), high.next()])
  served.programme.put(fakeShow({ users: 10, run: 'second' }))
  expect((await low.next())?.data).toMatchObject({ user: 5, isWhole: true })
  expect(await high.next()).toBeUndefined()
  expect(served.faults).toEqual([])
})

test('what is said of a person at once is bounded: what is earlier goes first, and is counted', async () => {
  const show = small()
  const words = 'ü'.repeat(2_000)
  const lines = Array.from({ length: 400 }, (_, at) => ({
    id: `${at}`,
    session: 0,
    turn: at,
    at,
    kind: 'slate' as const,
    text: '',
    words
  }))
  const steps = Array.from({ length: 5_000 }, (_, turn) => ({
    session: 0,
    turn,
    at: turn,
    event: { type: 'felt' },
    states: ['visit'],
    arrows: [],
    context: {}
  }))
  const memory = { person: Array.from({ length: 500 }, () => words), recommender: [] }
  const told = (track: Track): Track => ({ ...track, lines, steps, memory, dropped: 7 })
  const served = await opened({
    show: Object.create(show, {
      track: { value: (user: number) => show.track(user).pipe(map(told)) }
    })
  })
  const { bytes, data } = (await (await listened(served, '/api/people/1/stream')).next()) ?? {}
  const track = data as Track
  expect(bytes).toBeLessThanOrEqual(256 * 1_024 + 100)
  expect(bytes).toBeGreaterThan(200 * 1_024)
  expect(track.lines.at(-1)?.id).toBe('399')
  expect(track.steps.at(-1)?.turn).toBe(4_999)
  expect(track.dropped).toBe(7 + (400 - track.lines.length) + (5_000 - track.steps.length))
  expect((await ask(served.studio.port, '/api/people/1')).text.length).toBeLessThanOrEqual(256 * 1_024)
})

test('closing ends whoever is connected, the one who never reads too', async () => {
  const served = await serve({ show: large(200_000), framesPerSecond: 1_000 })
  const viewers = await Promise.all(Array.from({ length: 10 }, () => listened(served)))
  const person = await listened(served, '/api/people/0/stream')
  const stuck = await deaf(served.studio.port, '/api/stream')
  const hungUp = new Promise((resolve) => stuck.once('close', resolve))
  stuck.on('error', () => {})
  for (let change = 0; change < 20; change++) served.show.tick()
  await served.studio.close()
  for (const viewer of [...viewers, person]) await expect(drained(viewer)).resolves.toBe(true)
  stuck.resume()
  await hungUp
  await until(() => served.show.onlookers.changed + served.show.onlookers.tracks === 0)
  await expect(fetch(served.origin)).rejects.toThrow()
})

const drained = async (viewer: Listening) => {
  try {
    while (await viewer.next());
  } catch {
    // hung up in the middle of an event
  }
  return true
}

test('the scene has all that a page needs, and texts as they were found', async () => {
  const served = await opened({ show: small() })
  const scene = (await (await listened(served)).next())?.data as SceneView
  expect(scene).toEqual(JSON.parse((await ask(served.studio.port, '/api/scene')).text))
  expect(JSON.parse((await ask(served.studio.port, '/api/items?text=onerror')).text)).toEqual([
    { id: 'item-2', title: '<img src=x onerror=alert(1)>' }
  ])
})
