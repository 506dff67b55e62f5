/**
 * What is still to come at each turn: G[t] = r[t] + discount · G[t + 1], nothing after the last.
 *
 * @param discount  0 … 1
 */
export function returnsToGo(rewards: ArrayLike<number>, discount: number): Float64Array {
  const returns = new Float64Array(rewards.length)
  for (let t = rewards.length - 1, after = 0; t >= 0; t--) {
    after = rewards[t]! + discount * after
    returns[t] = after
  }
  return returns
}

/**
 * Generalized advantage estimates: A[t] = δ[t] + discount · trace · A[t + 1], δ[t] = r[t] + discount · V[t + 1] − V[t]. An
 * episode is worth nothing after its last turn, whoever ended it: the horizon is a part of the world that returns are
 * counted in.
 *
 * @param values  of the state at each turn
 * @param trace   0 … 1: 0 trusts the values, 1 the returns
 * @source        Schulman, Moritz, Levine, Jordan & Abbeel, High-dimensional continuous control using GAE, ICLR 2016, eq. 16
 */
export function gae(
  rewards: ArrayLike<number>,
  values: ArrayLike<number>,
  discount: number,
  trace: number
): Float64Array {
  const advantages = new Float64Array(rewards.length)
  for (let t = rewards.length - 1, after = 0, next = 0; t >= 0; t--) {
    after = rewards[t]! + discount * next - values[t]! + discount * trace * after
    next = values[t]!
    advantages[t] = after
  }
  return advantages
}

/**
 * Each against the mean of its peers: they sum to 0 among those of a key. One without peers has nothing to be measured
 * against: 0.
 *
 * @param keys  who are peers, by equal keys
 */
export function relative(values: ArrayLike<number>, keys: readonly (string | number)[]): Float64Array {
  const all = new Map<string | number, { first: number; sum: number; n: number }>()
  for (const [i, key] of keys.entries()) {
    const peers = all.get(key) ?? { first: values[i]!, sum: 0, n: 0 }
    peers.sum += values[i]! - peers.first // so that equals are exactly 0
    peers.n++
    all.set(key, peers)
  }
  return Float64Array.from(keys, (key, i) => {
    const { first, sum, n } = all.get(key)!
    return values[i]! - first - sum / n
  })
}

/** Root of the mean square. */
export function spreadOf(values: ArrayLike<number>): number {
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += values[i]! ** 2
  return values.length > 0 ? Math.sqrt(squares / values.length) : 0
}

/** In units of their own spread; where there is none, as they are. */
export function scaled(values: Float64Array): Float64Array {
  const spread = spreadOf(values)
  return spread > 1e-12 ? values.map((one) => one / spread) : values
}

/** About their mean, in units of their deviation. */
export function standardised(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  return scaled(values.map((one) => one - mean))
}
