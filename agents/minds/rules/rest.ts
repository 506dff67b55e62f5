import { type Ending, type Luck, SCALARS } from '../../../src/define.ts'
import { return as returning, satisfaction } from '../../../src/laws/index.ts'
import type { RulesSetting } from './columns.ts'
import type { RulesParameters } from './parameters.ts'

const DAY = 86_400_000
const TRUST = SCALARS.indexOf('trust')

/** A person as it goes: how satisfied it is, how far it trusts, and how active it is, each 0 … 1. */
interface Going {
  readonly satisfied: number
  readonly trust: number
  readonly activity: number
  readonly how: Ending
}

/**
 * Simulated ms until a person is back, Infinity for never: the law of return, by what the visit left and by kind.
 *
 * @param draw the stream of returns
 */
export function gapOf(user: number, session: number, going: Going, draw: Luck, p: RulesParameters): number {
  const { comingBack, return: law, churnDays } = p
  const logHazardRatio =
    comingBack.satisfaction * (going.satisfied - 0.5) +
    comingBack.trust * (going.trust - 0.5) +
    comingBack.activity * (going.activity - 0.5) +
    (going.how === 'left' ? comingBack.unhappyEnd : 0)
  const days = returning.sample(law, draw.at(user, session), logHazardRatio)
  return days > churnDays ? Number.POSITIVE_INFINITY : (days - 0.125 + 0.25 * draw.block[1]!) * DAY
}

/** When people come back, by what their visits left of satisfaction, by trust and by kind. */
export function createRest({ columns }: Pick<RulesSetting, 'columns'>, p: RulesParameters) {
  const satisfied = { ...satisfaction.DEFAULTS, ...p.satisfaction }

  /** @param draw the stream of returns */
  return function rest(row: number, session: number, how: Ending, felt: Float64Array, draw: Luck): number {
    const level = satisfaction.level(columns.exposure[row]!, satisfied)
    const going = { satisfied: level, trust: felt[TRUST]!, activity: columns.activity[row]!, how }
    return gapOf(columns.who[row]! >>> 0, session, going, draw, p)
  }
}
