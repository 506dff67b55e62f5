import { laws, type MindsetEvent, MOODS, rested, SCALARS, toward, unit } from 'recoworld/define'
import type { Cast, VisitEvent, Visits } from '../../dist/src/streams/cast.js'

const SAID = { reviewAsked: 1, disengagementSensed: 2, instructionAsked: 4, userLeft: 8 }
const [CURIOUS, ENGAGED, TOLERATING, SATIATED, BORED, FRUSTRATED] = MOODS.map((_, mood) => mood) as [
  number,
  number,
  number,
  number,
  number,
  number
]
const AWAY = 0
const WAITING = 1
const REVIEWING = 2
const INSTRUCTING = 3
const GONE = 4

/** The mindset `attention` as somebody would write it who has no statecharts: the limit that the crowd is held against. */
export function byHand(inputs: (user: number) => { patience: number; trust: number }, people: number): Cast {
  const [interest, satisfaction, satiation, fatigue, patience, trust, temper] = Array.from(
    { length: 7 },
    () => new Float64Array(people)
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]
  const [mood, visit] = [new Uint8Array(people), new Uint8Array(people)]
  const [session, turn] = [new Int32Array(people), new Int32Array(people)]
  const scalars = [interest, satisfaction, satiation, fatigue, patience, trust]
  for (let user = 0; user < people; user++) {
    const input = inputs(user)
    interest[user] = 0.55
    satisfaction[user] = 0.5
    patience[user] = temper[user] = input.patience
    trust[user] = input.trust
  }

  function feel(u: number): void {
    const enough = 0.4 - 0.2 * trust[u]!
    const isFedUp = patience[u]! < enough && satisfaction[u]! < 0.48
    const isFull = satiation[u]! > 0.5
    const isAbsorbed = interest[u]! > 0.6
    switch (mood[u]) {
      case CURIOUS:
        if (isFedUp) mood[u] = FRUSTRATED
        else if (isFull) mood[u] = SATIATED
        else if (isAbsorbed) mood[u] = ENGAGED
        else if (interest[u]! < 0.4) mood[u] = BORED
        break
      case ENGAGED:
        if (isFull) mood[u] = SATIATED
        else if (interest[u]! < 0.5) mood[u] = TOLERATING
        break
      case TOLERATING:
        if (isFedUp) mood[u] = FRUSTRATED
        else if (isFull) mood[u] = SATIATED
        else if (interest[u]! < 0.4) mood[u] = BORED
        else if (isAbsorbed) mood[u] = ENGAGED
        break
      case SATIATED:
        if (isFedUp) mood[u] = FRUSTRATED
        else if (satiation[u]! < 0.38) mood[u] = TOLERATING
        break
      case BORED:
        if (isFedUp) mood[u] = FRUSTRATED
        else if (isAbsorbed) mood[u] = ENGAGED
        else if (interest[u]! > 0.5) mood[u] = TOLERATING
        break
      case FRUSTRATED:
        if (patience[u]! > enough + 0.1 || satisfaction[u]! > 0.54) mood[u] = TOLERATING
    }
  }

  function send(u: number, event: MindsetEvent): number {
    if (visit[u] === GONE) return 0
    switch (event.type) {
      case 'session.started': {
        if (visit[u] !== AWAY) return 0
        visit[u] = WAITING
        if (event.session === 0) return 0
        mood[u] = CURIOUS
        interest[u] = toward(interest[u]!, 0.6, rested(event.awayDays, 2))
        satiation[u] = toward(satiation[u]!, 0, rested(event.awayDays, 2))
        fatigue[u] = toward(fatigue[u]!, 0, rested(event.awayDays, 0.5))
        patience[u] = toward(patience[u]!, temper[u]!, rested(event.awayDays, 2))
        feel(u)
        return 0
      }
      case 'slate.shown':
        if (visit[u] !== WAITING) return 0
        session[u] = event.session
        turn[u] = event.turn
        trust[u] = laws.trust.next(trust[u]!, event.obeyed, laws.trust.DEFAULTS)
        visit[u] = REVIEWING
        return SAID.reviewAsked
      case 'review.answered': {
        if (visit[u] !== REVIEWING || event.session !== session[u] || event.turn !== turn[u]) return 0
        const { delight, sameness, seconds, leaveCause, disengageCause } = event
        interest[u] = toward(interest[u]!, 0.5 + 0.5 * delight, 0.35)
        satisfaction[u] = toward(satisfaction[u]!, 0.5 + 0.5 * delight, 0.2)
        satiation[u] = toward(satiation[u]!, sameness, 0.3)
        fatigue[u] = unit(fatigue[u]! + 0.012 + seconds / 10_800)
        patience[u] = unit(patience[u]! + 0.1 * delight - 0.005)
        feel(u)
        if (leaveCause !== 0) {
          visit[u] = AWAY
          return SAID.userLeft | (disengageCause === 0 ? 0 : SAID.disengagementSensed)
        }
        visit[u] = disengageCause === 0 ? WAITING : INSTRUCTING
        return disengageCause === 0 ? 0 : SAID.disengagementSensed | SAID.instructionAsked
      }
      case 'instruction.answered':
        if (visit[u] === INSTRUCTING && event.session === session[u] && event.turn === turn[u]) visit[u] = WAITING
        return 0
      case 'session.truncated':
      case 'session.failed':
        if (visit[u] !== AWAY) visit[u] = AWAY
        return 0
      default:
        visit[u] = GONE
        return 0
    }
  }

  return {
    send,
    felt(user, into) {
      for (let at = 0; at < SCALARS.length; at++) into[at] = scalars[at]![user]!
    },
    mood: (user) => mood[user]!,
    snapshot: (user) => ({ mood: MOODS[mood[user]!] })
  }
}

/** Visits as two numbers. */
export function visitsByHand(people: number): Visits {
  const [turn, limit, isOver] = [new Uint16Array(people), new Uint16Array(people), new Uint8Array(people)]
  const end = (user: number, ending: number) => {
    isOver[user] = 1
    return ending
  }
  return {
    begin(user, turnLimit) {
      turn[user] = isOver[user] = 0
      limit[user] = turnLimit
    },
    send(user, event: VisitEvent) {
      if (isOver[user]) return -1
      if (event === 'user.left') return end(user, 0)
      if (event === 'mind.failed' || event === 'recommender.failed') return end(user, 2)
      if (event === 'feedback.given' || event === 'instruction.given')
        return ++turn[user]! >= limit[user]! ? end(user, 1) : -1
      return -1
    }
  }
}
