import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { personAnswer } from './model-person.ts'

/** What can go wrong with one answer. `bad-request` turns down response_format; the rest say what they are. */
export const FAULTS = [
  'rate-limit',
  'error',
  'unavailable',
  'error-in-200',
  'hang',
  'cut',
  'malformed',
  'wrong-schema',
  'prose',
  'cut-short',
  'refusal',
  'empty-choices',
  'no-content',
  'huge',
  'unauthorized',
  'no-schema',
  'no-max-tokens',
  'echo-key'
] as const
export type ModelFault = (typeof FAULTS)[number]

export interface ModelServerOptions {
  /** Before every answer. */
  readonly latencyMs?: number
  /** The first answers, in order of arrival; `ok` is none. */
  readonly schedule?: readonly (ModelFault | 'ok')[]
  /** For every question: which faults, each with its share of questions, drawn from a hash of what is asked. */
  readonly shares?: Partial<Record<ModelFault, number>>
  /** How often one question meets its fault before it is answered; Infinity for always. */
  readonly times?: number
  /** As servers write it: seconds or a date. */
  readonly retryAfter?: string
  /** Calls the first tool it is given, until there is a result. */
  readonly callsTools?: boolean
  /** Leaves out what an answer took. */
  readonly hidesUsage?: boolean
  /** Keeps what was asked; not for load. */
  readonly forgets?: boolean
}

export interface Asked {
  readonly body: Record<string, unknown>
  readonly authorization: string | undefined
  readonly at: number
  readonly fault: ModelFault | 'ok'
}

export interface ModelServer {
  /** Up to, and without, `/chat/completions`. */
  readonly url: string
  readonly seen: Asked[]
  readonly calls: number
  readonly inFlight: number
  readonly mostInFlight: number
  close(): Promise<void>
}

type Json = Record<string, unknown>

/** An OpenAI-compatible server on loopback whose answers hang on what is asked and nothing else. */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const { latencyMs = 0, schedule = [], forgets = false, times = 1 } = options
  const seen: Asked[] = []
  const met = new Map<number, number>()
  let calls = 0
  let inFlight = 0
  let mostInFlight = 0

  const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    if (request.url?.endsWith('/figures')) return void response.end(JSON.stringify({ calls, mostInFlight }))
    if (request.method !== 'POST') return send(response, 404, { error: { message: 'Nothing here' } })
    inFlight++
    mostInFlight = Math.max(mostInFlight, inFlight)
    response.once('close', () => inFlight--)
    const nth = calls++
    const text = await textOf(request)
    const body = JSON.parse(text) as Json
    const fault = faultFor(nth, body)
    const { authorization } = request.headers
    if (!forgets) seen.push({ body, authorization, at: performance.now(), fault })
    const say = () =>
      fault === 'ok' ? send(response, 200, answerTo(body, options)) : spoil(fault, response, body, authorization)
    if (latencyMs > 0) setTimeout(say, latencyMs)
    else say()
  })

  function faultFor(nth: number, body: Json): ModelFault | 'ok' {
    const planned = schedule[nth]
    if (planned) return planned
    const drawn = drawnFault(body.messages, options.shares)
    if (drawn === 'ok') return drawn
    const hash = hashOf(JSON.stringify(body.messages))
    const before = met.get(hash) ?? 0
    met.set(hash, before + 1)
    return before < times ? drawn : 'ok'
  }

  function spoil(fault: ModelFault, response: ServerResponse, body: Json, authorization: string | undefined): unknown {
    const after = options.retryAfter === undefined ? {} : { 'retry-after': options.retryAfter }
    const sendText = (content: string | null, finish = 'stop') =>
      send(response, 200, completion(body, { content }, finish, options))
    switch (fault) {
      case 'rate-limit':
        return send(response, 429, { error: { message: 'Too many requests', type: 'rate_limit' } }, after)
      case 'error':
        return send(response, 500, { error: { message: 'Something broke' } }, after)
      case 'unavailable':
        return send(response, 503, { error: { message: 'Overloaded' } }, after)
      case 'error-in-200':
        return send(response, 200, { error: { message: 'What is behind me broke' } })
      case 'hang':
        return
      case 'cut':
        return void response.socket?.destroy()
      case 'malformed':
        return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices":[{"message":{"cont')
      case 'wrong-schema':
        return sendText('{"something":"else"}')
      case 'prose':
        return sendText('I would rather tell you in my own words.')
      case 'cut-short':
        return sendText('{"mood":"cur', 'length')
      case 'refusal':
        return send(
          response,
          200,
          completion(body, { content: null, refusal: 'I cannot help with that.' }, 'stop', options)
        )
      case 'empty-choices':
        return send(response, 200, { id: 'x', object: 'chat.completion', choices: [] })
      case 'no-content':
        return sendText(null)
      case 'huge':
        return sendText('x'.repeat(3_000_000))
      case 'unauthorized':
        return send(response, 401, { error: { message: `Incorrect API key provided: ${authorization}` } })
      case 'no-schema':
        return isSchema(body)
          ? send(response, 400, { error: { message: "'response_format' of type json_schema is not supported" } })
          : send(response, 200, answerTo(body, options))
      case 'no-max-tokens':
        return 'max_tokens' in body
          ? send(response, 400, {
              error: { message: "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead." }
            })
          : send(response, 200, answerTo(body, options))
      case 'echo-key':
        return sendText(`You sent ${authorization}`)
    }
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    seen,
    get calls() {
      return calls
    },
    get inFlight() {
      return inFlight
    },
    get mostInFlight() {
      return mostInFlight
    },
    close() {
      server.closeAllConnections()
      return new Promise((done) => server.close(() => done()))
    }
  }
}

/** The fault that a question meets, by its share: for the server, and for tests that know what to expect. */
export function drawnFault(messages: unknown, shares: ModelServerOptions['shares'] = {}): ModelFault | 'ok' {
  let rest = hashOf(JSON.stringify(messages)) / 2 ** 32
  for (const [fault, share] of Object.entries(shares) as [ModelFault, number][]) {
    if (rest < share) return fault
    rest -= share
  }
  return 'ok'
}

function answerTo(body: Json, options: ModelServerOptions): Json {
  const messages = body.messages as Json[]
  const tools = body.tools as { function: { name: string; parameters: Json } }[] | undefined
  const hash = hashOf(JSON.stringify(messages))
  if (options.callsTools && tools?.[0] && messages.at(-1)?.role !== 'tool') {
    const { name, parameters } = tools[0].function
    const call = {
      id: `call_${hash}`,
      type: 'function',
      function: { name, arguments: JSON.stringify(valueFor(parameters, hash)) }
    }
    return completion(body, { content: null, tool_calls: [call] }, 'tool_calls', options)
  }
  const played = personAnswer(messages as { content: string | null }[])
  if (played !== undefined) return completion(body, { content: JSON.stringify(played) }, 'stop', options)
  const schema = schemaOf(body)
  return completion(
    body,
    { content: schema ? JSON.stringify(valueFor(schema, hash)) : `answer ${hash}` },
    'stop',
    options
  )
}

function completion(body: Json, message: Json, finish: string, { hidesUsage }: ModelServerOptions): Json {
  const input = Math.ceil(JSON.stringify(body.messages).length / 4)
  const output = Math.ceil(JSON.stringify(message).length / 4)
  return {
    id: 'chatcmpl-x',
    object: 'chat.completion',
    created: 0,
    model: body.model,
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
    ...(hidesUsage
      ? {}
      : {
          usage: {
            prompt_tokens: input,
            completion_tokens: output,
            total_tokens: input + output,
            prompt_tokens_details: { cached_tokens: Math.floor(input / 2) }
          }
        })
  }
}

const isSchema = (body: Json) => (body.response_format as Json | undefined)?.type === 'json_schema'

/** Told as a schema, or in the prompt where no schema is taken. */
function schemaOf(body: Json): Json | undefined {
  const format = body.response_format as { json_schema?: { schema: Json } } | undefined
  if (format?.json_schema) return format.json_schema.schema
  const prompt = (body.messages as Json[]).map(({ content }) => content).join('\n')
  const told = /JSON schema:\n(\{.*\})/.exec(prompt)
  return told ? JSON.parse(told[1]!) : undefined
}

/** A value that fits, drawn from a hash. */
function valueFor(schema: Json, hash: number, root: Json = schema): unknown {
  const next = (at: number) => Math.imul(hash ^ (at + 1), 0x9e3779b1) >>> 0
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[hash % schema.enum.length]
  if (typeof schema.$ref === 'string')
    return valueFor((root.$defs as Record<string, Json>)[schema.$ref.split('/').at(-1)!]!, hash, root)
  const options = (schema.anyOf ?? schema.oneOf) as Json[] | undefined
  if (options) return valueFor(options[0]!, hash, root)
  const low = (schema.minimum as number | undefined) ?? 0
  const high = (schema.maximum as number | undefined) ?? low + 10
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema.properties ?? {}) as Record<string, Json>).map(([name, part], at) => [
          name,
          valueFor(part, next(at), root)
        ])
      )
    case 'array':
      return Array.from({ length: Math.max(1, (schema.minItems as number | undefined) ?? 1) }, (_, at) =>
        valueFor(schema.items as Json, next(at), root)
      )
    case 'integer':
      return low + (hash % (high - low + 1))
    case 'number':
      return low + (hash / 2 ** 32) * (high - low)
    case 'boolean':
      return hash % 2 === 0
    default:
      return `because of ${hash}`
  }
}

function send(response: ServerResponse, status: number, body: Json, headers: Record<string, string> = {}) {
  return response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

/** The same in a process of its own, so that its work is not counted as ours. */
export async function spawnModelServer(options: ModelServerOptions = {}) {
  const file = fileURLToPath(import.meta.url)
  const child: ChildProcess = spawn(process.execPath, ['--import', 'jiti/register', file, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  const url = await new Promise<string>((done, fail) => {
    child.stdout!.once('data', (line: Buffer) => done(line.toString().trim()))
    child.once('exit', (code) => fail(new Error(`the model server ended with ${code}`)))
  })
  return {
    url,
    figures: async () => (await (await fetch(`${url}/figures`)).json()) as { calls: number; mostInFlight: number },
    close: () => child.kill()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startModelServer(JSON.parse(process.argv[2] ?? '{}') as ModelServerOptions)
  process.stdout.write(`${url}\n`)
  process.stdin.resume().on('end', () => process.exit()) // ends with whoever began it
}
