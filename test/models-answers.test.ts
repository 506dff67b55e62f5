import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { RecoError } from '../src/contract/error.ts'
import { createModels } from '../src/models/index.ts'
import { codeOf, models, newFile, of, saying, server } from './helpers/asking.ts'

const lines = (file: string) => readFileSync(file, 'utf8').split('\n').filter(Boolean)

test('what was answered is not asked again, by content alone', async () => {
  const { url, seen } = await server()
  const answers = newFile()
  const first = await models(url, { answers })
  const given = await first.complete(saying('hello'), of(1))
  await first.close()
  const second = await models(url, { answers })
  expect(await second.complete(saying('hello'), of(2, 9))).toEqual(given)
  expect(await second.complete({ max_tokens: 50, messages: [{ role: 'user', content: 'hello' }] }, of(3))).toEqual(
    given
  )
  expect(seen).toHaveLength(1)
  expect(second.usage().total).toMatchObject({ decisions: 2, kept: 2, calls: 0, inputTokens: 0 })
  await second.complete(saying('hello', 51), of(4))
  expect(seen).toHaveLength(2)
})

test('another model, and other fields for each call, are other questions', async () => {
  const { url, seen } = await server()
  const answers = newFile()
  for (const options of [{}, { name: 'another' }, { body: { temperature: 0.5 } }, {}]) {
    const asked = await models(url, { answers, ...options })
    await asked.complete(saying('hello'), of(1))
    await asked.close()
  }
  expect(seen.map(({ body: { model, temperature } }) => [model, temperature])).toEqual([
    ['test-model', undefined],
    ['another', undefined],
    ['test-model', 0.5]
  ])
})

test('equal questions under way share one call', async () => {
  const { url, seen } = await server({ latencyMs: 20 })
  const asked = await models(url)
  const given = await Promise.all([1, 2, 3].map((user) => asked.complete(saying('hello'), of(user))))
  expect(seen).toHaveLength(1)
  expect(new Set(given.map(({ content }) => content)).size).toBe(1)
  expect(asked.usage().total).toMatchObject({ decisions: 3, calls: 1, kept: 2 })
})

test('one who shares and gives up takes the answer from nobody', async () => {
  const { url, seen } = await server({ latencyMs: 50 })
  const asked = await models(url)
  const gone = new AbortController()
  const first = asked.complete(saying('hello'), of(1), gone.signal)
  const second = asked.complete(saying('hello'), of(2))
  gone.abort()
  expect(await codeOf(first)).toBe('model.cancelled')
  expect((await second).content).toMatch(/^answer/)
  expect(seen).toHaveLength(1)
})

test('a failure for want of a server is asked again by the next run; within one run it stays what it was', async () => {
  const { url, seen } = await server({ schedule: ['error'] })
  const answers = newFile()
  const first = await models(url, { answers, retries: 0 })
  expect(await codeOf(first.complete(saying('hello'), of(1)))).toBe('model.failed')
  expect(await codeOf(first.complete(saying('hello'), of(2)))).toBe('model.failed')
  expect(seen).toHaveLength(1)
  await first.close()
  const second = await models(url, { answers })
  expect((await second.complete(saying('hello'), of(1))).content).toMatch(/^answer/)
  await second.close()
  const [head, ...told] = lines(answers).map((line) => JSON.parse(line))
  expect(head).toMatchObject({ v: 1, body: {} }) // who was asked
  expect(told.map((line) => Object.keys(line))).toEqual([
    ['v', 'key', 'about', 'failure'],
    ['v', 'key', 'about', 'completion']
  ])
})

test('a refusal was paid for, and is what it was when a run goes on', async () => {
  const { url, seen } = await server({ schedule: ['refusal'] })
  const answers = newFile()
  for (const run of [1, 2]) {
    const asked = await models(url, { answers })
    expect(await codeOf(asked.complete(saying('hello'), of(run)))).toBe('model.refused')
    await asked.close()
  }
  expect(seen).toHaveLength(1)
})

test('who runs out of time is late alone: others who ask the same have its answer, and a replay tells them apart', async () => {
  const { url, close } = await server({ latencyMs: 60 })
  const answers = newFile()
  const asked = await models(url, { answers })
  const clock = new AbortController()
  const late = asked.complete(saying('hello'), of(1), clock.signal)
  const patient = asked.complete(saying('hello'), of(2))
  setTimeout(() => clock.abort(new RecoError('model.late', { what: 'No time.', fix: 'Wait.' })), 10)
  expect(await codeOf(late)).toBe('model.late')
  const { content } = await patient
  expect((await asked.complete(saying('hello'), of(3))).content).toBe(content)
  await asked.close()
  await close()
  const again = await createModels({ answers, replay: true })
  expect(await codeOf(again.complete(saying('hello'), of(1)))).toBe('model.late')
  expect((await again.complete(saying('hello'), of(2))).content).toBe(content)
  await again.close()
})

test('a replay asks no server and gives the same answers and the same words of failure, the last where there are two', async () => {
  const { url, close } = await server({ schedule: ['refusal', 'unauthorized', 'ok', 'refusal', 'ok'] })
  const answers = newFile()
  const questions = ['a', 'b', 'c', 'd']
  const outcomesOf = async (by: Awaited<ReturnType<typeof models>>) => {
    const outcomes: unknown[] = []
    for (const [user, question] of questions.entries())
      outcomes.push(await by.complete(saying(question), of(user)).catch((error) => [error.code, error.message]))
    return outcomes
  }
  const first = await models(url, { answers, concurrency: 1 })
  await outcomesOf(first)
  await first.close()
  const resumed = await models(url, { answers, concurrency: 7 })
  const last = await outcomesOf(resumed)
  await resumed.close()
  await close()
  const replayed = await createModels({ name: 'test-model', answers, replay: true })
  expect(await outcomesOf(replayed)).toEqual(last)
  expect(replayed.usage().total).toMatchObject({ calls: 0, kept: 4, decisions: 4 })
  const missing = await replayed.complete(saying('e'), of(1)).catch((error) => error)
  expect(missing.message).toMatch(/^model\.not-recorded: .*[\s\S]*fix: Replay with the options/)
  await replayed.close()
})

test('half a line at the end, as a crash leaves it, is left out, told, and mended', async () => {
  const { url, seen } = await server()
  const answers = newFile()
  const first = await models(url, { answers })
  await first.complete(saying('hello'), of(1))
  await first.complete(saying('you'), of(2))
  await first.close()
  const whole = readFileSync(answers, 'utf8')
  writeFileSync(answers, whole.slice(0, -20))
  const second = await models(url, { answers })
  expect(second.usage().notes.join()).toMatch(/half written/)
  await second.complete(saying('hello'), of(1))
  await second.complete(saying('you'), of(2))
  await second.close()
  expect(seen).toHaveLength(3)
  expect(readFileSync(answers, 'utf8')).toBe(whole)
})

test('a line that is none of ours is named', async () => {
  const answers = newFile()
  writeFileSync(answers, '')
  appendFileSync(answers, '{"v":1,"key":"k"}\n')
  await expect(createModels({ name: 'm', baseUrl: 'http://127.0.0.1:9/v1', answers })).rejects.toMatchObject({
    code: 'model.bad-answers',
    message: expect.stringContaining(`${answers}:1`)
  })
})

test('a replay without a file says what to do', async () => {
  await expect(
    createModels({ name: 'm', baseUrl: 'http://127.0.0.1:9/v1', answers: newFile(), replay: true })
  ).rejects.toThrow(/model\.no-answers[\s\S]*Record one first/)
})

test('a file that cannot be written is told at once', async () => {
  await expect(
    createModels({ name: 'm', baseUrl: 'http://127.0.0.1:9/v1', answers: '/dev/null/answers' })
  ).rejects.toMatchObject({
    code: 'model.no-answers'
  })
})

test('when the disk is full, the run stops; nothing is lost in silence', async () => {
  const { url } = await server()
  const answers = newFile()
  const asked = await models(url, { answers })
  const handle = await open(answers, 'r')
  const append = vi
    .spyOn(Object.getPrototypeOf(handle), 'appendFile')
    .mockRejectedValueOnce(new Error('ENOSPC: no space left on device'))
  onTestFinished(() => append.mockRestore())
  await handle.close()
  await asked.complete(saying('hello'), of(1))
  await expect.poll(() => asked.stopped.aborted).toBe(true)
  expect(asked.stopped.reason.message).toMatch(/cannot be kept in [\s\S]*: ENOSPC/)
  expect(await codeOf(asked.complete(saying('you'), of(2)))).toBe('model.stopped')
})
