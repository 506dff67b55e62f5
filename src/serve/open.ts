import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { bracketed, createGate } from '../loopback/gate.ts'
import { listen } from '../loopback/listen.ts'
import type { Offer } from './offer.ts'
import { routesOf } from './routes.ts'
import { createSessions } from './sessions.ts'
import { attachSockets } from './sockets.ts'

export interface ServeOptions {
  readonly offer: Offer
  /** 0: any that is free. Left out: 8000, or the next that is free. */
  readonly port?: number | undefined
  /** Another address than 127.0.0.1 lets other machines in: who has the token can act, unencrypted. */
  readonly host?: string | undefined
  /** Sessions at once. Default 256. */
  readonly most?: number | undefined
  /** How long a client may say nothing, seconds. Default 3,600. */
  readonly idleSeconds?: number | undefined
  /** How often it is asked whether a client is still there, seconds; one who has not answered by the next time is gone. Default 15. */
  readonly pingSeconds?: number | undefined
}

export interface Served {
  /** As clients take it. */
  readonly url: string
  /** To be sent as `Authorization: Bearer …` where other machines may come in; nothing otherwise. */
  readonly token: string | undefined
  readonly port: number
  /** Sessions under way. */
  readonly sessions: number
  close(): Promise<void>
}

/** Where environments are served by custom. */
const USUAL_PORT = 8_000

/**
 * Serves environments over the wire: the protocol of OpenEnv, and tools by that of MCP.
 *
 * @throws RecoError `serve.port-taken`, `serve.cannot-listen`
 */
export async function openServer(options: ServeOptions): Promise<Served> {
  const { offer, host = '127.0.0.1', most = 256, idleSeconds = 3_600, pingSeconds = 15 } = options
  const sessions = createSessions(offer, most)
  let fetchApp: ReturnType<typeof routesOf>['fetch'] | undefined
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    serverOptions: { headersTimeout: 10_000, requestTimeout: 60_000 },
    fetch: (request, env) => fetchApp?.(request, env as never) ?? new Response(null, { status: 503 })
  }) as Server
  const port = await listen(server, { who: 'serve', host, port: options.port, usual: USUAL_PORT })
  const gate = createGate(host, port)
  fetchApp = routesOf(offer, sessions, gate).fetch
  const sockets = attachSockets(server, sessions, gate, { ping: pingSeconds * 1_000, idle: idleSeconds * 1_000 })

  const sweep = setInterval(() => sessions.sweep(idleSeconds * 1_000), pingSeconds * 1_000)
  sweep.unref()

  return {
    url: `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : bracketed(host)}:${port}`,
    token: gate.isOpen ? gate.token : undefined,
    port,
    get sessions() {
      return sessions.size
    },
    close() {
      clearInterval(sweep)
      sockets.close()
      return new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      })
    }
  }
}
