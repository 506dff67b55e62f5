import * as hash from './hash.ts'
import * as items from './items.ts'

// names of our own: what is imported is looked up at every use where modules are translated as they are loaded
const { draw, stream, OF } = hash
const { ITEMS, TOPICS } = items

const SEED = 1
const SLATE = 10
const NOBODY = Math.exp(1) // RecSim's no_click_mass = 1

/** What W1 comes to, over all people. Equal digests are the same simulation. */
export interface Digest {
  steps: number
  clicks: number
  /** Sum of the numbers of the chosen items. */
  ids: number
  /** Sum over people of their steps, squared. */
  squares: number
  /** Minutes watched. */
  watch: number
}

/** The digests that are known, by how many people. */
export const DIGESTS: Readonly<Record<number, Digest>> = {
  100: { steps: 5_400, clicks: 4_250, ids: 21_200_556, squares: 294_424, watch: 17_034.051 },
  2000: { steps: 108_312, clicks: 85_581, ids: 428_758_176, squares: 5_924_324, watch: 337_738.42 },
  10000: { steps: 542_783, clicks: 428_749, ids: 2_143_616_822, squares: 29_760_261, watch: 1_693_097.174 },
  30000: { steps: 1_628_458, clicks: 1_286_060, ids: 6_431_292_794, squares: 89_288_856, watch: 5_077_920.797 },
  1000000: {
    steps: 54_236_037,
    clicks: 42_827_615,
    ids: 214_143_587_467,
    squares: 2_971_896_919,
    watch: 169_191_704.655
  }
}

/** Whether a run of so many people is exactly W1: integers equal, minutes to a millionth. True of numbers that are not known. */
export function isExact(users: number, { watch, ...counts }: Digest): boolean {
  const known = DIGESTS[users]
  if (!known) return true
  const same = (Object.keys(counts) as (keyof typeof counts)[]).every((name) => counts[name] === known[name])
  return same && Math.abs(watch / known.watch - 1) < 1e-6
}

/** In which order people take their steps: each its whole visit, or all of them one step a round. */
export type Order = 'user' | 'tick'

/**
 * W1 with nothing around it, on typed arrays: what a world in JavaScript cannot well be faster than.
 *
 * @param users 1 or more; people are numbered from `from`
 */
export function limit(users: number, order: Order, all = everyItem(), from = 0): Digest {
  const sum: Digest = { steps: 0, clicks: 0, ids: 0, squares: 0, watch: 0 }
  const step = stepper(all, sum)
  const interests = new Float64Array(order === 'tick' ? users * TOPICS : TOPICS)
  const budgets = new Float64Array(order === 'tick' ? users : 1).fill(200)
  const born = (user: number, at: number) => {
    const of = stream(SEED, user, OF.birth)
    for (let i = 0; i < TOPICS; i++) interests[at * TOPICS + i] = 2 * draw(of, i) - 1
  }
  if (order === 'user') {
    for (let user = from; user < from + users; user++) {
      born(user, 0)
      budgets[0] = 200
      let turn = 0
      while (budgets[0]! > 0) step(user, turn++, interests, budgets, 0)
      sum.squares += turn * turn
    }
    return sum
  }
  const here = Int32Array.from({ length: users }, (_, at) => at)
  for (let at = 0; at < users; at++) born(from + at, at)
  for (let turn = 0, count = users; count > 0; turn++) {
    let staying = 0
    for (let row = 0; row < count; row++) {
      const at = here[row]!
      step(from + at, turn, interests, budgets, at)
      if (budgets[at]! > 0) here[staying++] = at
      else sum.squares += (turn + 1) * (turn + 1)
    }
    count = staying
  }
  return sum
}

export const everyItem = (): items.Items => items.itemsOf(Array.from({ length: ITEMS }, (_, number) => number))

/** One person goes through one slate; what comes of it is added to `sum`. */
function stepper({ features, quality, minutes }: items.Items, sum: Digest) {
  const slate = new Int32Array(SLATE)
  const weights = new Float64Array(SLATE)
  const interest = new Float64Array(TOPICS)
  const taken = new Int32Array(ITEMS)
  let drawn = 0

  function serve(of: number): void {
    drawn++
    for (let slot = 0, k = 0; slot < SLATE; k++) {
      const item = (ITEMS * draw(of, k)) | 0
      if (taken[item] === drawn) continue
      taken[item] = drawn
      slate[slot++] = item
    }
  }

  /** Five inner products side by side, each in the order of topics. */
  function like(): void {
    for (let slot = 0; slot < SLATE; slot += 5) {
      const a = slate[slot]! * TOPICS
      const b = slate[slot + 1]! * TOPICS
      const c = slate[slot + 2]! * TOPICS
      const d = slate[slot + 3]! * TOPICS
      const e = slate[slot + 4]! * TOPICS
      let sumA = 0
      let sumB = 0
      let sumC = 0
      let sumD = 0
      let sumE = 0
      for (let i = 0; i < TOPICS; i++) {
        const x = interest[i]!
        sumA += x * features[a + i]!
        sumB += x * features[b + i]!
        sumC += x * features[c + i]!
        sumD += x * features[d + i]!
        sumE += x * features[e + i]!
      }
      weights[slot] = sumA
      weights[slot + 1] = sumB
      weights[slot + 2] = sumC
      weights[slot + 3] = sumD
      weights[slot + 4] = sumE
    }
  }

  /** The chosen slot, −1 for none. */
  function choose(u: number): number {
    let total = NOBODY
    for (let slot = 0; slot < SLATE; slot++) {
      weights[slot] = Math.exp(weights[slot]!)
      total += weights[slot]!
    }
    let left = u * total
    for (let slot = 0; slot < SLATE; slot++) {
      if (left < weights[slot]!) return slot
      left -= weights[slot]!
    }
    return -1
  }

  return (user: number, turn: number, interests: Float64Array, budgets: Float64Array, at: number): void => {
    const of = stream(SEED, user, turn)
    const own = at * TOPICS
    for (let i = 0; i < TOPICS; i++) interest[i] = interests[own + i]!
    serve(of)
    like()
    const slot = choose(draw(of, 1000))
    sum.steps++
    if (slot < 0) {
      budgets[at]! -= 0.5
      return
    }
    const item = slate[slot]!
    const row = item * TOPICS
    const watched = Math.min(budgets[at]!, minutes[item]!)
    let nearer = 0
    for (let i = 0; i < TOPICS; i++) nearer += ((interest[i]! + 1) / 2) * features[row + i]!
    const pull = draw(of, 1001) < nearer ? 0.3 : -0.3
    for (let i = 0; i < TOPICS; i++) {
      const x = interest[i]!
      const about = features[row + i]!
      const moved = x + pull * (1 - Math.abs(x)) * about * (about - x)
      interests[own + i] = Math.max(-1, Math.min(1, moved))
    }
    budgets[at]! += watched * (-1 + (0.9 / 3.4) * quality[item]!)
    sum.clicks++
    sum.ids += item
    sum.watch += watched
  }
}
