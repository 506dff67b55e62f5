import * as z from 'zod'
import { RecoError } from '../contract/error.ts'

/** What went wrong, as the protocol calls it. */
export type WireCode =
  | 'INVALID_JSON'
  | 'UNKNOWN_TYPE'
  | 'VALIDATION_ERROR'
  | 'EXECUTION_ERROR'
  | 'CAPACITY_REACHED'
  | 'FACTORY_ERROR'
  | 'SESSION_ERROR'

/** Seeds and numbers of episodes; what else there is goes to the world as options. */
export const ResetData = z.looseObject({
  seed: z.number().int().min(0).nullish(),
  episode: z.number().int().min(0).nullish(),
  episode_id: z.string().max(255).nullish(),
  options: z.record(z.string(), z.unknown()).nullish()
})

const Message = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('reset'), data: ResetData.default({}) }),
  z.strictObject({ type: z.literal('step'), data: z.record(z.string(), z.unknown()) }),
  z.strictObject({ type: z.literal('state'), data: z.unknown().optional() }),
  z.strictObject({ type: z.literal('close'), data: z.unknown().optional() }),
  z.strictObject({ type: z.literal('mcp'), data: z.unknown() })
])
export type Message = z.output<typeof Message>
const TYPES = ['reset', 'step', 'state', 'close', 'mcp']

export type Reply =
  | { readonly type: 'observation'; readonly data: Observed }
  | { readonly type: 'state'; readonly data: object }
  | { readonly type: 'mcp'; readonly data: object }
  | { readonly type: 'error'; readonly data: Fault }

/** What is seen, and what the last action was worth; null after a reset. */
export interface Observed {
  readonly observation: object
  readonly reward: number | null
  readonly done: boolean
  /** Why it is done, kept apart; and what is known beside. */
  readonly metadata: { readonly terminated: boolean; readonly truncated: boolean; readonly info: object }
}

export interface Fault {
  readonly message: string
  readonly code: WireCode
  readonly [more: string]: unknown
}

/** A message that cannot be taken, as whoever sent it is told. */
export class Refused extends Error {
  readonly fault: Fault
  constructor(code: WireCode, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.fault = { message, code, ...more }
  }
}

/** @throws Refused INVALID_JSON, UNKNOWN_TYPE, VALIDATION_ERROR */
export function messageIn(text: string): Message {
  const said = jsonIn(text)
  if (typeof said !== 'object' || said === null || Array.isArray(said))
    throw new Refused('VALIDATION_ERROR', 'A message is one JSON object with a "type".')
  const { type } = said as { type?: unknown }
  if (!TYPES.includes(type as string))
    throw new Refused('UNKNOWN_TYPE', `Unknown message type: ${shown(type)}. There are ${TYPES.join(', ')}.`)
  return checkedBy(Message, said)
}

/** @throws Refused VALIDATION_ERROR with what is wrong, field by field */
export function checkedBy<Out>(schema: z.ZodType<Out>, given: unknown): Out {
  const read = schema.safeParse(given)
  if (read.success) return read.data
  const errors = read.error.issues.map(({ path, message, code }) => ({ type: code, loc: path, msg: message }))
  throw new Refused('VALIDATION_ERROR', `Invalid message. ${z.prettifyError(read.error)}`, { errors })
}

/** What is told of anything that went wrong; nothing of where in the code it came from. */
export function faultOf(cause: unknown): Fault {
  if (cause instanceof Refused) return cause.fault
  if (!(cause instanceof RecoError)) return { message: 'The environment broke.', code: 'EXECUTION_ERROR' }
  const { what, fix } = cause.parts
  const isRefusal = ['environment.bad-action', 'environment.bad-reset', 'environment.bad-tool'].includes(cause.code)
  return { message: `${what} ${fix}`, code: isRefusal ? 'VALIDATION_ERROR' : 'EXECUTION_ERROR', reason: cause.code }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Refused('INVALID_JSON', `The message is no JSON: ${(cause as Error).message.slice(0, 200)}.`)
  }
}

const shown = (type: unknown): string => (type === undefined ? 'none' : JSON.stringify(type)!.slice(0, 60))
