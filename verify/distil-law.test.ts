import { createWorld, FORMATS, type MindDefinition, type Persona, SCALARS } from 'recoworld'
import { watch } from 'recoworld/laws'
import { distil } from 'recoworld/learning'
import { observing } from 'recoworld/minds/distilled'
import { beforeAll, expect, test } from 'vitest'
import { createChance } from '../src/kernel/chance.ts'
import { factor, inverse } from '../src/learning/distil/cholesky.ts'
import { distanceBetween } from '../src/learning/distil/distance.ts'
import { binomial } from '../src/learning/distil/losses.ts'
import { fitPooled } from '../src/learning/distil/pooled.ts'

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const entropy = (p: number) => -p * Math.log(p) - (1 - p) * Math.log(1 - p)

/** The laws of a teacher, all of it. It keeps nothing, and knows nothing of how it will be looked at. */
const LAW = {
  opened: { one: -0.4, quality: 0.8, slot: -0.5, activity: 1.5 },
  like: { one: -2.2, quality: 0.7, expressiveness: 2 },
  watch: { one: -0.3, quality: 0.2, length: -0.3 },
  shape: 1.4,
  stop: 0.04,
  leaves: { one: -3.4, turn: 0.7, opened: -1.5 },
  delight: { one: -0.5, opened: 1.2 },
  noise: 0.1
} as const
/** Entropy of each choice to open that was made, by person: what nobody can do better than. */
const entropies = new Map<number, number[]>()

const teacher: MindDefinition = {
  description: 'Logits, a Weibull law and a straight line, known to the last digit',
  columns: {},
  create({ catalogue }) {
    const personas = new Map<number, Persona>()
    return {
      born: (row, persona) => void personas.set(row, persona),
      arrive() {},
      review(row, { user, session, turn, items, length }, chance, out) {
        const { traits } = personas.get(row)!
        const luck = chance.for('known')
        const of = chance.for('known slate')
        of.at(user, session, turn)
        out.reached = Math.min(length, 1 + Math.floor(Math.log(of.block[0]!) / Math.log(1 - LAW.stop)))
        let opened = 0
        for (let slot = 0; slot < out.reached; slot++) {
          const item = items[slot]!
          const quality = catalogue.quality[item]!
          luck.at(user, session, turn, slot)
          const { opened: law, like, watch: scale } = LAW
          const p = sigmoid(
            law.one + law.quality * quality + law.slot * Math.log1p(slot) + law.activity * (traits.activity - 0.5)
          )
          entropies.set(user, [...(entropies.get(user) ?? []), entropy(p)])
          out.actions[slot] = 1
          if (luck.block[0]! >= p) continue
          opened++
          const logScale = scale.one + scale.quality * quality + scale.length * Math.log(catalogue.seconds[item]! / 30)
          const ratio = watch.sampleAt(logScale, { ...watch.DEFAULTS, shape: LAW.shape, cap: 5 }, luck.block[1]!)
          out.watchSeconds[slot] = ratio * catalogue.seconds[item]!
          const likes = like.one + like.quality * quality + like.expressiveness * (traits.expressiveness - 0.5)
          out.actions[slot] = 2 | (luck.block[2]! < sigmoid(likes) ? 4 : 0)
        }
        const share = opened / out.reached
        out.delight = LAW.delight.one + LAW.delight.opened * share + LAW.noise * Math.sqrt(12) * (of.block[1]! - 0.5)
        const hazard = sigmoid(LAW.leaves.one + LAW.leaves.turn * Math.log1p(turn) + LAW.leaves.opened * share)
        out.leaveCause = of.block[2]! < hazard ? (of.block[3]! < 0.75 ? 1 : 3) : 0
      },
      reflect: () => ({ text: 'Never asked', act: 'reset', target: null }),
      rest: () => Number.POSITIVE_INFINITY,
      thought: () => ''
    }
  }
}

let answers: distil.Answer[] = []
let weights: distil.DistilledWeights

beforeAll(async () => {
  answers = await answersOf(900)
  weights = distil.fit(answers, { teacher: 'a known law' })
}, 240_000)

async function answersOf(users: number, seed = 5): Promise<distil.Answer[]> {
  const all: distil.Answer[] = []
  entropies.clear()
  const mind = observing(teacher, { onAnswer: (answer) => all.push(answer) })
  const { failures } = await createWorld({ mind, recommender: 'random', users, seed }).run({ turns: 12 })
  expect(failures.mind).toBe(0)
  return all
}

/** How many standard errors each coefficient is off; those that a law does not name are 0 in it. */
const misses = ({ coefficients, errors }: distil.Linear, law: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(coefficients).map(([name, value]) => [name, Math.abs(value - (law[name] ?? 0)) / errors[name]!])
  )

test.each([
  ['the choice to open', () => weights.opened, LAW.opened],
  ['a like', () => weights.reactions.like!, LAW.like],
  ['the watch ratio', () => weights.watch.scale, LAW.watch],
  [
    'leaving for the likelier cause',
    () => weights.leaves.bored!,
    { ...LAW.leaves, one: LAW.leaves.one + Math.log(0.75) }
  ],
  ['delight', () => weights.delight.mean, LAW.delight]
])('the coefficients of %s come back within three standard errors', (_, linear, law) => {
  const off = misses(linear(), law)
  for (const name of Object.keys(law)) expect(off[name], name).toBeLessThan(3)
  for (const name of Object.keys(law))
    if (name !== 'one') expect(Math.abs(linear().coefficients[name]! / linear().errors[name]!), name).toBeGreaterThan(2)
  expect(
    Object.entries(off)
      .filter(([, by]) => by > 3)
      .map(([name]) => name)
  ).toEqual([])
})

test('shapes, levels and parts come back', () => {
  expect(weights.watch.shape).toBeCloseTo(LAW.shape, 1)
  expect(Math.abs(weights.delight.sd / LAW.noise - 1)).toBeLessThan(0.03)
  expect(sigmoid(weights.stops.coefficients.one!)).toBeCloseTo(LAW.stop, 1)
  expect(Object.keys(weights.leaves)).toEqual(['bored', 'tired'])
  expect(weights.speaks).toEqual({})
})

test('on people who were held out, the log-loss is within two hundredths of the entropy of the law', () => {
  const { opened, decisions } = weights.heldOut!
  const luck = createChance(7).for('held out')
  const own = [...entropies].filter(([user]) => luck.at(user) < 0.2).flatMap(([, all]) => all)
  expect(own.length).toBe(opened.n)
  const floor = own.reduce((sum, one) => sum + one, 0) / own.length
  expect(decisions).toBeGreaterThan(800)
  expect(opened.nats / floor).toBeLessThan(1.02)
  expect(opened.nats / floor).toBeGreaterThan(0.98)
  expect(opened.nullNats / floor).toBeGreaterThan(1.05) // there was something to learn
})

test('more answers foretell better, and the weights of few are shrunk rather than wild', () => {
  const luck = createChance(7).for('held out')
  const tested = answers.filter(({ user }) => luck.at(user) < 0.2)
  const rest = answers.filter(({ user }) => luck.at(user) >= 0.2)
  const nats = [100, 500, 4_000].map((n) => {
    const some = rest.slice(0, n)
    return distil.heldOutOf(distil.fit(some, { heldOut: 0 }), some, tested).opened
  })
  expect(nats[1]!.nats).toBeLessThan(nats[0]!.nats + 0.002)
  expect(nats[2]!.nats).toBeLessThan(nats[1]!.nats + 0.002)
  for (const { nats: own, nullNats } of nats) expect(own).toBeLessThan(nullNats)
})

test('the same answers give the same weights', () => {
  const some = answers.slice(0, 300)
  expect(distil.fit(some)).toEqual(distil.fit(some))
})

test('segments that differ get weights of their own, in part where they are small', () => {
  const luck = createChance(3).for('made up')
  const TRUE = [-1, 1, 1]
  const sizes = [2_000, 2_000, 10]
  const segment = Int32Array.from(sizes.flatMap((size, at) => Array<number>(size).fill(at)))
  const x = new Float64Array(segment.length * 2).fill(1)
  const y = new Float64Array(segment.length)
  for (let row = 0; row < y.length; row++) {
    x[row * 2 + 1] = luck.at(row) - 0.5
    y[row] = luck.block[1]! < sigmoid(TRUE[segment[row]!]! + x[row * 2 + 1]!) ? 1 : 0
  }
  const rows = { n: y.length, width: 2, x, segment, segments: 3, sloped: -1 }
  const { pool, offsets } = fitPooled(rows, binomial(y))
  expect(pool[0]! + offsets[0]!).toBeCloseTo(-1, 0)
  expect(pool[0]! + offsets[1]!).toBeCloseTo(1, 0)
  const own = y.slice(4_000).reduce((sum, one) => sum + one, 0) / 10
  const alone = Math.log((own + 0.05) / (1.05 - own))
  expect(Math.abs(offsets[2]!)).toBeLessThan(Math.abs(alone - pool[0]!)) // ten cases are believed in part
  expect(Math.sign(offsets[2]!)).toBe(Math.sign(alone - pool[0]!))
})

test('a chance that never came about is small and not zero', () => {
  const { coefficients } = weights.reactions.share!
  expect(Object.keys(coefficients)).toEqual(['one'])
  expect(sigmoid(coefficients.one!)).toBeGreaterThan(0)
  expect(sigmoid(coefficients.one!)).toBeLessThan(1e-4)
})

test('too few answers are refused, and so are weights that are none', () => {
  expect(() => distil.fit(answers.slice(0, 49))).toThrow(expect.objectContaining({ code: 'distil.too-few' }))
  expect(() => distil.readWeights({ ...weights, version: 2 })).toThrow(/distil.bad-weights.*\n?.*version/)
  expect(distil.readWeights(JSON.parse(JSON.stringify(weights)))).toEqual(weights)
})

test('an inverse undoes its matrix', () => {
  const a = Float64Array.of(4, 2, 1, 2, 5, 3, 1, 3, 6)
  const l = a.slice()
  expect(factor(l, 3)).toBe(true)
  const back = inverse(l, 3)
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++) {
      const sum = [0, 1, 2].reduce((all, k) => all + a[i * 3 + k]! * back[k * 3 + j]!, 0)
      expect(sum).toBeCloseTo(i === j ? 1 : 0, 12)
    }
  expect(factor(Float64Array.of(1, 2, 2, 1), 2)).toBe(false)
})

test('distances between samples are those of their distributions', () => {
  expect(distanceBetween([1, 2, 3, 4], [1, 2, 3, 4])).toBe(0)
  expect(distanceBetween([1, 2], [3, 4])).toBe(1)
  expect(distanceBetween([1, 1, 2, 2], [1, 2, 2, 2])).toBe(0.25)
})

test('what is looked at has as many numbers as names', () => {
  const [answer] = answers
  expect(answer!.person.length).toBe(distil.PERSON.length)
  expect(answer!.items.length).toBe(answer!.length * distil.ITEM.length)
  expect(answer!.after.length).toBe(distil.TURN.length)
  expect(distil.PERSON.slice(1, 7)).toEqual(SCALARS)
  expect(FORMATS.length).toBeGreaterThan(1)
})
