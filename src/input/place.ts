/** Line and column, both from 1; a column counts UTF-16 units, as editors do. */
export interface Place {
  line: number
  column: number
}

/** In the order of the file; what has no place comes last. */
export const byPlace = (a: Partial<Place>, b: Partial<Place>) =>
  (a.line ?? Number.MAX_VALUE) - (b.line ?? Number.MAX_VALUE) || (a.column ?? 0) - (b.column ?? 0)

/** Where things are in a text. Its lines are counted when first asked for. */
export function placesOf(text: string) {
  let starts: number[] | undefined
  const lines = () => {
    if (starts) return starts
    starts = [0]
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    return starts
  }
  return {
    /** Offset of the first character of a line; the end of the text past the last one. */
    start: (line: number) => lines()[line - 1] ?? text.length,
    at(offset: number): Place {
      const all = lines()
      let [low, high] = [0, all.length - 1]
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (all[middle]! <= offset) low = middle
        else high = middle - 1
      }
      return { line: low + 1, column: offset - all[low]! + 1 }
    }
  }
}
