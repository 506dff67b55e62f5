import { type Ending, type Luck, SCALARS } from '../../../src/define.ts'
import { return as returning, satisfaction } from '../../../src/laws/index.ts'
import type { RulesSetting } from './columns.ts'
import type { RulesParameters } from './parameters.ts'

const DAY = 86_400_000
const TRUST = SCALARS.indexOf('trust')

/** When people come back: the law of return, by what the visits left of satisfaction, by trust and by kind. */
export function createRest({ columns }: Pick<RulesSetting, 'columns'>, p: RulesParameters) {
  const { comingBack, return: law, churnDays } = p
  const satisfied = { ...satisfaction.DEFAULTS, ...p.satisfaction }

  /** @param draw the stream of returns */
  return function rest(row: number, session: number, how: Ending, felt: Float64Array, draw: Luck): number {
    const level = satisfaction.level(columns.exposure[row]!, satisfied)
    const logHazardRatio =
      comingBack.satisfaction * (level - 0.5) +
      comingBack.trust * (felt[TRUST]! - 0.5) +
      comingBack.activity * (columns.activity[row]! - 0.5) +
      (how === 'left' ? comingBack.unhappyEnd : 0)
    const days = returning.sample(law, draw.at(row, session), logHazardRatio)
    return days > churnDays ? Number.POSITIVE_INFINITY : (days - 0.125 + 0.25 * draw.block[1]!) * DAY
  }
}
