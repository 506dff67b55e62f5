import type { Luck } from '../contract/plugin.ts'

/** Tries per law, two of a block; each fails with a chance below 0.65, so that running out is as good as impossible. */
const TRIES = 64

/**
 * A draw of Beta(a, b) with an address: the same for the same address, whoever asks first.
 *
 * @param a, b    above 0
 * @param slot    of the address; it uses no others than slot · 32 … slot · 32 + 31
 * @returns       0 … 1
 */
export function drawBeta(
  a: number,
  b: number,
  luck: Luck,
  user: number,
  session: number,
  turn: number,
  slot: number
): number {
  const { block } = luck
  for (let at = slot * 32; at < slot * 32 + TRIES / 2; at++) {
    luck.at(user, session, turn, at)
    const [, , u, v] = block as unknown as [number, number, number, number]
    const first = tryBeta(a, b, block[0]!, block[1]!)
    if (first >= 0) return first
    const second = tryBeta(a, b, u, v)
    if (second >= 0) return second
  }
  return a / (a + b)
}

/**
 * Makes a draw of Beta(a, b) of two uniform numbers, or none: by rejection from a log-logistic law.
 *
 * @param a, b    above 0
 * @param u, v    above 0 and below 1
 * @returns       0 … 1, or −1 when these two numbers give none
 * @source        Cheng, Generating beta variates with nonintegral shape parameters, Communications of the ACM 21(4), 1978:
 *                algorithms BB and BC
 */
export function tryBeta(a: number, b: number, u: number, v: number): number {
  return a > 1 && b > 1 ? tryAboveOne(a, b, u, v) : trySmall(a, b, u, v)
}

const LOG_4 = Math.log(4)
const ONE_AND_LOG_5 = 1 + Math.log(5)

/** BB: both shapes above 1. */
function tryAboveOne(a: number, b: number, u: number, v: number): number {
  const least = Math.min(a, b)
  const most = Math.max(a, b)
  const sum = a + b
  const spread = Math.sqrt((sum - 2) / (2 * a * b - sum))
  const logistic = spread * Math.log(u / (1 - u))
  const w = least * Math.exp(logistic)
  const z = u * u * v
  const r = (least + 1 / spread) * logistic - LOG_4
  const s = least + r - w
  if (s + ONE_AND_LOG_5 < 5 * z) {
    const t = Math.log(z)
    if (s < t && r + sum * Math.log(sum / (most + w)) < t) return -1
  }
  return a === least ? w / (most + w) : most / (most + w)
}

/** BC: a shape is 1 or less. */
function trySmall(a: number, b: number, u: number, v: number): number {
  const most = Math.max(a, b)
  const least = Math.min(a, b)
  const sum = a + b
  const delta = 1 + most - least
  const z = u * u * v
  if (u < 0.5) {
    const floor = (delta * (1 / 72 + least / 24)) / (most / least - 7 / 9)
    if (0.25 * v + z - u * v >= floor) return -1
  } else if (z >= 0.25 + (0.5 + 0.25 / delta) * least) return -1
  const logistic = Math.log(u / (1 - u)) / least
  const w = most * Math.exp(Math.min(logistic, 700)) // as good as endless
  const isTaken = u >= 0.5 && z <= 0.25
  if (!isTaken && sum * (Math.log(sum / (least + w)) + logistic) - LOG_4 < Math.log(z)) return -1
  return a === most ? w / (least + w) : least / (least + w)
}
