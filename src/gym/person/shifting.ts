import type { Chance, Luck } from '../../contract/chance.ts'

/** A chance that stands for another one, which may change: for parts that are given their chance once. */
export function createShifting(first: Chance): { readonly chance: Chance; shift(to: Chance): void } {
  let now = first
  const lucks = new Map<string, Luck>()
  const lend = (purpose: string): Luck => {
    const block = new Float64Array(4)
    return {
      block,
      at(user, session, turn, slot) {
        const luck = now.for(purpose)
        const drawn = luck.at(user, session, turn, slot)
        block.set(luck.block)
        return drawn
      }
    }
  }
  return {
    chance: {
      get seed() {
        return now.seed
      },
      for(purpose) {
        const luck = lucks.get(purpose) ?? lend(purpose)
        lucks.set(purpose, luck)
        return luck
      }
    },
    shift(to) {
      now = to
    }
  }
}
