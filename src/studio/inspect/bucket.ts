/** Lets through so many a second, and five seconds' worth at once. Time is ms since 1970. */
export function createBucket(perSecond: number, now: () => number = Date.now) {
  const most = 5 * perSecond
  let left = most
  let at = now()
  return {
    /** False where there is none left. What is more than the bucket holds is let through once it is full. */
    take(amount = 1): boolean {
      const time = now()
      left = Math.min(most, left + (Math.max(0, time - at) / 1_000) * perSecond)
      at = time
      if (left < Math.min(amount, most)) return false
      left -= amount
      return true
    }
  }
}
