import type { GaugeSums } from '../../world/gauges/sums.ts'
import { eachPerson } from './rows.ts'

/** What a person was shown, and whether it opened it when it saw it first. */
export interface Looks {
  /** Ascending. */
  readonly items: Int32Array
  /** 1 where it was opened. */
  readonly opened: Uint8Array
}

/** Of each person, in the order of `sums.people`. */
export function looksOf(sums: GaugeSums): Looks[] {
  const looks: Looks[] = []
  const found = new Int32Array(sums.items)
  eachPerson(sums, (own) => {
    const [seen, taken] = [own('seen'), own('taken')]
    let count = 0
    for (let item = 0; item < sums.items; item++) if ((seen[item >>> 5]! >>> (item & 31)) & 1) found[count++] = item
    const items = found.slice(0, count)
    const opened = new Uint8Array(count)
    for (let at = 0; at < count; at++) opened[at] = (taken[items[at]! >>> 5]! >>> (items[at]! & 31)) & 1
    looks.push({ items, opened })
  })
  return looks
}
