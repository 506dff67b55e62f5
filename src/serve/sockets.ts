import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Gate } from '../loopback/gate.ts'
import { type Patience, serveLine } from './line.ts'
import { SHAPES, type Shape } from './offer.ts'
import type { Sessions } from './sessions.ts'

export const SOCKET_PATH = '/ws'
/** What a message may come to, bytes; whoever sends more is cut. */
const MOST_BYTES = 1_048_576

/** Takes calls at `/ws`, and at `/ws?as=numbers` from who wants numbers: a session each. */
export function attachSockets(server: Server, sessions: Sessions, gate: Gate, patience: Patience): { close(): void } {
  const lines = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MOST_BYTES })

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const asked = askedIn(request, gate)
    if ('status' in asked) refuse(socket, asked.status)
    else lines.handleUpgrade(request, socket, head, (line) => serveLine(line, asked.shape, sessions, patience))
  }
  server.on('upgrade', upgrade)
  return {
    close() {
      server.off('upgrade', upgrade)
      for (const line of lines.clients) line.terminate()
      lines.close()
    }
  }
}

/** The shape that is asked for, or else what is wrong, as HTTP says it. */
function askedIn({ url, headers }: IncomingMessage, gate: Gate): { shape: Shape } | { status: string } {
  if (!gate.isAllowedHost(headers.host) || !gate.isAllowedOrigin(headers.origin)) return { status: '403 Forbidden' }
  if (!URL.canParse(url ?? '/', 'http://localhost')) return { status: '400 Bad Request' }
  const { pathname, searchParams } = new URL(url ?? '/', 'http://localhost')
  if (pathname !== SOCKET_PATH) return { status: '404 Not Found' }
  if (gate.isOpen && !gate.isToken(tokenIn(headers.authorization) ?? searchParams.get('token')))
    return { status: '401 Unauthorized' }
  const shape = SHAPES.find((one) => one === (searchParams.get('as') ?? 'plain'))
  return shape ? { shape } : { status: '400 Bad Request' }
}

/** Of `Authorization: Bearer …`. */
export const tokenIn = (authorization: string | undefined): string | undefined =>
  /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
