import { mustBeUniform } from '../laws/check.ts'

const GOLDEN = 0.618_033_988_749_895

/** Chooses again and again from a few uniform numbers. */
export interface Chooser {
  /** 0 … n − 1, each as likely. */
  below(n: number): number
  of<Choice>(choices: readonly Choice[]): Choice
  /** True in this share of cases, 0 … 1. */
  often(share: number): boolean
}

/**
 * Each choice splits the leading digit, in base n, off one of the numbers; what is left of it, turned by its neighbour,
 * is the next number at that place. The same numbers always choose the same.
 *
 * @param luck  uniforms, above 0 and below 1; the first four count
 * @throws RecoError `instruction.bad-uniform`
 */
export function chooserOf(luck: ArrayLike<number>): Chooser {
  const left = [luck[0]!, luck[1]!, luck[2]!, luck[3]!]
  for (const u of left) mustBeUniform('instruction', u)
  let turn = 0
  const below = (n: number): number => {
    const at = turn++ & 3
    const scaled = left[at]! * n
    const digit = Math.min(n - 1, Math.floor(scaled))
    left[at] = (scaled - digit + left[(at + 1) & 3]! * GOLDEN + left[(at + 2) & 3]!) % 1
    return digit
  }
  return { below, of: (choices) => choices[below(choices.length)]!, often: (share) => below(1_000) < share * 1_000 }
}
