import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { RecoError } from '../contract/error.ts'
import type { ChatMessage } from '../contract/model.ts'
import { abortSignalOf } from './end.ts'
import { faulty, timedOut } from './faults.ts'
import { type GrammarSchema, grammarSchema, type JsonSchema } from './grammar-schema.ts'
import type { Client } from './http.ts'

/** Whether a model is a file that is run in this process, and no name that a server knows. */
export const isGguf = (name: string): boolean => /\.gguf$/i.test(name)

/** What is used of node-llama-cpp, which people install themselves. */
interface Llama {
  getLlama(options: { build: 'never'; logLevel: 'error' }): Promise<Engine>
  LlamaChatSession: new (options: { contextSequence: Sequence; systemPrompt?: string }) => Session
}
interface Engine {
  loadModel(options: { modelPath: string }): Promise<Loaded>
  createGrammarForJsonSchema(schema: GrammarSchema): Promise<unknown>
  dispose(): Promise<void>
}
interface Loaded {
  createContext(options: { sequences: number; threads: number }): Promise<{ getSequence(): Sequence }>
  tokenize(text: string): readonly unknown[]
}
interface Sequence {
  dispose(): void
  readonly clearHistory: () => Promise<void>
}
interface Session {
  setChatHistory(history: readonly Said[]): void
  getChatHistory(): Said[]
  prompt(text: string, options: Prompting): Promise<string>
  dispose(): void
}
type Said = { type: 'system' | 'user'; text: string } | { type: 'model'; response: string[] }
interface Prompting {
  readonly maxTokens: number
  readonly temperature: number
  readonly seed?: number | undefined
  readonly grammar?: unknown
  readonly signal: AbortSignal
  readonly stopOnAbortSignal: false
}

/** Of a chat completion's body, what is heeded. */
interface Body {
  readonly messages: readonly ChatMessage[]
  readonly max_tokens?: number
  readonly max_completion_tokens?: number
  readonly temperature?: number
  readonly seed?: number
  readonly tools?: readonly unknown[]
  readonly response_format?: { readonly json_schema?: { readonly schema: JsonSchema } }
}

export interface GgufOptions {
  /** Answers under way at once. */
  readonly concurrency: number
  readonly timeoutSeconds: number
}

/** More share the model's time, and are no sooner done together. */
export const MOST_AT_ONCE = 4

/**
 * A model in this process: a GGUF file through node-llama-cpp. Answers are as a server gives them; shapes are held by a
 * grammar. Tools are not called.
 *
 * @throws RecoError `model.no-llama` where node-llama-cpp is not installed, `model.bad-file` where the file is no model
 */
export async function createGgufClient(file: string, { concurrency, timeoutSeconds }: GgufOptions): Promise<Client> {
  const { getLlama, LlamaChatSession } = await llama()
  const engine = await getLlama({ build: 'never', logLevel: 'error' })
  const path = resolve(file)
  const model = await engine.loadModel({ modelPath: path }).catch((cause: unknown) => {
    throw new RecoError('model.bad-file', {
      what: `The file is no model that can be loaded: ${cause instanceof Error ? cause.message : String(cause)}`,
      at: { file: path },
      fix: 'Give the path of a GGUF file.'
    })
  })
  const context = await model.createContext({
    sequences: concurrency,
    threads: Math.max(1, availableParallelism() - 1)
  }) // one is ours
  const free: Sequence[] = Array.from({ length: concurrency }, () => context.getSequence())
  const grammars = new Map<string, Promise<unknown>>()

  function grammarFor(schema: JsonSchema): Promise<unknown> {
    const key = JSON.stringify(schema)
    let grammar = grammars.get(key)
    if (!grammar) {
      grammar = engine.createGrammarForJsonSchema(grammarSchema(schema))
      grammars.set(key, grammar)
    }
    return grammar
  }

  async function answer(body: Body, sequence: Sequence, signal: AbortSignal): Promise<string> {
    const { messages, temperature = 0.8, seed, response_format: format } = body
    const maxTokens = body.max_tokens ?? body.max_completion_tokens ?? 512
    const session = new LlamaChatSession({ contextSequence: sequence })
    session.setChatHistory(messages.slice(0, -1).map(saidOf))
    const grammar = format?.json_schema && (await grammarFor(format.json_schema.schema))
    const prompting = { maxTokens, temperature, seed, signal, stopOnAbortSignal: false as const }
    const content = await session.prompt(messages.at(-1)?.content ?? '', {
      ...prompting,
      ...(grammar ? { grammar } : {})
    })
    session.dispose()
    const tokens = (text: string) => model.tokenize(text).length
    const output = tokens(content)
    return JSON.stringify({
      choices: [{ message: { role: 'assistant', content }, finish_reason: output >= maxTokens ? 'length' : 'stop' }],
      usage: {
        prompt_tokens: messages.reduce((sum, { content: text }) => sum + tokens(text ?? ''), 0),
        completion_tokens: output
      }
    })
  }

  return {
    async post(said, signal) {
      const body = JSON.parse(said) as Body
      if (body.tools && body.tools.length > 0) throw noTools()
      const sequence = free.pop()! // as many as there are lanes
      const clock = AbortSignal.timeout(timeoutSeconds * 1_000)
      const end = AbortSignal.any([abortSignalOf(signal), clock])
      try {
        return { status: 200, retryAfter: undefined, text: await answer(body, sequence, end) }
      } catch (cause) {
        if (signal.aborted) throw signal.reason
        throw clock.aborted ? timedOut(timeoutSeconds) : broke(cause)
      } finally {
        await sequence.clearHistory()
        free.push(sequence)
      }
    },
    close: () => engine.dispose()
  }
}

const saidOf = ({ role, content }: ChatMessage): Said =>
  role === 'assistant'
    ? { type: 'model', response: [content ?? ''] }
    : { type: role === 'system' ? 'system' : 'user', text: content ?? '' }

/** Where the person works, then beside us. */
async function llama(): Promise<Llama> {
  for (const from of [resolve('package.json'), import.meta.url]) {
    let found: string
    try {
      found = createRequire(from).resolve('node-llama-cpp')
    } catch {
      continue
    }
    return (await import(pathToFileURL(found).href)) as Llama
  }
  throw new RecoError('model.no-llama', {
    what: 'A GGUF file is run through node-llama-cpp, which is not installed here.',
    fix: 'Install it (npm install node-llama-cpp), or start a server with the file and give --base-url.'
  })
}

const noTools = () =>
  faulty(
    'model.failed',
    'A model in this process calls no tools.',
    'Start a server with the file (llama.cpp, Ollama) and give --base-url.',
    { again: false, cost: 'none' }
  )

const broke = (cause: unknown) =>
  faulty(
    'model.failed',
    `The model broke: ${cause instanceof Error ? cause.message : String(cause)}`,
    'A shorter slate or a longer context may help.',
    { again: false, cost: 'unknown' }
  )
