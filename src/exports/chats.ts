import type { Chance } from '../contract/chance.ts'
import type { Environment } from '../contract/environment.ts'
import type { ItemId } from '../contract/item.ts'
import type { Catalogue } from '../contract/plugin.ts'
import type { PersonObservation } from '../gym/person/state.ts'
import { drawSome } from '../kernel/draw.ts'
import type { LoggedEpisode } from './episode.ts'
import { answerOf, type Message, offeredWith, questionOf, SYSTEM } from './prompt.ts'

/** What chats are made of: the worlds of prompts, and how many items each offers. */
export interface ChatParts {
  readonly catalogue: Catalogue
  readonly chance: Chance
  readonly offered: number
}

/** A visit as a conversation, for supervised fine-tuning. */
export interface Conversation {
  readonly messages: readonly Message[]
  readonly person: number
  readonly session: number
  readonly return: number
}

/** One line a visit: what the person did and said, and what it was shown. */
export function conversationsOf({ person, steps }: LoggedEpisode, parts: ChatParts): Conversation[] {
  const visits = [...new Set(steps.map(({ observation }) => observation.user.session))]
  const turnsOf = (visit: number) => steps.filter(({ observation }) => observation.user.session === visit)
  return visits
    .map((session) => ({ session, own: turnsOf(session) }))
    .map(({ session, own }) => ({
      messages: [
        SYSTEM,
        ...own.flatMap(({ observation, action }) => [
          questionOf(observation, offeredWithin(action, observation, parts), action.length, parts.catalogue),
          answerOf(action)
        ])
      ],
      person,
      session,
      return: own.reduce((sum, { reward }) => sum + reward, 0)
    }))
}

/** A slate and what it is worth at once, from one state and with one luck. */
interface Tried {
  readonly slate: readonly ItemId[]
  readonly reward: number
}

/** One state, and several slates that were tried there. */
export interface Forked {
  readonly prompt: readonly Message[]
  readonly person: number
  readonly session: number
  readonly turn: number
  readonly tried: readonly Tried[]
}

type PersonEnvironment = Environment<PersonObservation, readonly ItemId[]>

/**
 * Tries other slates where one was shown: the same person in the same state with the same luck, so that what differs is
 * owed to the slate alone. The first that was tried is the one of the log.
 *
 * @param beside an environment of the same world, which is put where the other one stands
 * @param many   slates in all, 2 or more; others are drawn by chance from what is offered
 */
export function forkedAt(
  env: PersonEnvironment,
  beside: PersonEnvironment,
  shown: readonly ItemId[],
  many: number,
  parts: ChatParts
): Forked {
  const here = env.snapshot()
  const { observation } = beside.restore(here)
  const offered = offeredWithin(shown, observation, parts)
  const slates = [shown, ...othersFrom(offered, shown.length, many - 1, observation, parts.chance)]
  const { id, session, turn } = observation.user
  return {
    prompt: [SYSTEM, questionOf(observation, offered, shown.length, parts.catalogue)],
    person: id,
    session,
    turn,
    tried: slates.map((slate) => {
      beside.restore(here)
      return { slate, reward: beside.step(slate).reward }
    })
  }
}

/** The better and the worse of a pair, as preference training takes it; nothing where both are worth the same. */
export function preferenceOf({ prompt, person, session, turn, tried }: Forked) {
  const [a, b] = tried
  if (!a || !b || a.reward === b.reward) return undefined
  const [best, worst] = a.reward > b.reward ? [a, b] : [b, a]
  const margin = best.reward - worst.reward
  return { prompt, chosen: [answerOf(best.slate)], rejected: [answerOf(worst.slate)], margin, person, session, turn }
}

/** A group of answers to one prompt with what each is worth, as group-relative training takes it. */
export const groupOf = ({ prompt, person, session, turn, tried }: Forked) => ({
  prompt,
  completions: tried.map(({ slate }) => [answerOf(slate)]),
  rewards: tried.map(({ reward }) => reward),
  person,
  session,
  turn
})

const offeredWithin = (slate: readonly ItemId[], seen: PersonObservation, { offered, catalogue, chance }: ChatParts) =>
  offeredWith(slate, seen, Math.max(offered, slate.length), catalogue, chance)

/** Slates drawn by chance from what is offered. */
function othersFrom(
  offered: readonly ItemId[],
  size: number,
  many: number,
  { user }: PersonObservation,
  chance: Chance
): ItemId[][] {
  const luck = chance.for('export-slates')
  return Array.from({ length: many }, (_, other) => {
    const uniform = (slot: number) => luck.at(user.id, user.session, user.turn, other * 1_000 + slot)
    return drawSome(offered.length, size, uniform).map((at) => offered[at]!)
  })
}
