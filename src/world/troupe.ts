import { MOODS } from '../contract/session.ts'
import { breath } from '../streams/breath.ts'
import type { TurnBatch } from '../streams/turn.ts'
import { createChronicle } from './chronicle.ts'
import { createLife, type Endings } from './life.ts'
import type { Place } from './onlooker.ts'
import type { WorldParts } from './parts.ts'
import { createStage } from './stage.ts'
import { createTallies, type Tally } from './tally.ts'

/** What came of some people, before it is made into estimates. */
export interface Account extends Endings {
  readonly tallies: Readonly<Record<string, Tally>>
  /** How many people are in each mood at the end. */
  readonly moods: Readonly<Record<string, number>>
  /** How often somebody went through a slate. */
  readonly userSteps: number
  /** What was looked over again while it ran, and by whom it was run. */
  readonly audited: number
}

/** Told how many of a turn's people have had it. */
export type OnRows = (rows: number) => void

/** Those who play a world: all of its people in this thread, or in several. */
export interface Troupe {
  /** A visit begins for whoever comes; how many there are. */
  begin(session: number, onRows?: OnRows): Promise<number>
  /** One turn of all who are present; how many stay for another. */
  turn(session: number, turn: number, onRows?: OnRows): Promise<number>
  /** All visits of this round have ended. */
  settle(): Promise<void>
  userSteps(): number
  /** People whose visit the end of the run cut short in the middle of a turn. */
  undecided?(): number
  finish(): Promise<Account>
  /** Lets go of threads, whatever happened. */
  dismiss?(): Promise<void>
}

/** A troupe of one thread, in the steps that several threads take together. */
export interface Ensemble extends Troupe {
  /** The people who are present wait for their slates, in the batch. */
  lineUp(session: number, turn: number): void
  /** Whoever listens on this thread's bus fills the batch. */
  serve(): Promise<void> | undefined
  /** They look at them; how many stay. */
  review(session: number, turn: number, onRows?: OnRows): Promise<number>
  /** Tells that something was done to the world before this turn: the nth, from 0; `user` is the first whom it concerns. */
  intervened(place: Place, user: number, nth: number, said: { readonly change: string; readonly people: number }): void
}

/** People who do not stop to breathe while they begin a visit. */
const IN_ONE_GO = 16_384

/** Plays the people of a range; `batch` has room for all of them. */
export function createEnsemble(parts: WorldParts, turns: number, batch: TurnBatch): Ensemble {
  const { range, cast, bus } = parts
  const chronicle = createChronicle(parts)
  const tallies = createTallies(parts.metrics, parts.users, range)
  const life = createLife(parts, chronicle, tallies, turns)
  const stage = createStage(parts, life, tallies, chronicle, turns, batch)
  let present: Int32Array = new Int32Array(0)

  const count = (moods: Record<string, number>, user: number) => moods[MOODS[cast.mood(user)]!]!++
  const noMoods = (): Record<string, number> => Object.fromEntries(MOODS.map((mood) => [mood, 0]))

  const ensemble: Ensemble = {
    async begin(session, onRows) {
      const came = new Int32Array(range.to - range.from)
      let there = 0
      for (let user = range.from; user < range.to; user++) {
        if (life.begin(user, session)) came[there++] = user
        const done = user - range.from
        if (done % IN_ONE_GO !== IN_ONE_GO - 1) continue
        onRows?.(done)
        await breath()
      }
      present = came.slice(0, there)
      return there
    },
    lineUp: (session, turn) => stage.lineUp(session, turn, present),
    serve: stage.serve,
    async review(session, turn, onRows) {
      const here = present
      present = await stage.review(onRows)
      cast.vouch?.()
      if (bus.mindsets.observed) {
        const moods = noMoods()
        for (const user of here) count(moods, user)
        bus.mindsets.next({ session, turn, moods })
      }
      await chronicle.turnOver()
      return present.length
    },
    async turn(session, turn, onRows) {
      ensemble.lineUp(session, turn)
      const served = ensemble.serve()
      if (served) await served
      return ensemble.review(session, turn, onRows)
    },
    intervened({ session, turn }, user, nth, said) {
      chronicle.tell('intervention.made', life.moment(user, session, turn), null, said, nth)
    },
    async settle() {
      tallies.settle()
    },
    userSteps: stage.userSteps,
    undecided: stage.undecided,
    async finish() {
      await chronicle.turnOver(true)
      const moods = noMoods()
      for (let user = range.from; user < range.to; user++) count(moods, user)
      return {
        tallies: tallies.byMetric,
        ...life.counts,
        moods,
        userSteps: stage.userSteps(),
        audited: cast.audited?.() ?? 0
      }
    }
  }
  return ensemble
}
