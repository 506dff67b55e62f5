import type * as z from 'zod'
import type { Chance } from './chance.ts'

/**
 * What an observation or an action may be, as data. `null` bounds are open. In JSON a record is an object, a list an array,
 * a box an array of numbers (nested by its shape), an index a whole number from 0.
 */
export type Space =
  | { readonly kind: 'index'; readonly n: number }
  | { readonly kind: 'whole'; readonly low: number; readonly high: number | null }
  | {
      readonly kind: 'box'
      readonly shape: readonly number[]
      readonly low: number | null
      readonly high: number | null
    }
  | { readonly kind: 'word'; readonly of?: readonly string[]; readonly most?: number }
  | { readonly kind: 'flag' }
  /** `distinct`: no two alike. */
  | {
      readonly kind: 'list'
      readonly of: Space
      readonly least: number
      readonly most: number
      readonly distinct?: true
    }
  | { readonly kind: 'record'; readonly of: Readonly<Record<string, Space>> }
  /** The same, or null. */
  | { readonly kind: 'maybe'; readonly of: Space }

export interface Spaces {
  readonly observation: Space
  readonly action: Space
}

/** What is known beside the observation; plain data. */
export type Info = Readonly<Record<string, unknown>>

/**
 * What came of an action. `terminated`: the world has ended the episode (the person left). `truncated`: the stage has
 * (there are no more turns). Never both.
 */
export interface Step<Observation = unknown> {
  readonly observation: Observation
  readonly reward: number
  readonly terminated: boolean
  readonly truncated: boolean
  readonly info: Info
}

export interface ResetOptions {
  /** Episodes are counted from it anew: the first after it is episode 0. Left out: the next episode. */
  readonly seed?: number | undefined
  /** Which episode of the seed, from 0. Left out: the next one. */
  readonly episode?: number | undefined
  /** What this episode shall be like; which there are is up to the environment. */
  readonly options?: Readonly<Record<string, unknown>> | undefined
}

export interface LuckOptions {
  /** Left out or 0: all goes on with the luck that it would have had. Others: another luck each, from here on. */
  readonly luck?: number | undefined
}

/** Something that may be done between two actions, such as asking: it takes no turn. */
export interface ToolView {
  readonly name: string
  /** For people and for language models. */
  readonly description: string
  /** What it takes. */
  readonly input: z.ZodType
}

/** @typeParam State what it may look at, and note in; its answer is plain data */
export interface Tool<State = unknown> extends ToolView {
  /** @param input as the schema gives it. @throws RecoError `environment.bad-tool` */
  call(state: State, input: unknown, moment: Moment): unknown
}

/** All of an episode under way: plain data that `structuredClone` takes. */
export interface Snapshot {
  readonly environment: string
  readonly state: unknown
}

/** Something that one acts on turn by turn, with Gymnasium's semantics. The same seed and actions give the same steps. */
export interface Environment<Observation = unknown, Action = unknown> {
  readonly name: string
  readonly spaces: Spaces
  /** What may be done beside acting. */
  readonly tools: readonly ToolView[]
  /** @throws RecoError `environment.bad-reset` */
  reset(options?: ResetOptions): { readonly observation: Observation; readonly info: Info }
  /** @throws RecoError `environment.bad-action`, after which nothing has changed; `environment.not-under-way` */
  step(action: Action): Step<Observation>
  /** Uses one of the tools; the episode stays where it is. @throws RecoError `environment.bad-tool`, `environment.not-under-way` */
  use(tool: string, input?: unknown): unknown
  /** The episode as it stands now. @throws RecoError `environment.not-under-way` */
  snapshot(): Snapshot
  /**
   * Goes back, or over, to a snapshot of this or a like environment. @throws RecoError `environment.other-snapshot`
   *
   * @returns what was observed there
   */
  restore(snapshot: Snapshot, luck?: LuckOptions): { readonly observation: Observation; readonly info: Info }
  /** Another environment that stands where this one stands. */
  fork(luck?: LuckOptions): Environment<Observation, Action>
}

/** The same where somebody answers later, such as a model. It cannot be forked: not all of it is here. */
export interface AsyncEnvironment<Observation = unknown, Action = unknown> {
  readonly name: string
  readonly spaces: Spaces
  readonly tools: readonly ToolView[]
  reset(options?: ResetOptions): Promise<{ readonly observation: Observation; readonly info: Info }>
  /** @throws RecoError as `Environment.step` does, and what a model's failure is called */
  step(action: Action): Promise<Step<Observation>>
  use(tool: string, input?: unknown): Promise<unknown>
  /** Lets go of what answers. */
  close(): Promise<void>
}

/** One turn of a process: what it came to. */
export interface Turned {
  readonly reward: number
  /** The world ended it, and whoever is in it had a part in that. */
  readonly isOver: boolean
  /** The stage ended it, before the horizon. */
  readonly isCut?: boolean
  readonly info?: Info
}

/** Where a process stands in time; what its chance is addressed by. */
export interface Moment {
  /** Which episode of the seed, from 0. */
  readonly episode: number
  /** How many turns are over. */
  readonly turn: number
  readonly chance: Chance
}

/** The numbers that learners see: a state, and what may be put on the slate. */
export interface Encoder<Observation, Action> {
  /** Numbers of a state. */
  readonly stateSize: number
  /** Numbers of a candidate; what hangs on the state as well may be among them. */
  readonly itemSize: number
  /** Candidates that a slate takes, 1 or more, and candidates that there are at most. */
  readonly slateSize: number
  readonly most: number
  /** @returns how many candidates there are now; candidate i takes items[i · itemSize …] */
  encode(observation: Observation, state: Float64Array, items: Float64Array): number
  /** How much alike two of the candidates last encoded are, 0 … 1: for slates that shall not repeat themselves. */
  kin?(a: number, b: number): number
  /** Where one thing of a slate is taken at most: which slot it was, by what is then seen; −1: none. */
  taken?(after: Observation): number
  /** @param chosen candidates by position, the first on top */
  action(chosen: ArrayLike<number>, observation: Observation): Action
}

/** A world small enough to be known whole. */
export interface Mdp {
  readonly states: readonly string[]
  readonly actions: readonly string[]
  /** Chance of each state to begin in. */
  readonly starts: readonly number[]
  /** [state][action]: what may follow. Chances that lack of 1 end the episode; `reward` is the mean of all, endings too. */
  readonly outcomes: readonly (readonly { readonly reward: number; readonly next: readonly number[] }[])[]
  /** Turns of an episode at most. */
  readonly horizon: number
}

/** A way of acting that a world is known by: its worst, its best, and what it fools. */
export interface Baseline<Observation, Action> {
  readonly description: string
  act(observation: Observation, moment: Moment): Action
}

/** A world of the field, with what is known of it. Its chance comes by address alone: it keeps no luck of its own. */
export interface Process<State, Observation, Action> {
  readonly spaces: Spaces
  /** Turns of an episode at most. */
  readonly horizon: number
  /** @param options of `reset` */
  begin(moment: Moment, options: Readonly<Record<string, unknown>>): State
  observe(state: State): Observation
  /** Changes the state. The action is within its space. */
  step(state: State, action: Action, moment: Moment): Turned
  /** The same where somebody in it answers later. */
  stepLater?(state: State, action: Action, moment: Moment): Promise<Turned>
  /** A copy that shares nothing which changes; `structuredClone` where it is left out. */
  copy?(state: State): State
  readonly encoder?: Encoder<Observation, Action>
  readonly tools?: readonly Tool<State>[]
  /** Where it is small enough to be known whole. State i of it is what `observe` tells as the index i. */
  readonly mdp?: Mdp
  readonly baselines?: Readonly<Record<string, Baseline<Observation, Action>>>
}

/** One world to act on: one file of the shelf `environments`. A state is plain data that `structuredClone` takes. */
export interface EnvironmentDefinition<State = unknown, Observation = unknown, Action = unknown, Options = unknown> {
  readonly description: string
  /** Where it was published. */
  readonly source: string
  /** What may be set, with defaults: an empty object is enough. */
  readonly options: z.ZodType<Options>
  create(options: Options): Process<State, Observation, Action>
}
