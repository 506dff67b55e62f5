import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { createBucket } from './bucket.ts'
import type { Source } from './foreign.ts'
import type { Hub } from './hub.ts'
import { readMessage } from './read.ts'
import type { Protocol } from './view.ts'

export const INSPECT_PATH = '/inspect'

/** From whom the server takes calls. */
export interface Checks {
  /** Undefined: it is no browser that calls. */
  isAllowedOrigin(origin: string | undefined): boolean
  isAllowedHost(host: string | undefined): boolean
}

/** Messages and bytes a second that one program may say for long; then its line is held up until there is room again. */
const SAID = { messages: 5_000, bytes: 8_388_608 }
const HELD_UP = 50
const PING_EVERY = 30_000

/**
 * Lets programs call at `/inspect`: whoever says what its actors do is a source, whoever only listens is told of all actors
 * in the official shapes, and of more with `?protocol=recoworld`. A source is told nothing, unless it asks for a `protocol`;
 * what it says itself it never hears.
 */
export function attachSockets(server: Server, hub: Hub, checks: Checks): { close(): void } {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    perMessageDeflate: false,
    maxPayload: hub.limits.message
  })
  const answering = new WeakSet<WebSocket>()

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const refusal = refusalOf(request)
    if (refusal) return refuse(socket, refusal)
    sockets.handleUpgrade(request, socket, head, (line) => serve(line, queryOf(request)!))
  }

  function refusalOf(request: IncomingMessage): string | undefined {
    const { host, origin } = request.headers
    if (!checks.isAllowedHost(host)) return '403 Forbidden'
    if (!checks.isAllowedOrigin(origin)) return '403 Forbidden'
    if (!queryOf(request)) return '404 Not Found'
    if (sockets.clients.size >= hub.limits.sockets) return '503 Service Unavailable'
    return undefined
  }

  function serve(socket: WebSocket, query: URLSearchParams): void {
    answering.add(socket)
    const asked = query.get('protocol')
    const protocol: Protocol = asked === 'recoworld' ? 'recoworld' : 'stately'
    const view = hub.join({ send: (text) => socket.send(text, sent), unsent: () => socket.bufferedAmount }, protocol)
    let source: Source | undefined
    const messages = createBucket(SAID.messages)
    const bytes = createBucket(SAID.bytes)

    /** What it had no room for is told once its line has run dry. */
    function sent(): void {
      if (view.owes && socket.bufferedAmount === 0) view.pay()
    }

    function heard(data: RawData, isBinary: boolean): void {
      const text = isBinary ? '' : String(data)
      if (!(messages.take() && bytes.take(text.length))) holdUp()
      const message = readMessage(text, hub.limits.message)
      if (!message) return
      if ('focus' in message) {
        view.focus(message.focus)
        hub.pay()
        return
      }
      if (!source) {
        source = hub.source()
        if (asked === null && !query.has('view')) view.leave()
        else view.deafTo(source.number)
      }
      source.hear(message)
    }

    function holdUp(): void {
      if (socket.isPaused) return
      socket.pause()
      setTimeout(() => socket.resume(), HELD_UP)
    }

    socket.on('message', heard)
    socket.on('pong', () => answering.add(socket))
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      view.leave()
      source?.close()
    })
  }

  const pinging = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!answering.has(socket)) socket.terminate()
      answering.delete(socket)
      if (socket.readyState === socket.OPEN) socket.ping()
    }
  }, PING_EVERY)
  pinging.unref()
  server.on('upgrade', upgrade)

  return {
    close() {
      clearInterval(pinging)
      server.off('upgrade', upgrade)
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    }
  }
}

/** What is asked for; undefined where it is not for us. */
function queryOf({ url }: IncomingMessage): URLSearchParams | undefined {
  try {
    const { pathname, searchParams } = new URL(url ?? '/', 'http://localhost')
    return pathname === INSPECT_PATH ? searchParams : undefined
  } catch {
    return undefined
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
