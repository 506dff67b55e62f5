import { RecoError } from '../contract/error.ts'
import type { Completion } from '../contract/model.ts'

/** What an answer took, as the server counts. */
export type Tokens = Pick<Completion, 'inputTokens' | 'cachedTokens' | 'outputTokens'>

/** What an attempt came to when it came to nothing: kept as the cause of its error. */
export interface Fault {
  /** Whether asking again may help. */
  readonly again: boolean
  /** How long the server asks to wait, ms. */
  readonly afterMs?: number | undefined
  /** It could not be reached at all. */
  readonly isGone?: true
  /** It was too much for the server. */
  readonly isTooMuch?: boolean
  /** What it cost: nothing, what the server told, or as much as it could have. */
  readonly cost: 'none' | 'unknown' | Tokens
  /** HTTP status and what the server said, where it said it will not. */
  readonly refusal?: { readonly status: number; readonly text: string }
}

/** Wording hangs on what happened and nothing else: no port, no time, no count, so that a replay says the same. */
export function faulty(code: string, what: string, fix: string, fault: Fault): RecoError {
  return new RecoError(code, { what, fix, cause: fault })
}

/** The fault within, where an attempt failed; undefined for stops and cancellations. */
export function faultOf(error: unknown): Fault | undefined {
  const cause = error instanceof RecoError ? error.parts.cause : undefined
  return typeof cause === 'object' && cause !== null && 'again' in cause ? (cause as Fault) : undefined
}

export const timedOut = (seconds: number) =>
  faulty(
    'model.failed',
    `The model gave no answer within ${seconds} seconds.`,
    'Look whether the server is overloaded; raise timeoutSeconds, or lower concurrency.',
    { again: true, cost: 'unknown' }
  )

export const tooLong = (most: number) =>
  faulty(
    'model.failed',
    `The server answered with more than ${most.toLocaleString('en')} bytes.`,
    'Lower max_tokens, or look what the server sends.',
    { again: true, cost: 'unknown' }
  )

/** The server could not be reached, or hung up. */
export function cut(cause: unknown): RecoError {
  const code = codeOf(cause)
  if (code === 'ECONNREFUSED')
    return faulty(
      'model.failed',
      'The server of the model refused the connection.',
      'Start the server, and look whether the base URL is right.',
      { again: true, cost: 'none', isGone: true }
    )
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return faulty(
      'model.failed',
      'The server of the model was not found by its name.',
      'Look whether the base URL is right, and whether there is a network.',
      { again: code === 'EAI_AGAIN', cost: 'none', isGone: true }
    )
  return faulty(
    'model.failed',
    'The connection to the model broke before there was an answer.',
    'Look into the log of the server; lower concurrency if it is overloaded.',
    { again: true, cost: 'unknown' }
  )
}

function codeOf(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null) return undefined
  if ('code' in cause && typeof cause.code === 'string') return cause.code
  return 'errors' in cause && Array.isArray(cause.errors) ? codeOf(cause.errors[0]) : undefined
}
