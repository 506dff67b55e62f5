import { type AnyMachineSnapshot, type AnyStateMachine, assign } from 'xstate'
import { arrowsOf } from '../streams/arrows.ts'
import { createScope, type Deed } from './scope.ts'

/** Something that a machine did, or asked, on its way to where it came to rest; `event` is undefined where it is the one that came. */
export type Mark =
  | { readonly kind: 'guard'; readonly name: string; readonly params: unknown; readonly event: Event | undefined }
  | { readonly kind: 'action'; readonly name: string; readonly params: unknown; readonly event: Event | undefined }
  | { readonly kind: 'arm'; readonly event: Event; readonly id: string | undefined; readonly delay: number }
  | { readonly kind: 'cancel'; readonly id: string }
export type Event = { readonly type: string }
export type GuardMark = Mark & { kind: 'guard' }
export type DeedMark = Exclude<Mark, GuardMark>

/** One way through a step: what happened, in order, and where it led. Guards beyond the given answers said no. */
export interface Run {
  readonly trace: readonly Mark[]
  /** Names of the arrows that fired, in order. */
  readonly fired: readonly string[]
  readonly snapshot: AnyMachineSnapshot
}

/** A machine whose guards say what they are told, and whose actions are only written down. XState itself does the rest. */
export interface Shadow {
  /** The machine before its first step, with nothing but its root. */
  readonly unborn: AnyMachineSnapshot
  birth(answers: readonly boolean[]): Run
  step(from: AnyMachineSnapshot, event: Event, answers: readonly boolean[]): Run
  /** How many times XState was run. */
  readonly runs: number
}

/** Steps that XState may take within one event; beyond that, eventless transitions and raised events go in circles. */
const MICROSTEPS = 100

/** The event that a machine is born with; its input is a person's own. */
export const BIRTH: Event = { type: 'xstate.init' }

export function createShadow(machine: AnyStateMachine): Shadow {
  const { guards, actions } = machine.implementations as Record<'guards' | 'actions', Record<string, unknown>>
  let trace: Mark[] = []
  let fired: string[] = []
  let answers: readonly boolean[] = []
  let asked = 0
  let outer = BIRTH
  /** What has been answered since the context last changed: guards only read, so they say the same again. */
  let known: { name: string; params: unknown; event: Event | undefined; answer: boolean }[] = []
  let runs = 0

  const raised = (event: Event): Event | undefined => (event === outer || event.type === BIRTH.type ? undefined : event)

  function ask(name: string, event: Event | undefined, params: unknown): boolean {
    const before = known.find((one) => one.name === name && one.params === params && one.event === event)
    if (before) return before.answer
    const answer = answers[asked++] ?? false
    known.push({ name, params, event, answer })
    trace.push({ kind: 'guard', name, params, event })
    return answer
  }

  function act({ type, info, params }: Deed): void {
    if (type === 'xstate.raise') {
      const { event, id, delay } = params as { event: Event; id?: string; delay?: number }
      if (delay !== undefined) trace.push({ kind: 'arm', event, id, delay })
    } else if (type === 'xstate.cancel') {
      trace.push({ kind: 'cancel', id: (params as { sendId: string }).sendId })
    } else note(type, info.event, params)
  }

  function note(name: string, event: Event, params: unknown): void {
    trace.push({ kind: 'action', name, params, event: raised(event) })
    if (isAssign(actions[name])) known = []
  }

  /** An assignment stays one, of nothing: XState asks eventless transitions again after it. */
  const stub = (name: string): unknown =>
    isAssign(actions[name])
      ? assign(({ event }, params) => {
          note(name, event, params)
          return {}
        })
      : () => {}

  const shadow = machine.provide({
    guards: Object.fromEntries(
      Object.entries(guards)
        .filter(([, guard]) => typeof guard === 'function' && !('check' in guard))
        .map(([name]) => [name, ({ event }: { event: Event }, params: unknown) => ask(name, raised(event), params)])
    ),
    actions: Object.fromEntries(
      Object.keys(actions)
        .filter((name) => !isOfXState(actions[name]))
        .map((name) => [name, stub(name)])
    )
  } as never) as AnyStateMachine
  shadow.config = { ...shadow.config, context: {} }
  shadow.options = {
    ...shadow.options,
    maxIterations: Math.min(machine.options.maxIterations ?? MICROSTEPS, MICROSTEPS)
  }
  const arrows = arrowsOf(shadow)
  const scope = createScope({
    act,
    defer: () => {},
    inspect({ _transitions = [] }) {
      for (const transition of _transitions) {
        const arrow = arrows.get(transition)
        if (arrow !== undefined) fired.push(arrow) // a machine's first step is no arrow
      }
    }
  })

  function run(given: readonly boolean[], event: Event, take: () => AnyMachineSnapshot): Run {
    runs++
    answers = given
    asked = 0
    trace = []
    fired = []
    known = []
    outer = event
    return { snapshot: take(), trace, fired }
  }

  return {
    unborn: {
      ...shadow.resolveState({ value: {}, context: {} }),
      _nodes: [shadow.root],
      tags: new Set(shadow.root.tags)
    },
    birth: (given) =>
      run(given, BIRTH, () => {
        const born = shadow.getInitialSnapshot(scope)
        if (born.status === 'error') throw born.error
        return born
      }),
    step: (from, event, given) => run(given, event, () => shadow.transition(from, event, scope)),
    get runs() {
      return runs
    }
  }
}

type BuiltIn = { readonly type?: string }
export const isAssign = (action: unknown): boolean => (action as BuiltIn | undefined)?.type === 'xstate.assign'
export const isEmit = (action: unknown): boolean => (action as BuiltIn | undefined)?.type === 'xstate.emit'
/** Raise and cancel stay XState's own: what they do is known without asking anybody. */
const isOfXState = (action: unknown): boolean =>
  (action as BuiltIn | undefined)?.type === 'xstate.raise' || (action as BuiltIn | undefined)?.type === 'xstate.cancel'
