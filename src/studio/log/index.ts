/** The log of a run as a show. */
export type { CastOf } from './casting.ts'
export { type LogParts, type LogShowOptions, openLogShow } from './show.ts'
