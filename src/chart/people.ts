/** A count in at most six letters, for a badge: `0`, `374`, `1,602`, `12.3k`, `1.2M`. */
export function countWords(count: number): string {
  if (count < 10_000) return Math.round(count).toLocaleString('en')
  if (count < 99_950) return `${(count / 1_000).toFixed(1)}k`
  if (count < 999_500) return `${Math.round(count / 1_000)}k`
  if (count < 99_950_000) return `${(count / 1_000_000).toFixed(1)}M`
  return `${Math.round(count / 1_000_000)}M`
}
