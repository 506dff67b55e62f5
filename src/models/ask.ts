import { RecoError } from '../contract/error.ts'
import type { Completion, Decision } from '../contract/model.ts'
import type { EndSignal, Lanes } from '../streams/lanes.ts'
import type { Budget } from './budget.ts'
import type { Dialect } from './dialect.ts'
import { type Fault, faultOf } from './faults.ts'
import type { Client } from './http.ts'
import type { Ledger } from './ledger.ts'
import type { ModelSettings } from './options.ts'
import { readReply } from './reply.ts'
import { backOffMs, pause } from './retry.ts'
import { estimateTokens } from './tokens.ts'

/** All that a question goes through on its way. */
export interface Way {
  readonly settings: Pick<ModelSettings, 'retries' | 'backOffSeconds'>
  readonly client: Client
  readonly lanes: Lanes
  readonly budget: Budget
  readonly dialect: Dialect
  readonly ledger: Ledger
}

/** One question, with the most tokens that its answer may have. */
export interface Question {
  readonly key: string
  readonly words: string
  readonly maxTokens: number
  readonly about: Decision
}

/**
 * Asks until there is an answer or nothing to hope for.
 *
 * @throws RecoError  `model.failed`, `model.refused`, `model.empty`, or the signal's reason
 */
export async function ask(
  way: Way,
  question: Question,
  signal: EndSignal
): Promise<{ completion: Completion; attempts: number }> {
  const { lanes, dialect, settings } = way
  for (let attempts = 1; ; ) {
    const { version } = dialect
    try {
      return { completion: await lanes.run(() => attempt(way, question, signal), signal), attempts }
    } catch (error) {
      const fault = faultOf(error)
      if (!fault || signal.aborted) throw signal.aborted ? signal.reason : error
      if (fault.refusal && (version !== dialect.version || dialect.learn(fault.refusal))) continue // said otherwise
      if (!fault.again || attempts > settings.retries) throw new Failed(error as RecoError, attempts)
      await pause(backOffMs(question.key, attempts, settings.backOffSeconds * 1_000, fault.afterMs), signal)
      attempts++
    }
  }
}

/** The end of a question that failed: the error without its traces, and how often it was tried. */
export class Failed {
  readonly error: RecoError
  readonly attempts: number
  readonly fault: Fault | undefined
  constructor(failure: RecoError, attempts: number) {
    const { code, parts } = failure
    const { what, fix } = parts
    this.fault = faultOf(failure)
    this.error = new RecoError(code, { what, fix })
    this.attempts = attempts
  }
}

async function attempt(way: Way, { words, maxTokens, about }: Question, signal: EndSignal): Promise<Completion> {
  const { budget, client, dialect, ledger, lanes } = way
  const said = dialect.say(words)
  const inputTokens = estimateTokens(said)
  const pending = budget.reserve(inputTokens, maxTokens, signal)
  const reserved = pending instanceof Promise ? await pending : pending
  ledger.sent(about)
  try {
    const { completion, isEstimated } = readReply(await client.post(said, signal), inputTokens)
    ledger.answered(about, completion, isEstimated)
    reserved.settle(completion)
    return completion
  } catch (error) {
    const fault = faultOf(error)
    if (fault?.isTooMuch) lanes.slowDown(fault.afterMs ?? 0)
    const cost = fault?.cost ?? 'unknown'
    if (typeof cost === 'object') ledger.answered(about, cost, false)
    reserved.settle(cost === 'none' ? null : cost)
    throw error
  }
}
