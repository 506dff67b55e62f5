import type { Frame, Phase } from '../api.ts'
import { rowOf, type TurnRecord } from '../record/index.ts'

/** A turn's record as a frame: of one segment, or of all. */
export function frameOf(turn: TurnRecord, phase: Phase, made: Frame['interventions'], segment?: number): Frame {
  const { standing, stayed, recommender, session, done, left, perSecond, duty } = turn
  const segments = stayed.length
  return {
    phase,
    session,
    turn: turn.turn,
    present: rowOf(standing.present, 1, segment)[0]!,
    stayed: rowOf(stayed, 1, segment)[0]!,
    recommender,
    pace: null,
    done,
    left,
    perSecond,
    states: [...rowOf(standing.states, standing.states.length / segments, segment)],
    arrows: [...rowOf(standing.arrows, standing.arrows.length / segments, segment)],
    dutyArrows: duty,
    interventions: made.filter((one) => one.session < session || (one.session === session && one.turn <= turn.turn))
  }
}
