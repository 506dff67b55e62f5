import { z } from 'zod'
import { RecoError } from '../contract/error.ts'

/** Fields that are not for everybody to set; streams are not read. */
const OURS = ['model', 'messages', 'max_tokens', 'response_format', 'tools', 'stream']

const price = z.number().min(0)
const cap = z.number().positive()

const OPENAI = 'https://api.openai.com/v1'
const isFile = (name: string | undefined) => name !== undefined && /\.gguf$/i.test(name)

const Options = z.strictObject({
  /** What the server calls the model, or the path of a GGUF file. A replay may leave it to the file of answers. */
  name: z.string().min(1).optional(),
  /** Up to, and without, `/chat/completions`. */
  baseUrl: z
    .url({ protocol: /^https?$/, error: 'is no address (--base-url); it begins with http:// or https://' })
    .refine((url) => !/^https?:\/\/[^/]*@/.test(url), 'must hold no name and password: a key goes into OPENAI_API_KEY')
    .default(OPENAI),
  /** Else OPENAI_API_KEY of the environment; servers of one's own mostly want none. */
  apiKey: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces')
    .optional(),
  /** Calls in flight at most. */
  concurrency: z.int().min(1).max(4_096).default(16),
  /** The longest that one attempt may take. */
  timeoutSeconds: z.number().positive().max(3_600).default(120),
  /** Attempts after the first. */
  retries: z.int().min(0).max(10).default(4),
  /** The wait before the second attempt, about; it doubles with each, up to 30. */
  backOffSeconds: z.number().min(0).max(30).default(0.5),
  /** Money per million tokens, in a currency of your choice. */
  prices: z.strictObject({ input: price, cachedInput: price.optional(), output: price }).optional(),
  /** What may be spent at most, from opening on. What was answered before costs nothing. */
  caps: z
    .strictObject({ calls: z.int().positive(), tokens: z.int().positive(), money: cap, minutes: cap })
    .partial()
    .default({}),
  /** A file in which answers are kept (JSONL); it is made when it is not there. */
  answers: z.string().min(1).optional(),
  /** Answers come from that file only; no server is asked. */
  replay: z.boolean().default(false),
  /** What goes with every call: temperature, seed, top_p and what else the server takes. */
  body: z
    .record(z.string(), z.json())
    .refine(
      (body) => OURS.every((name) => !(name in body)),
      `must not set what each question sets itself: ${OURS.join(', ')}`
    )
    .default({})
})

/** How a language model is reached, and what it may cost. Only `name` is needed, and for a replay only `answers`. */
export type ModelOptions = z.input<typeof Options>
/** All of them, with what was left out filled in. */
export type ModelSettings = z.output<typeof Options> & { readonly name: string; readonly apiKey: string }

/** Stands in for a key where there is none; servers that want none do not look. */
export const NO_KEY = 'none'

/**
 * @param environment  where a key is looked for that was not given
 * @throws RecoError   `model.bad-option`, naming all that is wrong and no value
 */
export function settle(given: ModelOptions, environment: NodeJS.ProcessEnv = process.env): ModelSettings {
  const { success, data, error } = Options.safeParse(given)
  const wrong = success ? [] : error.issues.map(({ path, message }) => `${path.join('.') || 'options'}: ${message}`)
  if (given?.caps?.money !== undefined && given.prices === undefined)
    wrong.push('caps.money (--max-money): needs prices (--price), to know what a call costs')
  if (given?.name === undefined && given?.replay !== true) wrong.push('name: needed, the name of a model')
  if (given?.replay === true && given.answers === undefined)
    wrong.push('replay: needs answers, the file to take them from')
  if (
    data &&
    data.replay !== true &&
    data.baseUrl === OPENAI &&
    keyOf(environment) === NO_KEY &&
    data.apiKey === undefined &&
    !isFile(data.name)
  )
    wrong.push(
      "baseUrl: OpenAI's server wants a key (OPENAI_API_KEY); a server of your own wants its address (--base-url)"
    )
  const secret = Object.keys(data?.body ?? {}).find((name) => /key|secret|token$|authorization|password/i.test(name))
  if (secret !== undefined) wrong.push(`body: "${secret}" looks like a secret; keys go into OPENAI_API_KEY`)
  if (!data || wrong.length > 0)
    throw new RecoError('model.bad-option', {
      what: `The options of the language model do not hold.${wrong.map((one) => `\n    ${one}`).join('')}`,
      fix: 'Mend the options named above.'
    })
  return { ...data, name: data.name ?? '', apiKey: data.apiKey ?? keyOf(environment) }
}

function keyOf({ OPENAI_API_KEY: key }: NodeJS.ProcessEnv): string {
  if (!key?.trim()) return NO_KEY
  const trimmed = key.trim()
  if (/^[\x21-\x7e]+$/.test(trimmed)) return trimmed
  throw new RecoError('model.bad-option', {
    what: 'OPENAI_API_KEY holds characters that no key has.',
    fix: 'Set it anew, as printable ASCII without spaces.'
  })
}
