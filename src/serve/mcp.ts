import * as z from 'zod'
import type { AsyncEnvironment, ToolView } from '../contract/environment.ts'
import { faultOf, type Observed } from './protocol.ts'
import { schemaOf } from './schema.ts'

/** What tools are used on. */
export interface Bench {
  readonly environment: AsyncEnvironment
  /** Of whoever serves. */
  readonly version: string
  /** Left out where no episode is under way: then tools can be looked at only. */
  step?(action: unknown): Promise<Observed>
}

const Request = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  method: z.string().max(200),
  params: z.record(z.string(), z.unknown()).default({})
})
const Call = z.looseObject({ name: z.string().max(200), arguments: z.record(z.string(), z.unknown()).default({}) })

const CODES = { invalidRequest: -32_600, noMethod: -32_601, badParams: -32_602 } as const
/** Ids that a model is told of an action; more it finds by searching. */
const MOST_WORDS = 50
/** The version of the Model Context Protocol that is spoken. */
const SPOKEN = '2025-06-18'

/**
 * Tools over JSON-RPC, as language models call them: `tools/list`, `tools/call`, `initialize`, `ping`. To act is one of them;
 * to begin anew is none: a model that is trained must not be able to undo what it did.
 *
 * @returns nothing to say to a notification
 */
export async function answerRpc(bench: Bench, said: unknown): Promise<object | undefined> {
  const read = Request.safeParse(said)
  if (!read.success) return failure(null, CODES.invalidRequest, 'This is no JSON-RPC 2.0 request.')
  const { id, method, params } = read.data
  if (id === undefined) return undefined
  switch (method) {
    case 'initialize':
      return result(id, {
        protocolVersion: SPOKEN,
        capabilities: { tools: {} },
        serverInfo: { name: 'recoworld', version: bench.version }
      })
    case 'ping':
      return result(id, {})
    case 'tools/list':
      return result(id, { tools: listed(bench.environment) })
    case 'tools/call':
      return call(bench, id, params)
    default:
      return failure(id, CODES.noMethod, `There is no method "${method.slice(0, 60)}".`)
  }
}

async function call({ environment, step }: Bench, id: Id, params: unknown): Promise<object> {
  const read = Call.safeParse(params)
  if (!step || !read.success) return failure(id, CODES.badParams, 'Name a tool, in a session that has begun.')
  const { name, arguments: given } = read.data
  try {
    const { name: acts, takes } = actOf(environment)
    const answer = name === acts ? toldOf(await step(given[takes])) : await environment.use(name, given)
    return result(id, { content: [{ type: 'text', text: JSON.stringify(answer) }], isError: false })
  } catch (cause) {
    // what a tool refuses is for the model to read, and to mend
    return result(id, { content: [{ type: 'text', text: faultOf(cause).message }], isError: true })
  }
}

/** To show a slate is called so; other worlds are acted on. */
function actOf({ spaces }: AsyncEnvironment): { name: string; takes: string } {
  return spaces.action.kind === 'list' ? { name: 'recommend', takes: 'items' } : { name: 'act', takes: 'action' }
}

function listed(environment: AsyncEnvironment): object[] {
  const { name, takes } = actOf(environment)
  const { action } = environment.spaces
  const acts = {
    name,
    description: `${name === 'act' ? 'Acts' : 'Shows a slate, the first on top'}; tells what came of it. It takes a turn.`,
    inputSchema: { type: 'object', properties: { [takes]: schemaOf(action, MOST_WORDS) }, required: [takes] }
  }
  return [acts, ...environment.tools.map(toolOf)]
}

const toolOf = ({ name, description, input }: ToolView) => ({
  name,
  description,
  inputSchema: z.toJSONSchema(input, { io: 'input' })
})

/** What a model needs of a step: no more than fits into a conversation. */
function toldOf({ observation, reward, done, metadata }: Observed): object {
  const { history, candidates, ...seen } = observation as Record<string, unknown>
  void candidates // the search finds them
  const last = Array.isArray(history) ? { last: history.at(-1) } : {}
  const { terminated, truncated } = metadata
  return { ...seen, ...last, reward, done, terminated, truncated }
}

type Id = string | number | null
const result = (id: Id, of: object) => ({ jsonrpc: '2.0', id, result: of })
const failure = (id: Id, code: number, message: string) => ({ jsonrpc: '2.0', id, error: { code, message } })
