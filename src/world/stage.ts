import type { EventType } from '../contract/event.ts'
import type { Instruction } from '../contract/instruction.ts'
import { isHopeless, isStop } from '../contract/model.ts'
import type { Review, SlateView, TurnFact } from '../contract/plugin.ts'
import { clearReview, createReview, createSlateView } from '../contract/review.ts'
import { CAUSES } from '../contract/session.ts'
import { obeyed, satisfies } from '../laws/obedience.ts'
import { breath } from '../streams/breath.ts'
import { SAID } from '../streams/cast.ts'
import { keptFeedbackOf, type TurnBatch } from '../streams/turn.ts'
import type { Chronicle } from './chronicle.ts'
import { flawIn, instructionIn } from './flaws.ts'
import type { Life } from './life.ts'
import { A_FEW, createLine, type Line } from './line.ts'
import type { WorldParts } from './parts.ts'
import type { Tallies } from './tally.ts'
import { createTelling } from './telling.ts'

/** Simulated ms between a review and the next slate. */
export const BETWEEN_SLATES = 1_000
/** People who have their turn before the process may see to something else. */
const IN_ONE_GO = 4_096
/** People who are asked at once where minds answer later; twice as many may wait. The same for any number of lanes. */
const BLOCK = 2_048

/** One person at its slate. */
interface Seat {
  row: number
  readonly view: SlateView
  readonly review: Review
}

/** Plays single turns: slates are asked for and shown, reviewed, answered, and spoken about. */
export function createStage(
  parts: WorldParts,
  life: Life,
  tallies: Tallies,
  chronicle: Chronicle,
  turnLimit: number,
  batch: TurnBatch
) {
  const { catalogue, chance, mind, cast, visits, bus, slateSize, witness, asksModel = false } = parts
  const { inOneGo = IN_ONE_GO } = parts
  const tell = createTelling(parts, chronicle)
  const fact = {} as { -readonly [Key in keyof TurnFact]: TurnFact[Key] }
  fact.catalogue = catalogue
  const shownEvent = { type: 'slate.shown' as const, session: 0, turn: 0, obeyed: 0 }
  const answeredEvent = {
    type: 'review.answered' as const,
    session: 0,
    turn: 0,
    delight: 0,
    watchRatio: 0,
    sameness: 0,
    found: 0,
    seconds: 0,
    hazard: 0,
    leaveCause: 0,
    disengageCause: 0
  }
  let steps = 0
  let undecided = 0
  let spare: Seat | undefined // a seat is used again unless somebody still sits on it
  let stays = new Uint8Array(0)

  const takeSeat = (row: number): Seat => {
    const seat = spare ?? { row, view: createSlateView(slateSize), review: createReview(slateSize) }
    spare = undefined
    seat.row = row
    clearReview(seat.review)
    return seat
  }

  const isTold = (user: number): boolean =>
    (batch.isHeard && chronicle.hears(user)) || (batch.ears !== undefined && batch.ears[user] === 1)

  /** Those who are present wait for their slates. */
  function lineUp(session: number, turn: number, present: Int32Array): void {
    batch.session = session
    batch.turn = turn
    batch.count = present.length
    batch.isHeard = chronicle.isHeard
    batch.ears = chronicle.ears
    batch.why = batch.propensities = undefined
    batch.words.clear()
    batch.thoughts.clear()
    batch.failures.clear()
    batch.users.set(present)
    batch.lengths.fill(0, 0, present.length)
    batch.reached.fill(0, 0, present.length)
    for (let row = 0; row < present.length; row++) batch.at[row] = life.now(present[row]!)
    if (stays.length < present.length) stays = new Uint8Array(present.length)
    stays.fill(0, 0, present.length)
  }

  /** Asks whoever recommends; at once, or later. */
  function serve(): Promise<void> | undefined {
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

  /** Shows a row its slate; false when there is none to show, or nobody who could look. */
  function show(seat: Seat): boolean {
    const { row, view } = seat
    const { session, turn } = batch
    const user = batch.users[row]!
    const length = batch.lengths[row]!
    if (length === 0) {
      fail('recommender', row, batch.failures.get(row), null)
      return false
    }
    const { items } = view
    for (let slot = 0, at = row * slateSize; slot < length; slot++, at++) items[slot] = batch.items[at]!
    const asked = life.askedOf(user)
    if (asked) asked.after = satisfies(asked.instruction, view.items, asked.slate, catalogue, length)
    const at = life.now(user)
    view.user = user
    view.session = session
    view.turn = turn
    view.turnsLeft = turnLimit - turn
    view.at = at
    view.length = length
    view.obeyed = asked ? obeyed(asked.before, asked.after) : 0
    shownEvent.session = session
    shownEvent.turn = turn
    shownEvent.obeyed = view.obeyed
    visits.send(user, 'slate.shown')
    try {
      cast.send(user, shownEvent, at)
    } catch (cause) {
      fail('mind', row, cause, null)
      return false
    }
    if (asked) witness?.followed?.(user, session, turn, asked.instruction, asked.before, asked.after)
    cast.felt(user, view.felt)
    if (asksModel) view.mood = cast.mood(user)
    if (isTold(user)) tell.slate(life.moment(user, session, turn), batch, row, view, asked)
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
    if (batch.isHeard || batch.isLearntFrom || batch.ears?.[user] === 1) record(row, review)
    if (asksModel && batch.isLearntFrom) batch.thoughts.set(row, thoughtsOf(view, review))
    batch.reached[row] = review.reached
    life.spend(user, review.seconds, BETWEEN_SLATES)
    const asked = life.askedOf(user)
    fact.user = user
    fact.session = session
    fact.turn = turn
    fact.slate = view
    fact.review = review
    fact.followed = asked ? { before: asked.before, after: asked.after } : null
    if (asked) life.hasSeenTo(user)
    tallies.turn(fact)
    const { leaveCause } = review
    answeredEvent.session = session
    answeredEvent.turn = turn
    answeredEvent.delight = review.delight
    answeredEvent.watchRatio = review.watchRatio
    answeredEvent.sameness = review.sameness
    answeredEvent.found = review.found
    answeredEvent.seconds = review.seconds
    answeredEvent.hazard = review.hazard
    answeredEvent.leaveCause = leaveCause
    answeredEvent.disengageCause = review.disengageCause
    let said: number
    try {
      said = cast.send(user, answeredEvent, life.now(user))
    } catch (cause) {
      fail('mind', row, cause, 'review.asked')
      return false
    }
    if (said & SAID.disengagementSensed) life.senses(user, turn)
    if (isTold(user)) tell.review(life.moment(user, session, turn), batch, row, view, review, said)
    witness?.reviewed(view, review)
    if (said & SAID.userLeft) {
      life.goesOn(user, session, turn, 'user.left', 'review.answered', CAUSES[leaveCause]!)
      return false
    }
    if (said & SAID.instructionAsked) {
      visits.send(user, 'instruction.asked')
      return true
    }
    if (life.goesOn(user, session, turn, 'feedback.given', 'feedback.given', 'none')) stays[row] = 1
    return false
  }

  /** Words change nothing; where a mind finds none, there are none. */
  function thoughtsOf(view: SlateView, review: Review): string[] {
    return Array.from({ length: review.reached }, (_, slot) => {
      try {
        return mind.thought(view.user, view, review, slot)
      } catch {
        return ''
      }
    })
  }

  function record(row: number, { actions, watchSeconds, reasons }: Review): void {
    for (let slot = 0, at = row * slateSize; slot < slateSize; slot++, at++) {
      batch.actions[at] = actions[slot]!
      batch.watchSeconds[at] = watchSeconds[slot]!
      batch.reasons[at] = reasons[slot]!
    }
  }

  /** The person has said what would keep it. */
  function speak({ row, view }: Seat, answer: unknown): void {
    const { user, session, turn } = view
    let instruction: Instruction
    const slate = view.items.slice(0, view.length)
    try {
      const isRead = (witness?.spoke !== undefined && !witness.isWordless) || bus.instructions.observed || isTold(user)
      instruction = instructionIn(answer, isRead)
      const before = satisfies(instruction, slate, slate, catalogue)
      life.speaks(user, { instruction, slate, before, after: before })
      cast.send(user, { type: 'instruction.answered', session, turn }, life.now(user))
    } catch (cause) {
      fail('mind', row, cause, 'instruction.asked')
      return
    }
    if (isTold(user)) tell.instruction(life.moment(user, session, turn), instruction)
    witness?.spoke?.(user, session, turn, instruction)
    if (bus.instructions.observed) bus.instructions.next({ user, instruction, feedback: keptFeedbackOf(batch, row) })
    if (life.goesOn(user, session, turn, 'instruction.given', 'instruction.given', 'none')) stays[row] = 1
  }

  function fail(who: 'mind' | 'recommender', row: number, cause: unknown, because: EventType | null): void {
    if (isStop(cause)) return void undecided++ // the run stops: its visit has no ending
    if (isHopeless(cause)) throw cause
    if (because !== 'instruction.asked') batch.reached[row] = 0 // what it did with the slate stands
    life.fail(who, batch.users[row]!, batch.session, batch.turn, cause, because)
  }

  /** Those who wait for their minds; what each answers is the answer to `because`. */
  const lineOf = (because: EventType, take: (seat: Seat, answer: unknown) => void, onAnswer?: () => void) =>
    createLine<Seat>({
      take,
      fail: (seat, cause) => fail('mind', seat.row, cause, because),
      onWait: ({ view }, waits) => cast.awaits?.(view.user, waits),
      ...(onAnswer ? { onAnswer } : {})
    })

  /**
   * One turn of all who have lined up and are served; those who will see another slate, by the order of people. Where minds
   * answer later, a block of people is asked while the one before it answers and is taken in.
   */
  async function review(onRows?: (rows: number) => void): Promise<Int32Array> {
    let answered = 0
    const reflecting = lineOf('instruction.asked', speak)
    let [before, asked] = Array.from({ length: 2 }, () =>
      lineOf(
        'review.asked',
        (seat) => void settle(seat),
        () => onRows?.(++answered)
      )
    ) as [Line<Seat>, Line<Seat>]
    /** True when its seat is free. */
    const settle = (seat: Seat): boolean => {
      if (!takeIn(seat)) return true
      let instruction: unknown
      try {
        instruction = mind.reflect(seat.view.user, seat.view, seat.review, chance)
      } catch (cause) {
        fail('mind', seat.row, cause, 'instruction.asked')
        return true
      }
      if (instruction instanceof Promise) {
        reflecting.join(seat, instruction)
        return false
      }
      speak(seat, instruction)
      return true
    }
    const sit = (seat: Seat): boolean => {
      if (!show(seat)) return true
      let reviewed: unknown
      try {
        reviewed = mind.review(seat.view.user, seat.view, chance, seat.review)
      } catch (cause) {
        fail('mind', seat.row, cause, 'review.asked')
        return true
      }
      if (!(reviewed instanceof Promise)) return settle(seat)
      asked.join(seat, reviewed)
      return false
    }
    for (let row = 0; row < batch.count; row++) {
      if (row % inOneGo === inOneGo - 1) {
        onRows?.(row)
        await chronicle.keepUp()
        await breath()
      }
      if (asked.length > 0 && row % A_FEW === 0) await breath() // questions go out, answers come in
      if (asked.length === BLOCK) {
        await before.takeIn()
        ;[before, asked] = [asked, before]
      }
      const seat = takeSeat(row)
      if (sit(seat)) spare = seat
    }
    await before.takeIn()
    await asked.takeIn()
    bus.feedback.next(batch)
    await reflecting.takeIn()
    return staying()
  }

  function staying(): Int32Array {
    let count = 0
    for (let row = 0; row < batch.count; row++) count += stays[row]!
    const users = new Int32Array(count)
    for (let row = 0, at = 0; row < batch.count; row++) if (stays[row]) users[at++] = batch.users[row]!
    return users
  }

  return { lineUp, serve, review, userSteps: () => steps, undecided: () => undecided }
}

export type Stage = ReturnType<typeof createStage>
