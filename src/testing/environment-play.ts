import type { Environment, EnvironmentDefinition, Process, Step } from '../contract/environment.ts'
import { environmentOf } from '../gym/environment.ts'
import type { Episodes } from '../gym/episodes.ts'
import { createChance } from '../kernel/chance.ts'
import { drawFrom } from './space.ts'

/** Episodes that are played, and their seed. */
export const EPISODES = 4
export const SEED = 3

export type AnyProcess = Process<unknown, unknown, unknown>

/** A world made anew, with its defaults. */
export const processOf = (definition: EnvironmentDefinition): AnyProcess =>
  definition.create(definition.options.parse({}))

export const environmentIn = (process: AnyProcess, episodes?: Episodes): Environment =>
  environmentOf({ name: 'own', process }, episodes)

/** Says what to do now, the same for the same episode, turn and observation. */
export type Act = (observation: unknown, episode: number, turn: number) => unknown

/** Acts at random: by the encoder where there is one, since it knows what may be done now; else from the whole space. */
export function anyAction({ encoder, spaces }: AnyProcess): Act {
  const luck = createChance(99).for('kit')
  const rooms = encoder && {
    state: new Float64Array(encoder.stateSize),
    items: new Float64Array(encoder.most * encoder.itemSize)
  }
  return (observation, episode, turn) => {
    let drawn = 0
    const uniform = () => luck.at(episode, 0, turn, drawn++)
    if (!encoder || !rooms) return drawFrom(spaces.action, uniform)
    const count = encoder.encode(observation, rooms.state, rooms.items)
    const keys = Array.from({ length: count }, uniform)
    const order = Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]!)
    return encoder.action(order.slice(0, encoder.slateSize), observation)
  }
}

/** What one episode told: what was observed first, and all steps, at most so many. */
export interface Told {
  readonly first: unknown
  readonly steps: readonly Step[]
}

/** Turns of an episode that are looked at, where there may be more. */
export const TURNS = 60

/** Goes on from where an environment stands. */
export function goOn(environment: Environment, act: Act, from: { observation: unknown; turn: number }): Step[] {
  const { episode } = environment.snapshot().state as { episode: number }
  const steps: Step[] = []
  let { observation, turn } = from
  for (; steps.length < TURNS; turn++) {
    const step = environment.step(act(observation, episode, turn))
    steps.push(structuredClone(step))
    observation = step.observation
    if (step.terminated || step.truncated) break
  }
  return steps
}

/** Plays the next episode of an environment. */
export function playOne(environment: Environment, act: Act, seed?: number): Told {
  const { observation } = environment.reset(seed === undefined ? {} : { seed })
  return { first: structuredClone(observation), steps: goOn(environment, act, { observation, turn: 0 }) }
}

/** The first episodes of a seed. */
export function playMany(process: AnyProcess, count: number, seed: number): Told[] {
  const environment = environmentIn(process, { seed })
  const act = anyAction(process)
  return Array.from({ length: count }, () => playOne(environment, act))
}
