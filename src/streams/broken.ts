import { RecoError } from '../contract/error.ts'

/** A mindset threw. However it is run, it says so in the same words, and to every event that comes after. */
export const brokenMindset = (mindset: string, event: string, cause: unknown): RecoError =>
  new RecoError('mindset.failed', {
    what: `The mindset "${mindset}" broke on ${event}: ${cause instanceof Error ? cause.message : String(cause)}`,
    fix: 'Mend the guard or action that threw; guards and actions must not throw.',
    cause
  })
