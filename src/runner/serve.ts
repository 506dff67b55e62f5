import type { Served, ServeOptions } from '../serve/index.ts'
import { version } from './assets.ts'
import { type ServedOptions, stagesOf } from './environment.ts'

export type { Served } from '../serve/index.ts'

/** What is served, as `createAsyncEnvironment` takes it, and where. */
export type EnvironmentServerOptions = Omit<ServeOptions, 'offer'> & { readonly world?: ServedOptions }

/**
 * Serves environments over the wire, a session of its own for each client: OpenEnv's protocol at `/ws`, tools by MCP.
 *
 * @throws RecoError `serve.port-taken`, `serve.cannot-listen`, and what `createAsyncEnvironment` throws
 * @example
 *   const server = await serveEnvironments({ world: { population: 'commuters', candidates: 60 }, port: 0 })
 */
export async function serveEnvironments({ world = {}, ...options }: EnvironmentServerOptions = {}): Promise<Served> {
  const { openServer } = await import('../serve/index.ts') // HTTP and sockets, only where something is served
  const { seed, description, stage, close } = await stagesOf(world)
  const offer = { name: stage().name, description, version: version(), seed, stage }
  try {
    const served = await openServer({ ...options, offer })
    return {
      ...served,
      get sessions() {
        return served.sessions
      },
      async close() {
        await served.close()
        await close()
      }
    }
  } catch (cause) {
    await close()
    throw cause
  }
}
