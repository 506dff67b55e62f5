import { ACTIONS, type Action } from '../../contract/session.ts'
import type { Answer } from './answer.ts'
import { distanceBetween } from './distance.ts'
import { isOpened } from './rows.ts'

/** What people did in a whole run, as figures. */
export interface Behaviour {
  readonly decisions: number
  readonly impressions: number
  /** Per impression; `skip` is left out. */
  readonly rates: Readonly<Record<Exclude<Action, 'skip'>, number>>
  /** Mean share watched of what was opened. */
  readonly watchRatio: number
  /** Mean part of a slate that was looked at. */
  readonly reached: number
  readonly delight: number
  /** Per slate. */
  readonly leaves: number
  readonly speaks: number
  /** Slates per visit, and the part of visits that nobody left. */
  readonly sessionLength: number
  readonly retention: number
  /** The chance of leaving at a turn, of those who were still there. */
  readonly hazard: readonly { readonly turn: number; readonly n: number; readonly rate: number }[]
}

/** Both runs side by side. Differences are the second less the first, relative to the first but for retention. */
export interface Likeness {
  readonly teacher: Behaviour
  readonly distilled: Behaviour
  /** Largest distances between distributions (Kolmogorov and Smirnov's), 0 … 1. */
  readonly watchDistance: number
  readonly sessionDistance: number
  readonly hazardGap: number
}

/** What came of a run that was observed. */
export function behaviourOf(answers: readonly Answer[]): Behaviour {
  const counts = new Float64Array(ACTIONS.length)
  const sum = { impressions: 0, slots: 0, ratios: 0, opened: 0, delight: 0, leaves: 0, speaks: 0 }
  for (const { deed, length } of answers) {
    sum.impressions += deed.reached
    sum.slots += length
    sum.delight += deed.delight
    if (deed.leaveCause !== 0) sum.leaves++
    else if (deed.disengageCause !== 0) sum.speaks++
    for (const [slot, mask] of deed.actions.entries()) {
      for (let bit = 0; bit < ACTIONS.length; bit++) if (mask & (1 << bit)) counts[bit]!++
      if (!isOpened(mask)) continue
      sum.opened++
      sum.ratios += deed.ratios[slot]!
    }
  }
  const lengths = sessionLengths(answers)
  const visits = Math.max(1, lengths.length)
  const decisions = Math.max(1, answers.length)
  const rates = Object.fromEntries(
    ACTIONS.flatMap((action, bit) => (action === 'skip' ? [] : [[action, counts[bit]! / Math.max(1, sum.impressions)]]))
  ) as Behaviour['rates']
  return {
    decisions: answers.length,
    impressions: sum.impressions,
    rates,
    watchRatio: sum.ratios / Math.max(1, sum.opened),
    reached: sum.impressions / Math.max(1, sum.slots),
    delight: sum.delight / decisions,
    leaves: sum.leaves / decisions,
    speaks: sum.speaks / decisions,
    sessionLength: answers.length / visits,
    retention: 1 - sum.leaves / visits,
    hazard: hazardIn(answers)
  }
}

/** How much two runs are alike: of a teacher, and of the mind that was fitted to it. */
export function likenessOf(teacher: readonly Answer[], distilled: readonly Answer[]): Likeness {
  const [one, other] = [behaviourOf(teacher), behaviourOf(distilled)]
  const few = 30
  const gaps = one.hazard.flatMap(({ turn, n, rate }) => {
    const same = other.hazard.find((at) => at.turn === turn)
    return same && n >= few && same.n >= few ? [Math.abs(rate - same.rate)] : []
  })
  return {
    teacher: one,
    distilled: other,
    watchDistance: distanceBetween(ratiosIn(teacher), ratiosIn(distilled)),
    sessionDistance: distanceBetween(sessionLengths(teacher), sessionLengths(distilled)),
    hazardGap: gaps.length === 0 ? 0 : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  }
}

function ratiosIn(answers: readonly Answer[]): number[] {
  return answers.flatMap(({ deed }) => Array.from(deed.ratios).filter((_, slot) => isOpened(deed.actions[slot]!)))
}

function sessionLengths(answers: readonly Answer[]): number[] {
  const turns = new Map<string, number>()
  for (const { user, session } of answers) {
    const key = `${user}/${session}`
    turns.set(key, (turns.get(key) ?? 0) + 1)
  }
  return [...turns.values()]
}

function hazardIn(answers: readonly Answer[]): Behaviour['hazard'] {
  const turns = new Map<number, { n: number; left: number }>()
  for (const { turn, deed } of answers) {
    const at = turns.get(turn) ?? { n: 0, left: 0 }
    at.n++
    if (deed.leaveCause !== 0) at.left++
    turns.set(turn, at)
  }
  return [...turns].sort(([a], [b]) => a - b).map(([turn, { n, left }]) => ({ turn, n, rate: left / n }))
}
