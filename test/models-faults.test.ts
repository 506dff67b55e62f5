import { expect, test } from 'vitest'
import { askStructured, createModels, estimateTokens } from '../src/models/index.ts'
import { codeOf, models, moodOf, newFile, of, saying, server } from './helpers/asking.ts'
import { type Asked, drawnFault, type ModelFault } from './helpers/model-server.ts'

test.each([
  'rate-limit',
  'error',
  'unavailable',
  'error-in-200',
  'cut',
  'malformed',
  'empty-choices',
  'no-content',
  'huge'
] as const)('after %s it is asked again, and counts as one decision', async (fault) => {
  const { url, seen } = await server({ schedule: [fault, fault] })
  const asked = await models(url)
  const { content } = await asked.complete(saying('hello'), of(1))
  expect(content).toMatch(/^answer \d+$/)
  expect(seen.map((one) => one.fault)).toEqual([fault, fault, 'ok'])
  expect(asked.usage().total).toMatchObject({ decisions: 1, calls: 3, retried: 1, failed: 0 })
})

test('a server that hangs is given up after the time set for an attempt, and asked again', async () => {
  const { url, seen } = await server({ schedule: ['hang'] })
  const asked = await models(url, { timeoutSeconds: 0.1 })
  await asked.complete(saying('hello'), of(1))
  expect(seen).toHaveLength(2)
})

test.each<[ModelFault, string, RegExp]>([
  ['rate-limit', 'model.failed', /answered 429: too many questions/],
  ['error', 'model.failed', /answered 500/],
  ['error-in-200', 'model.failed', /with an error: What is behind me broke/],
  ['cut', 'model.failed', /connection to the model broke/],
  ['hang', 'model.failed', /no answer within 0.1 seconds/],
  ['malformed', 'model.failed', /broken JSON/],
  ['huge', 'model.failed', /more than 1,000,000 bytes/],
  ['empty-choices', 'model.empty', /without a word/],
  ['no-content', 'model.empty', /without a word/]
])('%s again and again is a failure that says what was seen', async (fault, code, words) => {
  const { url } = await server({ shares: { [fault]: 1 }, times: Number.POSITIVE_INFINITY })
  const asked = await models(url, { retries: 2, timeoutSeconds: 0.1 })
  const error = await asked.complete(saying('hello'), of(1)).catch((thrown) => thrown)
  expect(error).toMatchObject({ code, message: expect.stringMatching(words) })
  expect(error.message).toMatch(/fix: /)
  expect(asked.usage().total).toMatchObject({ decisions: 1, calls: 3, retried: 1, failed: 1 })
})

test.each<[ModelFault, string, RegExp]>([
  ['unauthorized', 'model.unusable', /answered 401: Incorrect API key provided/],
  ['refusal', 'model.refused', /I cannot help with that/]
])('%s is not asked again', async (fault, code, words) => {
  const { url, seen } = await server({ schedule: [fault] })
  const asked = await models(url)
  await expect(asked.complete(saying('hello'), of(1))).rejects.toMatchObject({
    code,
    message: expect.stringMatching(words)
  })
  expect(seen).toHaveLength(1)
  expect(asked.usage().total).toMatchObject({ decisions: 1, failed: 1, retried: 0 })
})

test('a server that is not there is named as such', async () => {
  const gone = await server()
  await gone.close()
  const asked = await models(gone.url, { retries: 1 })
  const error = await asked.complete(saying('hello'), of(1)).catch((thrown) => thrown)
  expect(error.message).toMatch(/refused the connection/)
  expect(error.message).not.toContain(new URL(gone.url).port) // a replay says the same
})

test('an answer that was cut off at its most tokens is given as it is', async () => {
  const { url } = await server({ schedule: ['cut-short'] })
  const asked = await models(url)
  expect(await asked.complete(saying('hello'), of(1))).toMatchObject({ finish: 'length', content: '{"mood":"cur' })
})

test('Retry-After is kept to, for every status', async () => {
  const { url, seen } = await server({ schedule: ['unavailable', 'rate-limit'], retryAfter: '1' })
  const asked = await models(url)
  await asked.complete(saying('hello'), of(1))
  const [first, second, third] = seen.map(({ at }) => at)
  expect(second! - first!).toBeGreaterThanOrEqual(990)
  expect(third! - second!).toBeGreaterThanOrEqual(990)
})

test('who asks to wait for hours is not waited for', async () => {
  const { url, seen } = await server({ schedule: ['rate-limit'], retryAfter: '86400' })
  const asked = await models(url)
  await expect(asked.complete(saying('hello'), of(1))).rejects.toThrow(/more than ten minutes/)
  expect(seen).toHaveLength(1)
})

test('after too many questions there are fewer at once', async () => {
  const watched = await server({ latencyMs: 20, schedule: Array(16).fill('rate-limit') })
  const asked = await models(watched.url, { concurrency: 16 })
  const all = Array.from({ length: 32 }, (_, user) => asked.complete(saying(`I am ${user}`), of(user)))
  await Promise.all(all)
  expect(watched.mostInFlight).toBe(16)
  expect(mostAtOnce(watched.seen.slice(16, 28))).toBeLessThanOrEqual(9) // half, and what successes have opened by then
  expect(asked.usage().total).toMatchObject({ decisions: 32, calls: 48, failed: 0, retried: 16 })
})

/** How many began within the time that one answer takes. */
const mostAtOnce = (seen: readonly Asked[]) =>
  Math.max(...seen.map(({ at }) => seen.filter((other) => other.at >= at && other.at < at + 15).length))

test('tokens that the server does not tell are estimated, and said to be', async () => {
  const { url } = await server({ hidesUsage: true })
  const asked = await models(url)
  const { content, inputTokens, outputTokens } = await asked.complete(saying('hello'), of(1))
  expect(inputTokens).toBeGreaterThan(5)
  expect(outputTokens).toBe(estimateTokens(content!))
  expect(asked.usage().total.estimated).toBe(1)
})

const SHARES = {
  'rate-limit': 0.025,
  error: 0.025,
  cut: 0.025,
  hang: 0.01,
  malformed: 0.025,
  'wrong-schema': 0.02,
  refusal: 0.02,
  'empty-choices': 0.025,
  huge: 0.005,
  prose: 0.02
} as const

test('with one call in five at fault, 2,000 decisions are lost never, counted once, and failures exactly', async () => {
  const file = newFile()
  const { url, seen } = await server({ shares: SHARES, times: 1, retryAfter: '0' })
  const asked = await models(url, { concurrency: 64, timeoutSeconds: 1, answers: file })
  const users = Array.from({ length: 2_000 }, (_, user) => user)
  const decide = (by: typeof asked) =>
    Promise.all(
      users.map((user) => askStructured(by, moodOf(user), of(user)).catch((error: Error) => ({ error: error.message })))
    )
  const outcomes = await decide(asked)

  const faults = users.map((user) => drawnFault(moodOf(user).messages, SHARES))
  const isAtFault = faults.filter((fault) => fault !== 'ok').length
  expect(isAtFault / users.length).toBeGreaterThan(0.17)
  // a repair is a question of its own, with a fault of its own; what it comes to is known as well
  const fatal = (messages: unknown) => ['refusal', 'wrong-schema', 'prose'].includes(drawnFault(messages, SHARES))
  const repairs = new Set(
    seen.filter(({ body }) => lengthOf(body) > 2).map(({ body }) => JSON.stringify(body.messages))
  )
  const refused = faults.filter((fault) => fault === 'refusal').length
  const isUnshapely = faults.filter((fault) => fault === 'wrong-schema' || fault === 'prose').length
  const lost = [...repairs].filter((messages) => fatal(JSON.parse(messages))).length
  expect(repairs.size).toBe(isUnshapely)
  const failed = outcomes.filter((outcome) => 'error' in outcome)
  expect(failed).toHaveLength(refused + lost)

  const { total } = asked.usage()
  expect(total.decisions).toBe(2_000)
  expect(total.failed).toBe(failed.length)
  expect(total.kept).toBe(0)
  expect(total.repaired).toBe(isUnshapely - lost)
  expect(total.calls).toBe(seen.length)
  await asked.close()

  const replayed = await createModels({ name: 'test-model', answers: file, replay: true })
  expect(await decide(replayed)).toEqual(outcomes)
  expect(replayed.usage().total).toMatchObject({ decisions: 2_000, failed: failed.length, calls: 0 })
  expect(await codeOf(replayed.complete(saying('never asked'), of(1)))).toBe('model.not-recorded')
  await replayed.close()
})

const lengthOf = (body: Record<string, unknown>) => (body.messages as unknown[]).length
