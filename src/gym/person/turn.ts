import type { Chance } from '../../contract/chance.ts'
import { RecoError } from '../../contract/error.ts'
import { isStop } from '../../contract/model.ts'
import type { Catalogue, Review } from '../../contract/plugin.ts'
import type { Persona } from '../../contract/population.ts'
import { clearReview, createReview, createSlateView } from '../../contract/review.ts'
import { type Action, actionsOf, CAUSES, type Cause, ENDINGS, REASONS, SCALARS } from '../../contract/session.ts'
import { obeyed, satisfies } from '../../laws/obedience.ts'
import { SAID } from '../../streams/cast.ts'
import { messageOf } from '../../streams/slate.ts'
import { flawIn, instructionIn } from '../../world/flaws.ts'
import { BETWEEN_SLATES } from '../../world/stage.ts'
import type { Body } from './body.ts'
import { noTerms, type Terms } from './reward.ts'
import type { PersonState } from './state.ts'

const DAY = 86_400_000
const WEEK = 7 * DAY
const CLICK: Action = 'click'
const SATISFACTION = SCALARS.indexOf('satisfaction')

export interface TurnParts {
  readonly catalogue: Catalogue
  readonly body: Body
  /** Slates that a visit may have, slots of a slate, and slates that are remembered. */
  readonly turns: number
  readonly slots: number
  readonly history: number
}

/** What a turn came to. */
export interface Took {
  readonly terms: Terms
  /** The visit has ended because the person left. */
  readonly isGone: boolean
  readonly info: Readonly<Record<string, unknown>>
}

/**
 * One turn of one person at a time, as a world plays it: the same events in the same order, so that the same comes of the
 * same slates. What a mind breaks is thrown, and the episode is over.
 */
export function createTurn({ catalogue, body, turns, slots, history }: TurnParts) {
  const { mind } = body
  const view = createSlateView(slots)
  const review: Review = createReview(slots)
  const felt = new Float64Array(SCALARS.length)

  /** The first visit, or the next one, begins. */
  function arrive(state: PersonState, persona?: Persona): void {
    const { session, awayDays, clock } = state
    body.beginVisit(turns)
    guarded(state, () => {
      body.feel({ type: 'session.started', session, awayDays }, clock)
      if (persona) mind.born(0, persona)
      mind.arrive(0, session, awayDays * DAY)
    })
  }

  function look(state: PersonState, slate: Int32Array): number {
    const { open, session, turn, clock } = state
    view.items.set(slate)
    view.length = slate.length
    view.user = state.person
    view.session = session
    view.turn = turn
    view.turnsLeft = turns - turn
    view.at = clock
    const after = open ? satisfies(open.instruction, slate, open.slate, catalogue) : 0
    view.obeyed = open ? obeyed(open.before, after) : 0
    body.visit('slate.shown')
    body.feel({ type: 'slate.shown', session, turn, obeyed: view.obeyed }, clock)
    body.felt(view.felt)
    return after
  }

  function answer({ session, turn, clock }: PersonState): number {
    const { delight, watchRatio, sameness, found, seconds, hazard, leaveCause, disengageCause } = review
    return body.feel(
      {
        type: 'review.answered',
        session,
        turn,
        delight,
        watchRatio,
        sameness,
        found,
        seconds,
        hazard,
        leaveCause,
        disengageCause
      },
      clock
    )
  }

  /** What would keep it. */
  function speak(state: PersonState, slate: Int32Array, chance: Chance): number {
    body.visit('instruction.asked')
    const { session, turn, clock } = state
    const instruction = instructionIn(now(mind.reflect(0, view, review, chance)))
    state.open = { instruction, slate, before: satisfies(instruction, slate, slate, catalogue) }
    state.instruction = { ...instruction }
    body.feel({ type: 'instruction.answered', session, turn }, clock)
    return body.visit('instruction.given')
  }

  function take(state: PersonState, slate: Int32Array, chance: Chance): Took {
    const terms = noTerms()
    let how = -1
    let cause: Cause = 'none'
    let followed: { before: number; after: number } | null = null
    guarded(state, () => {
      const { open } = state
      const after = look(state, slate)
      clearReview(review)
      now(mind.review(0, view, chance, review))
      const flaw = flawIn(review, slate.length)
      if (flaw) throw flaw
      state.clock += review.seconds * 1_000 + BETWEEN_SLATES
      state.open = state.instruction = null
      if (open) followed = { before: open.before, after }
      const said = answer(state)
      cause = CAUSES[review.leaveCause]!
      if (said & SAID.userLeft) how = body.visit('user.left')
      else if (said & SAID.instructionAsked) how = speak(state, slate, chance)
      else how = body.visit('feedback.given')
    })
    const slotsGone = slotsOf(slate)
    state.history = [
      ...state.history.slice(-(history - 1)),
      { session: state.session, turn: state.turn, slots: slotsGone, seconds: review.seconds }
    ]
    const isGone = ENDINGS[how] === 'left'
    body.felt(felt)
    terms.watch = slotsGone.reduce((sum, { watchSeconds }) => sum + watchSeconds, 0) / 60
    terms.clicks = slotsGone.filter(({ actions }) => actions.includes(CLICK)).length
    terms.satisfaction = felt[SATISFACTION]!
    terms.length = isGone ? 0 : 1
    terms.followed = view.obeyed
    terms.leave = isGone ? 1 : 0
    if (how >= 0) terms.return = end(state, how, isGone ? cause : 'none', chance) <= WEEK ? 1 : 0
    const info = {
      user: state.person,
      session: state.session,
      slot: state.turn,
      ended: how < 0 ? null : { how: ENDINGS[how]!, cause: isGone ? cause : 'none' },
      hazard: review.hazard,
      delight: review.delight,
      followed
    }
    state.turn++
    return { terms, isGone, info }
  }

  /** @returns simulated ms until it is back */
  function end(state: PersonState, at: number, cause: Cause, chance: Chance): number {
    const how = ENDINGS[at]!
    const { session, turn, clock } = state
    return guarded(state, () => {
      if (how === 'truncated') body.feel({ type: 'session.truncated', session, turn }, clock)
      const gapMs = mind.rest(0, session, how, felt, chance)
      if (!(gapMs >= 0))
        throw new RecoError('mind.bad-gap', {
          what: `The mind answered ${String(gapMs)} ms until the next visit.`,
          fix: 'Return a number of 0 or more from rest(), Infinity for never.'
        })
      if (gapMs === Number.POSITIVE_INFINITY) body.feel({ type: 'user.churned', session, turn }, clock)
      state.ended = { how, cause, gapMs }
      state.open = null
      return gapMs
    })
  }

  function slotsOf(slate: Int32Array) {
    return Array.from({ length: review.reached }, (_, slot) => ({
      item: catalogue.items[slate[slot]!]!.id,
      actions: actionsOf(review.actions[slot]!),
      watchSeconds: review.watchSeconds[slot]!,
      reason: REASONS[review.reasons[slot]!]!
    }))
  }

  return {
    arrive,
    take,
    /** The next visit, after the last one has ended. */
    comeBack(state: PersonState): void {
      const { gapMs } = state.ended!
      state.session++
      state.turn = 0
      state.clock += gapMs
      state.awayDays = gapMs / DAY
      state.ended = null
      arrive(state)
    }
  }
}

/** What a mind answers at once. */
function now<Answer>(answer: Answer | Promise<Answer>): Answer {
  if (!(answer instanceof Promise)) return answer
  answer.catch(() => undefined)
  throw needsAsync()
}

export const needsAsync = (): RecoError =>
  new RecoError('environment.needs-async', {
    what: 'This mind answers later, since it asks a model.',
    fix: 'Use createAsyncEnvironment().'
  })

/** What breaks is addressed: who, and where in its episode. */
function guarded<Result>({ person, session, turn }: PersonState, work: () => Result): Result {
  try {
    return work()
  } catch (cause) {
    if (isStop(cause) || (cause instanceof RecoError && cause.code === 'environment.needs-async')) throw cause
    const at = { user: person, session, turn }
    if (cause instanceof RecoError) throw new RecoError(cause.code, { ...cause.parts, at, cause })
    throw new RecoError('mind.failed', {
      what: messageOf(cause),
      at,
      fix: 'Mend the mind; nothing that it is asked may throw. The episode is over: reset() for the next.',
      cause
    })
  }
}
