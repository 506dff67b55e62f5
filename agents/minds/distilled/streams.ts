import type { Chance, Luck } from '../../../src/define.ts'

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

/** Looks streams up once for each source of chance that comes in a row. */
export function createStreams(): (chance: Chance) => Streams {
  let source: Chance | undefined
  let streams: Streams
  return (chance) => {
    if (chance !== source) {
      source = chance
      streams = {
        turn: chance.for('distilled turn'),
        impression: chance.for('distilled impression'),
        reaction: chance.for('distilled reaction'),
        return: chance.for('return')
      }
    }
    return streams
  }
}
