import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ChatMessage } from '../../src/contract/model.ts'

/** What the server was asked: one step of one run. */
export interface Step {
  readonly body: {
    readonly messages: readonly ChatMessage[]
    readonly tools: readonly { function: { name: string } }[]
  }
  /** Steps of this run before this one. */
  readonly done: number
  /** What the tools answered to the step before, in order. */
  readonly results: readonly string[]
  /** The person's part of the prompt. */
  readonly person: string
}

/** What the model answers: tools to call, words, or a fault; after a while, if it is slow. */
export interface Reply {
  readonly call?: readonly (readonly [tool: string, input: unknown])[]
  readonly text?: string
  readonly status?: number
  readonly afterMs?: number
  /** The answer never comes. */
  readonly hangs?: true
}

export interface AgentServer {
  /** Up to, and without, `/chat/completions`. */
  readonly url: string
  /** All steps, in order of arrival. */
  readonly steps: readonly Step[]
  close(): Promise<void>
}

/** An OpenAI-compatible server on loopback that plays a model with tools; what it answers hangs on the step alone. */
export async function startAgentServer(play: (step: Step) => Reply): Promise<AgentServer> {
  const steps: Step[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const step = stepOf(JSON.parse(Buffer.concat(chunks).toString('utf8')))
      steps.push(step)
      const reply = play(step)
      if (!reply.hangs) setTimeout(() => answer(response, reply, steps.length), reply.afterMs ?? 0)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    steps,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

function stepOf(body: Step['body']): Step {
  const { messages } = body
  const last = messages.findLastIndex(({ role }) => role === 'assistant')
  const results = messages.slice(last + 1).filter(({ role }) => role === 'tool')
  return {
    body,
    done: messages.filter(({ role }) => role === 'assistant').length,
    results: results.map(({ content }) => content ?? ''),
    person: messages.find(({ role }) => role === 'user')?.content ?? ''
  }
}

function answer(response: ServerResponse, { call = [], text, status = 200 }: Reply, n: number) {
  const tool_calls = call.map(([name, input], at) => ({
    id: `call_${n}_${at}`,
    type: 'function',
    function: { name, arguments: typeof input === 'string' ? input : JSON.stringify(input) }
  }))
  const message = { role: 'assistant', content: text ?? null, ...(tool_calls.length > 0 ? { tool_calls } : {}) }
  const finish_reason = tool_calls.length > 0 ? 'tool_calls' : 'stop'
  const whole = {
    id: `chatcmpl-${n}`,
    object: 'chat.completion',
    created: 0,
    model: 'scripted',
    choices: [{ index: 0, message, finish_reason }],
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 }
  }
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(status === 200 ? whole : { error: { message: 'out of order', type: 'server_error' } }))
}

/** What stands between the marks of a text, read as JSON, in order. */
export const dataIn = (text: string): unknown[] =>
  [...text.matchAll(/<data>(.*?)<\/data>/gs)].map(([, json]) => JSON.parse(json!))

interface Listed {
  readonly items: readonly { readonly id: string; readonly title: string; readonly topic: string }[]
}
interface Known {
  readonly asked: readonly { readonly text: string; readonly act: string; readonly target: string | null }[]
}

export const listedIn = (result: string): Listed['items'] => (dataIn(result)[0] as Listed).items
const askedIn = (person: string) => (dataIn(person).at(-1) as Known).asked.at(-1)

/**
 * A sensible model: searches for what the person last named and for what is near it, then plans for what was asked; on other
 * occasions it asks for what is well received.
 */
export function sensible({ done, results, person }: Step): Reply {
  const isInstructed = person.startsWith('There is something to think about: instruction')
  const asked = isInstructed ? askedIn(person) : undefined
  const target = asked?.target
  if (target == null)
    return { call: [['commit_plan', { why: 'Nothing in particular was asked for.', diversity: 0.8 }]] }
  if (done === 0)
    return {
      call: [
        ['search_catalogue', { query: target, limit: 4 }],
        ['recall_person', { what: 'asked' }]
      ]
    }
  const isMore = asked?.act === 'more-like'
  if (done === 1) {
    const items = listedIn(results[0]!).map(({ id }) => id)
    if (items.length > 0 && !isMore) return { call: [['similar_to', { items, limit: 12 }]] }
  }
  const near = done === 1 || isMore ? [] : listedIn(results[0]!).map(({ topic }) => topic)
  const wanted = [...new Set(near)].filter((topic) => topic !== target).slice(0, 4)
  const phrases = isMore ? [target] : wanted
  const plan = {
    why: `It asked for: ${asked!.text}`.slice(0, 300),
    wanted: phrases.map((phrase) => ({ phrase })),
    avoidedTopics: isMore ? [] : [target],
    settings: { explorationRate: 0 }
  }
  return { call: [['commit_plan', plan]] }
}
