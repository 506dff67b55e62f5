import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Chance, createWorld, fromShelf, type MindDefinition, type WorldOptions } from 'recoworld'
import { distil } from 'recoworld/learning'
import { distilledMind, observing } from 'recoworld/minds/distilled'
import rules from 'recoworld/minds/rules'
import everyone from 'recoworld/populations/everyone'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { figuresOf, played } from './helpers/observed.ts'

const folder = mkdtempSync(join(tmpdir(), 'recoworld-distil-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let weights: distil.DistilledWeights

beforeAll(async () => {
  const { answers } = await played(rules, { users: 100, seed: 11 }) // what it does as well as its teacher: `npm run verify`
  weights = distil.fit(answers, { teacher: 'rules', heldOut: 0 })
}, 120_000)

test('to be observed, and asked twice, changes nothing of what a teacher does', async () => {
  const options = { users: 60, seed: 3 }
  const plain = await createWorld({ mind: rules, ...options }).run({ turns: 8, sessions: 2 })
  const seen = await played(rules, options, { retest: 0.5, turns: 8, sessions: 2 })
  expect(figuresOf(seen.result)).toEqual(figuresOf(plain))
  const twice = seen.answers.filter(({ again }) => again)
  expect(twice.length / seen.answers.length).toBeGreaterThan(0.4)
  expect(twice.length / seen.answers.length).toBeLessThan(0.6)
  expect(twice.some(({ deed, again }) => String(deed.actions) !== String(again!.actions))).toBe(true)
  expect(seen.answers.length).toBe(seen.result.userSteps)
})

/** The mind of laws, answering after a while: later people sooner. */
const slow: MindDefinition = {
  ...rules,
  asksModel: 'replay',
  create(setting) {
    const mind = rules.create(setting as Parameters<typeof rules.create>[0])
    return {
      ...mind,
      review: async (row, slate, chance, out) => {
        await new Promise((resolve) => setTimeout(resolve, 1 + ((7 * row) % 5)))
        if (row === 13 && slate.turn === 2) throw new Error('no answer')
        mind.review(row, slate, chance, out)
      }
    }
  }
}

test('answers that come later come in the order in which people were asked; those that do not come are left out', async () => {
  const all: distil.Answer[] = []
  const world = createWorld({
    mind: { ...observing(slow, { onAnswer: (answer) => all.push(answer) }), asksModel: undefined as never },
    users: 30,
    seed: 3
  })
  const { failures } = await world.run({ turns: 5 })
  expect(failures.mind).toBe(1)
  const placed = all.map(({ turn, user }) => turn * 1_000 + user)
  expect(placed).toEqual([...placed].sort((a, b) => a - b))
  expect(all.filter(({ user }) => user === 13).map(({ turn }) => turn)).toEqual([0, 1])
})

test('a file of weights is a mind like any other, wherever it lies, live, as a crowd and in threads', async () => {
  const file = join(folder, 'mine.mjs')
  writeFileSync(file, distil.moduleOf(weights))
  expect(fromShelf('minds', file).definition.description).toMatch(/decisions of rules/)
  const run = (options: WorldOptions) => createWorld({ mind: file, users: 320, seed: 4, ...options }).run({ turns: 6 })
  const [live, crowd, threads] = [
    await run({ engine: 'live' }),
    await run({ engine: 'crowd' }),
    await run({ engine: 'crowd', threads: 2 })
  ]
  expect(live.failures.mind).toBe(0)
  expect(crowd.metrics).toEqual(live.metrics)
  expect(threads.metrics).toEqual(live.metrics)
  expect(live.manifest.mind).toMatchObject({ name: 'mine', hash: expect.stringMatching(/^[0-9a-f]{16}$/) })
}, 60_000)

test('weights are part of what a run says of its mind', async () => {
  const hash = async (of: distil.DistilledWeights) =>
    (await createWorld({ mind: distilledMind(of), users: 2 }).run({ turns: 1 })).manifest.mind.hash
  expect(await hash(weights)).not.toBe(await hash({ ...weights, glanceSeconds: weights.glanceSeconds + 1 }))
})

test('segments that nobody was fitted to are taken for the pool', async () => {
  const [first] = everyone.segments!
  const strangers = { ...everyone, segments: [{ ...first!, name: 'never seen' }] }
  const { result } = await played(distilledMind(weights), { users: 40, population: strangers }, { turns: 4 })
  expect(result.metrics['click-rate']!.value).toBeGreaterThan(0.2)
})

test('a mind that was not fitted to anybody says what to do', async () => {
  const { definition } = fromShelf('minds', 'distilled')
  expect(definition.description).toMatch(/weights/)
  await expect(createWorld({ mind: 'distilled', users: 2 }).run({ turns: 1 })).rejects.toThrow(
    expect.objectContaining({ code: 'mind.no-weights', message: expect.stringMatching(/recoworld distil/) })
  )
})

test('a coefficient for what is not looked at is refused, and so is a part of decisions that is none', () => {
  const strange = { ...weights, opened: { ...weights.opened, coefficients: { charm: 1 } } }
  const setting = { catalogue: {}, chance: {} as Chance, columns: {} }
  expect(() => distilledMind(strange).create(setting as never)).toThrow()
  expect(() => observing(rules, { onAnswer() {}, retest: 2 })).toThrow(
    expect.objectContaining({ code: 'distil.bad-retest' })
  )
})
