import type { EventType } from '../contract/event.ts'
import type { Instruction } from '../contract/instruction.ts'
import type { Review, SlateView } from '../contract/plugin.ts'
import { CAUSES } from '../contract/session.ts'
import { obeyed, satisfies } from '../laws/obedience.ts'
import { SAID } from '../streams/cast.ts'
import { createTurnBatch, feedbackOf } from '../streams/turn.ts'
import type { Chronicle } from './chronicle.ts'
import { flawIn, instructionIn } from './flaws.ts'
import type { Life } from './life.ts'
import { clearReview, createReview, createSlateView, type WorldParts } from './parts.ts'
import { takeSlate } from './slate.ts'
import type { Tallies } from './tally.ts'
import { createTelling } from './telling.ts'

/** Simulated ms between a review and the next slate. */
const BETWEEN_SLATES = 1_000

/** One person at its slate. */
interface Seat {
  readonly row: number
  readonly view: SlateView
  readonly review: Review
}

/** Plays single turns: slates are asked for and shown, reviewed, answered, and spoken about. */
export function createStage(parts: WorldParts, life: Life, tallies: Tallies, chronicle: Chronicle, turnLimit: number) {
  const { catalogue, chance, mind, cast, visits, bus, shown, slateSize } = parts
  const batch = createTurnBatch(parts.users, slateSize)
  const tell = createTelling(parts, chronicle)
  let steps = 0
  let spare: Omit<Seat, 'row'> | undefined // a seat is used again unless somebody still sits on it
  let staying: number[] = []

  const takeSeat = (row: number): Seat => {
    const seat = spare ?? { view: createSlateView(slateSize), review: createReview(slateSize) }
    spare = undefined
    clearReview(seat.review)
    return { ...seat, row }
  }

  function ask(session: number, turn: number, present: readonly number[]): Promise<void> | undefined {
    batch.session = session
    batch.turn = turn
    batch.count = present.length
    batch.slates.length = batch.failures.length = 0
    for (const [row, user] of present.entries()) {
      batch.users[row] = user
      batch.at[row] = life.now(user)
      batch.lengths[row] = batch.reached[row] = 0
    }
    let isServed = false
    let onServed = () => {
      isServed = true
    }
    const subscription = bus.slates.subscribe(() => onServed())
    bus.requests.next(batch)
    const come = () => subscription.unsubscribe()
    if (isServed) return void come()
    return new Promise<void>((resolve) => {
      onServed = resolve
    }).then(come)
  }

  /** Shows a row its slate; false when there is none to show. */
  function show({ row, view }: Seat): boolean {
    const { session, turn } = batch
    const user = batch.users[row]!
    try {
      takeSlate(batch, row, parts.recommender, catalogue)
    } catch (cause) {
      fail('recommender', row, cause, null)
      return false
    }
    const length = batch.lengths[row]!
    for (let slot = 0; slot < length; slot++) view.items[slot] = batch.items[row * slateSize + slot]!
    shown.add(user, view.items, length)
    const asked = life.asked.get(user)
    if (asked) asked.after = satisfies(asked.instruction, view.items.subarray(0, length), asked.slate, catalogue)
    Object.assign(view, { user, session, turn, turnsLeft: turnLimit - turn, at: life.now(user), length })
    view.obeyed = asked ? obeyed(asked.before, asked.after) : 0
    visits.send(user, 'slate.shown')
    cast.send(user, { type: 'slate.shown', session, turn, obeyed: view.obeyed })
    cast.felt(user, view.felt)
    if (chronicle.isHeard) tell.slate(life.moment(user, session, turn), batch, row, view, asked)
    return true
  }

  /** Takes an answer in: the mindset moves, the metrics count. True when the person wants to speak. */
  function takeIn({ row, view, review }: Seat): boolean {
    const { user, session, turn } = view
    const flaw = flawIn(review, view.length)
    if (flaw) {
      fail('mind', row, flaw, 'review.asked')
      return false
    }
    steps++
    record(row, review)
    life.spend(user, review.seconds, BETWEEN_SLATES)
    const asked = life.asked.get(user)
    const followed = asked ? { before: asked.before, after: asked.after } : null
    life.asked.delete(user)
    tallies.turn({ user, session, turn, slate: view, review, catalogue, followed })
    const { delight, watchRatio, sameness, found, seconds, hazard, leaveCause, disengageCause } = review
    const numbers = { delight, watchRatio, sameness, found, seconds, hazard, leaveCause, disengageCause }
    const heard = attemptNow(() => cast.send(user, { type: 'review.answered', session, turn, ...numbers }))
    if ('cause' in heard) {
      fail('mind', row, heard.cause, 'review.asked')
      return false
    }
    const said = heard.answer
    if (said & SAID.disengagementSensed) life.senses(user, turn)
    if (chronicle.isHeard) tell.review(life.moment(user, session, turn), batch, row, view, review, said)
    if (said & SAID.userLeft) {
      life.goesOn(user, session, turn, 'user.left', 'review.answered', CAUSES[leaveCause]!)
      return false
    }
    if (said & SAID.instructionAsked) {
      visits.send(user, 'instruction.asked')
      return true
    }
    if (life.goesOn(user, session, turn, 'feedback.given', 'feedback.given', 'none')) staying.push(user)
    return false
  }

  function record(row: number, { actions, watchSeconds, reasons, reached }: Review): void {
    const from = row * slateSize
    batch.actions.set(actions, from)
    batch.watchSeconds.set(watchSeconds, from)
    batch.reasons.set(reasons, from)
    batch.reached[row] = reached
  }

  async function reflect({ view, review }: Seat): Promise<Instruction> {
    return instructionIn(await mind.reflect(view.user, view, review, chance))
  }

  /** The person has said what would keep it. */
  function speak({ row, view }: Seat, instruction: Instruction): void {
    const { user, session, turn } = view
    const slate = view.items.slice(0, view.length)
    const before = satisfies(instruction, slate, slate, catalogue)
    life.speaks(user, { instruction, slate, before, after: before })
    const heard = attemptNow(() => cast.send(user, { type: 'instruction.answered', session, turn }))
    if ('cause' in heard) {
      fail('mind', row, heard.cause, 'instruction.asked')
      return
    }
    if (chronicle.isHeard) tell.instruction(life.moment(user, session, turn), instruction)
    const { actions, watchSeconds, reasons, ...rest } = feedbackOf(batch, row)
    const feedback = {
      ...rest,
      items: slate,
      actions: actions.slice(),
      watchSeconds: watchSeconds.slice(),
      reasons: reasons.slice()
    }
    bus.instructions.next({ user, instruction, feedback })
    if (life.goesOn(user, session, turn, 'instruction.given', 'instruction.given', 'none')) staying.push(user)
  }

  function fail(who: 'mind' | 'recommender', row: number, cause: unknown, because: EventType | null): void {
    batch.reached[row] = 0
    life.fail(who, batch.users[row]!, batch.session, batch.turn, cause, because)
  }

  /** Asks everybody, then takes the answers in by the order of rows, whenever each of them came. */
  async function answers<Answer>(
    seats: readonly Seat[],
    asking: EventType,
    question: (seat: Seat) => Answer | Promise<Answer>,
    take: (seat: Seat, answer: Answer) => void
  ): Promise<void> {
    const asked = seats.map((seat) => attempt(() => question(seat)))
    for (const [i, result] of (await Promise.all(asked)).entries()) {
      if ('cause' in result) fail('mind', seats[i]!.row, result.cause, asking)
      else take(seats[i]!, result.answer)
    }
  }

  /** One turn of all who are present; those who will see another slate, by the order of people. */
  async function turn(session: number, turn: number, present: readonly number[]): Promise<number[]> {
    const served = ask(session, turn, present)
    if (served) await served
    staying = []
    const pending: (Seat & { answer: Promise<unknown> })[] = []
    const speakers: Seat[] = []
    const settle = (seat: Seat) => {
      if (takeIn(seat)) speakers.push(seat)
      else spare = seat
    }
    for (let row = 0; row < batch.count; row++) {
      const seat = takeSeat(row)
      const isShown = attemptNow(() => show(seat))
      if ('cause' in isShown) fail('mind', row, isShown.cause, null)
      if ('cause' in isShown || !isShown.answer) {
        spare = seat
        continue
      }
      const answer = attemptNow(() => mind.review(seat.view.user, seat.view, chance, seat.review))
      if ('cause' in answer) fail('mind', row, answer.cause, 'review.asked')
      else if (answer.answer instanceof Promise) pending.push({ ...seat, answer: answer.answer })
      else settle(seat)
    }
    if (pending.length > 0)
      await answers(pending, 'review.asked', (seat) => (seat as (typeof pending)[number]).answer, settle)
    bus.feedback.next(batch)
    if (speakers.length > 0) await answers(speakers, 'instruction.asked', reflect, speak)
    return staying.sort((a, b) => a - b)
  }

  return { turn, userSteps: () => steps }
}

type Attempt<Answer> = { answer: Answer } | { cause: unknown }

function attemptNow<Answer>(question: () => Answer): Attempt<Answer> {
  try {
    return { answer: question() }
  } catch (cause) {
    return { cause }
  }
}

async function attempt<Answer>(question: () => Answer | Promise<Answer>): Promise<Attempt<Answer>> {
  try {
    return { answer: await question() }
  } catch (cause) {
    return { cause }
  }
}
