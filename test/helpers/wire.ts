import { WebSocket } from 'ws'

// biome-ignore lint/suspicious/noExplicitAny: what another program says is looked at, not known
export type Json = any

export interface Said {
  readonly type: string
  readonly data: Json
}

/** A client that speaks the protocol as it is. */
export interface Wire {
  readonly socket: WebSocket
  /** Sends a message, or text as it is, and waits for the next answer. */
  ask(message: unknown): Promise<Said>
  /** The next answer, without asking. */
  next(): Promise<Said>
  readonly closed: Promise<number>
}

export async function wireTo(url: string, query = '', headers: Record<string, string> = {}): Promise<Wire> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws${query}`, { headers })
  const answers: Said[] = []
  const waiting: ((said: Said) => void)[] = []
  socket.on('message', (data) => {
    const said = JSON.parse(String(data)) as Said
    const first = waiting.shift()
    if (first) first(said)
    else answers.push(said)
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const next = () => {
    const said = answers.shift()
    return said ? Promise.resolve(said) : new Promise<Said>((resolve) => waiting.push(resolve))
  }
  return {
    socket,
    closed,
    next,
    ask(message) {
      socket.send(typeof message === 'string' ? message : JSON.stringify(message))
      return next()
    }
  }
}

/** Waits until something is so, for ten seconds at most. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let times = 0; times < 500 && !isSo(); times++) await new Promise((resolve) => setTimeout(resolve, 20))
  if (!isSo()) throw new Error('it never came to be so')
}
