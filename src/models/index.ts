import { RecoError } from '../contract/error.ts'
import type { Completion, Decision, Models, Usage } from '../contract/model.ts'
import { createLanes, type EndSignal } from '../streams/lanes.ts'
import { type Answers, keepAnswers, type Outcome, openAnswers } from './answers.ts'
import { ask, Failed } from './ask.ts'
import { type Caps, createBudget } from './budget.ts'
import { createDialect } from './dialect.ts'
import { createFlights } from './flights.ts'
import { createGgufClient, isGguf, MOST_AT_ONCE } from './gguf.ts'
import { createClient } from './http.ts'
import { createLedger } from './ledger.ts'
import { type ModelOptions, settle } from './options.ts'
import { keyOf, wordsOf } from './words.ts'

export { type ChatModelOptions, causeOf, chatModelOf } from './langchain.ts'
export type { ModelOptions } from './options.ts'
export { askStructured, type StructuredQuestion } from './structured.ts'
export { estimateTokens } from './tokens.ts'

/** A language model that is reached, until it is closed. */
export interface OpenModels extends Models {
  /** Aborted when a cap is reached or the run was stopped; its reason is a RecoError `model.stopped` that says how to go on. */
  readonly stopped: AbortSignal
  /** What was asked so far, and what it took. */
  usage(): Usage
  /** Another world begins, in which the same person may decide at the same turn. */
  begin(): void
  /** What went with every question. */
  readonly body: Readonly<Record<string, unknown>>
  /** Told of answers that came and did not fit: one that was repaired, or one that failed for good. */
  judged(about: Decision, how: 'repaired' | 'bad'): void
  /** Stops what is under way, and waits until all answers are on disk. */
  close(): Promise<void>
}

/**
 * Opens the way to a language model.
 *
 * @param signal     stops all of it: nobody failed, and nothing more is asked
 * @throws RecoError `model.bad-option`; `model.no-answers` and `model.bad-answers` where the file of answers is wrong
 */
export async function createModels(
  options: ModelOptions,
  { signal }: { readonly signal?: AbortSignal | undefined } = {}
): Promise<OpenModels> {
  const settled = settle(options)
  const isFile = isGguf(settled.name)
  const settings = isFile ? { ...settled, concurrency: Math.min(settled.concurrency, MOST_AT_ONCE) } : settled
  const { caps, prices, answers: file, replay: isReplay } = settings
  const ledger = createLedger(prices)
  const stopping = new AbortController()
  const ending = new AbortController() // stopped, or closed, which is no stop that people need to hear of
  const stop = (what: string, fix: string) => {
    if (ending.signal.aborted) return
    stopping.abort(new RecoError('model.stopped', { what, fix }))
    ending.abort(stopping.signal.reason)
  }
  const goOn = file
    ? `Run it again with the same answers (${file}), which cost nothing`
    : 'Keep answers in a file (answers) next time, so that a run can go on; run it again'
  let capped: keyof Caps | 'server' | null = null
  const overCap = (cap: keyof Caps, value: number) => {
    capped ??= cap
    stop(`The cap of ${value} ${WORD[cap]} was reached.`, `${goOn}: the cap counts anew what that run asks.`)
  }
  const answers: Answers = file
    ? await openAnswers({
        file,
        isReplay,
        now: { model: settings.name, body: settings.body },
        note: ledger.note,
        onBroken: ({ message }) =>
          stop(
            `Answers cannot be kept in ${file} any more: ${message}`,
            'Make room, and run it again with the same answers.'
          )
      })
    : keepAnswers() // the same words come to the same, however many are asked at once
  const { model: name, body: always } = settings.name
    ? { model: settings.name, body: settings.body }
    : (answers.asked ?? (await unnamed(file!, answers)))
  const budget = createBudget({ caps, prices, stop: overCap })
  const lanes = createLanes({ most: settings.concurrency })
  const client = isReplay ? undefined : isFile ? await createGgufClient(name, settings) : createClient(settings)
  const dialect = createDialect(ledger.note)
  const way = client && { settings, client, lanes, budget, dialect, ledger }
  const flights = createFlights<Completion>(ending.signal)
  const clock =
    caps.minutes && setTimeout(() => overCap('minutes', caps.minutes!), Math.min(caps.minutes * 60_000, 2 ** 31 - 1))
  if (clock) clock.unref()
  const onSignal = () => stop('The run was stopped.', `${goOn}.`)
  if (signal?.aborted) onSignal()
  else signal?.addEventListener('abort', onSignal, { once: true })

  /** Asks the server, and keeps what came of it. */
  async function answer(words: string, key: string, maxTokens: number, about: Decision, end: EndSignal) {
    const from = performance.now()
    const ended = (failed: boolean, attempts: number) =>
      ledger.ended(about, { failed, kept: false, attempts, waitedMs: performance.now() - from })
    try {
      const { completion, attempts } = await ask(way!, { key, words, maxTokens, about }, end)
      gone = 0
      isAnswering = true
      answers.add(key, about, { completion })
      ended(false, attempts)
      return completion
    } catch (error) {
      if (!(error instanceof Failed)) throw error
      const hopeless = hopelessness(error)
      if (hopeless) throw hopeless
      const { code, parts } = error.error
      answers.add(key, about, { failure: { code, what: parts.what, fix: parts.fix } })
      ended(true, error.attempts)
      throw error.error
    }
  }

  let isAnswering = false // the server has answered something
  let gone = 0 // questions that it could not be reached for, one after the other

  /** A server that was never there, or is there no longer, fails nobody: the run ends, and can go on. */
  function hopelessness({ error, fault }: Failed): RecoError | undefined {
    const isDenied = fault?.refusal?.status === 403
    if (!fault?.isGone && !isDenied) return undefined
    if (!isAnswering) return new RecoError('model.unusable', error.parts)
    if (isDenied || ++gone < GONE) return undefined
    capped ??= 'server'
    stop(
      `The server of the model is gone: ${gone} questions in a row did not reach it.`,
      `${goOn} when it is there again.`
    )
    return stopping.signal.reason as RecoError
  }

  /** Who is out of time has decided something, which is kept as a failure so that a replay is as late; who is gone has not. */
  function gaveUp(key: string, about: Decision, reason: unknown): RecoError {
    if (!(reason instanceof RecoError && reason.code === 'model.late')) {
      ledger.cancelled(about)
      return cancelled()
    }
    const { code, parts } = reason
    answers.add(key, about, { failure: { code, what: parts.what, fix: parts.fix } })
    ledger.ended(about, { failed: true, kept: false, attempts: 0, waitedMs: 0 })
    return reason
  }

  function kept(outcome: Outcome, about: Decision): Promise<Completion> {
    const { completion, failure } = outcome
    ledger.ended(about, { failed: failure !== undefined, kept: true, attempts: 0, waitedMs: 0 })
    return completion ? Promise.resolve(completion) : Promise.reject(new RecoError(failure.code, failure))
  }

  return {
    name,
    body: always,
    atOnce: settings.concurrency,
    stopped: stopping.signal,
    async complete(body, about, cancel) {
      if (ending.signal.aborted) throw ending.signal.reason
      const words = wordsOf(name, always, body)
      const key = keyOf(words)
      const known = answers.find(key, about)
      if (known) return kept(known, about)
      if (isReplay) throw notRecorded(file!)
      if (cancel?.aborted) throw gaveUp(key, about, cancel.reason)
      const joined = flights.join(key, cancel, (end) => answer(words, key, body.max_tokens, about, end))
      try {
        const completion = await joined.answer
        if (!joined.isFirst) await kept({ completion }, about)
        return completion
      } catch (error) {
        if (ending.signal.aborted) throw ending.signal.reason
        if (!cancel?.aborted) {
          if (!joined.isFirst) ledger.ended(about, { failed: true, kept: true, attempts: 0, waitedMs: 0 })
          throw error
        }
        throw gaveUp(key, about, cancel.reason)
      }
    },
    judged: ledger.judged,
    begin: ledger.begin,
    usage: () => ledger.usage({ model: name, capped, mostInFlight: lanes.mostInFlight, spent: { ...budget.spent } }),
    async close() {
      if (!ending.signal.aborted) ending.abort(closed())
      if (clock) clearTimeout(clock)
      signal?.removeEventListener('abort', onSignal)
      lanes.close()
      await flights.landed()
      await client?.close()
      await answers.close()
    }
  }
}

/** So many in a row, and it is no accident. */
const GONE = 10

const WORD = { calls: 'calls', tokens: 'tokens', money: 'money', minutes: 'minutes' } as const

const cancelled = () =>
  new RecoError('model.cancelled', {
    what: 'Nobody waits for this answer any longer.',
    fix: 'Ask again if it is needed after all.'
  })

const closed = () =>
  new RecoError('model.stopped', {
    what: 'The way to the model was closed.',
    fix: 'Open it anew with createModels, and close it when nobody asks any more.'
  })

/** A recording of before names were kept. */
async function unnamed(file: string, answers: Answers): Promise<never> {
  await answers.close()
  throw new RecoError('model.bad-option', {
    what: 'The file of answers does not say which model gave them.',
    at: { file },
    fix: 'Name the model that was asked then: --model.'
  })
}

const notRecorded = (file: string) =>
  new RecoError('model.not-recorded', {
    what: 'This question is not among the recorded answers.',
    at: { file },
    fix: 'Replay with the options of the run that was recorded (model, body, population, seed, prompts); or record what is missing: run without replay, with the same file.'
  })
