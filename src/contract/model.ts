import { RecoError } from './error.ts'

/** What is decided with a model's help; each kind belongs to one stream. */
export const DECISIONS = {
  /** A person goes through a slate. */
  review: 'feedback',
  /** A person says what would keep it. */
  reflect: 'instructions',
  /** A recommender thinks about a person. */
  plan: 'slates'
} as const
export type DecisionKind = keyof typeof DECISIONS

/** Who asks a model, and what for: the address of a decision. Several calls may go into one. */
export interface Decision {
  readonly agent: 'mind' | 'recommender'
  readonly kind: DecisionKind
  readonly user: number
  readonly session: number
  readonly turn: number
}

export interface ToolCall {
  readonly id: string
  readonly type: 'function'
  /** `arguments` is JSON, as the model wrote it. */
  readonly function: { readonly name: string; readonly arguments: string }
}

/** One message of a conversation, as OpenAI-compatible servers take it. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly content: string | null
  readonly tool_calls?: readonly ToolCall[]
  readonly tool_call_id?: string
}

/** What is asked, without the model's name: the body of a chat completion. What else a server takes passes through. */
export interface ChatBody {
  readonly messages: readonly ChatMessage[]
  /** The most tokens that the answer may have, 1 or more. */
  readonly max_tokens: number
  readonly [field: string]: unknown
}

/** What was answered, with what it took. */
export interface Completion {
  readonly content: string | null
  readonly toolCalls: readonly ToolCall[]
  /** Why it ended: stop, length, tool_calls, content_filter … */
  readonly finish: string
  readonly inputTokens: number
  /** Of those, what the server had kept from before. */
  readonly cachedTokens: number
  readonly outputTokens: number
}

/** A language model behind lanes, retries, a budget, and what was answered before. */
export interface Models {
  /** What the model is called. */
  readonly name: string
  /**
   * One answer. It may come from what was answered before to the same words.
   *
   * @throws RecoError `model.failed` after retries, `model.refused`, `model.empty`; `model.stopped` when a cap is reached or
   *                   the run was stopped: nothing was decided; `model.cancelled` when `signal` said so, and `model.not-recorded` where
   *                   answers are replayed and there is none
   */
  complete(body: ChatBody, about: Decision, signal?: AbortSignal): Promise<Completion>
}

/** Whether a decision was not made because the run stops: nobody failed. */
export const isStop = (cause: unknown): boolean => cause instanceof RecoError && cause.code === 'model.stopped'

/** What was asked, and what that took. Tokens as the server counts them; money in the unit of the prices, null without. */
export interface Spent {
  /** Decisions that were made, each with one call or several. */
  readonly decisions: number
  /** Calls that went to the server, those that were retried included. */
  readonly calls: number
  /** Answers that had been given before to the same words. */
  readonly kept: number
  readonly retried: number
  readonly failed: number
  readonly inputTokens: number
  readonly cachedTokens: number
  readonly outputTokens: number
  readonly money: number | null
  /** Of waiting for the server, over all calls. */
  readonly seconds: number
}

/** What a model was asked in a run, in all and by who asked and what for. */
export interface Usage extends Spent {
  readonly model: string
  readonly mostInFlight: number
  readonly rows: readonly (Spent & {
    readonly agent: Decision['agent']
    readonly kind: DecisionKind
    readonly stream: (typeof DECISIONS)[DecisionKind]
  })[]
}
