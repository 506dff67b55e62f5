import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import * as z from 'zod'
import { createModels, type ModelOptions } from '../src/models/index.ts'
import { askStructured } from '../src/models/structured.ts'
import { createLanes } from '../src/streams/lanes.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections()
})

/** A server that answers each question with the next of some bodies, the last again and again. */
async function answering(...replies: ((url: string) => { status?: number; body: unknown })[]): Promise<string> {
  let nth = 0
  const server = createServer((request, response) => {
    const { status = 200, body } = replies[Math.min(nth++, replies.length - 1)]!(request.url ?? '')
    request.resume().on('end', () => response.writeHead(status).end(JSON.stringify(body)))
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
}

const saying = (content: string, usage?: object) => () => ({ body: { choices: [{ message: { content } }], usage } })
const about = (user: number) => ({ agent: 'mind', kind: 'review', user, session: 0, turn: 0 }) as const
const body = (content: string) => ({ messages: [{ role: 'user', content }], max_tokens: 50 }) as const

const open = (baseUrl: string, options: Partial<ModelOptions> = {}) =>
  createModels({ name: 'odd', baseUrl, retries: 0, ...options })

test('more tokens kept than there were cost no less than nothing', async () => {
  const url = await answering(
    saying('well', { prompt_tokens: 10, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 9_000 } })
  )
  const models = await open(url, { prices: { input: 1, cachedInput: 0.5, output: 2 } })
  await models.complete(body('hello'), about(0))
  const { total } = models.usage()
  expect(total).toMatchObject({ inputTokens: 10, cachedTokens: 10 })
  expect(total.money).toBeCloseTo((10 * 0.5 + 5 * 2) / 1e6, 12)
  await models.close()
})

test('a server that tells of no tokens is not believed, so that a cap holds', async () => {
  const url = await answering(saying('well', { prompt_tokens: 0, completion_tokens: 0 }))
  const models = await open(url, { caps: { tokens: 300 }, concurrency: 1 })
  let answers = 0
  for (let user = 0; user < 50; user++)
    await models.complete(body(`${'word '.repeat(20)}${user}`), about(user)).then(
      () => answers++,
      () => 0
    )
  expect(answers).toBeGreaterThan(2)
  expect(answers).toBeLessThan(15)
  expect(models.usage()).toMatchObject({ capped: 'tokens', total: { estimated: answers } })
  await models.close()
})

test('what a model thinks before it answers is not its answer', async () => {
  const url = await answering(saying('<think>maybe {"next":"leave"}, or not</think>\n{"next":"stay"}'))
  const models = await open(url)
  const schema = z.object({ next: z.enum(['stay', 'leave']) })
  const question = { name: 'next', schema, messages: body('?').messages, maxTokens: 50 }
  expect(await askStructured(models, question, about(0))).toEqual({ next: 'stay' })
  await models.close()
})

test.each(['1', 'x', 'null'])('the key %j is too short to be hidden in what is answered', async (apiKey) => {
  const url = await answering(saying('{"exact":1,"nothing":null}'))
  const models = await open(url, { apiKey })
  expect((await models.complete(body('?'), about(0))).content).toBe('{"exact":1,"nothing":null}')
  await models.close()
})

test('a secret in the address is in no error, though the server repeats it', async () => {
  const url = await answering((asked) => ({ status: 400, body: { error: { message: `Not so: ${asked}` } } }))
  const models = await open(`${url}?api-version=2&key=hunter2hunter2`)
  const error = await models.complete(body('?'), about(0)).catch((cause) => cause)
  expect(error.message).toContain('Not so')
  expect(error.message).not.toContain('hunter2')
  await models.close()
})

test('what looks like a key is no part of a question, which manifests keep', async () => {
  await expect(open('http://127.0.0.1:9/v1', { body: { api_key: 'hunter2hunter2' } })).rejects.toThrow(
    /model\.bad-option.*"api_key" looks like a secret/s
  )
})

test('one question that is forbidden fails alone; where all are, or the account is empty, nothing more is asked', async () => {
  const denied = () => ({ status: 403, body: { error: { message: 'flagged' } } })
  const models = await open(await answering(saying('well'), denied, saying('well')))
  await models.complete(body('a'), about(0))
  await expect(models.complete(body('b'), about(1))).rejects.toMatchObject({ code: 'model.failed' })
  expect((await models.complete(body('c'), about(2))).content).toBe('well')
  await models.close()
  const closed = await open(await answering(denied))
  await expect(closed.complete(body('a'), about(0))).rejects.toMatchObject({ code: 'model.unusable' })
  await closed.close()
  const empty = await open(await answering(saying('well'), () => ({ status: 402, body: {} })))
  await empty.complete(body('a'), about(0))
  await expect(empty.complete(body('b'), about(1))).rejects.toMatchObject({ code: 'model.unusable' })
  await empty.close()
})

test('lanes that are closed hold the process no longer', () => {
  const timers = () => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length
  const before = timers()
  const lanes = createLanes({ most: 4 })
  lanes.slowDown(600_000)
  expect(timers()).toBe(before + 1)
  lanes.close()
  expect(timers()).toBe(before)
})
