import { createWorld, type WorldEvent, type WorldOptions } from 'recoworld'
import { digestOf } from 'recoworld/log'
import { afterEach } from 'vitest'
import { type ModelServer, type ModelServerOptions, startModelServer } from './model-server.ts'

const servers: ModelServer[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

/** A model server that is closed when the test is over. */
export async function serve(options: ModelServerOptions = {}): Promise<ModelServer> {
  const server = await startModelServer(options)
  servers.push(server)
  return server
}

type Asking = WorldOptions['model'] & { url?: string; turns?: number; sessions?: number }

/** A run of people whose mind asks the model server at `url`, with all its events. */
export async function play(told: Partial<WorldOptions>, { url, turns = 10, sessions = 1, ...model }: Asking = {}) {
  const asked = { name: 'tiny', baseUrl: url ?? '', concurrency: 16, backOffSeconds: 0.01, ...model }
  const world = createWorld({ ...told, ...(url === undefined ? {} : { model: asked }) })
  const events: WorldEvent[] = []
  world.events$.subscribe((event) => events.push(event))
  const result = await world.run({ turns, sessions })
  return { result, account: result.mindAccount!, events, digest: digestOf(events) }
}

/** The events of a kind. */
export const of = <Type extends WorldEvent['type']>(events: readonly WorldEvent[], type: Type) =>
  events.filter((event): event is Extract<WorldEvent, { type: Type }> => event.type === type)
