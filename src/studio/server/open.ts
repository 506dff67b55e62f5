import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { chartOfDefinition, viewOf } from '../../chart/index.ts'
import { bracketed, createGate, type Gate } from '../../loopback/gate.ts'
import { listen } from '../../loopback/listen.ts'
import type { ChartView } from '../api.ts'
import { attachSockets, type Hub } from '../inspect/index.ts'
import type { Programme } from '../scene.ts'
import { createApp } from './app.ts'
import { createAudience } from './audience.ts'
import { createDrawing } from './drawing.ts'
import type { Env } from './guards.ts'
import { type Page, readPage } from './page.ts'

export interface StudioOptions {
  readonly programme: Programme
  /** 0: any that is free. Left out: 4242, or the next that is free. */
  readonly port?: number | undefined
  /** Another address than 127.0.0.1 lets other machines in: who has the token can read and act, unencrypted. */
  readonly host?: string | undefined
  /** Charts by the hashes that scenes name. */
  charts(hash: string): Promise<ChartView | undefined>
  /** Opens the inspector's socket at /inspect, and adds the charts of its actors. The hub stays open when the studio closes. */
  readonly hub?: Hub | undefined
  /** Lays out the definition of any machine. Left out: as all charts are drawn. */
  readonly draw?: ((definition: unknown) => Promise<ChartView>) | undefined
  /** The page's files, asked for with every request. Left out: those of the build, read once. */
  readonly page?: (() => Page) | undefined
  /** How many watch, when that changes. */
  readonly onViewers?: ((viewers: number) => void) | undefined
  /** What broke while something was answered; the server goes on. */
  readonly onFault?: ((error: unknown) => void) | undefined
  /** Frames a second that a browser is sent at most. Default 10. */
  readonly framesPerSecond?: number | undefined
  /** How long a browser may fail to keep up before it is cut, seconds. Default 30. */
  readonly patience?: number | undefined
}

export interface Studio {
  /** Where the page is; behind its #, which is never sent anywhere, stands the token. */
  readonly url: string
  readonly token: string
  readonly port: number
  /** What whoever opened it should know, in sentences: another port, other machines. */
  readonly notes: readonly string[]
  readonly viewers: number
  /** Ends all that is under way, and stops listening. */
  close(): Promise<void>
}

/** Where the studio is, if nobody says otherwise. */
const DEFAULT_PORT = 4242
/** Streams at once, of all pages. */
const MOST_STREAMS = 500

/**
 * Opens the studio: its page, and the API that tells and acts.
 *
 * @throws RecoError `studio.not-built`, `studio.port-taken`, `studio.cannot-listen`
 */
export async function openStudio(options: StudioOptions): Promise<Studio> {
  const { programme, host = '127.0.0.1', hub, onViewers, onFault = () => {}, patience = 30 } = options
  const pace = 1_000 / (options.framesPerSecond ?? 10)
  const page = options.page ?? once(readPage())
  const timing = { heartbeat: Math.min(15, patience) * 1_000, patience: patience * 1_000, onFault }
  const audience = createAudience(programme, { ...timing, pace, onSize: (size) => onViewers?.(size) })

  // The gate knows the port only once there is one; nothing comes in before
  let app: Hono<Env> | undefined
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    serverOptions: { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 5_000 },
    fetch: (request, env) => app?.fetch(request, env as Env['Bindings']) ?? new Response(null, { status: 503 })
  }) as Server
  server.maxConnections = 2 * MOST_STREAMS
  const port = await listen(server, { who: 'studio', host, port: options.port, usual: DEFAULT_PORT })
  const gate = createGate(host, port)
  app = createApp({
    gate,
    page,
    programme,
    audience,
    charts: async (hash) => (await options.charts(hash)) ?? (await hub?.chart(hash)),
    draw: createDrawing(options.draw ?? drawAny),
    onFault,
    mostStreams: MOST_STREAMS,
    following: timing
  })
  server.on('error', onFault)
  const sockets = hub && openSockets(server, hub, gate)
  return {
    url: `http://${authority(host, port)}/#token=${gate.token}`,
    token: gate.token,
    port,
    notes: notesOf(options.port, port, host, gate),
    get viewers() {
      return audience.size
    },
    close() {
      audience.close()
      sockets?.close()
      return new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      })
    }
  }
}

/** Ms that a chart from outside may take, each way that it is tried. */
const PATIENCE_WITH_CHARTS = 6_000

const drawAny = async (definition: unknown): Promise<ChartView> =>
  viewOf(chartOfDefinition(definition), { limit: PATIENCE_WITH_CHARTS })

/** The inspector's socket, behind the same gate: where other machines come in, it wants the token in its address. */
function openSockets(server: Server, hub: Hub, gate: Gate): { close(): void } {
  if (gate.isOpen)
    server.on('upgrade', ({ url }, socket) => {
      if (!gate.isToken(/[?&]token=([\w-]+)/.exec(url ?? '')?.[1])) socket.destroy()
    })
  return attachSockets(server, hub, gate)
}

const once = (page: Page) => () => page

const authority = (host: string, port: number): string =>
  `${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : bracketed(host)}:${port}`

function notesOf(wanted: number | undefined, port: number, host: string, { isOpen }: Gate): string[] {
  const moved = wanted === undefined && port !== DEFAULT_PORT
  return [
    ...(moved ? [`Port ${DEFAULT_PORT} is taken; the studio is on ${port}.`] : []),
    ...(isOpen
      ? [
          `Other machines can reach ${host}, and nothing is encrypted: who reads the address on its way can read and act.`
        ]
      : [])
  ]
}
