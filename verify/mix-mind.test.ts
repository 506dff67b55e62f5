import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalogue, MindDefinition } from 'recoworld'
import type { SlateView } from 'recoworld/define'
import { mixed } from 'recoworld/minds/mix'
import rules from 'recoworld/minds/rules'
import { afterAll, expect, test } from 'vitest'
import { of, play as played, serve } from '../test/helpers/model-runs.ts'
import type { ModelServer } from '../test/helpers/model-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'mix-mind-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const play: typeof played = (told, model) => played({ mind: 'mix', users: 120, ...told }, model)

const QUESTIONS = {
  review: 'Review the slate as this person',
  leaving: 'Does this person stay after all',
  instruction: 'Reflect as this person'
}
const questionsIn = ({ seen }: ModelServer) => {
  const asked = (words: string) =>
    seen.filter(({ body }) => (body.messages as { content: string }[])[2]!.content.includes(words)).length
  return {
    review: asked(QUESTIONS.review),
    leaving: asked(QUESTIONS.leaving),
    instruction: asked(QUESTIONS.instruction)
  }
}

/** A mind that tells of each slate that it goes through by itself. */
const watched = <Mind extends MindDefinition>(
  mind: Mind,
  onReview: (catalogue: Catalogue, slate: SlateView) => void
) => ({
  ...mind,
  create(setting: Parameters<Mind['create']>[0]) {
    const own = mind.create(setting)
    const review: typeof own.review = (row, slate, chance, out) => {
      onReview(setting.catalogue, slate)
      return own.review(row, slate, chance, out)
    }
    return { ...own, review }
  }
})

test('a slate with something new to a segment is the model’s, as are leaving and words; the account says how much', async () => {
  const server = await serve()
  let catalogue: Catalogue
  const decided = new Set<string>()
  const parametric = watched(rules, (of, { user, turn }) => {
    catalogue = of
    decided.add(`${user}/${turn}`)
  })
  const mind = mixed(parametric, { newBelow: 2, auditShare: 0 })
  const { result, account, events } = await play({ mind }, { url: server.url })
  const { byModel, byParametric, decisions, error } = account
  expect(result.failures.mind).toBe(0)

  const asked = questionsIn(server)
  expect({ review: byModel.new, leaving: byModel.leaving, instruction: byModel.instruction }).toEqual(asked)
  expect(Math.min(asked.review, asked.leaving, asked.instruction)).toBeGreaterThan(3)
  expect(server.calls).toBe(asked.review + asked.leaving + asked.instruction)
  expect(result.model!.total.decisions).toBe(server.calls)
  expect(byParametric + byModel.new).toBe(result.userSteps)
  expect(byParametric + server.calls).toBe(decisions)
  expect(byParametric).toBe(decided.size)
  expect([byModel.audit, error]).toEqual([0, null])

  // the same by hand: counted turn by turn, in the order of people
  const segments = new Map(of(events, 'session.started').map(({ user, segment }) => [user, segment]))
  const shown = of(events, 'slate.shown').sort((a, b) => a.turn - b.turn || a.user - b.user)
  const met = new Map<string, number>()
  for (const { user, turn, items } of shown) {
    const kinds = items.map(({ item }) => `${segments.get(user)}/${catalogue!.topic[catalogue!.indexOf(item)]}`)
    const isNew = kinds.some((kind) => (met.get(kind) ?? 0) < 2)
    expect(decided.has(`${user}/${turn}`)).toBe(!isNew)
    if (isNew) for (const kind of new Set(kinds)) met.set(kind, (met.get(kind) ?? 0) + 1)
  }
})

test('the model is told of slates that the parametric mind went through, in the words of the person', async () => {
  const server = await serve()
  await play({ mind: mixed(rules, { newBelow: 0, auditShare: 0 }), recommender: 'random' }, { url: server.url })
  const asked = server.seen.map(({ body }) => (body.messages as { content: string }[])[2]!.content)
  const later = asked.filter((text) => Number(/slate (\d+)/.exec(text)![1]) >= 4)
  expect(later.length).toBeGreaterThan(10)
  for (const text of later) {
    const now = Number(/Visit 1, slate (\d+)/.exec(text)![1])
    const told = [...text.matchAll(/^\{"slate":(\d+),"delight":.*"thought":"(.+?)"/gm)]
    expect(told.map(([, slate]) => Number(slate))).toEqual([now - 2, now - 1, now]) // the last three, and this one is over
  }
})

test('the model is asked less and less, as it has met what there is', async () => {
  const server = await serve({ forgets: true })
  const newAt = async (newBelow: number) => {
    const turns = new Map<number, number>()
    const mind = mixed(
      watched(rules, (_, { turn }) => turns.set(turn, (turns.get(turn) ?? 0) + 1)),
      { newBelow, auditShare: 0 }
    )
    const { account, events } = await play({ mind, users: 80, recommender: 'random' }, { url: server.url, turns: 12 })
    const shown = (turn: number) => of(events, 'slate.shown').filter((one) => one.turn === turn).length
    const shares = Array.from({ length: 12 }, (_, turn) => 1 - (turns.get(turn) ?? 0) / shown(turn))
    const mean = (from: number, to: number) =>
      shares.slice(from, to).reduce((sum, share) => sum + share, 0) / (to - from)
    return { first: mean(0, 3), last: mean(9, 12), all: account.byModel.new }
  }
  const [none, one, three] = [await newAt(0), await newAt(1), await newAt(3)]
  expect(none).toEqual({ first: 0, last: 0, all: 0 })
  expect(one.all).toBeGreaterThan(20)
  expect(three.all).toBeGreaterThan(1.5 * one.all)
  expect(three.first).toBeGreaterThan(0.6)
  expect(three.last).toBeLessThan(three.first / 4)
})

test('the same events and the same account at any concurrency, and again from the recording without a server', async () => {
  const server = await serve({ latencyMs: 2 })
  const answers = join(folder, 'answers.jsonl')
  const mind = mixed(rules, { newBelow: 1, auditShare: 0.2 })
  const one = await play({ mind, users: 70 }, { url: server.url, concurrency: 1, turns: 6 })
  const many = await play({ mind, users: 70 }, { url: server.url, concurrency: 64, turns: 6, answers })
  expect(one.result.model!.mostInFlight).toBe(1)
  expect(many.result.model!.mostInFlight).toBeGreaterThan(10)
  expect(one.account.error!.slates).toBeGreaterThan(30)
  expect(many.digest).toBe(one.digest)
  expect(many.account).toEqual(one.account)
  await server.close()
  const again = await play(
    { mind, users: 70 },
    { url: 'http://127.0.0.1:9/v1', replay: true, answers, concurrency: 5, turns: 6 }
  )
  expect(again.digest).toBe(one.digest)
  expect(again.account).toEqual(one.account)
  expect(again.result.model!.total.calls).toBe(0)
})

test('a cap stops it between two answers; with the same answers it goes on to the same end and the same account', async () => {
  const server = await serve({ forgets: true })
  const whole = await play({ users: 60 }, { url: server.url })
  const { calls } = server
  const answers = join(folder, 'capped.jsonl')
  const first = await play({ users: 60 }, { url: server.url, answers, caps: { calls: 200 } })
  expect(calls).toBeGreaterThan(225)
  expect(first.result).toMatchObject({ interrupted: true, failures: { mind: 0 } })
  const decided = Object.values(first.account.byModel).reduce((sum, n) => sum + n, 0)
  expect(decided).toBe(first.result.model!.total.decisions)
  const second = await play({ users: 60 }, { url: server.url, answers })
  expect(second.result).toMatchObject({ interrupted: false, model: { total: { kept: 200, calls: calls - 200 } } })
  expect(second.digest).toBe(whole.digest)
  expect(second.account).toEqual(whole.account)
})

test('where the model fails the visit fails and is counted: the parametric mind does not stand in', async () => {
  const server = await serve({ shares: { refusal: 0.1, 'wrong-schema': 0.05 }, times: Number.POSITIVE_INFINITY })
  const { result, account, events } = await play({}, { url: server.url })
  const lost = of(events, 'mind.failed').length
  expect(lost).toBeGreaterThan(20)
  expect(result.failures.mind).toBe(lost)
  expect(result.endings.failed).toBe(lost)
  const { byModel, byParametric } = account
  const { total } = result.model!
  expect(total.failed).toBe(lost)
  expect(byModel.new + byModel.audit + byModel.leaving + byModel.instruction).toBe(total.decisions - lost)
  expect(byParametric + byModel.new + byModel.audit).toBe(result.userSteps)
  expect(of(events, 'feedback.given').length).toBe(result.userSteps) // nothing is invented
})

test('a crowd does as live people do, with the same account', async () => {
  const server = await serve({ forgets: true })
  const told = { users: 500, recommender: 'popular' }
  const live = await play({ ...told, engine: 'live' }, { url: server.url, turns: 4, concurrency: 64 })
  const crowd = await play({ ...told, engine: 'crowd' }, { url: server.url, turns: 4, concurrency: 64 })
  expect(crowd.result.manifest.engine).toBe('crowd')
  expect(crowd.result.failures.mind).toBe(0)
  expect(crowd.account.byModel.leaving).toBeGreaterThan(25)
  expect(crowd.digest).toBe(live.digest)
  expect(crowd.account).toEqual(live.account)
})

// ───────────────────────────── against a teacher that is known
