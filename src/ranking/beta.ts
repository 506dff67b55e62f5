import type { Luck } from '../contract/plugin.ts'

/** Tries per law; each fails with a chance below 0.05, so that running out is as good as impossible. */
const TRIES = 16

/**
 * A draw of Beta(a, b) with an address: the same for the same address, whoever asks first. It is X / (X + Y) of two gamma
 * draws, each by the squeeze of Marsaglia and Tsang.
 *
 * @param a, b    above 0
 * @param slot    first slot of the address; it uses no others than slot · 64 … slot · 64 + 63
 * @returns       above 0 and below 1, but for rounding
 * @source        Marsaglia & Tsang, A simple method for generating gamma variables, ACM TOMS 26(3), 2000
 */
export function drawBeta(a: number, b: number, luck: Luck, user: number, session: number, turn: number, slot: number) {
  const address = { luck, user, session, turn }
  const x = logGamma(a, address, slot * 64)
  const y = logGamma(b, address, slot * 64 + 32)
  return 1 / (1 + Math.exp(y - x))
}

interface Address {
  readonly luck: Luck
  readonly user: number
  readonly session: number
  readonly turn: number
}

/** The logarithm of a gamma draw: logarithms, since small shapes give numbers too small to write. */
function logGamma(shape: number, { luck, user, session, turn }: Address, from: number): number {
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (let attempt = 0; attempt < TRIES; attempt++) {
    luck.at(user, session, turn, from + attempt)
    const { block } = luck
    const normal = Math.sqrt(-2 * Math.log(block[0]!)) * Math.cos(2 * Math.PI * block[1]!)
    const root = 1 + c * normal
    if (root <= 0) continue
    const v = root * root * root
    if (Math.log(block[2]!) < 0.5 * normal * normal + d * (1 - v + Math.log(v)))
      return Math.log(d * v) + (shape < 1 ? Math.log(block[3]!) / shape : 0)
  }
  return Math.log(shape) // its mean
}
