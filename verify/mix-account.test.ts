import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorld, type MindAccount, type MindDefinition, type RunResult, react } from 'recoworld'
import { actionsOf, CAUSES, type Instruction, REASONS, type Review, type SlateView } from 'recoworld/define'
import { distil } from 'recoworld/learning'
import { type DistilledWeights, distilledMind, observing } from 'recoworld/minds/distilled'
import { mixed } from 'recoworld/minds/mix'
import rules from 'recoworld/minds/rules'
import { scriptedModels } from 'recoworld/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mindLines } from '../src/cli/run/minding.ts'
import { forecast } from '../src/runner/forecast.ts'
import { of, play as played, serve } from '../test/helpers/model-runs.ts'

const folder = mkdtempSync(join(tmpdir(), 'mix-mind-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const play: typeof played = (told, model) => played({ mind: 'mix', users: 120, ...told }, model)

const decisionOf = ({ user, session, turn }: Pick<SlateView, 'user' | 'session' | 'turn'>) =>
  `${user}/${session}/${turn}`

/** A review in the words of a model, to the last digit. */
const inFull = (review: Review) => ({
  items: Array.from({ length: review.reached }, (_, slot) => {
    const actions = actionsOf(review.actions[slot]!)
    return {
      slot: slot + 1,
      appeal: 3,
      actions: actions.length > 1 ? actions.filter((action) => action !== 'skip') : actions,
      watched: review.watchSeconds[slot]!,
      why: REASONS[review.reasons[slot]!]!,
      thought: 'so it is'
    }
  }),
  delight: review.delight,
  sameness: review.sameness,
  found: review.found,
  hazard: review.hazard,
  next: review.leaveCause > 0 ? 'leave' : review.disengageCause > 0 ? 'speak' : 'stay',
  cause: CAUSES[review.leaveCause || review.disengageCause]!
})

const wordsOf = ({ text, act, target, seconds, also }: Instruction) => ({
  text,
  act,
  target,
  seconds: seconds ?? null,
  also: also ?? null
})

/**
 * A mix whose model is its own parametric half: each slate is gone through by both, and the model answers what the other
 * did. @param bent what the model says instead
 */
function taughtByItself(parametric: MindDefinition, bent = (answer: ReturnType<typeof inFull>): unknown => answer) {
  const reviews = new Map<string, unknown>()
  const words = new Map<string, unknown>()
  const telling: MindDefinition = {
    ...parametric,
    create(setting) {
      const own = parametric.create(setting)
      return {
        ...own,
        review(row, slate, chance, out) {
          own.review(row, slate, chance, out)
          reviews.set(decisionOf(slate), bent(inFull(out)))
          const isSaid = out.leaveCause === 0 && out.disengageCause !== 0
          if (isSaid) words.set(decisionOf(slate), wordsOf(own.reflect(row, slate, out, chance) as Instruction))
        }
      }
    }
  }
  const models = scriptedModels((_, about) => ({
    content: JSON.stringify((about.kind === 'review' ? reviews : words).get(decisionOf(about)))
  }))
  return withModels(mixed(telling, { newBelow: 0, auditShare: 1 }), models)
}

/** A mind that has its model already. */
function withModels(mind: MindDefinition, models: ReturnType<typeof scriptedModels>): MindDefinition {
  const { asksModel: _, ...plain } = mind
  return { ...plain, create: (setting) => mind.create({ ...setting, models }) }
}

let weights: DistilledWeights
beforeAll(async () => {
  const answers: distil.Answer[] = []
  const teacher = observing(rules, { onAnswer: (answer) => answers.push(answer) })
  await createWorld({ mind: teacher, users: 150, seed: 11 }).run({ turns: 12 })
  weights = { ...distil.fit(answers, { teacher: 'rules' }), glanceSeconds: 1.6 } // as long as a model's people glance
}, 120_000)

test.each(['rules', 'distilled'])('a model that decides as %s does is told from it in nothing', async (name) => {
  const mind = name === 'rules' ? rules : distilledMind(weights)
  const { account, result } = await play({ mind: taughtByItself(mind), users: 80, seed: 4 })
  expect(result.failures.first).toBeNull()
  expect(account.byModel.audit).toBe(result.userSteps)
  expect(account.byParametric).toBe(0)
  const { slates, opened, liked, watchRatio, leaving, logLoss } = account.error!
  expect(slates).toBe(result.userSteps)
  expect(opened.agree).toBe(opened.of)
  expect(opened.of).toBeGreaterThan(2_500)
  expect(opened.byChance).toBeLessThan(0.6)
  for (const { model, parametric } of [opened, liked, watchRatio, leaving]) {
    expect(model).toBeGreaterThan(0.01)
    expect(parametric).toBeCloseTo(model, 9)
  }
  if (name === 'rules')
    expect(logLoss).toBeUndefined() // what it tells is no chance
  else expect(logLoss!.nats).toBeLessThan(logLoss!.nullNats - 0.02)
})

test('what is kept of a person follows what it did: a model that decides as a distilled mind leads its people the same way', async () => {
  const whole = { users: 100, seed: 6 }
  const mind = distilledMind(weights)
  const [own, taught] = [
    await play({ ...whole, mind }, { sessions: 2 }),
    await play({ ...whole, mind: taughtByItself(mind) }, { sessions: 2 })
  ]
  const didIn = ({ events }: typeof own) =>
    of(events, 'feedback.given').map(({ user, session, turn, slots }) => ({
      at: [user, session, turn],
      did: slots.map(({ item, actions, watchSeconds }) => [
        item,
        actions.filter((action) => action !== 'skip'),
        Number(watchSeconds.toFixed(6))
      ])
    }))
  expect(didIn(own).length).toBeGreaterThan(1_000)
  expect(of(own.events, 'instruction.given').length).toBeGreaterThan(25)
  expect(didIn(taught)).toEqual(didIn(own))
  expect(taught.result.endings).toEqual(own.result.endings)
})

test('a model that opens everything is found out, to the impression', async () => {
  const { account } = await play({
    mind: taughtByItself(rules, (answer) => ({
      ...answer,
      items: answer.items.map((one) => ({ ...one, actions: ['click', 'like'], watched: 1 }))
    })),
    users: 60
  })
  const { opened, liked, logLoss } = account.error!
  expect([opened.model, liked.model, logLoss]).toEqual([1, 1, undefined])
  expect(opened.agree / opened.of).toBeCloseTo(opened.parametric, 12)
  expect(opened.byChance).toBeCloseTo(opened.parametric, 12)
  expect(opened.parametric).toBeLessThan(0.7)
})

test('where the model decides, the mind of laws remembers what was seen and forgets what it would have done', async () => {
  let columns: Record<string, ArrayLike<number>> = {}
  const seenByLaws: MindDefinition = {
    ...rules,
    create(setting) {
      columns = setting.columns
      return rules.create(setting as never)
    }
  }
  const opensNothing = scriptedModels(() => ({
    content: JSON.stringify({
      items: [1, 2, 3].map((slot) => ({
        slot,
        appeal: 2,
        actions: ['skip'],
        watched: 0,
        why: 'not-my-thing',
        thought: 'no'
      })),
      delight: -1,
      sameness: 0,
      found: 0,
      hazard: 0,
      next: 'stay',
      cause: 'none'
    })
  }))
  const run = async (auditShare: number) => {
    const mind = withModels(mixed(seenByLaws, { newBelow: auditShare === 1 ? 0 : 1_000, auditShare }), opensNothing)
    await play({ mind, users: 5 }, { turns: 4 })
    return Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, Array.from(values)]))
  }
  const [audited, asNew] = [await run(1), await run(0)]
  expect(audited.seen).toEqual([12, 12, 12, 12, 12])
  expect(audited).toEqual(asNew) // what the parametric half would have done left no trace
  expect(Math.max(...audited.satiation!)).toBe(0)
  for (const exposure of audited.exposure!) expect(exposure).not.toBe(0)
})

test('who is kept by the model has not spoken, and hangs on nothing; who speaks has', async () => {
  let columns: Record<string, ArrayLike<number>> = {}
  const open: MindDefinition = {
    ...rules,
    create(setting) {
      columns = setting.columns
      return rules.create(setting as never)
    }
  }
  const played = async (answer: object) => {
    const mind = withModels(
      mixed(open, { newBelow: 0, auditShare: 0 }),
      scriptedModels(() => ({ content: JSON.stringify(answer) }))
    )
    const { account, result } = await play({ mind, users: 80, recommender: 'random' })
    expect(result.failures.first).toBeNull()
    expect(account.byModel.leaving).toBeGreaterThan(20)
    const count = (name: string) => Array.from(columns[name]!).filter((value) => value !== 0).length
    return { ...account, endings: result.endings, spoke: count('spoke'), hangs: count('ultimatum') }
  }
  const stays = await played({ next: 'stay', cause: 'none', instruction: null })
  expect(stays).toMatchObject({ spoke: 0, hangs: 0, endings: { left: 0, truncated: 80 } })
  const instruction = { text: 'Something new, please', act: 'novelty', target: null, seconds: null, also: null }
  const speaks = await played({ next: 'speak', cause: 'bored', instruction })
  expect(speaks.spoke).toBeGreaterThan(20)
  expect(speaks.hangs).toBeGreaterThan(0)
  expect(speaks.hangs).toBeLessThan(speaks.spoke) // only of who spoke after its last slate
})

test('a mind of its own kind goes through every slate, and remembers it as it would have gone', async () => {
  const counting: MindDefinition = {
    description: 'counts its slates',
    columns: { slates: { type: 'i32' } },
    create: ({ columns }) => {
      const slates = columns.slates as Int32Array
      return {
        born() {},
        arrive() {},
        review(row, _slate, _chance, out) {
          slates[row]!++
          out.reached = 1
          out.actions[0] = 1
          out.reasons[0] = 1
        },
        reflect: () => ({ text: 'more', act: 'novelty', target: null }),
        rest: () => Number.POSITIVE_INFINITY,
        thought: () => `slate ${slates[0]}`
      }
    }
  }
  let kept: ArrayLike<number> = []
  const seen: MindDefinition = {
    ...counting,
    create: (setting) => {
      kept = setting.columns.slates!
      return counting.create(setting)
    }
  }
  const server = await serve()
  const { result, account } = await play({ mind: mixed(seen, { newBelow: 1 }), users: 30 }, { url: server.url })
  expect(result.failures.mind).toBe(0)
  expect(account.byModel.new).toBeGreaterThan(5)
  expect(account.byParametric).toBeGreaterThan(5)
  expect(Array.from(kept).reduce((sum, n) => sum + n, 0)).toBe(result.userSteps)
})

// ───────────────────────────── what is told

test('a run and a reaction tell how much was decided without the model', async () => {
  const server = await serve({ forgets: true })
  const model = { name: 'tiny', baseUrl: server.url }
  const { fallbackShare, userSteps } = await (async () => {
    const reaction = await react({ posts: [{ title: 'Three tomatoes' }], users: 150, mind: 'mix', model })
    const run = await play({ users: 150, recommender: 'popular' }, { url: server.url, turns: 6 })
    return { ...reaction, userSteps: run.result.userSteps }
  })()
  expect(fallbackShare).toBeGreaterThan(0.2)
  expect(fallbackShare).toBeLessThan(0.9)
  expect(userSteps).toBeGreaterThan(150)
  const { fallbackShare: none } = await react({ posts: [{ title: 'Three tomatoes' }], users: 20 })
  expect(none).toBe(0)
})

test('a corrected mind keeps its account', async () => {
  const server = await serve({ forgets: true })
  const eager = await play({ gauges: true, users: 60 }, { url: server.url, turns: 4 })
  const calibrate = (eager.result as RunResult).gauges!.counts
  const { account, result } = await play({ calibrate, users: 60 }, { url: server.url, turns: 4 })
  expect(result.calibration).toBeDefined()
  expect(account.byParametric + account.byModel.new + account.byModel.audit).toBe(result.userSteps)
})

test('the lines of a run say who decided, and how far the two are apart', () => {
  const account: MindAccount = {
    decisions: 1_000,
    byParametric: 750,
    byModel: { new: 100, audit: 50, leaving: 60, instruction: 40 },
    error: {
      slates: 50,
      opened: { agree: 300, of: 400, byChance: 0.5, model: 0.46, parametric: 0.44 },
      liked: { model: 0.03, parametric: 0.02 },
      watchRatio: { model: 0.5, parametric: 0.9 },
      leaving: { model: 0.1, parametric: 0.05 },
      logLoss: { nats: 0.5, nullNats: 0.6 }
    }
  }
  const [shares, error] = mindLines(account)
  expect(shares).toContain('25.0 % of 1,000 decisions by the model: 100 slates')
  expect(error).toContain('opened 44.0 % against 46.0 % by the model, the same in 75.0 % (by chance 50.0 %)')
  expect(error).toContain('watched 0.900 against 0.500')
  expect(error).toContain('log-loss 0.500, by the rate alone 0.600')
  expect(mindLines({ ...account, error: null })).toEqual([shares])
})

test('an estimate counts what is new once, however many people there are', async () => {
  const server = await serve({ forgets: true })
  const { account, result } = await play({ users: 200 }, { url: server.url, turns: 10 })
  const rowsFor = async (users: number) => {
    const { rows } = await forecast({ mind: 'mix', users, turns: 10 })
    return Object.fromEntries(rows.map(({ kind, decisions }) => [kind, decisions])) as Record<string, number>
  }
  const [few, many] = [await rowsFor(200), await rowsFor(20_000)]
  const asked = account.byModel.new + account.byModel.audit
  expect(few.review! / asked).toBeGreaterThan(0.7)
  expect(few.review! / asked).toBeLessThan(1.3)
  const drawn = (0.02 * 20_000 * result.userSteps) / 200
  expect(many.review!).toBeLessThan(asked + 1.5 * drawn) // and a hundred times as many would be far more
  expect(many.reflect!).toBeGreaterThan(50 * few.reflect!)
})

test('what cannot be mixed is refused: options out of range, a half that asks a model or answers later', async () => {
  expect(() => mixed(rules, { newBelow: -1 })).toThrow(/mix\.bad-options: newBelow is -1/)
  expect(() => mixed(rules, { newBelow: 1.5 })).toThrow(/mix\.bad-options/)
  expect(() => mixed(rules, { auditShare: 1.2 })).toThrow(/mix\.bad-options: auditShare is 1\.2/)
  expect(() => mixed(mixed(rules))).toThrow(/mix\.not-parametric/)
  const later: MindDefinition = {
    ...rules,
    create: (setting) => ({ ...rules.create(setting as never), review: async () => {} })
  }
  const server = await serve()
  const mind = mixed(later, { newBelow: 0, auditShare: 0 })
  const { result } = await play({ mind, users: 3 }, { url: server.url, turns: 1 })
  expect(result.failures).toMatchObject({ mind: 3, first: expect.stringContaining('mix.not-parametric') })
})

test('what it is made of is part of what a run says of its mind', async () => {
  const server = await serve({ forgets: true })
  const hash = async (mind: MindDefinition) =>
    (await play({ mind, users: 2 }, { url: server.url, turns: 1 })).result.manifest.mind.hash
  const hashes = [
    await hash(mixed(rules)),
    await hash(mixed(rules, { newBelow: 4 })),
    await hash(mixed(distilledMind(weights))),
    await hash(mixed(distilledMind({ ...weights, glanceSeconds: 2 })))
  ]
  expect(new Set(hashes).size).toBe(4)
})

test('a file that puts a model and a file of weights together is a mind', async () => {
  const server = await serve({ forgets: true })
  writeFileSync(join(folder, 'distilled.mjs'), distil.moduleOf(weights))
  const mind = join(folder, 'mix.mjs')
  writeFileSync(
    mind,
    "import { mixed } from 'recoworld/minds/mix'\nimport distilled from './distilled.mjs'\nexport default mixed(distilled)\n"
  )
  const { result, account } = await play({ mind }, { url: server.url, turns: 5 })
  expect(result.failures.mind).toBe(0)
  expect(result.manifest.mind.name).toBe('mix')
  expect(account.byParametric).toBeGreaterThan(account.byModel.new / 4)
  expect(account.byModel.leaving).toBeGreaterThan(0)
})
