import { type Chance, type Luck, laws } from '../../define.ts'

/** Numbers from a normal law, scaled so that a row is of length 1 on average: four an address. */
export function ofNormal(luck: Luck, row: number, many: number): number[] {
  const scale = 1 / Math.sqrt(many)
  return Array.from({ length: many }, (_, i) => {
    if (i % 4 === 0) luck.at(row, 0, 0, i >> 2)
    return laws.normal.quantile(luck.block[i % 4]!) * scale * 1.5
  })
}

/** The items of a seed. */
export const itemsOf = (chance: Chance, many: number, dimensions: number): number[][] =>
  Array.from({ length: many }, (_, item) => ofNormal(chance.for('items'), item, dimensions))
