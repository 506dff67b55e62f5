import type { Luck } from '../../../src/define.ts'
import { perChance } from '../rules/streams.ts'

/** Draws by what they are for. */
export interface Streams {
  /** Four numbers of each slate: how far the person looks, how it felt, leaving, speaking. */
  readonly turn: Luck
  /** Four of each item that is looked at: the choice, how long, and two reactions. */
  readonly impression: Luck
  /** Four of each item that is opened: the other reactions. */
  readonly reaction: Luck
  /** Two of each visit: the day of coming back, and its moment. */
  readonly return: Luck
}

export const createStreams = () =>
  perChance<Streams>((chance) => ({
    turn: chance.for('distilled turn'),
    impression: chance.for('distilled impression'),
    reaction: chance.for('distilled reaction'),
    return: chance.for('return')
  }))
