import type { AnyMachineSnapshot, AnyStateMachine, AnyStateNode } from 'xstate'
import { RecoError } from '../contract/error.ts'
import { type Configuration, configurationOf, keyOf } from './configuration.ts'
import { catches, type Vocabulary, vocabularyOf } from './events.ts'
import { createShadow, type DeedMark, type Event, type GuardMark, type Run } from './shadow.ts'

/** What a machine does on one event: guards to ask, things to do, and the configuration in which it comes to rest. */
export type Tree =
  /** `way`: which arrows fired on the way here, a position in Explored.ways. */
  | { readonly kind: 'leaf'; readonly to: number; readonly way: number }
  | { readonly kind: 'deed'; readonly mark: DeedMark; readonly next: Tree }
  | { readonly kind: 'guard'; readonly mark: GuardMark; readonly yes: Tree; readonly no: Tree }

/** All that a machine can do. Configuration 0 is before birth. */
export interface Explored {
  readonly vocabulary: Vocabulary
  readonly configurations: readonly Configuration[]
  readonly birth: Tree
  /** By configuration, then by event; undefined where nothing happens. */
  readonly trees: readonly (readonly (Tree | undefined)[])[]
  /** Which arrows may fire together, by name, in order. The first: none. */
  readonly ways: readonly (readonly string[])[]
  /** How many times XState was run. */
  readonly runs: number
}

const MOST_CONFIGURATIONS = 4_096
/** Ways through one event, by the answers that guards can give. */
const MOST_WAYS = 4_096
const MOST_RUNS = 200_000

/**
 * Runs a machine through XState, from every configuration that it can come to, on every event, with every answer of every
 * guard.
 *
 * @throws RecoError `crowd.too-large`; and what XState throws, such as of circles, as `crowd.stuck`
 */
export function explore(machine: AnyStateMachine): Explored {
  const shadow = createShadow(machine)
  const vocabulary = vocabularyOf(machine)
  const configurations: Configuration[] = []
  const snapshots: AnyMachineSnapshot[] = []
  const index = new Map<string, number>()
  const trees: (Tree | undefined)[][] = []
  const ways: (readonly string[])[] = [[]]
  const wayIndex = new Map<string, number>([['', 0]])

  function wayOf(fired: readonly string[]): number {
    const key = fired.join('\n')
    const known = wayIndex.get(key)
    if (known !== undefined) return known
    wayIndex.set(key, ways.length)
    return ways.push(fired) - 1
  }

  function book(snapshot: AnyMachineSnapshot): number {
    const key = keyOf(snapshot)
    const known = index.get(key)
    if (known !== undefined) return known
    if (configurations.length === MOST_CONFIGURATIONS)
      throw tooLarge(`more than ${MOST_CONFIGURATIONS} configurations`, 'the machine itself')
    index.set(key, configurations.length)
    snapshots.push(snapshot)
    return configurations.push(configurationOf(snapshot)) - 1
  }

  /** The tree of all ways that begin like this one. */
  function grow(
    run: Run,
    answers: readonly boolean[],
    from: number,
    again: (answers: readonly boolean[]) => Run
  ): Tree {
    const mark = run.trace[from]
    if (mark === undefined) return { kind: 'leaf', to: book(run.snapshot), way: wayOf(run.fired) }
    if (mark.kind === 'arm') vocabulary.add(mark.event.type)
    if (mark.kind !== 'guard') return { kind: 'deed', mark, next: grow(run, answers, from + 1, again) }
    const yes = [...answers, true]
    return {
      kind: 'guard',
      mark,
      yes: grow(again(yes), yes, from + 1, again),
      no: grow(run, [...answers, false], from + 1, again)
    }
  }

  function waysOf(where: string, take: (answers: readonly boolean[]) => Run): Tree {
    let count = 0
    const counted = (answers: readonly boolean[]): Run => {
      if (++count > MOST_WAYS) throw tooLarge(`more than ${MOST_WAYS} ways through one event`, where)
      if (shadow.runs > MOST_RUNS)
        throw tooLarge(`more than ${MOST_RUNS} ways through all events`, 'the machine itself')
      try {
        return take(answers)
      } catch (cause) {
        throw stuck(where, cause)
      }
    }
    return grow(counted([]), [], 0, counted)
  }

  configurations.push({ ...configurationOf(shadow.unborn), key: 'before birth' }) // it may look like any other
  snapshots.push(shadow.unborn)
  const birth = waysOf('its first step', shadow.birth)
  for (let isMore = true; isMore; ) {
    isMore = false // timers may bring events that nobody has named
    for (let at = 0; at < configurations.length; at++) {
      const row = trees[at] ?? []
      trees[at] = row
      for (let event = row.length; event < vocabulary.types.length; event++) {
        isMore = true
        row.push(treeOf(at, { type: vocabulary.types[event]! }))
      }
    }
  }
  return { vocabulary, configurations, birth, trees, ways, runs: shadow.runs }

  function treeOf(at: number, event: Event): Tree | undefined {
    const from = snapshots[at]!
    if (at === 0 || from.status !== 'active' || !hears(from, event.type)) return undefined
    const where = `${stateOf(from.value)}, on ${event.type}`
    const tree = waysOf(where, (answers) => shadow.step(from, event, answers))
    return tree.kind === 'leaf' && tree.to === at && tree.way === 0 ? undefined : tree
  }
}

/** Nothing can come of an event that no active state has a transition for, unless eventless ones may read it. */
const hears = ({ _nodes }: AnyMachineSnapshot, type: string): boolean =>
  (_nodes as AnyStateNode[]).some(
    ({ always, transitions }) => always || [...transitions.keys()].some((descriptor) => catches(descriptor, type))
  )

/** A state value in one line, such as `visit.away.new + mood.curious`. */
export function stateOf(value: unknown, path = ''): string {
  if (typeof value === 'string') return path ? `${path}.${value}` : value
  const inside = Object.entries(value as object).map(([key, deeper]) => stateOf(deeper, path ? `${path}.${key}` : key))
  return inside.join(' + ') || path || 'the machine itself'
}

const tooLarge = (what: string, where: string): RecoError =>
  new RecoError('crowd.too-large', {
    what: `It has ${what}: ${where}`,
    fix: 'Split regions that need not be side by side, or ask fewer guards in a row; or run it live.'
  })

/** What XState throws while it is run: of circles, or of a chart that it cannot follow. */
function stuck(where: string, cause: unknown): RecoError {
  const message = cause instanceof Error ? cause.message : String(cause)
  const circles = message.startsWith('Infinite loop')
  return new RecoError('crowd.stuck', {
    what: circles
      ? `eventless transitions or raised events may go round for ever: ${where}`
      : `XState throws “${message}”: ${where}`,
    fix: circles
      ? 'Let the way in and the way out of a state exclude each other by one guard and its opposite.'
      : 'Mend the chart there.',
    cause
  })
}
