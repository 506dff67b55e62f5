/** Letters to add, drop, change or swap with the next to make one word of the other (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, changed)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j]!, before[j - 2]! + 1)
    }
    ;[before, row] = [row, next]
  }
  return row[b.length]!
}

/** A name without its case, separators and accents' variants: `Video_ID`, `video id` and `videoId` are one. */
export const fold = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** The candidate that was most likely meant: at most a third of its letters are wrong; the first among equals. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const folded = fold(name).slice(0, 100)
  let [best, fewest]: [string | undefined, number] = [undefined, Number.POSITIVE_INFINITY]
  for (const candidate of candidates) {
    const other = fold(candidate).slice(0, 100)
    const allowed = Math.max(1, Math.floor(Math.max(folded.length, other.length) / 3))
    if (Math.abs(folded.length - other.length) > allowed) continue
    const distance = editDistance(folded, other)
    if (distance <= allowed && distance < Math.min(fewest, other.length)) [best, fewest] = [candidate, distance]
  }
  return best
}

/** What to do about a name that is not known: the one that was meant, or else what there is (the first 20). */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const known = [...candidates]
  const meant = nearest(name, known)
  if (meant !== undefined) return `Did you mean "${meant}"?`
  if (known.length === 0) return 'Remove it: no name is known here.'
  return `Known here: ${known.slice(0, 20).join(', ')}${known.length > 20 ? ` and ${known.length - 20} more` : ''}.`
}
