import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { expect, onTestFinished, test, vi } from 'vitest'
import { chatModelOf, createModels, type ModelOptions } from '../src/models/index.ts'
import { NO_KEY, settle } from '../src/models/options.ts'
import { models, newFile, of, saying, server } from './helpers/asking.ts'

const KEY = 'sk-planted-0123456789'
const told = (thing: unknown) => `${inspect(thing, { depth: 20, showHidden: true })}${JSON.stringify(thing)}`

test('the key goes to the server and nowhere else', async () => {
  const printed: string[] = []
  for (const stream of [process.stdout, process.stderr]) {
    const spy = vi.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text)) > 0)
    onTestFinished(() => spy.mockRestore())
  }
  const { url, seen, close } = await server({
    schedule: ['unauthorized', 'echo-key', 'refusal', 'malformed', 'ok', 'huge', 'hang', 'cut', 'cut', 'cut']
  })
  const answers = newFile()
  const asked = await models(url, { apiKey: KEY, answers, concurrency: 1, retries: 1, timeoutSeconds: 0.1 })
  const produced: unknown[] = [asked]
  for (const question of ['a', 'b', 'c', 'd', 'e', 'f', 'g'])
    produced.push(await asked.complete(saying(question), of(1)).catch((error) => [error, error.stack, error.message]))
  const chat = await chatModelOf(asked, of(2), { maxTokens: 10 })
  produced.push(await chat.invoke('hello').catch((error) => error), chat, chat.toJSON())
  await close()
  produced.push(await asked.complete(saying('nobody there'), of(1)).catch((error) => error))
  produced.push(asked.usage())
  await asked.close()
  produced.push(asked.stopped.reason)

  expect(seen.every(({ authorization }) => authorization === `Bearer ${KEY}`)).toBe(true)
  expect(seen.length).toBeGreaterThan(8)
  const file = readFileSync(answers, 'utf8')
  expect(file).toContain('Incorrect API key provided: Bearer [key]') // the server said it
  expect(file).not.toContain(KEY)
  expect(file).not.toContain(url)
  expect(printed.join('')).not.toContain(KEY)
  for (const thing of produced) expect(told(thing)).not.toContain(KEY)
})

test('the key does not change what an answer is found by', async () => {
  const { url, seen } = await server()
  const answers = newFile()
  for (const apiKey of [KEY, 'another-key']) {
    const asked = await models(url, { answers, apiKey })
    await asked.complete(saying('hello'), of(1))
    await asked.close()
  }
  expect(seen).toHaveLength(1)
})

test('without a key a word stands in for it, as servers of one’s own take it', async () => {
  vi.stubEnv('OPENAI_API_KEY', '')
  onTestFinished(() => void vi.unstubAllEnvs())
  const { url, seen } = await server()
  const asked = await models(url)
  await asked.complete(saying('hello'), of(1))
  expect(seen[0]!.authorization).toBe(`Bearer ${NO_KEY}`)
  expect(settle({ name: 'm' }, { OPENAI_API_KEY: ` ${KEY}\n` }).apiKey).toBe(KEY)
})

test.each<[Record<string, unknown>, string[]]>([
  [{ name: '' }, ['name']],
  [{ concurrency: 0 }, ['concurrency']],
  [{ concurrency: 4_097 }, ['concurrency']],
  [{ retries: 11, timeoutSeconds: 0 }, ['retries', 'timeoutSeconds']],
  [{ baseUrl: 'localhost:11434' }, ['baseUrl']],
  [{ baseUrl: `http://me:${KEY}@localhost/v1` }, ['baseUrl']],
  [{ apiKey: `${KEY}\nX-Other: 1` }, ['apiKey']],
  [{ caps: { money: 1 } }, ['caps.money']],
  [{ caps: { calls: 0, tokens: -1 } }, ['caps.calls', 'caps.tokens']],
  [{ replay: true }, ['replay']],
  [{ prices: { input: -1, output: 1 } }, ['prices.input']],
  [{ body: { stream: true } }, ['body']],
  [{ temprature: 1 }, ['temprature']]
])('%j is refused; all that is wrong is named, and no value', async (options, names) => {
  const error = await createModels({ name: 'm', ...options } as unknown as ModelOptions).catch((thrown) => thrown)
  expect(error.code).toBe('model.bad-option')
  for (const name of names) expect(error.message).toContain(name)
  expect(told(error)).not.toContain(KEY)
})
