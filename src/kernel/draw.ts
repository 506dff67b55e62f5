/**
 * Some of 0 … count − 1, each as likely as any other, no two alike, in the order in which they are drawn.
 *
 * @param many    how many, at most `count`
 * @param uniform number i of a stream, above 0 and below 1
 */
export function drawSome(count: number, many: number, uniform: (i: number) => number): number[] {
  const left = Array.from({ length: count }, (_, at) => at)
  return Array.from({ length: Math.min(many, count) }, (_, i) => {
    const [one] = left.splice(Math.floor(uniform(i) * left.length), 1)
    return one!
  })
}
