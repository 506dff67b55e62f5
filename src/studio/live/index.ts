/** A run under way, as those who look on are shown it. */
export { createLive, type Live } from './live.ts'
export type { LiveOptions } from './show.ts'
