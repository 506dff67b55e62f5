import { createAgent, tool } from 'langchain'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type Decision, isStop } from '../src/contract/model.ts'
import { causeOf, chatModelOf } from '../src/models/index.ts'
import { models, newFile, of, server } from './helpers/asking.ts'

const planning = (user: number): Decision => ({ agent: 'recommender', kind: 'plan', user, session: 1, turn: 1 })

const search = tool(async ({ words }) => `found nothing about ${words}`, {
  name: 'search',
  description: 'Searches the catalogue',
  schema: z.object({ words: z.string(), most: z.int().min(1).max(9) })
})

const think = async (by: Awaited<ReturnType<typeof models>>, user: number, signal?: AbortSignal) => {
  const model = await chatModelOf(by, planning(user), { maxTokens: 200, signal })
  const agent = createAgent({ model, tools: [search] })
  const { messages } = await agent.invoke({ messages: [{ role: 'user', content: `What for person ${user}?` }] })
  return messages.map((message) => [message.type, message.content])
}

test('an agent calls its tools and answers, and every step of it is counted', async () => {
  const { url, seen } = await server({ callsTools: true })
  const asked = await models(url)
  const told = await think(asked, 1)
  expect(told.map(([type]) => type)).toEqual(['human', 'ai', 'tool', 'ai'])
  expect(told[2]![1]).toMatch(/^found nothing about because of \d+$/)
  expect(seen).toHaveLength(2)
  expect(seen[1]!.body).toMatchObject({
    model: 'test-model',
    max_tokens: 200,
    messages: [{ role: 'user' }, { role: 'assistant', tool_calls: [{ type: 'function' }] }, { role: 'tool' }]
  })
  const { rows, total } = asked.usage()
  expect(rows).toMatchObject([{ agent: 'recommender', kind: 'plan', stream: 'slates', decisions: 1, calls: 2 }])
  expect(total.inputTokens).toBeGreaterThan(20) // what LangChain was told is what was counted, steps summed
})

test('many agents keep to the lanes', async () => {
  const watched = await server({ callsTools: true, latencyMs: 10 })
  const asked = await models(watched.url, { concurrency: 4 })
  await Promise.all(Array.from({ length: 20 }, (_, user) => think(asked, user)))
  expect(watched.seen).toHaveLength(40)
  expect(watched.mostInFlight).toBe(4)
})

test('a cap stops an agent in the middle, and whoever catches it can tell', async () => {
  const { url, seen } = await server({ callsTools: true })
  const asked = await models(url, { caps: { calls: 1 } })
  const error = await think(asked, 1).catch((thrown) => thrown)
  expect(isStop(causeOf(error))).toBe(true)
  expect(seen).toHaveLength(1)
  const model = await chatModelOf(asked, planning(2), { maxTokens: 10 })
  expect(isStop(await model.invoke('hello').catch((thrown) => thrown))).toBe(true) // without a wrapper
})

test('Retry-After holds for agents, and an attempt is not multiplied by retries of LangChain', async () => {
  const { url, seen } = await server({ schedule: ['rate-limit'], retryAfter: '1' })
  const asked = await models(url)
  const model = await chatModelOf(asked, planning(1), { maxTokens: 10 })
  await model.invoke('hello')
  expect(seen[1]!.at - seen[0]!.at).toBeGreaterThanOrEqual(990)

  const broken = await server({ shares: { error: 1 }, times: Number.POSITIVE_INFINITY })
  const failing = await models(broken.url, { retries: 2 })
  const other = await chatModelOf(failing, planning(1), { maxTokens: 10 })
  await expect(other.invoke('hello')).rejects.toMatchObject({ code: 'model.failed' })
  expect(broken.seen).toHaveLength(3)
})

test('an agent is replayed without a server, and runs that are equal share their calls', async () => {
  const { url, seen, close } = await server({ callsTools: true, latencyMs: 10 })
  const answers = newFile()
  const asked = await models(url, { answers })
  const [first, second] = await Promise.all([think(asked, 1), think(asked, 1)])
  expect(second).toEqual(first)
  expect(seen).toHaveLength(2)
  await asked.close()
  await close()
  const replayed = await models(url, { answers, replay: true })
  expect(await think(replayed, 1)).toEqual(first)
  const error = await think(replayed, 2).catch((thrown) => thrown)
  expect(causeOf(error)).toMatchObject({ code: 'model.not-recorded' })
})

test.each(['o3-mini', 'gpt-5-codex', 'gpt-4o'])('the name %s changes neither roles, fields nor path', async (name) => {
  const { url, seen } = await server()
  const asked = await models(url, { name })
  const model = await chatModelOf(asked, planning(1), { maxTokens: 10, temperature: 0.3 })
  await model.invoke([
    { role: 'system', content: 'You recommend.' },
    { role: 'user', content: 'hello' }
  ])
  expect(seen[0]!.body).toMatchObject({ model: name, max_tokens: 10, temperature: 0.3 })
  expect(seen[0]!.body.messages).toMatchObject([{ role: 'system' }, { role: 'user' }])
  expect(seen[0]!.body).not.toHaveProperty('max_completion_tokens')
})

test('a system prompt is sent as text, which is what local chat templates take', async () => {
  const { url, seen } = await server()
  const asked = await models(url)
  const model = await chatModelOf(asked, planning(1), { maxTokens: 10 })
  const agent = createAgent({ model, tools: [], systemPrompt: 'You recommend.' })
  await agent.invoke({ messages: [{ role: 'user', content: 'hello' }] })
  expect(seen[0]!.body.messages).toMatchObject([{ role: 'system', content: 'You recommend.' }, { role: 'user' }])
})

test('who gives up an agent ends its call', async () => {
  const watched = await server({ schedule: ['hang', 'hang'] })
  const asked = await models(watched.url)
  const gone = new AbortController()
  const thinking = think(asked, 1, gone.signal).catch((thrown) => thrown)
  await expect.poll(() => watched.seen.length).toBe(1)
  gone.abort()
  expect(causeOf(await thinking)).toMatchObject({ code: 'model.cancelled' })
  await expect.poll(() => watched.inFlight).toBe(0)
  const model = await chatModelOf(asked, planning(2), { maxTokens: 10 })
  const other = model.invoke('hello', { signal: AbortSignal.timeout(50) }).catch((thrown) => thrown)
  expect(await other).toBeInstanceOf(Error)
  await expect.poll(() => watched.inFlight).toBe(0)
})

test('a tool that fails, or is called wrongly, is told to the model, which goes on', async () => {
  const { url } = await server({ callsTools: true })
  const asked = await models(url)
  const broken = tool(
    async () => {
      throw new Error('the shelf is empty')
    },
    { name: 'search', description: 'Breaks', schema: z.object({ words: z.string() }) }
  )
  const agent = createAgent({ model: await chatModelOf(asked, planning(1), { maxTokens: 10 }), tools: [broken] })
  const { messages } = await agent.invoke({ messages: [{ role: 'user', content: 'hello' }] })
  expect(messages.map(({ type }) => type)).toEqual(['human', 'ai', 'tool', 'ai'])
  expect(messages[2]!.content).toContain('the shelf is empty')
})

test('a stream comes in one piece, through the same way', async () => {
  const { url } = await server()
  const asked = await models(url)
  const model = await chatModelOf(asked, of(1), { maxTokens: 10 })
  const chunks: unknown[] = []
  for await (const chunk of await model.stream('hello')) chunks.push(chunk.content)
  expect(chunks.join('')).toMatch(/^answer \d+$/) // in one piece
  expect(asked.usage().total.calls).toBe(1)
})
