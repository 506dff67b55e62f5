import { RecoError } from '../contract/error.ts'
import { requireLevel } from './data.ts'
import { noncentralTCdf, normalQuantile, tQuantile } from './distributions.ts'

export interface PowerOptions {
  /** The chance to find a difference that is there; 0.8 if not given. */
  power?: number
  /** 1 − the chance to find one that is not, two-sided; 0.95 if not given. */
  level?: number
  /** Users in b for each user in a; 1 if not given. */
  arms?: number
}

export interface MeanPowerOptions extends PowerOptions {
  /** Spread between users of the figure; where paired, of its difference. 1 if not given. */
  sd?: number
  /** Same users in both arms: `users` are pairs, `arms` is of no matter. */
  paired?: boolean
}

/**
 * Users needed in arm a to tell two shares apart; as is, so round up.
 *
 * @param a, b between 0 and 1, unequal
 * @throws RecoError `statistics.bad-effect`; `statistics.bad-level`
 * @source Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions (2003), 4.3
 * @example usersForShares(0.1, 0.12) // => 3840.847…
 */
export function usersForShares(
  a: number,
  b: number,
  { power = 0.8, level = 0.95, arms = 1 }: PowerOptions = {}
): number {
  requirePower(power, level)
  requireEffect(a > 0 && a < 1 && b > 0 && b < 1 && a !== b && arms > 0, `shares ${a} and ${b}, arms 1 : ${arms}`)
  const pooled = (a + arms * b) / (1 + arms)
  const none = normalQuantile((1 + level) / 2) * Math.sqrt(pooled * (1 - pooled) * (1 + 1 / arms))
  const some = normalQuantile(power) * Math.sqrt(a * (1 - a) + (b * (1 - b)) / arms)
  return ((none + some) / (b - a)) ** 2
}

/**
 * The least rise from a share that so many users in arm a can show; null: none up to 1 can be shown.
 *
 * @param users 2 or more
 */
export function detectableShare(a: number, users: number, options: PowerOptions = {}): number | null {
  requireEffect(a > 0 && a < 1 && users >= 2, `share ${a}, ${users} users`)
  const greatest = (1 - a) * (1 - 1e-9)
  if (usersForShares(a, a + greatest, options) > users) return null
  return root((rise) => users - usersForShares(a, a + rise, options), 1e-9 * greatest, greatest)
}

/**
 * Users needed in arm a to tell two means apart by the t test; as is, so round up.
 *
 * @param difference between the means, in the units of `sd`, not 0
 * @throws RecoError `statistics.bad-effect`; `statistics.bad-level`
 * @source noncentral t: Cohen, Statistical Power Analysis (1988), 2; the far tail is left out, as is the custom
 * @example usersForMeans(0.1) // => 1570.737…
 */
export function usersForMeans(difference: number, options: MeanPowerOptions = {}): number {
  const { power = 0.8, level = 0.95, arms = 1, sd = 1, paired = false } = options
  requirePower(power, level)
  requireEffect(difference !== 0 && Number.isFinite(difference), `difference ${difference}`)
  const enough = (users: number) => meanPower(difference, users, { level, arms, sd, paired }) - power
  let most = 4
  while (enough(most) < 0) most *= 2
  return enough(2) >= 0 ? 2 : root(enough, 2, most)
}

/** The least difference between means that so many users in arm a can show, in the units of `sd`. */
export function detectableMean(users: number, options: MeanPowerOptions = {}): number {
  const { power = 0.8, level = 0.95, sd = 1 } = options
  requirePower(power, level)
  requireEffect(users >= 2, `${users} users`)
  const enough = (difference: number) => meanPower(difference, users, options) - power
  let most = sd
  while (enough(most) < 0) most *= 2
  return root(enough, 0, most)
}

/** The chance that so many users in arm a show a difference between means. */
export function meanPower(difference: number, users: number, options: MeanPowerOptions = {}): number {
  const { level = 0.95, arms = 1, sd = 1, paired = false } = options
  requireLevel(level)
  requireEffect(users >= 2 && arms > 0 && sd > 0, `${users} users, arms 1 : ${arms}, sd ${sd}`)
  const df = paired ? users - 1 : users * (1 + arms) - 2
  const error = sd * Math.sqrt(paired ? 1 / users : (1 + 1 / arms) / users)
  return 1 - noncentralTCdf(tQuantile((1 + level) / 2, df), df, Math.abs(difference) / error)
}

/**
 * How many times more users are needed when each brings several units that are alike.
 *
 * @param unitsPerUser 1 or more
 * @param correlation  between two units of a user, 0 to 1
 * @source Kish, Survey Sampling (1965), 5.4
 */
export function designEffect(unitsPerUser: number, correlation: number): number {
  return 1 + (unitsPerUser - 1) * correlation
}

function requirePower(power: number, level: number): void {
  requireLevel(power, 'power')
  requireLevel(level)
}

function requireEffect(holds: boolean, seen: string): void {
  if (holds) return
  throw new RecoError('statistics.bad-effect', {
    what: `No number of users answers this: ${seen}.`,
    fix: 'Give shares between 0 and 1 that differ, a difference that is not 0, sd and arms above 0, and 2 users or more.'
  })
}

/** Where a rising function crosses 0, by bisection to the last digits. */
function root(rising: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  for (let round = 0; round < 200 && high - low > 1e-13 * high; round++) {
    const middle = (low + high) / 2
    if (rising(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
