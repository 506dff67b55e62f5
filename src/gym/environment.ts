import type { AsyncEnvironment, Environment, Step } from '../contract/environment.ts'
import { RecoError } from '../contract/error.ts'
import { createEpisodes, type Episodes, type Staged } from './episodes.ts'

export { chanceOf, type Episodes, FIRST_SEED, type Staged } from './episodes.ts'

/** Gymnasium's semantics around a process that answers at once. */
export function environmentOf<State, Observation, Action>(
  staged: Staged<State, Observation, Action>,
  episodes: Episodes = {}
): Environment<Observation, Action> {
  const { name, process } = staged
  const { reset, ready, close, broke, use, snapshot, restore } = createEpisodes(staged, episodes)
  return {
    name,
    spaces: process.spaces,
    tools: process.tools ?? [],
    reset,
    step(action): Step<Observation> {
      try {
        const { state, moment } = ready(action)
        return close(process.step(state, action, moment))
      } catch (cause) {
        return broke(cause)
      }
    },
    use,
    snapshot,
    restore,
    fork(luck) {
      const other = environmentOf(staged, episodes)
      other.restore(snapshot(), luck)
      return other
    }
  }
}

/** The same around one that may answer later; one step at a time. */
export function asyncEnvironmentOf<State, Observation, Action>(
  staged: Staged<State, Observation, Action>,
  episodes: Episodes = {},
  close: () => Promise<void> = async () => undefined
): AsyncEnvironment<Observation, Action> {
  const { name, process } = staged
  const kept = createEpisodes(staged, episodes)
  let isUnderWay = false
  const alone = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (isUnderWay)
      throw new RecoError('environment.not-under-way', {
        what: `A step of "${name}" has not been answered yet.`,
        fix: 'Await it before the next one.'
      })
    isUnderWay = true
    try {
      return await work()
    } finally {
      isUnderWay = false
    }
  }
  return {
    name,
    spaces: process.spaces,
    tools: process.tools ?? [],
    reset: (options) => alone(async () => kept.reset(options)),
    step: (action) =>
      alone(async () => {
        try {
          const { state, moment } = kept.ready(action)
          return kept.close(await (process.stepLater ?? process.step)(state, action, moment))
        } catch (cause) {
          return kept.broke(cause)
        }
      }),
    use: (tool, input) => alone(async () => kept.use(tool, input)),
    close
  }
}
