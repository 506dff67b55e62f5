import { ENDINGS, type Ending } from '../../contract/session.ts'
import { type Groups, rowOf } from './groups.ts'
import { evenly } from './history.ts'
import { type CurvePoint, curveOf } from './survival.ts'

/** Points of a curve that are told at most. */
const POINTS = 240

export interface Retention {
  /** A visit begins for so many people of each segment. */
  begin(present: ArrayLike<number>): void
  /** Its person went, or its visit was ended, at this turn; counts once the turn is over. */
  ended(person: number, turn: number, how: Ending): void
  /** So many slates have been seen by all who are still here. */
  turnOver(slates: number): void
  curve(segment?: number): { readonly visits: number; readonly curve: readonly CurvePoint[] }
}

/**
 * How long visits last. Whoever is still here is cut at the last turn that all have had: one that is under way has been had
 * by some only. A visit that failed is cut before its slate, since nobody knows whether its person would have stayed.
 *
 * @param turns slates that a visit may have
 */
export function createRetention({ of, segments }: Groups, turns: number): Retention {
  const width = turns + 1
  const left = new Uint32Array(segments.length * width)
  const cut = new Uint32Array(segments.length * width)
  const here = new Float64Array(segments.length)
  const pending = new Uint32Array(segments.length * ENDINGS.length) // of the turn that is under way
  let turnOfPending = 0
  let slates = 0

  /** Counts what ended; it is no longer here, if a visit of it was counted as begun. */
  function settle(wasHere: boolean): void {
    for (let at = 0; at < pending.length; at++) {
      const many = pending[at]!
      if (many === 0) continue
      const group = Math.floor(at / ENDINGS.length)
      const how = ENDINGS[at % ENDINGS.length]!
      const length = how === 'failed' ? turnOfPending : turnOfPending + 1
      ;(how === 'left' ? left : cut)[group * width + length]! += many
      if (wasHere) here[group]! -= many
    }
    pending.fill(0)
  }

  return {
    begin(present) {
      settle(false) // whoever failed to come
      here.set(present)
      slates = 0
    },
    ended(person, turn, how) {
      pending[of[person]! * ENDINGS.length + ENDINGS.indexOf(how)]!++
      turnOfPending = turn
    },
    turnOver(had) {
      settle(true)
      slates = had
    },
    curve(segment) {
      const cutNow = rowOf(cut, width, segment)
      const stillHere = rowOf(here, 1, segment)[0]!
      cutNow[slates]! += stillHere
      const points = curveOf(rowOf(left, width, segment), cutNow)
      const visits = rowOf(left, width, segment).reduce((sum, n) => sum + n, 0) + cutNow.reduce((sum, n) => sum + n, 0)
      return { visits, curve: evenly(points, POINTS) }
    }
  }
}
