import type { Chance, Luck } from '../../../src/define.ts'

/** Draws by what they are for. */
export interface Streams {
  /** Four numbers of each slate: how far the person looks, what the trigger and leaving come to, and what stays of it. */
  readonly turn: Luck
  /** Four of each item that is looked at: its own charm, the choice, how it is gone through, the mood. */
  readonly impression: Luck
  /** Four of each item that is opened: like, comment, share, follow. */
  readonly reaction: Luck
  /** Four of each two slots: hide and drift, of the one and of the other. */
  readonly aside: Luck
  /** Two of each visit: the day of coming back, and its moment. */
  readonly return: Luck
}

/** Looks streams up once for each source of chance that comes in a row. */
export function perChance<Found>(find: (chance: Chance) => Found): (chance: Chance) => Found {
  let source: Chance | undefined
  let found: Found
  return (chance) => {
    if (chance !== source) {
      source = chance
      found = find(chance)
    }
    return found
  }
}

export const createStreams = () =>
  perChance<Streams>((chance) => ({
    turn: chance.for('turn'),
    impression: chance.for('impression'),
    reaction: chance.for('reaction'),
    aside: chance.for('aside'),
    return: chance.for('return')
  }))
