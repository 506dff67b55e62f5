import { createMachine } from 'xstate'
import type { Chart } from '../contract/chart.ts'
import { RecoError } from '../contract/error.ts'
import { chartOf } from './read.ts'

/** What a definition from elsewhere may hold at most. */
export const LIMITS = { states: 2_000, arrows: 5_000, depth: 24, list: 500, name: 400, text: 2_000 } as const

interface Count {
  states: number
  arrows: number
}

/**
 * The chart of a machine's `config`, as an object or as JSON, from whoever sent it. Only what is drawn is taken over, as
 * plain data: nothing of it is ever run. Targets are resolved by XState.
 *
 * @throws RecoError `chart.bad-definition`, `chart.too-big` beyond 2,000 states, 5,000 transitions or 24 levels
 */
export function chartOfDefinition(definition: unknown): Chart {
  const config = stateOf(parsed(definition), 0, { states: 0, arrows: 0 })
  try {
    return checked(chartOf(createMachine(config)))
  } catch (cause) {
    if (cause instanceof RecoError) throw cause
    throw bad(`XState does not take it: ${cut((cause as Error).message)}`, cause)
  }
}

function parsed(definition: unknown): unknown {
  if (typeof definition !== 'string') return definition
  try {
    return JSON.parse(definition)
  } catch (cause) {
    throw bad('It is no JSON.', cause)
  }
}

type Config = Record<string, unknown>

function stateOf(given: unknown, depth: number, count: Count): Config {
  if (!isRecord(given)) throw bad('A state of it is no object.')
  count.states++
  if (count.states > LIMITS.states) throw tooBig(`more than ${LIMITS.states} states`)
  if (depth > LIMITS.depth) throw tooBig(`states more than ${LIMITS.depth} levels deep`)
  const { id, type, initial, history, target, description, tags, entry, exit, invoke, states, on, after } = given
  return only({
    id: optional(id, name),
    type: optional(type, name),
    initial: optional(initial, (one) => (isRecord(one) ? only({ target: optional(one.target, name) }) : name(one))),
    history: history === true || history === 'deep' || history === 'shallow' ? history : undefined,
    target: optional(target, targets),
    description: optional(description, text),
    tags: optional(tags, (all) => list(all).map(name)),
    entry: optional(entry, actions),
    exit: optional(exit, actions),
    invoke: optional(invoke, (all) => list(all).map((one) => invokeOf(one, count))),
    states: optional(states, (all) => byName(all, (one) => stateOf(one, depth + 1, count))),
    on: optional(on, (all) => byName(all, (one) => arrows(one, count))),
    after: optional(after, (all) => byName(all, (one) => arrows(one, count))),
    always: optional(given.always, (all) => arrows(all, count)),
    onDone: optional(given.onDone, (all) => arrows(all, count)),
    route: optional(given.route, (one) => arrowOf(one, count))
  })
}

function invokeOf(given: unknown, count: Count): Config {
  if (!isRecord(given)) throw bad('What a state invokes is no object.')
  const { id, src, onDone, onError, onSnapshot } = given
  return only({
    id: optional(id, name),
    src: named(src),
    onDone: optional(onDone, (all) => arrows(all, count)),
    onError: optional(onError, (all) => arrows(all, count)),
    onSnapshot: optional(onSnapshot, (all) => arrows(all, count))
  })
}

const arrows = (given: unknown, count: Count): unknown =>
  Array.isArray(given) ? list(given).map((one) => arrowOf(one, count)) : arrowOf(given, count)

function arrowOf(given: unknown, count: Count): unknown {
  count.arrows++
  if (count.arrows > LIMITS.arrows) throw tooBig(`more than ${LIMITS.arrows} transitions`)
  if (typeof given === 'string') return name(given)
  if (!isRecord(given)) throw bad('A transition of it is neither a name nor an object.')
  const { target, guard, description, reenter } = given
  return only({
    target: optional(target, targets),
    guard: optional(guard, named),
    actions: optional(given.actions, actions),
    description: optional(description, text),
    reenter: reenter === true ? true : undefined
  })
}

const targets = (given: unknown): unknown => (Array.isArray(given) ? list(given).map(name) : name(given))
const actions = (given: unknown): unknown[] => list(given).map(named)

/** A guard, action or actor by its name; of one that is a function or an object, only what it is called. */
function named(given: unknown): unknown {
  if (typeof given === 'string') return name(given)
  const type = isRecord(given) ? given.type : undefined
  return typeof type === 'string' ? { type: name(type), ...eventOf(given as Config) } : { type: 'inline' }
}

/** Of one of XState's own actions, which event it is about. */
const eventOf = ({ event }: Config): Config =>
  isRecord(event) && typeof event.type === 'string' ? { event: { type: name(event.type) } } : {}

const isRecord = (given: unknown): given is Config =>
  typeof given === 'object' && given !== null && !Array.isArray(given)

const optional = (given: unknown, read: (given: unknown) => unknown): unknown =>
  given === undefined || given === null ? undefined : read(given)

const only = (fields: Config): Config =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

function byName(given: unknown, read: (given: unknown) => unknown): Config {
  if (!isRecord(given)) throw bad('Where names are expected, there are none.')
  const entries = Object.entries(given).filter(([, value]) => value !== undefined && value !== null)
  for (const [key] of entries) {
    name(key)
    if (FORBIDDEN.has(key)) throw bad(`Nothing may be called "${key}".`)
  }
  return Object.fromEntries(entries.map(([key, value]) => [key, read(value)]))
}

/** Names that every object of JavaScript answers to: XState would find them where they are not. */
const FORBIDDEN = new Set(Object.getOwnPropertyNames(Object.prototype))

function list(given: unknown): readonly unknown[] {
  const all = Array.isArray(given) ? given : [given]
  if (all.length > LIMITS.list) throw tooBig(`a list of more than ${LIMITS.list}`)
  return all
}

function name(given: unknown): string {
  const read = typeof given === 'number' ? String(given) : given
  if (typeof read !== 'string') throw bad('A name of it is no text.')
  if (read.length > LIMITS.name) throw tooBig(`a name of more than ${LIMITS.name} letters`)
  return read
}

const text = (given: unknown): string | undefined =>
  typeof given === 'string' ? given.slice(0, LIMITS.text) : undefined

/** XState lets some things pass as long as nobody runs them; a drawing cannot. */
function checked(chart: Chart): Chart {
  const ids = new Set(chart.states.map(({ id }) => id))
  if (ids.size < chart.states.length) throw bad('Two states of it have one id.')
  const odd = chart.states.find(({ type }) => !TYPES.has(type))
  if (odd) throw bad(`A state of it is of a type that there is not: ${cut(String(odd.type))}.`)
  const led = [
    ...chart.arrows.flatMap(({ targets }) => targets),
    ...chart.states.flatMap(({ initial }) => initial ?? [])
  ]
  if (!led.every((id) => ids.has(id))) throw bad('It leads to a state that is not there.')
  return chart
}

const TYPES: ReadonlySet<string> = new Set(['atomic', 'compound', 'parallel', 'final', 'history'])

const cut = (message: string): string => (message.length > 300 ? `${message.slice(0, 300)}…` : message)

const bad = (what: string, cause?: unknown): RecoError =>
  new RecoError('chart.bad-definition', {
    what: `The definition is none of a state machine. ${what}`,
    fix: 'Send the config of an XState 5 machine: JSON.stringify(machine.config).',
    cause
  })

const tooBig = (what: string): RecoError =>
  new RecoError('chart.too-big', {
    what: `The machine has ${what}; that is too much for one picture.`,
    fix: 'Draw a part of it: a child state as a machine of its own.'
  })
