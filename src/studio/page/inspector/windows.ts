import { createBrowserReceiver } from '@statelyai/inspect'
import { createCell } from '../store/cell.ts'
import { socketUrl } from './feed.ts'

/** A page elsewhere that wants its actors to be seen here, and has not been let in; null where there is none. */
export const strangerCell = createCell<{ readonly origin: string; readonly letIn: () => void } | null>(null)

const MOST_BYTES = 1_000_000
const MOST_WAITING = 1_000

/**
 * Takes in what the window that opened this page, or that holds it in a frame, tells of its XState actors, and passes it on
 * to the hub as any other program's. Pages of this machine are taken at their word; others wait until they are let in.
 */
export function takeWindows(): () => void {
  const from = window.self === window.top ? window.opener : window.parent
  if (!from || from === window) return () => {}
  let waiting: string[] = []
  let isAllowed = false
  let line: WebSocket | undefined

  const pass = (text: string) => {
    if (text.length > MOST_BYTES) return
    if (line?.readyState === WebSocket.OPEN && line.bufferedAmount < 4 * MOST_BYTES) line.send(text)
    else if (waiting.length < MOST_WAITING) waiting.push(text)
  }
  const letIn = () => {
    isAllowed = true
    strangerCell.set(null)
    line = new WebSocket(socketUrl())
    line.onopen = () => {
      for (const text of waiting.splice(0)) line?.send(text)
    }
  }
  const heard = (origin: string, message: unknown) => {
    if (!isAllowed && isOfThisMachine(origin)) letIn()
    else if (!isAllowed && strangerCell.get() === null) strangerCell.set({ origin, letIn })
    pass(JSON.stringify(message))
  }

  let origin = ''
  const listeners: ((event: MessageEvent) => void)[] = []
  /** The receiver takes messages of whoever sends them: it is given a window that only the right one can speak to. */
  const facade = {
    self: window.self,
    top: window.top,
    opener: window.opener,
    parent: window.parent,
    addEventListener(_: 'message', listener: (event: MessageEvent) => void) {
      const guarded = (event: MessageEvent) => {
        if (event.source !== from) return
        origin = event.origin
        listener(event)
      }
      listeners.push(guarded)
      window.addEventListener('message', guarded)
    }
  }
  const subscription = createBrowserReceiver({ window: facade as unknown as Window }).subscribe((message) =>
    heard(origin, message)
  )
  return () => {
    subscription.unsubscribe()
    for (const listener of listeners) window.removeEventListener('message', listener)
    waiting = []
    line?.close()
    strangerCell.set(null)
  }
}

function isOfThisMachine(origin: string): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, hostname } = new URL(origin)
  return (
    (protocol === 'http:' || protocol === 'https:') &&
    (/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) || hostname.endsWith('.localhost'))
  )
}
