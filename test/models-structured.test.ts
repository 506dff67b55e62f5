import { expect, test } from 'vitest'
import { z } from 'zod'
import { askStructured } from '../src/models/index.ts'
import { jsonIn } from '../src/models/json-in.ts'
import { responseFormat } from '../src/models/json-schema.ts'
import { codeOf, Mood, models, moodOf, of, server } from './helpers/asking.ts'

test('an answer comes in shape, and the server is told the shape', async () => {
  const { url, seen } = await server()
  const asked = await models(url)
  expect(Mood.parse(await askStructured(asked, moodOf(1), of(1)))).toBeTruthy()
  expect(seen[0]!.body.response_format).toEqual({
    type: 'json_schema',
    json_schema: {
      name: 'mood',
      strict: true,
      schema: {
        type: 'object',
        properties: {
          mood: { type: 'string', enum: ['curious', 'bored'] },
          stays: { type: 'boolean' },
          slots: { type: 'integer', minimum: 1, maximum: 5 }
        },
        required: ['mood', 'stays', 'slots'],
        additionalProperties: false
      }
    }
  })
})

test('every field is required at every depth, no other is allowed, and no titles or limits of safe integers are sent', () => {
  const schema = z.object({
    list: z.array(z.object({ why: z.string().max(80).optional(), n: z.int() }).meta({ title: 'Reaction' })),
    either: z.union([z.object({ a: z.string().default('x') }), z.null()])
  })
  const format = responseFormat(schema, 'nested')
  expect(format.json_schema.schema).toEqual({
    type: 'object',
    properties: {
      list: {
        type: 'array',
        items: {
          type: 'object',
          properties: { why: { type: 'string' }, n: { type: 'integer' } },
          required: ['why', 'n'],
          additionalProperties: false
        }
      },
      either: {
        anyOf: [
          { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false },
          { type: 'null' }
        ]
      }
    },
    required: ['list', 'either'],
    additionalProperties: false
  })
  expect(responseFormat(schema, 'nested')).toBe(format) // made once
})

test.each(['wrong-schema', 'prose', 'cut-short'] as const)(
  '%s is asked for once more, with what is wrong',
  async (fault) => {
    const { url, seen } = await server({ schedule: [fault] })
    const asked = await models(url)
    Mood.parse(await askStructured(asked, moodOf(1), of(1)))
    const messages = seen[1]!.body.messages as { role: string; content: string }[]
    expect(messages.slice(0, 2)).toEqual(seen[0]!.body.messages) // what a server keeps of the beginning still fits
    expect(messages.slice(2)).toMatchObject([
      { role: 'assistant', content: expect.any(String) },
      {
        role: 'user',
        content: expect.stringMatching(
          { 'wrong-schema': /does not fit: mood: /, prose: /no JSON in it/, 'cut-short': /cut off before its end/ }[
            fault
          ]
        )
      }
    ])
    expect(asked.usage().total).toMatchObject({ decisions: 1, calls: 2, repaired: 1, failed: 0 })
  }
)

test('where the second does not fit either, it failed, once', async () => {
  const { url, seen } = await server({ schedule: ['wrong-schema', 'wrong-schema'] })
  const asked = await models(url)
  const error = await askStructured(asked, moodOf(1), of(1)).catch((thrown) => thrown)
  expect(error).toMatchObject({
    code: 'model.bad-answer',
    message: expect.stringMatching(/does not fit "mood"[\s\S]*mood: /)
  })
  expect(seen).toHaveLength(2)
  expect(asked.usage().total).toMatchObject({ decisions: 1, calls: 2, repaired: 0, failed: 1 })
})

test('a server that takes no schemas is told in the prompt; it is asked so from then on, and people are told', async () => {
  const { url, seen } = await server({ shares: { 'no-schema': 1 }, times: Number.POSITIVE_INFINITY, latencyMs: 5 })
  const asked = await models(url, { concurrency: 8 })
  const decide = (users: number[]) => Promise.all(users.map((user) => askStructured(asked, moodOf(user), of(user))))
  for (const mood of await decide([1, 2, 3, 4])) Mood.parse(mood)
  const turnedDown = seen.filter(({ body }) => (body.response_format as { type: string }).type === 'json_schema')
  expect(turnedDown.length).toBeLessThanOrEqual(4)
  const before = seen.length
  await decide([5, 6, 7])
  expect(seen.slice(before).map(({ body }) => body.response_format)).toEqual(Array(3).fill({ type: 'json_object' }))
  const [system] = seen.at(-1)!.body.messages as { content: string }[]
  expect(system!.content).toMatch(/^You are a person\.\n\n.*JSON schema:\n\{.*"slots"/)
  expect(asked.usage().notes).toEqual([expect.stringMatching(/takes no JSON schema/)])
  expect(asked.usage().total).toMatchObject({ decisions: 7, failed: 0, retried: 0 })
})

test('a server that wants max_completion_tokens gets them', async () => {
  const { url, seen } = await server({ shares: { 'no-max-tokens': 1 }, times: Number.POSITIVE_INFINITY })
  const asked = await models(url)
  await askStructured(asked, moodOf(1), of(1))
  await askStructured(asked, moodOf(2), of(2))
  expect(seen.map(({ body }) => [body.max_tokens, body.max_completion_tokens])).toEqual([
    [100, undefined],
    [undefined, 100],
    [undefined, 100]
  ])
  expect(asked.usage().notes).toHaveLength(1)
})

test('a refusal is no answer of a wrong shape', async () => {
  const { url, seen } = await server({ schedule: ['refusal'] })
  const asked = await models(url)
  expect(await codeOf(askStructured(asked, moodOf(1), of(1)))).toBe('model.refused')
  expect(seen).toHaveLength(1)
})

test.each([
  ['{"a":1}', [{ a: 1 }]],
  ['```json\n{"a":1}\n```', [{ a: 1 }]],
  ['Sure! Here it is:\n```\n{"a": "}{"}\n```\nAnything else?', [{ a: '}{' }]],
  ['As in [1], it is {"a":{"b":[2]}}.', [[1], { a: { b: [2] } }]],
  ['{not json} {"a":"\\"{"}', [{ a: '"{' }]],
  ['{"a":1', []],
  ['no', []],
  ['', []]
])('in %j there is %j', (text, found) => {
  expect(jsonIn(text)).toEqual(found)
})

// what looked at each bracket again for each other would not be through within the time of a test
test('a million brackets take no time', () => {
  expect(jsonIn('{['.repeat(500_000))).toEqual([])
})
