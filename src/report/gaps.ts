import type { Comparison } from '../contract/result.ts'
import { type GapFirmness, gapFirmness } from './firm.ts'
import type { ReactView } from './react-view.ts'

export interface Gap {
  readonly of: Comparison
  readonly keys: string
  readonly firm: GapFirmness
}

/** The differences that verdicts are about. */
export function gapsOf({ result, all }: ReactView): Gap[] {
  const key = (label: string) => all.find(({ reaction }) => reaction.label === label)?.key ?? label
  return result.comparison.flatMap((of) => {
    if (of.metric !== 'click') return []
    const firm = gapFirmness({ value: of.difference, low: of.low, high: of.high, n: of.n })
    return firm ? [{ of, keys: `${key(of.b)} − ${key(of.a)}`, firm }] : []
  })
}
