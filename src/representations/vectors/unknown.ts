/**
 * Adds the spelling of an unknown word: the signs of its hashed runs of letters, as a unit vector. Words that are spelt
 * alike come out alike, in whatever script; the rest is as good as unrelated.
 *
 * @param out    the numbers from `start` to `start + size` are added to
 * @param weight length of what is added
 * @source       Weinberger et al., Feature hashing for large scale multitask learning, ICML 2009
 */
export function addSpelling(word: string, out: Float64Array, start: number, size: number, weight: number): void {
  const letters = [...`<${word}>`]
  const [shortest, longest] = /^[\x20-\x7f]+$/.test(word) ? [3, 4] : [1, 2]
  const counts = new Int32Array(size)
  for (let length = shortest!; length <= longest!; length++)
    for (let at = 0; at + length <= letters.length; at++) {
      const hash = hashOf(letters, at, length)
      counts[(hash >>> 1) % size]! += hash & 1 ? 1 : -1
    }
  const sum = counts.reduce((total, count) => total + count * count, 0)
  if (sum === 0) return
  const scale = weight / Math.sqrt(sum)
  for (let k = 0; k < size; k++) out[start + k]! += scale * counts[k]!
}

/** FNV-1a with a final mix, so that its lowest bits are as good as the others. */
function hashOf(letters: readonly string[], at: number, length: number): number {
  let hash = 0x811c9dc5
  for (let i = at; i < at + length; i++) hash = Math.imul(hash ^ letters[i]!.codePointAt(0)!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
