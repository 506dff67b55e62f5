/** What each person has taken to, as one direction in the space of the items; nobody is known before the first sign. */
export interface Profiles {
  /** Undefined for who has given no sign yet. Its direction counts, not its length. */
  of(user: number): Float32Array | undefined
  /** Takes in how an item was received; `weight` 0 changes nothing. */
  add(user: number, item: number, weight: number): void
}

/**
 * Decayed sums of unit rows: profile ← decay^|weight| · profile + weight · row.
 *
 * @param rows        items × dimensions, unit rows
 * @param decay       what is left of the past after an item of weight 1, 0 … 1
 */
export function createProfiles(rows: Float32Array, dimensions: number, decay: number): Profiles {
  const profiles = new Map<number, Float32Array>()
  return {
    of: (user) => profiles.get(user),
    add(user, item, weight) {
      if (weight === 0) return
      let profile = profiles.get(user)
      if (!profile) {
        profile = new Float32Array(dimensions)
        profiles.set(user, profile)
      }
      const left = decay ** Math.abs(weight)
      const from = item * dimensions
      for (let i = 0; i < dimensions; i++) profile[i] = left * profile[i]! + weight * rows[from + i]!
    }
  }
}

/** The inner product of `profile` with a row that starts at `from`: four sums side by side, for speed. */
export function innerProduct(profile: Float32Array, rows: Float32Array, from: number): number {
  const length = profile.length
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let i = 0
  for (; i + 3 < length; i += 4) {
    a += profile[i]! * rows[from + i]!
    b += profile[i + 1]! * rows[from + i + 1]!
    c += profile[i + 2]! * rows[from + i + 2]!
    d += profile[i + 3]! * rows[from + i + 3]!
  }
  for (; i < length; i++) a += profile[i]! * rows[from + i]!
  return a + b + c + d
}
