import type { AnyStateMachine, AnyStateNode } from 'xstate'
import type { Chart, ChartArrow, ChartState } from '../contract/chart.ts'
import { arrowsOf } from '../streams/arrows.ts'
import { actionWords, delayWords, guardWords, nameOf } from './words.ts'

/** What XState knows of a transition, as far as it is drawn. */
interface Resolved {
  readonly source: AnyStateNode
  readonly target: readonly AnyStateNode[] | undefined
  readonly eventType: string
  readonly guard?: unknown
  readonly actions: readonly unknown[]
  readonly description?: string
}

/** A machine as it is drawn. Nothing of the machine is run. */
export function chartOf(machine: AnyStateMachine): Chart {
  const { root } = machine
  const states: ChartState[] = []
  const visit = (node: AnyStateNode): void => {
    states.push(stateOf(node))
    for (const child of Object.values(node.states)) visit(child)
  }
  visit(root)
  const arrows = [...arrowsOf(machine)].map(([transition, name]) => arrowOf(name, transition as Resolved))
  return { id: root.id, description: root.description ?? '', states, arrows }
}

function stateOf(node: AnyStateNode): ChartState {
  const { id, key, parent, type, description, tags, config } = node
  return {
    id,
    key,
    parent: parent?.id ?? null,
    type,
    initial: type === 'compound' ? (node.initial?.target?.[0]?.id ?? null) : null,
    description: description ?? '',
    tags: [...tags],
    // from the config: a resolved node lists what XState itself does for delays, too
    entry: listOf(config.entry).map(actionWords),
    exit: listOf(config.exit).map(actionWords),
    invokes: invokesOf(node).map(({ name }) => name)
  }
}

function arrowOf(name: string, { source, target, eventType, guard, actions, description }: Resolved): ChartArrow {
  return {
    name,
    source: source.id,
    targets: (target ?? []).map(({ id }) => id),
    event: eventType,
    ...saysOf(eventType, source),
    guard: guardWords(guard),
    actions: actions.map(actionWords),
    description: description ?? ''
  }
}

/** XState's own events begin with `xstate.`; they are told by what they mean. */
function saysOf(event: string, source: AnyStateNode): Pick<ChartArrow, 'says' | 'kind'> {
  if (event === '') return { says: 'always', kind: 'always' }
  if (event === '*') return { says: 'anything else', kind: 'event' }
  const after = tail(event, 'xstate.after.')
  if (after !== null) return { says: `after ${delayWords(before(after, `.${source.id}`))}`, kind: 'after' }
  if (event.startsWith('xstate.done.state.')) return { says: 'done', kind: 'done' }
  const done = tail(event, 'xstate.done.actor.')
  if (done !== null) return { says: `${actor(done, source)} done`, kind: 'done' }
  const failed = tail(event, 'xstate.error.actor.')
  if (failed !== null) return { says: `${actor(failed, source)} failed`, kind: 'error' }
  const moved = tail(event, 'xstate.snapshot.')
  if (moved !== null) return { says: `${actor(moved, source)} moved`, kind: 'event' }
  return { says: event, kind: 'event' }
}

const tail = (text: string, head: string): string | null => (text.startsWith(head) ? text.slice(head.length) : null)
const before = (text: string, end: string): string => (text.endsWith(end) ? text.slice(0, -end.length) : text)
const actor = (id: string, source: AnyStateNode): string =>
  invokesOf(source).find((invoke) => invoke.id === id)?.name ?? id

/** By the id that the machine gives, or else by what is invoked. */
function invokesOf(node: AnyStateNode): { id: string; name: string }[] {
  const given = listOf(node.config.invoke) as { id?: string; src?: unknown }[]
  return node.invoke.map(({ id }, at) => {
    const { id: own, src } = given[at] ?? {}
    const name = nameOf(src)
    return { id, name: own ?? (name === 'inline' ? 'actor' : name) }
  })
}

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
