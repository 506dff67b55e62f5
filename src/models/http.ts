import { type Dispatcher, Pool } from 'undici'
import type { EndSignal } from '../streams/lanes.ts'
import { cut, timedOut, tooLong } from './faults.ts'
import { NO_KEY } from './options.ts'

/** The most that an answer may have. */
const MOST_BYTES = 1_000_000

/** What a server sent back. */
export interface Reply {
  readonly status: number
  readonly retryAfter: string | undefined
  readonly text: string
}

/** Asks one server, over connections that stay open. */
export interface Client {
  /** @throws RecoError `model.failed` with a fault, or the signal's reason */
  post(body: string, signal: EndSignal): Promise<Reply>
  close(): Promise<void>
}

export interface ClientOptions {
  readonly baseUrl: string
  readonly apiKey: string
  readonly concurrency: number
  readonly timeoutSeconds: number
}

export function createClient({ baseUrl, apiKey, concurrency, timeoutSeconds }: ClientOptions): Client {
  const { origin, pathname, search } = new URL(baseUrl)
  const timeoutMs = timeoutSeconds * 1_000
  const pool = new Pool(origin, {
    connections: concurrency,
    pipelining: 1,
    headersTimeout: 0, // one timer of ours holds for all of an attempt
    bodyTimeout: 0,
    keepAliveTimeout: 30_000,
    connect: { timeout: timeoutMs }
  })
  const path = `${pathname.replace(/\/+$/, '')}/chat/completions${search}`
  const headers = [
    'content-type',
    'application/json',
    'accept',
    'application/json',
    'authorization',
    `Bearer ${apiKey}`
  ]
  const hidden = [apiKey, ...new URL(baseUrl).searchParams.values()].filter(isSecret)
  return {
    post: (body, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason)
        const exchange = new Exchange(resolve, reject, signal, timeoutMs, hidden)
        pool.dispatch({ path, method: 'POST', headers, body }, exchange)
      }),
    close: () => pool.destroy()
  }
}

/** One question on the wire. It settles once: with a reply, a fault, the clock, or the signal. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (reply: Reply) => void
  readonly #reject: (reason: unknown) => void
  readonly #signal: EndSignal
  readonly #timer: NodeJS.Timeout
  readonly #hidden: readonly string[]
  readonly #chunks: Buffer[] = []
  #controller: Dispatcher.DispatchController | undefined
  #failure: unknown
  #isSettled = false
  #bytes = 0
  #status = 0
  #retryAfter: string | undefined

  constructor(
    resolve: (reply: Reply) => void,
    reject: (reason: unknown) => void,
    signal: EndSignal,
    timeoutMs: number,
    hidden: readonly string[]
  ) {
    this.#resolve = resolve
    this.#reject = reject
    this.#signal = signal
    this.#hidden = hidden
    this.#timer = setTimeout(() => this.#giveUp(timedOut(timeoutMs / 1_000)), timeoutMs)
    signal.addEventListener('abort', this.#onAbort)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#isSettled) controller.abort(asError(this.#failure)) // given up before there was a connection
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Record<string, unknown>): void {
    this.#status = status
    const { 'retry-after': retryAfter } = headers
    if (typeof retryAfter === 'string') this.#retryAfter = retryAfter
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length
    if (this.#bytes > MOST_BYTES) this.#giveUp(tooLong(MOST_BYTES))
    else this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    if (!this.#settle()) return
    const told = text(this.#chunks)
    this.#resolve({
      status: this.#status,
      retryAfter: this.#retryAfter,
      text: this.#hidden.reduce(
        (rest, secret) => (rest.includes(secret) ? rest.replaceAll(secret, '[key]') : rest),
        told
      ) // some servers repeat it
    })
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (this.#settle()) this.#reject(cut(error))
  }

  readonly #onAbort = () => this.#giveUp(this.#signal.reason)

  #giveUp(reason: unknown): void {
    if (!this.#settle()) return
    this.#failure = reason
    this.#reject(reason)
    this.#controller?.abort(asError(reason))
  }

  #settle(): boolean {
    if (this.#isSettled) return false
    this.#isSettled = true
    clearTimeout(this.#timer)
    this.#signal.removeEventListener('abort', this.#onAbort)
    return true
  }
}

const text = (chunks: readonly Buffer[]) => (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString()

/** Shorter ones stand in ordinary words, and are no secrets. */
const isSecret = (value: string) => value !== NO_KEY && value.length >= 8

const asError = (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason)))
