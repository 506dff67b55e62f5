/** What must be kept of a run is bounded in turns and bytes. */
const TURNS = 4_096
const BYTES = 64 * 2 ** 20

/** A list that thins itself out: evenly, the first and the last always in it. */
export interface History<Of> {
  add(entry: Of): void
  readonly entries: readonly Of[]
}

/** @param bytes that an entry takes, about */
export function createHistory<Of>(
  bytes: number,
  most = Math.min(TURNS, Math.max(8, Math.floor(BYTES / bytes)))
): History<Of> {
  let entries: { readonly nth: number; readonly entry: Of }[] = []
  let stride = 1
  let nth = 0
  return {
    add(entry) {
      const last = entries.at(-1)
      if (last && last.nth % stride !== 0) entries.pop() // it was there as the last only
      entries.push({ nth: nth++, entry })
      if (entries.length <= most) return
      stride *= 2
      entries = entries.filter((one, at) => one.nth % stride === 0 || at === entries.length - 1)
    },
    get entries() {
      return entries.map(({ entry }) => entry)
    }
  }
}

/** At most so many of a list, evenly, the first and the last among them. */
export function evenly<Of>(list: readonly Of[], most: number): readonly Of[] {
  if (list.length <= most) return list
  if (most <= 1) return list.slice(-1)
  return Array.from({ length: most }, (_, i) => list[Math.round((i * (list.length - 1)) / (most - 1))]!)
}
