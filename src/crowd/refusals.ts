import type { AnyStateMachine, AnyStateNode } from 'xstate'
import { actionsOf, nodesOf, pathOf, transitionsOf } from './walk.ts'

/** A guard made of others, as XState's and, or, not and stateIn make it. */
type Combined = { check: unknown; guards?: readonly unknown[] }
/** An action that XState carries out itself: assign, emit, raise, cancel, … */
type BuiltIn = { type?: string; assignment?: unknown; event?: unknown; delay?: unknown; sendId?: unknown }
type Named = { type: string; params?: unknown }
type Known = Readonly<Record<'guards' | 'actions' | 'delays', Readonly<Record<string, unknown>>>>

/** What a machine's drawing shows that no crowd can run, each in a sentence that ends with its place. */
export function offencesIn(machine: AnyStateMachine): string[] {
  const known = machine.implementations as unknown as Known
  const { context } = machine.config as { context?: unknown }
  const found = nodesOf(machine.root).flatMap((node) => inNode(node, known).map((what) => `${what}: ${pathOf(node)}`))
  const inContext = Object.entries(contextOf(context)).filter(isNoNumber)
  return [...new Set([...inContext.map(([key]) => `its context holds «${key}», which is no finite number`), ...found])]
}

/** What a life starts with, as far as it can be told before anybody lives: every input is a number. */
function contextOf(context: unknown): object {
  if (typeof context !== 'function') return typeof context === 'object' && context !== null ? context : {}
  try {
    return context({ input: new Proxy({}, { get: () => 0.5 }) }) ?? {}
  } catch {
    return {} // who is born says what is wrong
  }
}

const isNoNumber = ([, value]: [string, unknown]): boolean => !Number.isFinite(value)

function inNode(node: AnyStateNode, known: Known): string[] {
  return [
    ...node.invoke.map(() => 'it invokes'),
    ...(typeof node.output === 'function' ? ['it computes its output'] : []),
    ...node.after.flatMap(({ delay }) => inDelay(delay, known)),
    ...actionsOf(node).flatMap((action) => inAction(action, known)),
    ...transitionsOf(node).flatMap(({ guard, eventType }) =>
      eventType === 'xstate.route' ? ['it has a route'] : inGuard(guard, known)
    )
  ]
}

function inDelay(delay: unknown, { delays }: Known): string[] {
  if (delay === undefined || typeof delay === 'number') return []
  if (typeof delay !== 'string') return ['a delay that is computed']
  const given = delays[delay]
  if (given === undefined) return [`the delay «${delay}» is not in setup()`]
  return typeof given === 'number' ? [] : [`the delay «${delay}» is computed`]
}

function inAction(action: unknown, known: Known): string[] {
  if (typeof action === 'function') {
    const { type = 'a plain function' } = action as BuiltIn
    const isStatic = type === 'xstate.raise' || type === 'xstate.cancel'
    return isStatic ? inBuiltIn(action as BuiltIn, known) : [`an inline action (${type})`]
  }
  const { type, params } = named(action)
  const given = known.actions[type]
  if (given === undefined) return [`the action «${type}» is not in setup()`]
  return [
    ...(typeof params === 'function' ? [`the action «${type}» has params that are computed`] : []),
    ...inBuiltIn(given as BuiltIn, known).map((what) => `${what}, in the action «${type}»`)
  ]
}

function inBuiltIn(action: BuiltIn, known: Known): string[] {
  if (!('resolve' in action)) return []
  const { type, event, delay, sendId, assignment } = action
  if (type === 'xstate.raise')
    return [...(typeof event === 'object' ? [] : ['a raised event that is computed']), ...inDelay(delay, known)]
  if (type === 'xstate.cancel') return typeof sendId === 'string' ? [] : ['a cancel that is computed']
  if (type === 'xstate.emit') return []
  if (type !== 'xstate.assign') return [`${type} (which needs an actor)`]
  if (typeof assignment === 'function') return []
  return Object.entries(assignment as object)
    .filter(([, value]) => typeof value !== 'function' && typeof value !== 'number')
    .map(([key]) => `an assignment to «${key}» of something that is no number`)
}

function inGuard(guard: unknown, known: Known, above: readonly string[] = []): string[] {
  if (guard === undefined) return []
  if (typeof guard === 'function') {
    if (!('check' in guard)) return ['an inline guard']
    return ((guard as unknown as Combined).guards ?? []).flatMap((part) => inGuard(part, known, above))
  }
  const { type, params } = named(guard)
  const given = known.guards[type]
  if (given === undefined) return [`the guard «${type}» is not in setup()`]
  if (above.includes(type)) return [`the guard «${type}» is made of itself`]
  const isPlain = typeof given === 'function' && !('check' in given)
  return [
    ...(typeof params === 'function' ? [`the guard «${type}» has params that are computed`] : []),
    ...(isPlain ? [] : inGuard(given, known, [...above, type]))
  ]
}

const named = (given: unknown): Named => (typeof given === 'string' ? { type: given } : (given as Named))
