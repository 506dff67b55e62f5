import { RecoError } from './error.ts'

/** What is decided with a model's help; each kind belongs to one stream. */
export const DECISIONS = {
  /** A person goes through a slate. */
  review: 'feedback',
  /** A person says what would keep it. */
  reflect: 'instructions',
  /** A recommender thinks about a person. */
  plan: 'slates',
  /** A creator chooses what to publish. */
  draft: 'posts'
} as const
export type DecisionKind = keyof typeof DECISIONS

/** Who asks a model, and what for: the address of a decision. Several calls may go into one. */
export interface Decision {
  readonly agent: 'mind' | 'recommender' | 'creator'
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
  /** How many calls it takes at once, 1 or more; what is beyond waits. Left out: nobody knows. */
  readonly atOnce?: number
  /**
   * One answer. It may come from what was answered before to the same words.
   *
   * @throws RecoError `model.failed` after retries, `model.unusable` where no question would fare better (key, name, address), `model.refused`, `model.empty`; `model.stopped` when a cap is reached or
   *                   the run was stopped: nothing was decided; `model.cancelled` when `signal` said so, or `model.late` where
   *                   that is its reason, which is kept and comes again in a replay; `model.not-recorded` where answers are
   *                   replayed and there is none
   */
  complete(body: ChatBody, about: Decision, signal?: AbortSignal): Promise<Completion>
}

/** One question that a model would have been asked, and about what it would have answered. */
export interface Rehearsed {
  readonly kind: DecisionKind
  readonly messages: readonly ChatMessage[]
  readonly answer: string
  /** Asked no more often however many people there are. */
  readonly isOnce?: boolean
}

/** Whether a decision was not made because the run stops: nobody failed. */
export const isStop = (cause: unknown): cause is RecoError =>
  cause instanceof RecoError && cause.code === 'model.stopped'

/** Whether no other question would fare better, so that the run cannot go on: a wrong key, or a recording of another run. */
export const isHopeless = (cause: unknown): cause is RecoError =>
  cause instanceof RecoError && (cause.code === 'model.not-recorded' || cause.code === 'model.unusable')

/** What was asked and what came of it. What the end of the run cut off stands nowhere. */
export interface UsageCounts {
  /** Decisions for which an answer came, or failed: by user, session and turn, however many calls went into one. */
  readonly decisions: number
  /** Requests sent, second attempts included. */
  readonly calls: number
  /** Answers that took no call of their own: given before, or asked for by somebody else at the same moment. */
  readonly kept: number
  /** Questions that took more than one attempt. */
  readonly retried: number
  /** Answers of a wrong shape that were right when asked for again. */
  readonly repaired: number
  /** Questions without an answer, after retries; refusals, and answers of a wrong shape, repair included. */
  readonly failed: number
  /** Questions nobody waited for any longer. */
  readonly cancelled: number
  readonly inputTokens: number
  /** Of the input: what the server had kept from before. */
  readonly cachedTokens: number
  readonly outputTokens: number
  /** Answers whose tokens the server did not tell: four bytes were taken for one. */
  readonly estimated: number
  /** In the currency of the prices; null where none are known. */
  readonly money: number | null
  /** Between question and answer, summed; real time. */
  readonly waitedSeconds: number
}

export interface UsageRow extends UsageCounts {
  readonly agent: Decision['agent']
  readonly kind: DecisionKind
  readonly stream: (typeof DECISIONS)[DecisionKind]
}

/** What a language model was asked: in all, and by who asked and what for. */
export interface Usage {
  readonly model: string
  readonly total: UsageCounts
  /** One for each agent and kind of decision that asked. */
  readonly rows: readonly UsageRow[]
  readonly mostInFlight: number
  /** What ended it: the cap, or that the server was gone. */
  readonly capped: 'calls' | 'tokens' | 'money' | 'minutes' | 'server' | null
  /** What caps were held against: calls that failed half-way count as dear as they can have been. */
  readonly spent: { readonly calls: number; readonly tokens: number; readonly money: number }
  /** What had to be done otherwise, and people should know. */
  readonly notes: readonly string[]
}
