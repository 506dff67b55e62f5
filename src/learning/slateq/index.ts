/** SlateQ: long-run worth of items, and slates of which what is likely taken is worth most. */
export { createSlateQ } from './learner.ts'
export type { SlateQOptions } from './options.ts'
export { bestSlate, type Candidates, SEARCHES, type Search, worthOf } from './slate.ts'
