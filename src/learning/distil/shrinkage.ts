/** What kind of coefficient stands where; those of a group are spread alike about 0. */
export const KINDS = { free: 0, slope: 1, offset: 2, ownSlope: 3 } as const

/** Where it begins, in nats per squared standard deviation: nearly nothing is believed until the data say so. */
const BEGIN = [1e-6, 30, 30, 30]
const LEAST = 1e-4
const MOST = 1e5
/** Degrees of freedom: how far a slope that stands out is believed to. */
const TAIL = 1

/**
 * How far each coefficient is shrunk to 0, learnt from the data: slopes have heavy tails (Student's t), so that few may be
 * large and the others nearly nothing; what segments add is normal. Fixed points of the evidence.
 *
 * @param scales  variance of the column of each: it is shrunk by what it does, not by its unit
 * @source MacKay, Bayesian interpolation, Neural Computation 4(3), 1992; Tipping, Sparse Bayesian learning and the
 *         relevance vector machine, JMLR 1, 2001 (a precision each)
 */
export function createShrinkage(kinds: Uint8Array, scales: Float64Array) {
  const lambdas = Float64Array.from(kinds, (kind) => BEGIN[kind]!)

  /** Learns from where a fit came to rest. @returns mean change of ln λ */
  function learn(theta: Float64Array, covariance: Float64Array): number {
    const before = lambdas.slice()
    const size = theta.length
    const spoken = (at: number) => Math.max(0, 1 - before[at]! * scales[at]! * covariance[at * size + at]!)
    const slopes = placesOf(KINDS.slope)
    const spread =
      slopes.length /
      Math.max(
        1e-12,
        slopes.reduce((sum, at) => sum + before[at]!, 0)
      ) // variance of the bulk
    for (const at of slopes) lambdas[at] = within((TAIL + spoken(at)) / (TAIL * spread + scales[at]! * theta[at]! ** 2))
    for (const kind of [KINDS.offset, KINDS.ownSlope]) {
      const places = placesOf(kind)
      const all = places.reduce((sum, at) => sum + spoken(at), 0)
      const squares = places.reduce((sum, at) => sum + scales[at]! * theta[at]! ** 2, 0)
      for (const at of places) lambdas[at] = within((all + 1e-3) / (squares + 1e-8))
    }
    const changes = lambdas.map((lambda, at) => Math.abs(Math.log(lambda / before[at]!)))
    return changes.reduce((sum, change) => sum + change, 0) / size
  }

  function placesOf(kind: number): number[] {
    const places: number[] = []
    for (let at = 0; at < kinds.length; at++) if (kinds[at] === kind) places.push(at)
    return places
  }

  return {
    learn,
    /** What each squared coefficient costs, twice. */
    penalties: () => lambdas.map((lambda, at) => lambda * scales[at]!)
  }
}

const within = (lambda: number) => Math.min(MOST, Math.max(LEAST, lambda))
