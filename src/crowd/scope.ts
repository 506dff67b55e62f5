import type { AnyStateMachine } from 'xstate'
import { RecoError } from '../contract/error.ts'

export type ActorScope = Parameters<AnyStateMachine['transition']>[2]
/** An action that XState would have its actor carry out. */
export interface Deed {
  readonly type: string
  readonly info: { readonly context: object; readonly event: { readonly type: string } }
  readonly params: unknown
  readonly exec: ((info: unknown, params: unknown) => void) | undefined
}

/** What XState's interpreter asks of an actor, where there is none: who carries actions out, and when. */
export interface Hands {
  readonly self?: unknown
  /** Who keeps delayed events. */
  readonly scheduler?: unknown
  act(deed: Deed): void
  defer(task: () => void): void
  emit?(event: unknown): void
  /** Told of microsteps, with the transitions that fired. */
  inspect?(event: { readonly type: string; readonly _transitions?: readonly object[] }): void
}

/** A scope in which XState's own interpreter runs a machine that no actor owns. */
export const createScope = ({
  self = nobody('self'),
  scheduler,
  act,
  defer,
  emit = () => {},
  inspect = () => {}
}: Hands): ActorScope =>
  ({
    self,
    id: '',
    sessionId: '',
    logger: () => {},
    system: { _sendInspectionEvent: inspect, scheduler },
    defer,
    stopChild: () => {},
    emit,
    actionExecutor: act
  }) as unknown as ActorScope

/** An error of the crowd, and not of the mindset: something that it cannot do as XState does it. */
export const cannot = (what: string): RecoError =>
  new RecoError('crowd.refused', {
    what,
    fix: 'Write guards and actions as functions of context and event, over finite numbers; or run it live.'
  })

/** What stands for an actor where there is none; whoever wants something of it hears why not. */
export const nobody = (name: string): unknown =>
  new Proxy(
    Object.freeze(() => {}),
    {
      get: (_, key) => refuse(`${name}.${String(key)}`),
      apply: () => refuse(`${name}()`)
    }
  )

function refuse(what: string): never {
  throw cannot(`An action or guard asked for ${what}; in a crowd there is no actor behind a row.`)
}

export const isRefusal = (cause: unknown): cause is RecoError =>
  cause instanceof RecoError && cause.code === 'crowd.refused'
