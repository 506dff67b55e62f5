import type { Completion, ToolCall } from '../contract/model.ts'
import { faulty, type Tokens } from './faults.ts'
import type { Reply } from './http.ts'
import { retryAfterMs } from './retry.ts'
import { estimateTokens } from './tokens.ts'

/** What was answered; `isEstimated` where the server did not tell the tokens. */
export interface ReadReply {
  readonly completion: Completion
  readonly isEstimated: boolean
}

/** The longest that a server's "later" is waited for. */
const LONGEST_WAIT_MS = 600_000

/**
 * @param inputTokens  what the question is thought to have taken, for servers that do not tell
 * @throws RecoError   `model.failed`, `model.refused`, `model.empty`, each with a fault
 */
export function readReply(reply: Reply, inputTokens: number): ReadReply {
  if (reply.status < 200 || reply.status > 299) throw declined(reply)
  const answer = parsed(reply.text)
  const { choices } = answer
  const choice = Array.isArray(choices) ? asRecord(choices[0]) : {}
  if (answer.error && !choice.message) throw brokeOff(reply.text)
  const message = asRecord(choice.message)
  const finish = typeof choice.finish_reason === 'string' ? choice.finish_reason : 'stop'
  const told = tokensTold(asRecord(answer.usage))
  if (finish === 'content_filter' || isText(message.refusal)) throw refused(message.refusal, told ?? 'unknown')
  const content = typeof message.content === 'string' ? message.content : null
  const toolCalls = Array.isArray(message.tool_calls) ? message.tool_calls.flatMap(asToolCall) : []
  if (!isText(content) && toolCalls.length === 0 && finish !== 'length') throw empty(told ?? 'unknown')
  const tokens = told ?? { inputTokens, cachedTokens: 0, outputTokens: estimateTokens(wordsIn(content, toolCalls)) }
  return { completion: { content, toolCalls, finish, ...tokens }, isEstimated: !told }
}

function tokensTold(usage: Record<string, unknown>): Tokens | undefined {
  const { prompt_tokens: input, completion_tokens: output, prompt_tokens_details: details } = usage
  if (!isCount(input) || !isCount(output) || input === 0) return undefined // no question takes nothing
  const cached = asRecord(details).cached_tokens
  return { inputTokens: input, cachedTokens: isCount(cached) ? Math.min(cached, input) : 0, outputTokens: output }
}

const wordsIn = (content: string | null, toolCalls: readonly ToolCall[]) =>
  (content ?? '') + toolCalls.map((call) => call.function.name + call.function.arguments).join('')

function parsed(text: string): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(text))
  } catch {
    throw faulty('model.failed', 'The server answered with broken JSON.', 'Look into the log of the server.', {
      again: true,
      cost: 'unknown'
    })
  }
}

/** It answered, and not with an answer. */
function declined({ status, text, retryAfter }: Reply) {
  const said = sayingOf(text)
  const isRetried = isPassing(status) && !/insufficient_quota/.test(text)
  const afterMs = retryAfterMs(retryAfter)
  if (isRetried && afterMs !== undefined && afterMs > LONGEST_WAIT_MS)
    return faulty(
      'model.failed',
      `The server answered ${status}, and asks to wait for more than ten minutes.`,
      'Come back later, or ask for a higher limit.',
      { again: false, cost: 'none' }
    )
  if (isRetried)
    return faulty('model.failed', `The server answered ${status}: ${MEANING[status] ?? 'it failed'}.`, fixFor(status), {
      again: true,
      afterMs,
      isTooMuch: status === 429 || (status === 503 && afterMs !== undefined),
      cost: 'none'
    })
  const code = isHopeless(status) || /insufficient_quota/.test(text) ? 'model.unusable' : 'model.failed'
  return faulty(code, `The server answered ${status}${said ? `: ${said}` : ''}`, fixFor(status), {
    again: false,
    cost: 'none',
    refusal: { status, text }
  })
}

/** Whoever asks, whatever is asked: a wrong key, no such model, no such address. */
const isHopeless = (status: number) => [401, 402, 404].includes(status)

const isPassing = (status: number) => status >= 500 || [408, 409, 425, 429].includes(status)

const MEANING: Readonly<Record<number, string>> = {
  408: 'it waited too long for the question',
  409: 'something else was under way',
  425: 'it was too early',
  429: 'too many questions',
  502: 'what is behind it failed',
  503: 'it is overloaded',
  504: 'what is behind it gave no answer'
}

function fixFor(status: number): string {
  if (status === 402) return 'Look whether the account has money left.'
  if (status === 401 || status === 403) return 'Look whether OPENAI_API_KEY holds a key that may use this model.'
  if (status === 404) return 'Look whether the base URL and the name of the model are right.'
  if (status === 429) return 'Lower concurrency, raise retries, or ask for a higher limit.'
  if (status >= 500) return 'Look into the log of the server, or raise retries.'
  return 'Change what the server does not take.'
}

/** The server's own words, on one line, shortened. */
function sayingOf(text: string): string {
  let said = text
  try {
    const { error, message, detail } = asRecord(JSON.parse(text))
    const found = asRecord(error).message ?? error ?? message ?? detail ?? text
    said = typeof found === 'string' ? found : JSON.stringify(found)
  } catch {} // not JSON: its words as they are
  const line = said.replace(/\s+/g, ' ').trim()
  return line.length > 200 ? `${line.slice(0, 199)}…` : line
}

/** Some that pass questions on say 200 for themselves, and tell what broke behind them. */
const brokeOff = (text: string) =>
  faulty('model.failed', `The server answered with an error: ${sayingOf(text)}`, fixFor(500), {
    again: true,
    cost: 'unknown'
  })

const refused = (why: unknown, cost: Tokens | 'unknown') =>
  faulty(
    'model.refused',
    `The model would not answer${isText(why) ? `: ${sayingOf(why)}` : '.'}`,
    'Look at what was asked; some models refuse to play a part.',
    { again: false, cost }
  )

const empty = (cost: Tokens | 'unknown') =>
  faulty(
    'model.empty',
    'The model answered without a word.',
    'Look whether the server has a chat template for this model, and whether max_tokens is large enough.',
    { again: true, cost }
  )

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

function asToolCall(value: unknown): ToolCall[] {
  const { id, function: called } = asRecord(value)
  const { name, arguments: given } = asRecord(called)
  if (typeof name !== 'string') return []
  const text = typeof given === 'string' ? given : JSON.stringify(given ?? {})
  return [{ id: typeof id === 'string' ? id : name, type: 'function', function: { name, arguments: text } }]
}
