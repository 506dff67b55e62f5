import { RecoError } from '../contract/error.ts'

/** A mindset threw. However it is run, it says so in the same words, and to every event that comes after. */
export const brokenMindset = (mindset: string, event: string, cause: unknown): RecoError =>
  new RecoError('mindset.failed', {
    what: `The mindset "${mindset}" broke on ${event}: ${cause instanceof Error ? cause.message : String(cause)}`,
    fix: 'Mend the guard or action that threw; guards and actions must not throw.',
    cause
  })

/**
 * What a definition makes. What it throws instead is told with its name, unless it says by itself what is wrong.
 *
 * @throws RecoError `mind.broken`, `recommender.broken`
 */
export function created<Made>(what: 'mind' | 'recommender', name: string, create: () => Made): Made {
  try {
    return create()
  } catch (cause) {
    if (cause instanceof RecoError) throw cause
    throw new RecoError(`${what}.broken`, {
      what: `create() of "${name}" broke: ${cause instanceof Error ? cause.message : String(cause)}`,
      fix: `Mend create() of the ${what}.`,
      cause
    })
  }
}
