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

let answers: distil.Answer[]
let weights: distil.DistilledWeights

beforeAll(async () => {
  answers = (await played(rules, { users: 500, seed: 11 }, { retest: 0.1 })).answers
  weights = distil.fit(answers, { teacher: 'rules' })
}, 240_000)

test('people of a distilled mind do as those of its teacher did, on other people and other luck', async () => {
  const other = { users: 1_000, seed: 23 }
  const [teacher, mine] = [await played(rules, other), await played(distilledMind(weights), other)]
  const likeness = distil.likenessOf(teacher.answers, mine.answers)
  const [theirs, own] = [likeness.teacher, likeness.distilled]
  const off = (of: (behaviour: distil.Behaviour) => number) => Math.abs(of(own) / of(theirs) - 1)
  expect(off(({ rates }) => rates.click)).toBeLessThan(0.03)
  expect(off(({ rates }) => rates.like)).toBeLessThan(0.12)
  expect(off(({ rates }) => rates.share)).toBeLessThan(0.35)
  expect(off(({ watchRatio }) => watchRatio)).toBeLessThan(0.03)
  expect(off(({ sessionLength }) => sessionLength)).toBeLessThan(0.05)
  expect(off(({ speaks }) => speaks)).toBeLessThan(0.25)
  expect(Math.abs(own.retention - theirs.retention)).toBeLessThan(0.05)
  expect(Math.abs(own.delight - theirs.delight)).toBeLessThan(0.05)
  expect(likeness.watchDistance).toBeLessThan(0.03)
  expect(likeness.hazardGap).toBeLessThan(0.01)
  const [one, two] = [figuresOf(teacher.result), figuresOf(mine.result)]
  for (const name of ['watch-time', 'ndcg', 'diversity', 'satisfaction'])
    expect(Math.abs(two[name]! / one[name]! - 1), name).toBeLessThan(0.06)
  expect(distil.likenessLines(likeness).length).toBeGreaterThan(12)
}, 120_000)

test('the report of people who were held out says what was learnt, against nothing and against the noise of the teacher', () => {
  const { opened, reactions, leaves, watch, hazard, people } = weights.heldOut!
  expect(people).toBeGreaterThan(70)
  expect(opened.nats).toBeLessThan(opened.nullNats - 0.03)
  expect(opened.retest!.n).toBeGreaterThan(500)
  expect(opened.nats).toBeGreaterThan(opened.retest!.nats)
  expect(opened.brier).toBeGreaterThan(opened.retest!.brier - 0.01)
  expect(opened.brier).toBeLessThan(opened.nullBrier)
  expect(reactions.like!.nats).toBeLessThan(reactions.like!.nullNats)
  expect(Math.abs(leaves.distilled - leaves.teacher)).toBeLessThan(0.01)
  expect(watch!.distance).toBeLessThan(0.05)
  expect(hazard[0]).toMatchObject({ turn: 0, n: people })
  expect(distil.heldOutLines(weights.heldOut!).map(({ what }) => what)).toContain('like, if opened')
})

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

test('the state that is kept beside a distilled mind is its own: what is written down is what it decided by', async () => {
  const seen = await played(distilledMind(weights), { users: 150, seed: 8 }, { turns: 10 })
  const again = distil.fit(seen.answers, { heldOut: 0 })
  const report = distil.heldOutOf(weights, seen.answers, seen.answers)
  expect(Math.abs(report.opened.distilled - report.opened.teacher)).toBeLessThan(0.01)
  expect(Math.abs(report.leaves.distilled - report.leaves.teacher)).toBeLessThan(0.01)
  expect(report.watch!.distance).toBeLessThan(0.015)
  expect(Math.abs(again.opened.coefficients.match! - weights.opened.coefficients.match!)).toBeLessThan(
    4 * again.opened.errors.match!
  )
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
  const [first] = everyone.segments
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
