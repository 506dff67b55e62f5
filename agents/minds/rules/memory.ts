import { REMEMBERED, type RulesSetting } from './columns.ts'

/** What a person remembers of the items of the slate before it, counted in one walk through its memory. */
export function createMemory({ recent, seen }: RulesSetting['columns'], size: number) {
  const times = new Uint8Array(size + 1) // by position plus one; what stands at items that were not asked for means nothing

  /** Calls to mind how often the person has seen each of some items. */
  function recall(row: number, items: Int32Array, length: number): void {
    for (let slot = 0; slot < length; slot++) times[items[slot]! + 1] = 0
    const from = row * REMEMBERED
    const to = from + Math.min(seen[row]!, REMEMBERED)
    for (let at = from; at < to; at++) times[recent[at]!]!++
  }

  /** How often the person at hand has seen an item lately; one of those that were recalled. */
  const timesSeen = (item: number): number => times[item + 1]!

  /** Takes an item in; the oldest is forgotten for it. */
  function remember(row: number, item: number): void {
    const at = row * REMEMBERED + (seen[row]!++ % REMEMBERED)
    times[recent[at]!]!--
    recent[at] = item + 1
    times[item + 1]!++
  }

  return { recall, timesSeen, remember }
}
