import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createSocket } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createWorld } from '../src/index.ts'
import { leaderboard } from '../src/runner/leaderboard/index.ts'
import { knock, nameOfUrl, remoteRecommender } from '../src/runner/remote.ts'

interface Message {
  readonly catalogue?: readonly { readonly id: string; readonly title: string }[]
  readonly slateSize?: number
  readonly requests?: readonly {
    readonly user: number
    readonly session: number
    readonly turn: number
    readonly size: number
  }[]
  readonly feedback?: readonly {
    readonly user: number
    readonly turn: number
    readonly items: readonly string[]
    readonly actions: readonly (readonly string[])[]
    readonly watchSeconds: readonly number[]
    readonly reached: number
  }[]
  readonly instructions?: readonly { readonly user: number; readonly text: string; readonly act: string }[]
}

let server: Server | undefined
let child: ChildProcess | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  child?.kill()
  server = child = undefined
})

/** A recommender in another process's stead. `answer` gives what is sent back; undefined: nothing, ever. */
async function serving(answer: (message: Message) => unknown): Promise<{ url: string; heard: Message[] }> {
  const heard: Message[] = []
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const message = JSON.parse(body) as Message
    heard.push(message)
    const said = answer(message)
    if (said === undefined) return
    response
      .writeHead(typeof said === 'number' ? said : 200)
      .end(typeof said === 'string' ? said : JSON.stringify(said))
  })
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, heard }
}

let ids: string[] = []
/** The first items of the catalogue, for everybody. */
function first({ catalogue, requests = [] }: Message) {
  if (catalogue) ids = catalogue.map(({ id }) => id)
  return { slates: requests.map(({ size }) => ids.slice(0, size)) }
}

const played = (url: string, options = {}, turns = 4) =>
  createWorld({ recommender: remoteRecommender(url, options), users: 12, seed: 3 }).run({ turns })

test('the catalogue is offered once a world, everybody who waits is asked for at once, and what they did comes with the next', async () => {
  const { url, heard } = await serving(first)
  const result = await played(url)
  expect(result.failures).toEqual({ mind: 0, recommender: 0, first: null })
  expect(heard.map(({ catalogue }) => catalogue !== undefined)).toEqual([true, false, false, false, false])
  expect(heard[0]).toMatchObject({ slateSize: 10, catalogue: expect.any(Array) })
  expect(heard[1]!.requests!.map(({ user }) => user)).toEqual(Array.from({ length: 12 }, (_, user) => user))
  expect(heard[1]!.feedback).toEqual([])
  const { feedback } = heard[2]!
  expect(feedback!.map(({ user }) => user)).toEqual(heard[1]!.requests!.map(({ user }) => user))
  for (const { turn, items, actions, watchSeconds, reached } of feedback!) {
    expect(turn).toBe(0)
    expect(items).toEqual(ids.slice(0, 10))
    expect([actions.length, watchSeconds.length]).toEqual([10, 10])
    expect(reached).toBeGreaterThan(0)
  }
})

test('instructions come in words and types', async () => {
  const { url, heard } = await serving(first)
  await createWorld({
    recommender: remoteRecommender(url),
    users: 40,
    seed: 3,
    interventions: [{ do: 'set-trait', trait: 'outspokenness', value: 1, session: 0, turn: 0 }]
  }).run({ turns: 6 })
  const said = heard.flatMap(({ instructions = [] }) => instructions)
  expect(said.length).toBeGreaterThan(0)
  expect(said[0]).toMatchObject({
    user: expect.any(Number),
    text: expect.stringMatching(/\w/),
    act: expect.any(String)
  })
})

test('it serves as the same recommender in this process would', async () => {
  const { url } = await serving(first)
  const far = await played(url)
  const near = await createWorld({
    recommender: {
      description: 'the first',
      create: () => ({ recommend: ({ size }) => ({ items: Array.from({ length: size }, (_, at) => at) }) })
    },
    users: 12,
    seed: 3
  }).run({ turns: 4 })
  expect(far.metrics).toEqual(near.metrics)
})

const slatesOf = (slates: (requests: NonNullable<Message['requests']>) => unknown) => (message: Message) =>
  message.catalogue ? first(message) : { slates: slates(message.requests ?? []) }

test.each([
  ['HTTP 500', () => 500, /HTTP 500/],
  ['no JSON', () => 'hello', /JSON/],
  ['JSON of another kind', (message: Message) => (message.catalogue ? {} : { items: [] }), /without slates/],
  ['too few slates', slatesOf((requests) => requests.slice(1).map(() => ids.slice(0, 3))), /11 slates to 12/]
])('%s is a failure of the recommender, counted for all who waited', async (_, answer, says) => {
  const { url } = await serving(answer)
  const { failures, endings } = await played(url)
  expect(failures.recommender).toBe(12)
  expect(failures.first).toMatch(says)
  expect(endings).toEqual({ left: 0, truncated: 0, failed: 12 })
})

test.each([
  ['an item that there is not', (own: string[]) => ['no such item', ...own.slice(1)]],
  ['an item twice', (own: string[]) => [own[0], own[0]]],
  ['no items', () => []],
  ['what is no list', () => 'abc']
])('%s is a failure for that person alone', async (_, spoilt) => {
  const { url } = await serving(
    slatesOf((requests) => requests.map(({ user, size }) => (user === 5 ? spoilt(ids) : ids.slice(0, size))))
  )
  const { failures, endings } = await played(url)
  expect([failures.recommender, endings.failed]).toEqual([1, 1])
})

test('an answer that never comes is given up, and after three nobody waits any more', async () => {
  const { url, heard } = await serving(({ catalogue }) => (catalogue ? {} : undefined))
  const { failures } = await createWorld({
    recommender: remoteRecommender(url, { timeoutSeconds: 0.1 }),
    users: 3,
    seed: 3
  }).run({
    sessions: 8,
    turns: 2
  })
  expect(failures.first).toMatch(/No answer within 0\.1 s/)
  expect(heard.filter(({ requests }) => requests).length).toBeLessThanOrEqual(3)
})

test('a server that is not there is told before anything begins', async () => {
  await expect(knock('http://127.0.0.1:9/')).rejects.toMatchObject({ code: 'leaderboard.no-answer' })
  await expect(leaderboard({ entries: ['popular', 'http://127.0.0.1:9/'] })).rejects.toMatchObject({
    code: 'leaderboard.no-answer'
  })
  expect(() => remoteRecommender('http://')).toThrow(expect.objectContaining({ code: 'leaderboard.bad-url' }))
})

test('an address is called by its host and path, and what may be secret in it is not told', () => {
  expect(nameOfUrl('http://me:secret@127.0.0.1:8000/recommend/?key=secret')).toBe('127.0.0.1:8000/recommend')
})

const python = ['python3', 'python'].find((name) => {
  try {
    return execFileSync(name, ['--version'], { stdio: 'pipe' }).toString().startsWith('Python 3')
  } catch {
    return false
  }
})

test.runIf(!python)('the example in Python was not tried: there is no python3', () => {
  const said = 'No python3 was found: examples/recommender.py was not tried.'
  if (process.env.RECOWORLD_NO_SKIP === '1') throw new Error(said)
  console.warn(said)
})

test.runIf(python)(
  'the example in Python takes part, with nothing but what Python brings',
  async () => {
    const port = await freePort()
    child = spawn(python!, [join(import.meta.dirname, '..', 'examples', 'recommender.py'), String(port)], {
      stdio: 'ignore'
    })
    const url = `http://127.0.0.1:${port}/`
    await untilAnswered(url)
    const board = await leaderboard({ entries: ['random', url], scenarios: ['cold-start'], users: 20 })
    const own = board.places.find(({ name }) => name === `127.0.0.1:${port}`)!
    expect(own.failures).toBe(0)
    expect(own.overall.retention!.value).toBeGreaterThan(0.3)
  },
  30_000
)

const freePort = () =>
  new Promise<number>((resolve) => {
    const socket = createSocket().listen(0, '127.0.0.1', () => {
      const { port } = socket.address() as AddressInfo
      socket.close(() => resolve(port))
    })
  })

async function untilAnswered(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await knock(url)
    } catch (cause) {
      if (tries > 100) throw cause
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
