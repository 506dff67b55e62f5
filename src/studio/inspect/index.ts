/** XState's inspector, both ways: our actors to whoever looks on, and other programs' actors to our page. */
export type { ActorRow, InspectedStep } from '../api-inspect.ts'
export { createHub, type Hub } from './hub.ts'
export { LIMITS, type Limits } from './limits.ts'
export { attachSockets, type Checks, INSPECT_PATH } from './sockets.ts'
export type { Line, Protocol } from './view.ts'
