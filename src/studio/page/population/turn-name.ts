/** A turn as people count them: slates from 1; below 0, before the first. */
export const turnName = (turn: number | undefined): string =>
  turn === undefined ? '' : turn < 0 ? 'start' : String(turn + 1)

/** The same in a sentence. */
export const atTurn = (turn: number | undefined): string =>
  turn !== undefined && turn < 0 ? 'at the start' : `at slate ${turnName(turn)}`
