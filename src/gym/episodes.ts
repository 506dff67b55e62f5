import * as z from 'zod'
import type { Chance } from '../contract/chance.ts'
import type {
  Info,
  LuckOptions,
  Moment,
  Process,
  ResetOptions,
  Snapshot,
  Step,
  Turned
} from '../contract/environment.ts'
import { RecoError } from '../contract/error.ts'
import { createChance } from '../kernel/chance.ts'
import { faultIn } from './space.ts'

/** A process, and what it is called. */
export interface Staged<State, Observation, Action> {
  readonly name: string
  readonly process: Process<State, Observation, Action>
}

/** Where an episode stands: all that a snapshot holds. */
interface Standing<State> {
  readonly seed: number
  /** Told apart from others that go on from the same place. */
  readonly luck: number
  readonly episode: number
  readonly turn: number
  readonly isOver: boolean
  readonly state: State
}

export const FIRST_SEED = 7

/** Which episodes an environment plays. */
export interface Episodes {
  /** Until `reset` gives one. */
  readonly seed?: number
  /** The first of each seed, and how many further the next one is: several environments share them out. */
  readonly from?: number
  readonly every?: number
  /** Shares episodes out among whoever begins without a seed, instead. */
  readonly next?: () => number
}

/** What is observed as an episode begins, or goes on from a snapshot. */
export interface Told<Observation> {
  readonly observation: Observation
  readonly info: Info
}

/**
 * Keeps where an episode stands: episodes by seed and number, actions checked, `terminated` and `truncated` kept apart,
 * snapshots. Episode e of a seed is the same whatever was played before it.
 */
export function createEpisodes<State, Observation, Action>(
  { name, process }: Staged<State, Observation, Action>,
  { seed: first = FIRST_SEED, from = 0, every = 1, next: shared }: Episodes
) {
  const { spaces, horizon } = process
  const copy = (state: State): State => process.copy?.(state) ?? structuredClone(state)
  let standing: Standing<State> | undefined
  let seed = first
  let episode = from - every
  let share = shared // until somebody names a seed
  let moment = { episode, turn: 0, chance: chanceOf(seed, 0) }

  const start = (now: Standing<State>): void => {
    standing = now
    moment = { episode: now.episode, turn: now.turn, chance: chanceOf(now.seed, now.luck) }
  }

  function mustStand(): Standing<State> {
    if (standing) return standing
    throw new RecoError('environment.not-under-way', {
      what: `No episode of "${name}" is under way.`,
      fix: 'Call reset() first.'
    })
  }

  const told = (): Told<Observation> => ({
    observation: process.observe(mustStand().state),
    info: infoOf(mustStand())
  })

  return {
    reset({ seed: given, episode: wanted, options = {} }: ResetOptions = {}): Told<Observation> {
      mustBeWhole('seed', given)
      mustBeWhole('episode', wanted)
      const next = wanted ?? (given === undefined ? (share?.() ?? episode + every) : from)
      const chance = chanceOf(given ?? seed, 0)
      const state = process.begin({ episode: next, turn: 0, chance }, options)
      seed = given ?? seed
      if (given !== undefined) share = undefined
      episode = next
      start({ seed, luck: 0, episode, turn: 0, isOver: false, state })
      return told()
    },

    /** The moment of an action that may be taken now. */
    ready(action: Action): { readonly state: State; readonly moment: Moment } {
      const now = mustStand()
      if (now.isOver)
        throw new RecoError('environment.not-under-way', {
          what: `Episode ${now.episode} of "${name}" is over after ${now.turn} ${now.turn === 1 ? 'turn' : 'turns'}.`,
          fix: 'Call reset() for the next one.'
        })
      const fault = faultIn(spaces.action, action)
      if (!fault) return { state: now.state, moment }
      throw new RecoError('environment.bad-action', {
        what: `The action is not within its space: ${fault}.`,
        at: { episode: now.episode, turn: now.turn },
        fix: 'spaces.action says what it may be. Nothing has changed; step() again.'
      })
    },

    /** What came of it. */
    close({ reward, isOver, isCut = false, info }: Turned): Step<Observation> {
      const now = mustStand()
      const turn = now.turn + 1
      const isLast = !isOver && (isCut || turn >= horizon)
      standing = { ...now, turn, isOver: isOver || isLast }
      moment.turn = turn
      return {
        observation: process.observe(now.state),
        reward,
        terminated: isOver,
        truncated: isLast,
        info: { ...infoOf(standing), ...info }
      }
    },

    /** What breaks ends the episode; an action that is refused does not. */
    broke(cause: unknown): never {
      const isRefused = cause instanceof RecoError && cause.code === 'environment.bad-action'
      if (!isRefused) standing = { ...mustStand(), isOver: true }
      throw cause
    },

    use(tool: string, input: unknown = {}): unknown {
      const now = mustStand()
      const tools = process.tools ?? []
      const found = tools.find((one) => one.name === tool)
      const read = found?.input.safeParse(input)
      if (found && read?.success) return found.call(now.state, read.data, moment)
      throw new RecoError('environment.bad-tool', {
        what: read?.error ? `${tool} cannot take that: ${z.prettifyError(read.error)}` : `There is no tool "${tool}".`,
        fix: tools.length > 0 ? `There are ${tools.map((one) => one.name).join(', ')}.` : `"${name}" has no tools.`
      })
    },

    snapshot(): Snapshot {
      const now = mustStand()
      return { environment: name, state: { ...now, state: copy(now.state) } }
    },

    restore({ environment: whose, state }: Snapshot, { luck }: LuckOptions = {}): Told<Observation> {
      if (whose !== name)
        throw new RecoError('environment.other-snapshot', {
          what: `This is a snapshot of "${whose}", and this environment is "${name}".`,
          fix: 'Restore it where it was taken, or in a like environment.'
        })
      const then = state as Standing<State>
      seed = then.seed
      episode = then.episode
      start({ ...then, luck: luck ?? then.luck, state: copy(then.state) })
      return told()
    }
  }
}

function mustBeWhole(name: string, value: number | undefined): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) return
  throw new RecoError('environment.bad-reset', {
    what: `The ${name} is ${String(value)}.`,
    fix: 'Give a whole number from 0, or leave it out.'
  })
}

const infoOf = ({ episode, turn, seed }: Standing<unknown>) => ({ seed, episode, turn })

const chances = new Map<string, Chance>()
const KEPT = 512

/** The chance of a seed, and of other lucks of that seed: made once, since a stream of it costs something. */
export function chanceOf(seed: number, luck: number): Chance {
  const key = `${seed}/${luck}`
  let chance = chances.get(key)
  if (!chance) {
    if (chances.size >= KEPT) chances.clear()
    const own = createChance(seed)
    chance = luck === 0 ? own : { seed, for: (purpose) => own.for(`luck ${luck}/${purpose}`) }
    chances.set(key, chance)
  }
  return chance
}
