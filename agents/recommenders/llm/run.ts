import * as z from 'zod'
import { type Decision, isMissing, isStop, type Models, RecoError, type ToolCall } from '../../../src/define.ts'
import type { Plan } from './plan.ts'
import type { Prompt } from './prompt.ts'
import { type Desk, Misused, type Tool, toolsOf } from './tools.ts'

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
export interface Call {
  readonly tool: string
  readonly input: string
}

/** Characters of a call's input that are kept. */
const LONGEST = 1_000

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
  const timer = setTimeout(() => end.abort(outOfTime(about, seconds)), seconds * 1_000)
  try {
    const model = await chatModelOf(watched(models, calls, broken), about, {
      maxTokens,
      signal: end.signal,
      ...(temperature === undefined ? {} : { temperature })
    })
    const agent = langchain.createAgent({ model, ...toolbox(langchain, toolsOf(desk), broken) })
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
  if (isStop(cause) || isMissing(cause)) return undefined
  if (isOutOfSteps(cause)) return `no plan after ${steps} steps`
  const outOfTime = `no plan after ${seconds} s`
  if (!(cause instanceof RecoError && cause.code.startsWith('model.'))) return isAborted ? outOfTime : undefined
  const isTime = cause.code === 'model.late' || cause.code === 'model.cancelled'
  return isTime ? outOfTime : `the model did not answer (${cause.code})`
}

const isOutOfSteps = (cause: unknown) => (cause as Error | undefined)?.name === 'GraphRecursionError'

/**
 * The same models, and a note of each tool that an answer calls. LangChain drops calls whose arguments are no JSON object;
 * here they go on without any, and are among the `broken`.
 */
const watched = (models: Models, calls: Call[], broken: Set<string>): Models => ({
  name: models.name,
  async complete(body, about, signal) {
    const completion = await models.complete(body, about, signal)
    const toolCalls = completion.toolCalls.map((one): ToolCall => {
      const { name, arguments: input } = one.function
      calls.push({ tool: name, input: input.slice(0, LONGEST) })
      if (isObject(input)) return one
      broken.add(one.id)
      return { ...one, function: { name, arguments: '{}' } }
    })
    return { ...completion, toolCalls }
  }
})

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** Tools as LangChain describes them to a model; they are called here, since its own errors tell of stacks and paths. */
function toolbox(
  { tool, createMiddleware, ToolMessage }: typeof import('langchain'),
  tools: readonly Tool[],
  broken: ReadonlySet<string>
) {
  const call = (name: string, args: unknown, id: string): { content: string; isWrong: boolean } => {
    if (broken.has(id)) return wrong('The arguments were no JSON object.')
    const found = tools.find((one) => one.name === name)
    const input = found?.schema.safeParse(args)
    if (!found || !input) return wrong(`There is no tool ${name}: take ${tools.map((one) => one.name).join(', ')}.`)
    if (!input.success) return wrong(z.prettifyError(input.error))
    try {
      return { content: found.call(input.data), isWrong: false }
    } catch (error) {
      if (error instanceof Misused) return wrong(error.message)
      throw error
    }
  }
  return {
    tools: tools.map(({ name, description, schema, ends }) =>
      tool(() => '', {
        name,
        description,
        schema: z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>,
        returnDirect: ends === true
      })
    ),
    middleware: [
      createMiddleware({
        name: 'tools',
        wrapToolCall({ toolCall }) {
          const { name, id = '' } = toolCall
          const { content, isWrong } = call(name, toolCall.args, id)
          return new ToolMessage({ content, name, tool_call_id: id, status: isWrong ? 'error' : 'success' })
        }
      })
    ]
  }
}

const wrong = (error: string) => ({ content: JSON.stringify({ error }), isWrong: true })

const outOfTime = ({ agent: _, kind: __, ...at }: Decision, seconds: number) =>
  new RecoError('model.late', {
    what: `There was no plan after ${seconds} s.`,
    at,
    fix: 'Take a faster model, give it more seconds, or ask about fewer people at once.'
  })
