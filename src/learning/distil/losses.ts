import type { Loss } from './pooled.ts'

/** ln(1 + e^w), without overflow. */
export const softplus = (w: number): number => (w > 0 ? w + Math.log1p(Math.exp(-w)) : Math.log1p(Math.exp(w)))

/**
 * Yes or no, `times` of `trials`; the chance of yes is σ(w + shift).
 *
 * @param trials  1 each where it is left out
 * @param shifts  0 each where it is left out
 */
export function binomial(times: ArrayLike<number>, trials?: ArrayLike<number>, shifts?: ArrayLike<number>): Loss {
  return (w, row, cost) => {
    const count = trials ? trials[row]! : 1
    const shifted = shifts ? w + shifts[row]! : w
    const p = 1 / (1 + Math.exp(-shifted))
    cost.value = count * softplus(shifted) - times[row]! * shifted
    cost.first = count * p - times[row]!
    cost.second = count * p * (1 - p)
  }
}

/**
 * How long something lasts, by a Weibull law: with w = shape · (ln t − η) the loss is e^w − w for what ended, e^w for what
 * was cut. The ln of the shape is taken from it elsewhere (`logged`).
 */
export function weibull(isCut: ArrayLike<number>): Loss {
  return (w, row, cost) => {
    const lasted = Math.exp(Math.min(w, 300))
    cost.value = lasted - (isCut[row] ? 0 : w)
    cost.first = lasted - (isCut[row] ? 0 : 1)
    cost.second = lasted
  }
}

/** A number about w, with a standard deviation. */
export function normal(values: ArrayLike<number>, sd: number): Loss {
  const precision = 1 / (sd * sd)
  return (w, row, cost) => {
    const off = w - values[row]!
    cost.value = 0.5 * precision * off * off
    cost.first = precision * off
    cost.second = precision
  }
}
