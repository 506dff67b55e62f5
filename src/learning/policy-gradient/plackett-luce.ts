/** How much alike candidates are to what stands above: row s, for slot s, sums each candidate's kin with the slots before. */
export interface Kinship {
  /** What a unit of kin adds to a score. */
  readonly weight: number
  /** slots × candidates */
  readonly sums: Float64Array
}

/** A slate by its chance, and how that would change. Rooms are used again by the next measure. */
export interface Measured {
  /** log of the chance of the whole slate in this order: the sum of `logs`. */
  log: number
  /** Entropy of each slot given those above it, in nats, summed. */
  entropy: number
  /** log of the chance of each slot, given those above it. */
  readonly logs: Float64Array
  /** Slopes of `log` and of `entropy` by each candidate's score, and by the weight of kin. */
  readonly logSlopes: Float64Array
  readonly entropySlopes: Float64Array
  logByKin: number
  entropyByKin: number
}

/** Slates drawn slot by slot: the next one with chance ∝ exp(score + weight · kin) among what is left. */
export interface PlackettLuce {
  /**
   * @param scores  one number a candidate
   * @param chosen  positions of candidates, no two alike, the first on top
   */
  measure(scores: Float64Array, count: number, chosen: Int32Array, kin?: Kinship): Measured
  /**
   * Draws a slate with the chances that `measure` tells, or the likeliest one slot by slot.
   *
   * @param chosen   to fill; as many as its length, at most `count`
   * @param uniform  number i of the draw, above 0 and below 1; left out: the likeliest, the first among equals
   * @param alike    fills `kin.sums` as it goes
   */
  draw(
    scores: Float64Array,
    count: number,
    chosen: Int32Array,
    uniform?: (i: number) => number,
    kin?: Kinship,
    alike?: (a: number, b: number) => number
  ): void
}

/**
 * A draw is a race: candidate i arrives after an exponential time of rate exp(score); the first to arrive takes the slot.
 * What is left of the others' times is exponential again, so one number a candidate is enough for the whole slate, also
 * where rates change from slot to slot. Where they do not, this is the Gumbel trick: the order of score + Gumbel noise.
 *
 * @param most   candidates at most
 * @param slots  slots at most
 * @source       Plackett, The analysis of permutations, Applied Statistics 24(2), 1975; Gumbel: Yellott, J. Math. Psych. 15, 1977
 */
export function createPlackettLuce(most: number, slots: number): PlackettLuce {
  const taken = new Uint8Array(most)
  const shifted = new Float64Array(most)
  const shares = new Float64Array(most)
  const left = new Float64Array(most)
  const measured: Measured = {
    log: 0,
    entropy: 0,
    logs: new Float64Array(slots),
    logSlopes: new Float64Array(most),
    entropySlopes: new Float64Array(most),
    logByKin: 0,
    entropyByKin: 0
  }

  /** Scores of a slot, with kin. @returns the highest of those that are left */
  function shift(scores: Float64Array, count: number, slot: number, kin?: Kinship): number {
    let highest = Number.NEGATIVE_INFINITY
    for (let i = 0; i < count; i++) {
      if (taken[i]) continue
      const score = kin ? scores[i]! + kin.weight * kin.sums[slot * count + i]! : scores[i]!
      shifted[i] = score
      if (score > highest) highest = score
    }
    return highest
  }

  function measureSlot(count: number, slot: number, one: number, highest: number, kin?: Kinship): void {
    let sum = 0
    for (let i = 0; i < count; i++) {
      shares[i] = taken[i] ? 0 : Math.exp(shifted[i]! - highest)
      sum += shares[i]!
    }
    const logSum = highest + Math.log(sum)
    let entropy = 0
    for (let i = 0; i < count; i++) {
      if (shares[i] === 0) continue
      shares[i]! /= sum
      entropy -= shares[i]! * (shifted[i]! - logSum)
    }
    measured.logs[slot] = shifted[one]! - logSum
    measured.log += measured.logs[slot]!
    measured.entropy += entropy
    measured.logSlopes[one]! += 1
    if (kin) measured.logByKin += kin.sums[slot * count + one]!
    for (let i = 0; i < count; i++) {
      const share = shares[i]!
      if (share === 0) continue
      const entropySlope = -share * (shifted[i]! - logSum + entropy)
      measured.logSlopes[i]! -= share
      measured.entropySlopes[i]! += entropySlope
      if (!kin) continue
      measured.logByKin -= share * kin.sums[slot * count + i]!
      measured.entropyByKin += entropySlope * kin.sums[slot * count + i]!
    }
  }

  /** Who arrives first; from the times of the others, that time is gone. */
  function race(count: number, highest: number): number {
    let first = -1
    let soonest = Number.POSITIVE_INFINITY
    for (let i = 0; i < count; i++) {
      if (taken[i]) continue
      shares[i] = Math.exp(shifted[i]! - highest)
      const time = left[i]! / shares[i]!
      if (time < soonest) [first, soonest] = [i, time]
    }
    for (let i = 0; i < count; i++) if (!taken[i]) left[i] = Math.max(0, left[i]! - soonest * shares[i]!)
    return first
  }

  function likeliest(count: number, highest: number): number {
    for (let i = 0; i < count; i++) if (!taken[i] && shifted[i] === highest) return i
    return -1
  }

  return {
    measure(scores, count, chosen, kin) {
      Object.assign(measured, { log: 0, entropy: 0, logByKin: 0, entropyByKin: 0 })
      for (const room of [taken, measured.logSlopes, measured.entropySlopes]) room.fill(0, 0, count)
      for (let slot = 0; slot < chosen.length; slot++) {
        measureSlot(count, slot, chosen[slot]!, shift(scores, count, slot, kin), kin)
        taken[chosen[slot]!] = 1
      }
      return measured
    },
    draw(scores, count, chosen, uniform, kin, alike) {
      taken.fill(0, 0, count)
      kin?.sums.fill(0, 0, count)
      if (uniform) for (let i = 0; i < count; i++) left[i] = -Math.log(uniform(i))
      for (let slot = 0; slot < chosen.length; slot++) {
        const highest = shift(scores, count, slot, kin)
        const one = uniform ? race(count, highest) : likeliest(count, highest)
        chosen[slot] = one
        taken[one] = 1
        if (!kin || !alike || slot + 1 === chosen.length) continue
        const [from, to] = [slot * count, (slot + 1) * count]
        for (let i = 0; i < count; i++) kin.sums[to + i] = kin.sums[from + i]! + (taken[i] ? 0 : alike(i, one))
      }
    }
  }
}
