export type Numbers = Float64Array | Int32Array | Uint8Array | Uint16Array

/** Numbers of one kind, added one by one; the room is used again once they are taken. */
export interface Growing<Kind extends Numbers> {
  readonly count: number
  push(value: number): void
  at(i: number): number
  has(value: number): boolean
  /** All of them, in an array of their own; none are left. */
  take(): Kind
}

export function growing<Kind extends Numbers>(Of: new (length: number) => Kind): Growing<Kind> {
  let values: Numbers = new Of(256)
  let count = 0
  return {
    get count() {
      return count
    },
    push(value) {
      if (count === values.length) {
        const wider = new Of(2 * count)
        wider.set(values)
        values = wider
      }
      values[count++] = value
    },
    at: (i) => values[i]!,
    has: (value) => values.subarray(0, count).includes(value),
    take() {
      const taken = values.slice(0, count) as Kind
      count = 0
      return taken
    }
  }
}
