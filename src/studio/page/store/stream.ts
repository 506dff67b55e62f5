import { useEffect, useRef, useState } from 'preact/hooks'
import { token } from './token.ts'

export type Connection = 'connecting' | 'open' | 'lost'

const FIRST_WAIT = 500
const LONGEST_WAIT = 10_000

/**
 * Listens to server-sent events, and comes back by itself when the line is cut: after half a second at first, after ten at most.
 *
 * @param listeners  by event; each gets what was parsed of it
 * @returns          ends it
 */
export function openStream(
  url: string,
  listeners: Readonly<Record<string, (told: unknown) => void>>,
  onConnection: (connection: Connection) => void = () => {}
): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = FIRST_WAIT
  let isOver = false

  const open = () => {
    source = new EventSource(withToken(url))
    source.onopen = () => {
      wait = FIRST_WAIT
      onConnection('open')
    }
    source.onerror = () => {
      source?.close()
      if (isOver) return
      onConnection('lost')
      timer = setTimeout(open, wait)
      wait = Math.min(2 * wait, LONGEST_WAIT)
    }
    for (const [event, listener] of Object.entries(listeners))
      source.addEventListener(event, (message) => listener(JSON.parse(message.data)))
  }

  onConnection('connecting')
  open()
  return () => {
    isOver = true
    clearTimeout(timer)
    source?.close()
  }
}

/** An event source sends no headers; where other machines may look on, the server wants the token to read, too. */
const withToken = (url: string) =>
  token === null ? url : `${url}${url.includes('?') ? '&' : '?'}token=${encodeURIComponent(token)}`

/** Listens as long as the component is there; `null`: to nothing. What comes after a reconnection begins anew. */
export function useStream<Told>(url: string | null, event: string, told: (value: Told) => void): Connection {
  const [connection, setConnection] = useState<Connection>('connecting')
  const latest = useRef(told)
  latest.current = told
  useEffect(() => {
    if (url === null) return
    return openStream(url, { [event]: (value) => latest.current(value as Told) }, setConnection)
  }, [url, event])
  return connection
}
