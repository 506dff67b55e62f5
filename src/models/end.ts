import type { EndSignal } from '../streams/lanes.ts'

/** An AbortController and its signal, without what makes those dear: there is one for each question. */
export class End implements EndSignal {
  aborted = false
  reason: unknown
  readonly #listeners = new Set<() => void>()

  addEventListener(_: 'abort', listener: () => void): void {
    this.#listeners.add(listener)
  }
  removeEventListener(_: 'abort', listener: () => void): void {
    this.#listeners.delete(listener)
  }
  abort(reason: unknown): void {
    if (this.aborted) return
    this.aborted = true
    this.reason = reason
    for (const listener of this.#listeners) listener()
    this.#listeners.clear()
  }
}

/** A signal for libraries that want a true one. */
export function abortSignalOf(end: EndSignal): AbortSignal {
  if (end instanceof AbortSignal) return end
  const controller = new AbortController()
  if (end.aborted) controller.abort(end.reason)
  else end.addEventListener('abort', () => controller.abort(end.reason), { once: true })
  return controller.signal
}
