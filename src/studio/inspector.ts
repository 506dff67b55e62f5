import { NEVER } from 'rxjs'
import { isLoopback } from '../loopback/gate.ts'
import type { InspectionObserver } from '../streams/cast.ts'
import { createHub, type Hub, INSPECT_PATH, type Limits } from './inspect/index.ts'
import type { Programme } from './scene.ts'
import { openStudio, type StudioOptions } from './server/open.ts'

export interface InspectorOptions extends Pick<StudioOptions, 'port' | 'host' | 'page' | 'onFault'> {
  /** Bounds of what is kept and told that are to be others than the usual ones. */
  readonly limits?: Partial<Limits>
}

/** The studio's inspector without a run: actors, and whoever looks at them. */
export interface Inspector {
  /** For XState's `inspect`, and for a world's. */
  readonly observer: InspectionObserver
  /** Of the page that shows all actors; also what `createBrowserInspector` of an application takes. */
  readonly url: string
  /** Of the socket, with the token where other machines may come in: for `createWebSocketInspector` of an application, and for whoever speaks the inspector's protocol. */
  readonly socket: string
  /** Of the page that feeds the inspector which Stately hosts; it needs the internet. */
  readonly stately: string
  readonly hub: Hub
  /** Hangs up, and stops listening: until then it keeps the process alive. */
  close(): Promise<void>
}

/**
 * Opens the inspector on 127.0.0.1.
 *
 * @throws RecoError `studio.not-built`, `studio.port-taken`, `studio.cannot-listen`
 */
export async function openInspector({ limits = {}, ...options }: InspectorOptions = {}): Promise<Inspector> {
  const hub = createHub(limits)
  const studio = await openStudio({ ...options, programme: NOTHING, hub, charts: async () => undefined })
  const url = new URL(studio.url)
  const isLocal = isLoopback(options.host ?? '127.0.0.1')
  return {
    observer: hub.observer,
    url: studio.url.replace('#', '#/inspector?'),
    socket: `ws://${url.host}${INSPECT_PATH}${isLocal ? '' : `?token=${studio.token}`}`,
    stately: `http://${url.host}/stately${url.hash}`,
    hub,
    async close() {
      await studio.close()
      hub.close()
    }
  }
}

const NOTHING: Programme = { show: undefined, show$: NEVER, director: undefined }
