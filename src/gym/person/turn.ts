import type { Chance } from '../../contract/chance.ts'
import { RecoError } from '../../contract/error.ts'
import { isStop } from '../../contract/model.ts'
import type { Catalogue, Review } from '../../contract/plugin.ts'
import type { Persona } from '../../contract/population.ts'
import { clearReview, createReview, createSlateView } from '../../contract/review.ts'
import { type Action, actionsOf, CAUSES, type Cause, ENDINGS, MOODS, REASONS, SCALARS } from '../../contract/session.ts'
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
  /** The mind is told moods. */
  readonly asksModel: boolean
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
export function createTurn({ catalogue, body, turns, slots, history, asksModel }: TurnParts) {
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
    if (asksModel) view.mood = MOODS.indexOf(body.feels().mood)
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
  function* speak(state: PersonState, slate: Int32Array, chance: Chance): Asking<number> {
    body.visit('instruction.asked')
    const { session, turn, clock } = state
    const instruction = instructionIn(yield mind.reflect(0, view, review, chance))
    state.open = { instruction, slate, before: satisfies(instruction, slate, slate, catalogue) }
    state.instruction = { ...instruction }
    body.feel({ type: 'instruction.answered', session, turn }, clock)
    return body.visit('instruction.given')
  }

  /** @returns position in ENDINGS, −1 while the visit goes on; and what it was before, where an instruction was open */
  function* go(state: PersonState, slate: Int32Array, chance: Chance): Asking<Went> {
    const { open } = state
    const after = look(state, slate)
    clearReview(review)
    yield mind.review(0, view, chance, review)
    const flaw = flawIn(review, slate.length)
    if (flaw) throw flaw
    state.clock += review.seconds * 1_000 + BETWEEN_SLATES
    state.open = state.instruction = null
    const followed = open ? { before: open.before, after } : null
    const said = answer(state)
    if (said & SAID.userLeft) return { how: body.visit('user.left'), followed }
    if (said & SAID.instructionAsked) return { how: yield* speak(state, slate, chance), followed }
    return { how: body.visit('feedback.given'), followed }
  }

  /** One turn; yields what the mind is asked, to be given its answers. */
  function* take(state: PersonState, slate: Int32Array, chance: Chance): Asking<Took> {
    const terms = noTerms()
    const { how, followed } = yield* addressed(state, go(state, slate, chance))
    const cause = CAUSES[review.leaveCause]!
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

/** Work that asks a mind now and then, and goes on with what it answers. */
export type Asking<Result> = Generator<unknown, Result, unknown>

interface Went {
  readonly how: number
  readonly followed: { readonly before: number; readonly after: number } | null
}

/** All of it at once. @throws RecoError `environment.needs-async` */
export function atOnce<Result>(work: Asking<Result>): Result {
  let step = work.next()
  while (!step.done) {
    const { value } = step
    if (value instanceof Promise) {
      value.catch(() => undefined)
      throw needsAsync()
    }
    step = work.next(value)
  }
  return step.value
}

/** All of it, waiting for what comes later. */
export async function later<Result>(work: Asking<Result>): Promise<Result> {
  let step = work.next()
  while (!step.done) {
    let answer: unknown
    try {
      answer = await step.value
    } catch (cause) {
      step = work.throw(cause)
      continue
    }
    step = work.next(answer)
  }
  return step.value
}

export const needsAsync = (): RecoError =>
  new RecoError('environment.needs-async', {
    what: 'This mind answers later, since it asks a model.',
    fix: 'Use createAsyncEnvironment().'
  })

/** What breaks is addressed: who, and where in its episode. */
function* addressed<Result>(state: PersonState, work: Asking<Result>): Asking<Result> {
  try {
    return yield* work
  } catch (cause) {
    throw brokenAt(state, cause)
  }
}

function guarded<Result>(state: PersonState, work: () => Result): Result {
  try {
    return work()
  } catch (cause) {
    throw brokenAt(state, cause)
  }
}

function brokenAt({ person, session, turn }: PersonState, cause: unknown): unknown {
  if (isStop(cause)) return cause
  const at = { user: person, session, turn }
  if (cause instanceof RecoError) return new RecoError(cause.code, { ...cause.parts, at, cause })
  return new RecoError('mind.failed', {
    what: messageOf(cause),
    at,
    fix: 'Mend the mind; nothing that it is asked may throw. The episode is over: reset() for the next.',
    cause
  })
}
