import { type Fixture, LLMock } from '@copilotkit/aimock'
import { expect, onTestFinished, test } from 'vitest'
import { askStructured, chatModelOf } from '../src/models/index.ts'
import { Mood, models, moodOf, of, saying } from './helpers/asking.ts'

/** A server that others wrote after the real one. */
async function mock(fixtures: Fixture[]) {
  const started = new LLMock({ port: 0 })
  started.addFixtures(fixtures)
  await started.start()
  onTestFinished(async () => void (await started.stop()))
  return { url: `${started.url}/v1`, started }
}

test('text, with its tokens', async () => {
  const { url } = await mock([{ match: { userMessage: 'hello' }, response: { content: 'Hi there!' } }])
  const asked = await models(url)
  const answer = await asked.complete(saying('hello'), of(1))
  expect(answer).toMatchObject({ content: 'Hi there!', finish: 'stop', toolCalls: [] })
  expect(answer.outputTokens).toBeGreaterThan(0)
})

test('tools, by way of LangChain', async () => {
  const { url } = await mock([
    {
      match: { userMessage: 'weather' },
      response: { toolCalls: [{ name: 'search', arguments: '{"words":"rain"}' }] }
    }
  ])
  const asked = await models(url)
  const model = await chatModelOf(asked, of(1), { maxTokens: 50 })
  const parameters = { type: 'object', properties: { words: { type: 'string' } }, required: ['words'] }
  const bound = model.bindTools([{ type: 'function', function: { name: 'search', description: 's', parameters } }])
  const { tool_calls } = await bound.invoke('weather')
  expect(tool_calls).toMatchObject([{ name: 'search', args: { words: 'rain' } }])
})

test('a JSON schema', async () => {
  const mood = { mood: 'curious', stays: true, slots: 3 }
  const { url } = await mock([
    { match: { userMessage: 'Person 1', responseFormat: 'json_schema' }, response: { content: JSON.stringify(mood) } }
  ])
  expect(await askStructured(await models(url), moodOf(1), of(1))).toEqual(Mood.parse(mood))
})

test('too many requests, then an answer', async () => {
  const { url, started } = await mock([
    {
      match: { userMessage: 'hello', sequenceIndex: 0 },
      response: { error: { message: 'Rate limited', type: 'rate_limit_error' }, status: 429 }
    },
    { match: { userMessage: 'hello', sequenceIndex: 1 }, response: { content: 'At last' } }
  ])
  const asked = await models(url)
  expect((await asked.complete(saying('hello'), of(1))).content).toBe('At last')
  expect(started.getRequests()).toHaveLength(2)
})

test('what it does not know is not asked again', async () => {
  const { url, started } = await mock([])
  const asked = await models(url)
  await expect(asked.complete(saying('unknown'), of(1))).rejects.toThrow(/answered 404/)
  expect(started.getRequests()).toHaveLength(1)
})
