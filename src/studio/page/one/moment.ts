import type { Line, Step } from '../../api.ts'

type When = Pick<Line, 'session' | 'turn' | 'at'>

/** Below 0 when `one` was before `other`; by the person's own clock. */
export const order = (one: When, other: When): number =>
  one.session - other.session || one.turn - other.turn || one.at - other.at

/** Lines that had been told when this step was over; how many come after them. */
export function until(
  lines: readonly Line[],
  step: Step | undefined
): { readonly lines: readonly Line[]; readonly after: number } {
  if (step === undefined) return { lines, after: 0 }
  const first = lines.findIndex((line) => order(line, step) > 0)
  return first < 0 ? { lines, after: 0 } : { lines: lines.slice(0, first), after: lines.length - first }
}
