import { type Decision, isHopeless, isStop, type Models, RecoError } from '../../../src/define.ts'
import type { Plan } from './plan.ts'
import type { Prompt } from './prompt.ts'
import { toolbox } from './toolbox.ts'
import { type Desk, toolsOf } from './tools.ts'
import { type Call, watched } from './watched.ts'

/** How far thinking about one person may go. */
export interface Limits {
  /** Answers of the model, 1 or more. */
  readonly steps: number
  /** Of waiting, in all. */
  readonly seconds: number
  /** Of each answer. */
  readonly maxTokens: number
  /** Left out: the model's own. */
  readonly temperature?: number
  /** People who are thought about at once, 1 or more; the time of the others does not run. Left out: as many as the model takes. */
  readonly together?: number
}

/** What a run left: a plan, or why it left none; and what the model called, in its own words. */
export type Thought = { readonly calls: readonly Call[] } & (
  | { readonly plan: Plan; readonly late?: undefined }
  | { readonly plan?: undefined; readonly late: string }
)

/**
 * One run of an agent about one person. It is over with the plan that it commits, or late: out of steps or time, or the model
 * failed.
 *
 * @throws RecoError `model.stopped`, `model.not-recorded`: nothing was decided. What is no fault of the model, as it is.
 */
export async function think(
  models: Models,
  about: Decision,
  { system, person }: Prompt,
  desk: Desk,
  { steps, seconds, maxTokens, temperature }: Limits
): Promise<Thought> {
  const [langchain, { causeOf, chatModelOf }] = await Promise.all([
    import('langchain'), // most of a second: only where an agent thinks
    import('../../../src/models/langchain.ts')
  ])
  const calls: Call[] = []
  const broken = new Set<string>()
  const end = new AbortController()
  const model = await chatModelOf(watched(models, calls, broken), about, {
    maxTokens,
    signal: end.signal,
    ...(temperature === undefined ? {} : { temperature })
  })
  const agent = langchain.createAgent({ model, ...toolbox(langchain, toolsOf(desk), broken) })
  const timer = setTimeout(() => end.abort(outOfTime(about, seconds)), seconds * 1_000)
  try {
    await agent.invoke(
      {
        messages: [
          { role: 'system', content: system }, // as a message: createAgent would send its parts in a list
          { role: 'user', content: person }
        ]
      },
      { recursionLimit: 2 * steps } // an answer, and the tools that it calls
    )
    if (desk.committed) return { plan: desk.committed, calls }
    return { late: 'the model ended without a plan', calls }
  } catch (error) {
    const cause = causeOf(error)
    if (desk.committed && isOutOfSteps(cause)) return { plan: desk.committed, calls } // with its last answer
    const late = lateBy(cause, end.signal.aborted, { steps, seconds })
    if (late === undefined) throw cause
    return { late, calls }
  } finally {
    clearTimeout(timer)
  }
}

/** Why an error makes a person late; nothing where it is none of the model's. The same words, live as replayed. */
function lateBy(
  cause: unknown,
  isAborted: boolean,
  { steps, seconds }: Pick<Limits, 'steps' | 'seconds'>
): string | undefined {
  if (isStop(cause) || isHopeless(cause)) return undefined
  if (isOutOfSteps(cause)) return `no plan after ${steps} steps`
  const outOfTime = `no plan after ${seconds} s`
  if (!(cause instanceof RecoError && cause.code.startsWith('model.'))) return isAborted ? outOfTime : undefined
  const isTime = cause.code === 'model.late' || cause.code === 'model.cancelled'
  return isTime ? outOfTime : `the model did not answer (${cause.code})`
}

const isOutOfSteps = (cause: unknown) => (cause as Error | undefined)?.name === 'GraphRecursionError'

const outOfTime = ({ agent: _, kind: __, ...at }: Decision, seconds: number) =>
  new RecoError('model.late', {
    what: `There was no plan after ${seconds} s.`,
    at,
    fix: 'Take a faster model, give it more seconds, or ask about fewer people at once.'
  })
