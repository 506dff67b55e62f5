import fc from 'fast-check'
import { createEnvironment } from 'recoworld'
import { expect, test } from 'vitest'
import { chanceOf } from '../src/gym/environment.ts'
import { bestSlate, type Candidates, createSlateQ, SEARCHES, TRAINERS, worthOf } from '../src/learning/index.ts'
import { createChoice } from '../src/learning/slateq/choice.ts'
import { stagedOf } from '../src/runner/environment.ts'

const candidates = (most: number) =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.double({ min: 0.01, max: 5, noNaN: true }), fc.double({ min: -10, max: 10, noNaN: true })), {
        minLength: 1,
        maxLength: most
      }),
      fc.double({ min: 0, max: 5, noNaN: true }),
      fc.double({ min: -10, max: 10, noNaN: true })
    )
    .map(
      ([some, draw, worth]): Candidates => ({
        count: some.length,
        draws: Float64Array.from(some, ([one]) => one),
        worths: Float64Array.from(some, ([, one]) => one),
        nothing: { draw, worth }
      })
    )

function* subsets(count: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) yield []
  else
    for (let first = from; first <= count - size; first++)
      for (const rest of subsets(count, size - 1, first + 1)) yield [first, ...rest]
}

test('the exact search finds what trying all slates finds; the others find no more', () => {
  fc.assert(
    fc.property(candidates(7), fc.integer({ min: 1, max: 4 }), (of, size) => {
      const many = Math.min(size, of.count)
      const best = Math.max(...[...subsets(of.count, many)].map((slate) => worthOf(slate, of)))
      const found = Object.fromEntries(SEARCHES.map((search) => [search, bestSlate(of, size, search)]))
      for (const slate of Object.values(found)) {
        expect(new Set(slate).size).toBe(many)
        expect(worthOf(slate, of)).toBeLessThanOrEqual(best + 1e-9)
      }
      expect(worthOf(found.exact!, of)).toBeCloseTo(best, 9)
    }),
    { numRuns: 300 }
  )
})

test('there are slates that only the exact search finds', () => {
  const of: Candidates = {
    count: 3,
    draws: Float64Array.of(10, 1, 1),
    worths: Float64Array.of(5, 8, 7.9),
    nothing: { draw: 0.5, worth: 0 }
  }
  expect(bestSlate(of, 2, 'exact')).toEqual([1, 2])
  expect(worthOf(bestSlate(of, 2, 'top'), of)).toBeLessThan(worthOf([1, 2], of))
})

/** A world of slates that is known whole: what is taken decides what is earned and what follows. */
function tinyWorld(seed: number) {
  const luck = chanceOf(seed, 0).for('tiny')
  let at = 0
  const u = () => luck.at(at++)
  const [states, items, size] = [3, 4, 2]
  const draws = Array.from({ length: states }, () => Float64Array.from({ length: items }, () => 0.2 + u()))
  const nothing = Array.from({ length: states }, () => 0.2 + u())
  const outcome = () => {
    const weights = Array.from({ length: states + 1 }, u) // the last: it ends
    const total = weights.reduce((sum, one) => sum + one, 0)
    return { reward: 2 * u() - 0.5, next: weights.slice(0, states).map((one) => one / total) }
  }
  const outcomes = Array.from({ length: states }, () => Array.from({ length: items + 1 }, outcome)) // the last: of nothing
  return { states, items, size, draws, nothing, outcomes, slates: [...subsets(items, size)] }
}
const DISCOUNT = 0.9

/** Worth of every slate in every state, by slates alone: chances of what is taken times what follows, over and over. */
function bySlates(world: ReturnType<typeof tinyWorld>, policy?: readonly number[]): number[][] {
  const { states, slates, draws, nothing, outcomes, items } = world
  let worth = Array.from({ length: states }, () => slates.map(() => 0))
  const value = (state: number) => (policy ? worth[state]![policy[state]!]! : Math.max(...worth[state]!))
  for (let round = 0; round < 600; round++) {
    const values = Array.from({ length: states }, (_, state) => value(state))
    worth = Array.from({ length: states }, (_, state) =>
      slates.map((slate) => {
        const total = slate.reduce((sum, item) => sum + draws[state]![item]!, nothing[state]!)
        const after = ({ reward, next }: (typeof outcomes)[number][number]) =>
          reward + DISCOUNT * next.reduce((sum, chance, to) => sum + chance * values[to]!, 0)
        return (
          (nothing[state]! / total) * after(outcomes[state]![items]!) +
          slate.reduce((sum, item) => sum + (draws[state]![item]! / total) * after(outcomes[state]![item]!), 0)
        )
      })
    )
  }
  return worth
}

/** Worth of every item in every state, by the targets of SlateQ. */
function byItems(world: ReturnType<typeof tinyWorld>, policy?: readonly number[]): Candidates[] {
  const { states, items, size, draws, nothing, outcomes, slates } = world
  let worth = Array.from({ length: states }, () => new Float64Array(items + 1))
  const at = (state: number): Candidates => ({
    count: items,
    draws: draws[state]!,
    worths: worth[state]!.subarray(0, items),
    nothing: { draw: nothing[state]!, worth: worth[state]![items]! }
  })
  for (let round = 0; round < 600; round++) {
    const values = Array.from({ length: states }, (_, state) =>
      worthOf(policy ? slates[policy[state]!]! : bestSlate(at(state), size, 'exact'), at(state))
    )
    worth = outcomes.map((own) =>
      Float64Array.from(
        own,
        ({ reward, next }) => reward + DISCOUNT * next.reduce((sum, c, to) => sum + c * values[to]!, 0)
      )
    )
  }
  return Array.from({ length: states }, (_, state) => at(state))
}

test.each([1, 2, 3, 4])(
  'what a slate is worth is what its items are worth, as likely as they are taken: world %i',
  (seed) => {
    const world = tinyWorld(seed)
    const policy = Array.from({ length: world.states }, (_, state) => (seed + state) % world.slates.length)
    for (const shown of [policy, undefined]) {
      const [whole, parts] = [bySlates(world, shown), byItems(world, shown)]
      for (let state = 0; state < world.states; state++)
        for (const [at, slate] of world.slates.entries())
          expect(worthOf(slate, parts[state]!)).toBeCloseTo(whole[state]![at]!, 10)
    }
  }
)

test.each(['slateq', 'slateq-sarsa'] as const)(
  '%s beats what people like best within some thousand steps, and goes on bit for bit',
  (name) => {
    const staged = stagedOf({ environment: 'interest-evolution' })
    const problem = { staged, encoder: staged.process.encoder! }
    const trainer = TRAINERS[name].create(problem, { seed: 3 }, undefined)
    while (trainer.improve().steps < 8_500);
    const again = TRAINERS[name].create(problem, { seed: 3 }, JSON.parse(JSON.stringify(trainer.save())))
    expect(again.improve()).toEqual(trainer.improve())
    expect(again.save()).toEqual(trainer.save())
    const env = createEnvironment({ environment: 'interest-evolution' })
    const { myopic } = staged.process.baselines!
    const mean = (act: (observation: unknown, moment: never) => unknown) => {
      let sum = 0
      for (let episode = 0; episode < 40; episode++) {
        let { observation } = env.reset({ seed: 77, episode })
        for (let turn = 0, isOver = false; !isOver; turn++) {
          const step = env.step(act(observation, { episode, turn, chance: chanceOf(77, 0) } as never))
          sum += step.reward
          observation = step.observation
          isOver = step.terminated || step.truncated
        }
      }
      return sum / 40
    }
    expect(mean((seen, moment) => trainer.act(seen, moment, true))).toBeGreaterThan(1.05 * mean(myopic!.act as never))
  }
)

test('in a world with tables it is Q-learning; where nobody tells what was taken it is refused', () => {
  const table = stagedOf({ environment: 'mood-swings' })
  const trainer = createSlateQ(false, { staged: table, encoder: table.process.encoder! }, { seed: 1 })
  expect(trainer.improve().signs.choice).toBe(0)
  const whole = stagedOf({ environment: 'temper-and-return' })
  const { taken, ...encoder } = whole.process.encoder!
  expect(taken).toBeUndefined()
  expect(() => createSlateQ(false, { staged: whole, encoder }, {})).toThrow(
    expect.objectContaining({ code: 'train.bad-option' })
  )
  expect(() =>
    createSlateQ(false, { staged: table, encoder: table.process.encoder! }, { search: 'lp' } as never)
  ).toThrow(expect.objectContaining({ code: 'train.bad-option' }))
})

test('what draws people is learnt from what they took', () => {
  const TRUE = [1.2, -0.8, 0.4]
  const luck = chanceOf(4, 0).for('choices')
  const choice = createChoice(2)
  const shown = 3
  let at = 0
  for (let batch = 0; batch < 400; batch++) {
    for (let one = 0; one < 50; one++) {
      const slate = Float64Array.from({ length: shown * 2 }, () => 2 * luck.at(at++) - 1)
      const draws = Array.from({ length: shown + 1 }, (_, i) =>
        Math.exp(i < shown ? TRUE[0]! * slate[2 * i]! + TRUE[1]! * slate[2 * i + 1]! : TRUE[2]!)
      )
      let aim = luck.at(at++) * draws.reduce((sum, draw) => sum + draw, 0)
      let taken = 0
      while (aim > draws[taken]!) aim -= draws[taken++]!
      choice.note(slate, shown, taken === shown ? -1 : taken)
    }
    choice.learn(0.05 / (1 + batch / 50))
  }
  const draws = new Float64Array(2)
  choice.drawsInto(draws, Float64Array.of(1, 0, 0, 1), 2)
  const found = [...draws, choice.nothing].map(Math.log)
  for (const [i, one] of found.entries()) expect(Math.abs(one - TRUE[i]!)).toBeLessThan(0.2) // about three standard errors of what the last batches weigh
  const again = createChoice(2, JSON.parse(JSON.stringify(choice.save())))
  expect(again.nothing).toBe(choice.nothing)
})
