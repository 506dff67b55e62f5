import type { z } from 'zod'
import { RecoError } from '../contract/error.ts'
import type { ChatMessage, Completion, Decision, Models } from '../contract/model.ts'
import type { OpenModels } from './index.ts'
import { jsonIn } from './json-in.ts'
import { responseFormat } from './json-schema.ts'

/** A question whose answer has a shape. */
export interface StructuredQuestion<Schema extends z.ZodType> {
  readonly messages: readonly ChatMessage[]
  /** The same object for every question of a kind: what the server is told of it is made once. */
  readonly schema: Schema
  /** What the shape is called: letters, digits, _ and -. */
  readonly name: string
  readonly maxTokens: number
  /** What else the server takes: temperature, seed … */
  readonly body?: Readonly<Record<string, unknown>>
}

/** Characters of a bad answer that are sent back with what is wrong with it. */
const MOST_REPEATED = 8_000

/**
 * Asks, and reads the answer into shape. One that does not fit is asked for once more, with what is wrong with it.
 *
 * @param models     an `OpenModels` also counts what was repaired and what was bad
 * @throws RecoError `model.bad-answer` where the second does not fit either; what `complete` throws
 */
export async function askStructured<Schema extends z.ZodType>(
  models: Models & Partial<Pick<OpenModels, 'judged'>>,
  { messages, schema, name, maxTokens, body }: StructuredQuestion<Schema>,
  about: Decision,
  signal?: AbortSignal
): Promise<z.output<Schema>> {
  if (!models) throw withoutModels()
  const response_format = responseFormat(schema, name)
  const complete = (said: readonly ChatMessage[]) =>
    models.complete({ ...body, messages: said, max_tokens: maxTokens, response_format }, about, signal)

  const first = await complete(messages)
  const read = readInto(schema, first)
  if (read.wrong === undefined) return read.value
  const second = await complete([
    ...messages,
    { role: 'assistant', content: (first.content ?? '').slice(0, MOST_REPEATED) },
    {
      role: 'user',
      content: `That answer does not fit: ${read.wrong}. Answer again, with the whole JSON and nothing else.`
    }
  ])
  const repaired = readInto(schema, second)
  models.judged?.(about, repaired.wrong === undefined ? 'repaired' : 'bad')
  if (repaired.wrong === undefined) return repaired.value
  throw new RecoError('model.bad-answer', {
    what: `The answer of the model does not fit "${name}", and neither did the one before: ${repaired.wrong}.`,
    fix: 'Use a model that keeps to JSON schemas, or raise the most tokens that an answer may have.'
  })
}

type Read<Value> = { readonly value: Value; readonly wrong?: undefined } | { readonly wrong: string }

function readInto<Schema extends z.ZodType>(schema: Schema, { content, finish }: Completion): Read<z.output<Schema>> {
  if (finish === 'length') return { wrong: 'it was cut off before its end; be shorter' }
  const found = content === null ? [] : jsonIn(content)
  let wrong = 'there is no JSON in it'
  for (const [at, json] of found.entries()) {
    const { success, data, error } = schema.safeParse(json)
    if (success) return { value: data }
    if (at === 0 || !Array.isArray(json)) wrong = shortly(error)
  }
  return { wrong }
}

/** The first three things wrong, on one line. */
function shortly({ issues }: z.ZodError): string {
  const told = issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`)
  const more = issues.length > 3 ? `; and ${issues.length - 3} more` : ''
  return `${told.join('; ')}${more}`.replace(/\s+/g, ' ').replace(/\.$/, '')
}

const withoutModels = () =>
  new RecoError('mind.no-model', {
    what: 'A language model was asked, and there is none.',
    fix: 'Say `asksModel: true` in the definition, and name a model: --model, or model: { name } of the world.'
  })
