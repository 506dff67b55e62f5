import type { AnyStateMachine } from 'xstate'
import type { Chance } from '../../contract/chance.ts'
import type { Moment, Process, Turned } from '../../contract/environment.ts'
import { RecoError } from '../../contract/error.ts'
import type { Item, ItemId } from '../../contract/item.ts'
import type { Models } from '../../contract/model.ts'
import type { Catalogue, MindDefinition } from '../../contract/plugin.ts'
import type { People } from '../../contract/population.ts'
import type { MindsetMachine } from '../../mindset.ts'
import { createBody } from './body.ts'
import { createPersonEncoder } from './encoder.ts'
import { RETENTION, type RewardWeights, rewardOf } from './reward.ts'
import { createShifting } from './shifting.ts'
import { spacesOf } from './spaces.ts'
import type { PersonObservation, PersonState } from './state.ts'
import { personTools } from './tools.ts'
import { type Asking, atOnce, createTurn, later } from './turn.ts'

/** All that a person's environment is made of, already joined. */
export interface PersonParts {
  /** The people of a seed. */
  peopleOf(chance: Chance): People
  readonly catalogue: Catalogue
  readonly mindset: MindsetMachine
  /** The machine of visits. */
  readonly session: AnyStateMachine
  readonly mind: { readonly name: string; readonly definition: MindDefinition }
  readonly models?: Models | undefined
}

export interface PersonOptions {
  /** Items on a slate at most. */
  readonly slateSize: number
  /** Slates that a visit may have. */
  readonly turns: number
  /** Visits that an episode may have. */
  readonly sessions: number
  readonly reward?: RewardWeights | undefined
  /** Items that may be shown at a turn, drawn anew for each; left out: all. */
  readonly candidates?: number | undefined
  /** Slates of which observations tell. */
  readonly history?: number | undefined
}

/**
 * One person of a population, from its first visit on, as something to act on: an action is a slate. Episode e of a seed is
 * person e of a world with that seed, and does with the same slates what that one does.
 */
export function personProcess(
  parts: PersonParts,
  { slateSize, turns, sessions, reward = RETENTION, candidates, history = 5 }: PersonOptions
): Process<PersonState, PersonObservation, readonly ItemId[]> {
  const { catalogue } = parts
  const ids = Object.freeze(catalogue.items.map(({ id }: Item) => id))
  const positions = Int32Array.from(ids, (_, at) => at)
  const slots = Math.min(slateSize, candidates ?? ids.length, ids.length)
  const lucks = new WeakMap<Chance, People>()
  const shifting = createShifting({ seed: 0, for: () => nobody() })
  const body = createBody(parts.mindset, parts.session, parts.mind, {
    catalogue,
    chance: shifting.chance,
    models: parts.models
  })
  const asksModel = parts.mind.definition.asksModel !== undefined
  const turn = createTurn({ catalogue, body, turns, slots, history, asksModel })
  const worth = rewardOf(reward)
  const encoder = createPersonEncoder(catalogue, { slots, most: candidates ?? ids.length })
  /** Whose row the body holds; others are put in before their turn. */
  let inside: PersonState | undefined

  function peopleOf(chance: Chance): People {
    let people = lucks.get(chance)
    if (!people) {
      people = parts.peopleOf(chance)
      lucks.set(chance, people)
    }
    return people
  }

  /** Whoever is inside is taken out first, so that each state is whole when it is not inside. */
  function enter(state: PersonState, chance: Chance): void {
    shifting.shift(chance)
    if (inside === state) return
    leave()
    body.load(state)
    inside = state
  }

  function leave(): void {
    if (inside) Object.assign(inside, body.save())
    inside = undefined
  }

  function offered(state: PersonState, { episode, chance }: Moment): readonly ItemId[] {
    if (candidates === undefined || candidates >= ids.length) return ids
    const luck = chance.for('candidates')
    const left = positions.slice()
    const found: ItemId[] = []
    for (let i = 0; i < candidates; i++) {
      const at = i + Math.floor(luck.at(episode, state.session, state.turn, i) * (left.length - i))
      found.push(ids[left[at]!]!)
      left[at] = left[i]!
    }
    return found
  }

  function* step(state: PersonState, action: readonly ItemId[], moment: Moment): Asking<Turned> {
    enter(state, moment.chance)
    const slate = slateOf(action, state)
    state.isAsked = false
    const { terms, isGone, info } = yield* turn.take(state, slate, moment.chance)
    const isLastVisit = state.session + 1 >= sessions
    const isChurned = state.ended?.gapMs === Number.POSITIVE_INFINITY
    const isOver = state.ended !== null && (isLastVisit ? isGone : isChurned)
    const isCut = state.ended !== null && isLastVisit && !isGone
    if (state.ended && !isOver && !isCut) turn.comeBack(state)
    state.feels = body.feels()
    state.candidates = offered(state, { ...moment, episode: state.person })
    return { reward: worth(terms), isOver, isCut, info: { ...info, terms, propensityNeeded: true } }
  }

  return {
    spaces: spacesOf({
      ids,
      slots,
      candidates: Math.min(candidates ?? ids.length, ids.length),
      turns,
      sessions,
      history
    }),
    horizon: turns * sessions,
    encoder,
    tools: personTools(catalogue, (person, chance) => peopleOf(chance).person(person)),
    begin(moment, options) {
      const person = personIn(options, moment.episode)
      leave()
      shifting.shift(moment.chance)
      const persona = peopleOf(moment.chance).person(person)
      const state = { person, session: 0, turn: 0, clock: persona.arrivesAt, awayDays: 0 } as PersonState
      Object.assign(state, { open: null, instruction: null, isAsked: false, history: [], candidates: [], ended: null })
      const { patience, trust } = persona.traits
      body.bear({ patience, trust })
      turn.arrive(state, persona)
      inside = state
      state.feels = body.feels()
      state.candidates = offered(state, { ...moment, episode: person })
      return state
    },
    observe: ({ person, session, turn, clock, awayDays, candidates, history, feels, instruction }) => ({
      user: { id: person, session, turn, at: clock, awayDays },
      candidates,
      history,
      mindset: feels,
      instruction
    }),
    step: (state, action, moment) => atOnce(step(state, action, moment)),
    stepLater: (state, action, moment) => later(step(state, action, moment)),
    copy(state) {
      if (inside === state) leave()
      return { ...state } // what it holds is put in another's place, and never changed
    }
  }

  function slateOf(action: readonly ItemId[], { candidates: may }: PersonState): Int32Array {
    return Int32Array.from(action, (id) => {
      if (may !== ids && !may.includes(id))
        throw new RecoError('environment.bad-action', {
          what: `"${id}" is not among the ${may.length} candidates of this turn.`,
          fix: 'Choose from observation.candidates. Nothing has changed; step() again.'
        })
      return catalogue.indexOf(id)
    })
  }
}

const nobody = (): never => {
  throw new RecoError('mind.failed', {
    what: 'The mind draws chance in create(), before there is anybody.',
    fix: 'Draw it where it is used.'
  })
}

function personIn(options: Readonly<Record<string, unknown>>, episode: number): number {
  const { user = episode, ...others } = options
  const [unknown] = Object.keys(others)
  if (unknown === undefined && Number.isInteger(user) && (user as number) >= 0 && (user as number) < 2 ** 32)
    return user as number
  throw new RecoError('environment.bad-reset', {
    what: unknown === undefined ? `There is no person ${String(user)}.` : `There is no option "${unknown}" of reset.`,
    fix: 'options.user may name a person by number, from 0; nothing else is there to be set.'
  })
}
