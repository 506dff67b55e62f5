import { z } from 'zod'

/** What the server takes of what we would say. Learnt from what it turns down, and said otherwise from then on. */
export interface Dialect {
  /** Changes when something was learnt. */
  readonly version: number
  /** The same question in words that the server takes. */
  say(words: string): string
  /** @returns whether asking again may help */
  learn(refusal: { readonly status: number; readonly text: string }): boolean
}

const Body = z.looseObject({
  messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })),
  max_tokens: z.number().optional(),
  response_format: z.looseObject({ type: z.string() }).optional()
})
const Schema = z.object({ json_schema: z.object({ schema: z.unknown() }) })

export function createDialect(note: (text: string) => void): Dialect {
  let version = 0
  let format: 'schema' | 'object' | 'none' = 'schema'
  let limit: 'max_tokens' | 'max_completion_tokens' = 'max_tokens'

  return {
    get version() {
      return version
    },
    say(words) {
      if (version === 0) return words
      const { max_tokens, response_format, ...body } = Body.parse(JSON.parse(words))
      const schema = format === 'schema' ? undefined : Schema.safeParse(response_format).data?.json_schema.schema
      const said =
        response_format && format === 'object' && (schema || response_format.type === 'json_object')
          ? { type: 'json_object' }
          : format === 'none'
            ? undefined
            : response_format
      return JSON.stringify({
        ...body,
        messages: schema ? withSchema(body.messages, schema) : body.messages,
        [limit]: max_tokens,
        response_format: said
      })
    },
    learn({ status, text }) {
      if (status !== 400 && status !== 422) return false
      if (limit === 'max_tokens' && /max_completion_tokens/.test(text)) {
        limit = 'max_completion_tokens'
        note('The server takes max_completion_tokens in place of max_tokens.')
      } else if (format !== 'none' && /response_format|json_schema|json_object/.test(text)) {
        format = format === 'schema' ? 'object' : 'none'
        note(
          format === 'object'
            ? 'The server takes no JSON schema: it was told in the prompt, and JSON of any shape asked for.'
            : 'The server takes no response_format at all: the schema was told in the prompt.'
        )
      } else return false
      version++
      return true
    }
  }
}

type Message = z.output<typeof Body>['messages'][number]

/** Behind the rules of the first message, so that what stays the same stays in front. */
function withSchema(messages: readonly Message[], schema: unknown): Message[] {
  const told = `Answer with JSON and nothing else. It must fit this JSON schema:\n${JSON.stringify(schema)}`
  const [first, ...rest] = messages
  if (first?.role === 'system' && typeof first.content === 'string')
    return [{ ...first, content: `${first.content}\n\n${told}` }, ...rest]
  return [{ role: 'system', content: told }, ...messages]
}
