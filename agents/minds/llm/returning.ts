import { type Chance, type Ending, type Persona, SCALARS } from '../../../src/define.ts'
import { return as returning } from '../../../src/laws/index.ts'
import { SHORT_VIDEO } from '../rules/parameters.ts'

const DAY = 86_400_000
const SATISFACTION = SCALARS.indexOf('satisfaction')
const TRUST = SCALARS.indexOf('trust')

/** Simulated ms until a person is back, Infinity for never: the return law, by how it felt and what it is like. */
export function restOf(
  row: number,
  session: number,
  how: Ending,
  felt: Float64Array,
  { traits }: Persona,
  chance: Chance
): number {
  const { comingBack, return: law, churnDays } = SHORT_VIDEO
  const logHazardRatio =
    comingBack.satisfaction * (felt[SATISFACTION]! - 0.5) +
    comingBack.trust * (felt[TRUST]! - 0.5) +
    comingBack.activity * (traits.activity - 0.5) +
    (how === 'left' ? comingBack.unhappyEnd : 0)
  const luck = chance.for('return')
  const days = returning.sample(law, luck.at(row, session), logHazardRatio)
  return days > churnDays ? Number.POSITIVE_INFINITY : (days - 0.125 + 0.25 * luck.block[1]!) * DAY
}
