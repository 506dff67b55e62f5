import type { Environment, Info, LuckOptions, ResetOptions, Snapshot, Spaces, Step } from '../contract/environment.ts'
import { RecoError } from '../contract/error.ts'
import { environmentOf, FIRST_SEED, type Staged } from './environment.ts'
import { faultIn } from './space.ts'

/** What all of them tell at once, one entry each. */
export interface Steps<Observation> {
  readonly observations: readonly Observation[]
  readonly rewards: Float64Array
  readonly terminated: Uint8Array
  readonly truncated: Uint8Array
  readonly infos: readonly Info[]
  /**
   * What was seen last of those whose episode ended: their next one has begun already, and `observations` holds its first
   * observation.
   */
  readonly last: ReadonlyMap<number, Step<Observation>>
}

/** Several environments in step. Environment i plays episodes i, i + n, i + 2n … of the seed: whatever n is, the same people. */
export interface Environments<Observation = unknown, Action = unknown> {
  readonly name: string
  readonly count: number
  readonly spaces: Spaces
  reset(options?: ResetOptions): { readonly observations: readonly Observation[]; readonly infos: readonly Info[] }
  /** @throws RecoError `environment.bad-action`, naming the environment; then none of them has moved */
  step(actions: readonly Action[]): Steps<Observation>
  /** One of them, to be snapshot, restored or forked. */
  at(index: number): Environment<Observation, Action>
  snapshot(index: number): Snapshot
  /** All of them from one place on, each with a luck of its own unless `luck` is given: a group of rollouts. */
  restore(snapshot: Snapshot, luck?: LuckOptions): readonly Observation[]
}

export function environmentsOf<State, Observation, Action>(
  staged: Staged<State, Observation, Action>,
  count: number,
  seed = FIRST_SEED
): Environments<Observation, Action> {
  if (!(Number.isInteger(count) && count >= 1 && count <= MOST))
    throw new RecoError('environment.bad-option', {
      what: `n is ${String(count)}.`,
      fix: `Give a whole number of environments from 1 to ${MOST.toLocaleString('en')}.`
    })
  const all = Array.from({ length: count }, (_, from) => environmentOf(staged, { seed, from, every: count }))
  const { spaces } = staged.process

  function check(actions: readonly Action[]): void {
    const fault =
      actions.length === count
        ? actions.map((action, at) => faultIn(spaces.action, action, `actions[${at}]`)).find(Boolean)
        : `there are ${actions.length} actions for ${count} environments`
    if (fault)
      throw new RecoError('environment.bad-action', {
        what: `Not all actions are within their space: ${fault}.`,
        fix: 'spaces.action says what each may be. None has moved; step() again.'
      })
  }

  return {
    name: staged.name,
    count,
    spaces,
    reset(options) {
      const begun = all.map((one) => one.reset(options))
      return { observations: begun.map(({ observation }) => observation), infos: begun.map(({ info }) => info) }
    },
    step(actions) {
      check(actions)
      const observations: Observation[] = new Array(count)
      const infos: Info[] = new Array(count)
      const rewards = new Float64Array(count)
      const terminated = new Uint8Array(count)
      const truncated = new Uint8Array(count)
      const last = new Map<number, Step<Observation>>()
      for (let at = 0; at < count; at++) {
        const one = all[at]!
        const step = one.step(actions[at]!)
        rewards[at] = step.reward
        terminated[at] = Number(step.terminated)
        truncated[at] = Number(step.truncated)
        const isOver = step.terminated || step.truncated
        if (isOver) last.set(at, step)
        const { observation, info } = isOver ? one.reset() : step
        observations[at] = observation
        infos[at] = info
      }
      return { observations, rewards, terminated, truncated, infos, last }
    },
    at(index) {
      const found = all[index]
      if (found) return found
      throw new RecoError('environment.bad-option', {
        what: `There is no environment ${String(index)}.`,
        fix: `They are numbered 0 … ${count - 1}.`
      })
    },
    snapshot(index) {
      return this.at(index).snapshot()
    },
    restore: (snapshot, { luck } = {}) => all.map((one, at) => one.restore(snapshot, { luck: luck ?? at }).observation)
  }
}

/** Environments in step, at most. */
const MOST = 65_536
