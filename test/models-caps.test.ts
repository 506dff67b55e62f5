import { expect, test } from 'vitest'
import { isStop } from '../src/contract/model.ts'
import { createBudget } from '../src/models/budget.ts'
import { codeOf, models, newFile, of, saying, server } from './helpers/asking.ts'

const asking = (by: Awaited<ReturnType<typeof models>>, users: number) =>
  Promise.allSettled(Array.from({ length: users }, (_, user) => by.complete(saying(`I am ${user}`), of(user))))

test('a cap on calls is reached exactly, and no call beyond is sent; what was stopped is no failure', async () => {
  const { url, seen } = await server({ latencyMs: 5 })
  const asked = await models(url, { concurrency: 8, caps: { calls: 25 } })
  const outcomes = await asking(asked, 100)
  expect(seen).toHaveLength(25)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(25) // what was paid for was given
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(isStop(outcome.reason)).toBe(true)
  expect(asked.usage().total).toMatchObject({ decisions: 25, calls: 25, failed: 0, cancelled: 0 })
  expect(asked.stopped.aborted).toBe(true)
  expect(asked.stopped.reason.message).toMatch(/^model\.stopped: The cap of 25 calls was reached\.[\s\S]*counts anew/)
  expect(await codeOf(asked.complete(saying('one more'), of(1)))).toBe('model.stopped')
  expect(seen).toHaveLength(25)
})

test('second attempts count towards a cap on calls', async () => {
  const { url, seen } = await server({ shares: { error: 1 }, times: Number.POSITIVE_INFINITY })
  const asked = await models(url, { caps: { calls: 3 }, retries: 9 })
  expect(await codeOf(asked.complete(saying('hello'), of(1)))).toBe('model.stopped')
  expect(seen).toHaveLength(3)
  expect(asked.usage().total.failed).toBe(0)
})

test('a cap on tokens holds whatever the concurrency, and what answers did not need is used', async () => {
  const { url } = await server({ latencyMs: 2 })
  const asked = await models(url, { concurrency: 64, caps: { tokens: 5_000 } })
  await asking(asked, 1_000)
  const { total } = asked.usage()
  const used = total.inputTokens + total.outputTokens
  expect(used).toBeLessThanOrEqual(5_000)
  expect(used).toBeGreaterThan(5_000 - 150) // less is left than one more call might take
  expect(asked.stopped.reason.message).toMatch(/The cap of 5000 tokens/)
})

test('a cap on money holds, by the prices given', async () => {
  const { url } = await server()
  const prices = { input: 2, cachedInput: 1, output: 10 }
  const asked = await models(url, { concurrency: 32, prices, caps: { money: 0.01 } })
  await asking(asked, 1_000)
  const { total, rows } = asked.usage()
  const { inputTokens, cachedTokens, outputTokens } = total
  const money = ((inputTokens - cachedTokens) * 2 + cachedTokens * 1 + outputTokens * 10) / 1e6
  expect(total.money).toBeCloseTo(money, 12)
  expect(total.money!).toBeLessThanOrEqual(0.01)
  expect(total.money!).toBeGreaterThan(0.009)
  expect(rows).toMatchObject([{ agent: 'mind', kind: 'review', stream: 'feedback' }])
})

test('a call that can never fit is not sent', async () => {
  const { url, seen } = await server()
  const asked = await models(url, { caps: { tokens: 40 } })
  expect(await codeOf(asked.complete(saying('hello', 50), of(1)))).toBe('model.stopped')
  expect(seen).toHaveLength(0)
})

test('when the minutes are over, what is in flight and what waits stops', async () => {
  const { url } = await server({ shares: { hang: 1 } })
  const asked = await models(url, { concurrency: 2, caps: { minutes: 0.1 / 60 } })
  const outcomes = await asking(asked, 10)
  for (const outcome of outcomes) expect(outcome.status === 'rejected' && isStop(outcome.reason)).toBe(true)
  expect(asked.usage().total).toMatchObject({ decisions: 0, failed: 0, cancelled: 0 })
})

test('an interrupt stops all: in flight, waiting in lanes, waiting to ask again', async () => {
  const { url, seen } = await server({ schedule: ['hang', 'hang', 'error'] })
  const end = new AbortController()
  const asked = await models(url, { concurrency: 3, backOffSeconds: 30 }, end.signal)
  const outcomes = asking(asked, 20)
  await expect.poll(() => [seen.length, asked.usage().total.decisions]).toEqual([20, 17])
  end.abort()
  const stopped = (await outcomes).filter(({ status }) => status === 'rejected')
  expect(stopped).toHaveLength(3)
  for (const outcome of stopped) expect(outcome.status === 'rejected' && isStop(outcome.reason)).toBe(true)
  expect(asked.usage().total).toMatchObject({ decisions: 17, failed: 0, cancelled: 0 })
})

test('with the same answers and a higher cap it goes on where it stopped', async () => {
  const { url, seen } = await server()
  const answers = newFile()
  const first = await models(url, { answers, caps: { calls: 30 } })
  await asking(first, 100)
  await first.close()
  expect(first.stopped.reason.message).toContain(answers)
  const second = await models(url, { answers, caps: { calls: 70 } })
  const outcomes = await asking(second, 100)
  expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true)
  expect(seen).toHaveLength(100)
  expect(second.usage().total).toMatchObject({ decisions: 100, calls: 70, kept: 30, failed: 0 })
})

test('closing ends what is in flight, and is no stop that people need to hear of', async () => {
  const { url, seen } = await server({ schedule: ['hang'] })
  const asked = await models(url)
  const running = codeOf(asked.complete(saying('in flight'), of(1)))
  await expect.poll(() => seen.length).toBe(1)
  await asked.close()
  expect(await running).toBe('model.stopped')
  expect(asked.stopped.aborted).toBe(false)
  expect(await codeOf(asked.complete(saying('too late'), of(1)))).toBe('model.stopped')
  await asked.close() // twice is no harm
})

test('a refusal costs what the server says, no more', async () => {
  const { url } = await server({ schedule: ['refusal'] })
  const asked = await models(url)
  expect(await codeOf(asked.complete(saying('hello', 9_999), of(1)))).toBe('model.refused')
  const { total, spent } = asked.usage()
  expect(spent.tokens).toBe(total.inputTokens + total.outputTokens)
  expect(spent.tokens).toBeLessThan(200)
})

test('nobody waits for what was given up, and its place is free', async () => {
  const { url, seen } = await server({ schedule: ['hang'] })
  const asked = await models(url, { concurrency: 1 })
  const gone = new AbortController()
  const running = asked.complete(saying('in flight'), of(1), gone.signal)
  const waiting = asked.complete(saying('waiting'), of(2), gone.signal)
  const next = asked.complete(saying('next'), of(3))
  await expect.poll(() => seen.length).toBe(1)
  gone.abort()
  expect(await Promise.all([codeOf(running), codeOf(waiting)])).toEqual(['model.cancelled', 'model.cancelled'])
  expect((await next).content).toMatch(/^answer/)
  expect(seen).toHaveLength(2)
  expect(asked.usage().total).toMatchObject({ decisions: 1, failed: 0, cancelled: 2 })
})

test('a call that does not fit waits until those under way give back; the first is not overtaken', async () => {
  const stops: string[] = []
  const budget = createBudget({ caps: { tokens: 100 }, prices: undefined, stop: (cap) => stops.push(cap) })
  const { signal } = new AbortController()
  const first = await budget.reserve(10, 80, signal)
  const order: string[] = []
  const large = Promise.resolve(budget.reserve(10, 70, signal)).then((reserved) => {
    order.push('large')
    return reserved
  })
  const small = Promise.resolve(budget.reserve(1, 4, signal)).then(() => order.push('small'))
  first.settle({ inputTokens: 10, cachedTokens: 0, outputTokens: 5 })
  await large
  await small
  expect(order).toEqual(['large', 'small'])
  ;(await large).settle('unknown')
  expect(budget.spent).toEqual({ calls: 2, tokens: 95, money: 0 })
  expect(stops).toEqual([])
})
