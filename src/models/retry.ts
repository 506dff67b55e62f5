import type { EndSignal } from '../streams/lanes.ts'

/** No wait of ours is longer. */
const LONGEST_MS = 30_000

/**
 * How long to wait before asking again, ms: doubles with each attempt, and lies between half of that and all of it, hanging
 * on the question alone.
 *
 * @param attempt  1 before the second attempt
 * @param toldMs   what the server asked for: then that, and up to a tenth of a second more, so that not all come at once
 */
export function backOffMs(key: string, attempt: number, baseMs: number, toldMs?: number): number {
  const spread = shareOf(`${key}:${attempt}`)
  if (toldMs !== undefined) return toldMs + spread * Math.min(100, baseMs)
  return Math.min(LONGEST_MS, baseMs * 2 ** (attempt - 1)) * (0.5 + 0.5 * spread)
}

/** A number from 0 up to 1, the same for the same text. */
function shareOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** What `Retry-After` asks for, ms, 0 or more: seconds or a date. Undefined where it says nothing that can be understood. */
export function retryAfterMs(header: string | undefined, now = Date.now()): number | undefined {
  if (header === undefined) return undefined
  const text = header.trim()
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1_000
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** Waits, unless the signal says that there is nothing to wait for: then it rejects with the signal's reason. */
export function pause(ms: number, signal: EndSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const end = () => {
      signal.removeEventListener('abort', giveUp)
      resolve()
    }
    const timer = setTimeout(end, ms)
    const giveUp = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    signal.addEventListener('abort', giveUp, { once: true })
  })
}
