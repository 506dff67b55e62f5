import type { AnyStateNode } from 'xstate'
import { RecoError } from '../contract/error.ts'
import { nodesOf, pathOf, type Subject, transitionsOf } from './mindset-chart.ts'

/** A guard made of others, as XState's and, or, not and stateIn make it. */
type Combined = { check: unknown; guards?: readonly unknown[] }
/** An action that XState carries out itself: assign, emit, raise, cancel, … */
type BuiltIn = { type: string; event?: unknown; delay?: unknown; sendId?: unknown }
type Named = { type: string; params?: unknown }

/** Everything that keeps a mindset from being run as a crowd, each in a sentence that ends with its place. */
export function whatNoCrowdCanRun({ machine }: Pick<Subject, 'machine'>): string[] {
  const { guards, actions } = machine.implementations as {
    guards: Record<string, unknown>
    actions: Record<string, unknown>
  }
  const inStates = nodesOf(machine.root).flatMap((node) => [
    ...node.invoke.map(() => `it invokes: ${pathOf(node)}`),
    ...(chasesItself(node) ? [`eventless transitions lead back to where they began: ${pathOf(node)}`] : []),
    ...delaysOf(node).map((what) => `${what}: ${pathOf(node)}`),
    ...actionsOf(node).flatMap((action) => inAction(action, actions).map((what) => `${what}: ${pathOf(node)}`)),
    ...transitionsOf(node).flatMap(({ guard }) => inGuard(guard, guards).map((what) => `${what}: ${pathOf(node)}`))
  ])
  const inSetup = Object.entries(actions).flatMap(([name, action]) => inImplementation(name, action))
  return [...new Set([...inStates, ...inSetup])]
}

/** Named guards and actions only, which assign or emit; nothing that runs beside the machine. */
export function checkCrowd(subject: Subject): void {
  const found = whatNoCrowdCanRun(subject)
  if (found.length === 0) return
  throw new RecoError('mindset.crowd', {
    what: `It cannot run as a crowd:${found.map((what) => `\n  ${what}`).join('')}`,
    at: { mindset: subject.name },
    fix: 'Name guards and actions in setup(), let actions assign or emit, let moods change on `felt`, and let the stage wait and draw.'
  })
}

/** Whether a state comes back to itself through eventless transitions, whatever their guards. */
function chasesItself(start: AnyStateNode): boolean {
  const seen = new Set<AnyStateNode>()
  const open = [start]
  for (let node = open.pop(); node; node = open.pop()) {
    for (const { target = [] } of node.always ?? []) {
      for (const next of target.flatMap(nodesOf)) {
        if (next === start) return true
        if (!seen.has(next)) open.push(next)
        seen.add(next)
      }
    }
  }
  return false
}

const delaysOf = ({ after }: AnyStateNode): string[] =>
  after.filter(({ delay }) => typeof delay !== 'number').map(() => 'a delay that is no plain number')

const actionsOf = (node: AnyStateNode): unknown[] => [
  ...node.entry,
  ...node.exit,
  ...transitionsOf(node).flatMap(({ actions }) => actions)
]

function inAction(action: unknown, known: Record<string, unknown>): string[] {
  if (typeof action === 'function')
    return isStatic(action as unknown as BuiltIn) ? [] : [`an inline action ${title(action)}`]
  return inName('action', action, known)
}

/** XState turns a plain `after` into raise and cancel; those are numbers and names, and compile. */
const isStatic = ({ type, event, delay, sendId }: BuiltIn): boolean =>
  (type === 'xstate.raise' && typeof event !== 'function' && (delay === undefined || typeof delay === 'number')) ||
  (type === 'xstate.cancel' && typeof sendId === 'string')

function inGuard(guard: unknown, known: Record<string, unknown>): string[] {
  if (guard === undefined) return []
  if (typeof guard !== 'function') return inName('guard', guard, known)
  if (!('check' in guard)) return ['an inline guard']
  return ((guard as unknown as Combined).guards ?? []).flatMap((part) => inGuard(part, known))
}

function inName(kind: 'guard' | 'action', given: unknown, known: Record<string, unknown>): string[] {
  const { type, params } = typeof given === 'string' ? { type: given, params: undefined } : (given as Named)
  const found = []
  if (!(type in known)) found.push(`the ${kind} «${type}» is not in setup()`)
  if (params !== undefined) found.push(`the ${kind} «${type}» takes params`)
  return found
}

function inImplementation(name: string, action: unknown): string[] {
  const type = (action as BuiltIn).type
  return type === 'xstate.assign' || type === 'xstate.emit'
    ? []
    : [`the action «${name}» ${title(action)} neither assigns nor emits`]
}

const title = (action: unknown): string => `(${(action as Partial<BuiltIn>).type ?? 'a plain function'})`
