import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createWebSocketReceiver, type StatelyInspectionEvent } from '@statelyai/inspect'
import { createHub, type Hub, openStudio } from 'recoworld/studio'
import { NEVER } from 'rxjs'
import { WebSocket } from 'ws'

export interface Stage {
  readonly hub: Hub
  /** Of the socket. */
  readonly url: string
  /** Of the page. */
  readonly page: string
  close(): Promise<void>
}

/** A hub behind a studio that shows no run. */
export async function openStage(limits: Parameters<typeof createHub>[0] = {}): Promise<Stage> {
  const hub = createHub(limits)
  const programme = { show: undefined, show$: NEVER, director: undefined }
  const studio = await openStudio({ programme, hub, port: 0, charts: async () => undefined })
  return {
    hub,
    url: `ws://127.0.0.1:${studio.port}/inspect`,
    page: studio.url,
    async close() {
      await studio.close()
      hub.close()
    }
  }
}

/** The official client, in a process of its own. */
export function startApp(url: string, actors = 1, steps = 3): ChildProcess {
  const file = join(import.meta.dirname, 'app.mjs')
  return spawn(process.execPath, [file, url, `${actors}`, `${steps}`], { stdio: ['pipe', 'inherit', 'inherit'] })
}

export type Heard = StatelyInspectionEvent & { readonly definitionHash?: string }

/** All that the official receiver hears. */
export function receive(url: string): Heard[] {
  const heard: Heard[] = []
  createWebSocketReceiver({ server: url }).subscribe((event) => heard.push(event))
  return heard
}

/** A bare line, with all that came over it. */
export async function call(url: string, options: { origin?: string; headers?: Record<string, string> } = {}) {
  const socket = new WebSocket(url, options)
  const heard: { type: string; [key: string]: unknown }[] = []
  socket.on('message', (data) => heard.push(JSON.parse(String(data))))
  await once(socket, 'open')
  return { socket, heard, say: (message: unknown) => socket.send(JSON.stringify(message)) }
}

/** Waits until it is so; after 20 s says what was awaited. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 1_000; i++) {
    if (isSo()) return
    await new Promise((done) => setTimeout(done, 20))
  }
  throw new Error(`It never came to this: ${what}`)
}
