import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CreatorInput, createWorld, type WorldEvent } from 'recoworld'
import { afterAll, describe, expect, test } from 'vitest'
import { createActor } from 'xstate'
import bandit from '../agents/strategies/bandit.ts'
import fixed from '../agents/strategies/fixed.ts'
import llm from '../agents/strategies/llm.ts'
import machine from '../machines/creator.ts'
import type { ChatBody, Models, PostFigures, StrategySetting } from '../src/define.ts'
import { createChance } from '../src/kernel/chance.ts'
import { fromShelf, namesOn } from '../src/shelf.ts'
import { strategyKit } from '../src/testing/strategy.ts'
import { codeOf } from './helpers/code-of.ts'
import { ROOT, recoworld } from './helpers/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'creators-'))
afterAll(() => rmSync(folder, { recursive: true }))
const draft = (title: string, topic: string) => ({
  title,
  topics: [topic],
  format: 'short' as const,
  durationSeconds: 40
})
const cook: CreatorInput = {
  name: 'Cook',
  followers: 0.3,
  every: 2,
  drafts: [
    draft('One-pan pasta', 'home cooking'),
    draft('Soup for a week', 'home cooking'),
    draft('Three sauces', 'home cooking')
  ]
}
const fan: CreatorInput = {
  name: 'Fan',
  followers: 0.2,
  strategy: 'bandit',
  drafts: [
    draft('Ten best goals', 'football'),
    draft('Tax returns explained', 'taxes'),
    draft('Why they lost', 'football')
  ]
}
const world = { users: 200, recommender: 'bandit', seed: 4 }
const figures = (draftNumber: number, day: number, views: number): PostFigures => ({
  draft: draftNumber,
  day,
  impressions: 100,
  views,
  likes: 0,
  comments: 0,
  shares: 0,
  watchSeconds: 0,
  follows: 0
})
const settingOf = (creator: CreatorInput, more: Partial<StrategySetting> = {}): StrategySetting => ({
  creator: { name: creator.name, every: creator.every ?? 1 },
  drafts: creator.drafts.map(({ title, topics }) => ({
    title,
    topic: topics![0]!,
    format: 'short',
    durationSeconds: 40
  })),
  chance: createChance(1),
  index: 0,
  ...more
})

describe('creators', () => {
  test('publish when a post is due: nobody is shown it before, and followers are on its day', async () => {
    const events: WorldEvent[] = []
    const own = createWorld({ ...world, creators: [cook] })
    own.events$.subscribe((event) => events.push(event))
    const { creators } = await own.run({ days: 5, turns: 5 })
    const [result] = creators!
    expect(result!.posts.map(({ day }) => day)).toEqual([0, 2, 4])
    const days = new Map(result!.posts.map(({ title, day }) => [title, day]))
    let fromCreator = 0
    for (const event of events) {
      if (event.type !== 'slate.shown') continue
      for (const { item, why } of event.items) {
        if (!item.startsWith('creator-')) continue
        const title = cook.drafts[Number(item.split('-')[2]) - 1]!.title
        expect(event.session).toBeGreaterThanOrEqual(days.get(title)!)
        if (why === 'from Cook, whom this person follows') fromCreator++
      }
    }
    expect(fromCreator).toBeGreaterThan(40)
    const impressions = result!.posts.reduce((sum, post) => sum + post.impressions, 0)
    expect(impressions).toBeGreaterThanOrEqual(fromCreator * 0.8)
    expect(result!.followersLast).toBe(
      result!.followersFirst + result!.posts.reduce((sum, { follows }) => sum + follows, 0)
    )
  })
  test('compete: what one gets of the time, others do not', async () => {
    const alone = (await createWorld({ ...world, creators: [cook] }).run({ days: 3, turns: 4 })).creators!
    const both = (await createWorld({ ...world, creators: [cook, fan] }).run({ days: 3, turns: 4 })).creators!
    expect(alone[0]!.attention).toBe(1)
    expect(both[0]!.attention + both[1]!.attention).toBeCloseTo(1, 12)
    expect(both[1]!.followersFirst).toBeGreaterThan(0)
    expect(both[0]!.followersFirst).toBe(alone[0]!.followersFirst) // another creator changes nobody's luck
  })
  test('are the same in several threads', async () => {
    const of = async (threads: number) =>
      (await createWorld({ ...world, engine: 'crowd', threads, creators: [cook, fan] }).run({ days: 3, turns: 3 }))
        .creators
    expect(await of(2)).toEqual(await of(1))
  })
  test('that cannot be are refused', async () => {
    expect(await codeOf(() => createWorld({ ...world, creators: [cook] }).run({ turns: 3 }))).toBe('creators.need-days')
    expect(await codeOf(() => createWorld({ ...world, creators: [cook, cook] }).run({ days: 2 }))).toBe(
      'creators.named-twice'
    )
    expect(await codeOf(() => createWorld({ ...world, creators: [{ ...cook, drafts: [] }] }).run({ days: 2 }))).toBe(
      'creators.invalid'
    )
    expect(
      await codeOf(() => createWorld({ ...world, creators: [{ ...cook, strategy: 'luck' }] }).run({ days: 2 }))
    ).toBe('shelf.unknown-name')
  })
  test('come from a file, and are told', async () => {
    const { code, stdout } = await recoworld(
      ['run', '--days', '2', '--creators', 'examples/creators.yaml', '--users', '60', '--turns', '3'],
      { cwd: ROOT }
    )
    expect([code, stdout.includes('Weeknight kitchen')]).toEqual([0, true])
    const file = join(folder, 'bad.yaml')
    writeFileSync(file, '- name: A\n  drafts:\n    - titel: x\n')
    const bad = await recoworld(['run', '--days', '2', '--creators', file], { cwd: ROOT })
    expect([bad.code, /bad.yaml:3:7/.test(bad.stderr)]).toEqual([2, true])
  })
})

describe('the statechart of a creator', () => {
  const lived = (views: readonly number[]) => {
    const actor = createActor(machine).start()
    for (const [day, seen] of views.entries()) {
      actor.send({ type: 'day.began', day })
      actor.send({ type: 'draft.answered', day, next: 1 })
      actor.send({ type: 'figures.seen', views: seen })
    }
    return actor.getSnapshot()
  }
  test('takes heart after a success, loses it after three disappointments, and is done after eight', () => {
    expect(lived([100]).value).toEqual({ work: 'resting', morale: 'hopeful' })
    expect(lived([100, 150]).value).toMatchObject({ morale: 'encouraged' })
    expect(lived([100, 1, 1]).value).toMatchObject({ morale: 'hopeful' })
    expect(lived([100, 1, 1, 1]).value).toMatchObject({ morale: 'discouraged' })
    expect(lived([1_000, 400, 200, 150, 120, 100, 90, 80, 70, 60]).value).toMatchObject({ morale: 'done' })
  })
  test('publishes nothing before a post is due', () => {
    const actor = createActor(machine).start()
    const said: string[] = []
    actor.on('*', ({ type }) => said.push(type))
    actor.send({ type: 'day.began', day: 0 })
    actor.send({ type: 'draft.answered', day: 0, next: 3 })
    actor.send({ type: 'figures.seen', views: 5 })
    for (const day of [1, 2]) actor.send({ type: 'day.began', day })
    expect(said).toEqual(['draft.asked', 'post.published'])
    actor.send({ type: 'day.began', day: 3 })
    expect(said).toEqual(['draft.asked', 'post.published', 'draft.asked'])
  })
})

describe('strategies', () => {
  const choosing = (): Models => ({
    name: 'fake',
    complete: async () => ({
      content: '{"draft":1,"days_until_next":2,"why":"first"}',
      toolCalls: [],
      finish: 'stop',
      inputTokens: 1,
      cachedTokens: 0,
      outputTokens: 1
    })
  })
  for (const name of namesOn('strategies'))
    for (const { name: what, check } of strategyKit(name, fromShelf('strategies', name).definition, choosing))
      test(what, check)

  test('fixed goes through its drafts in order', () => {
    const way = fixed.create(settingOf(cook))
    expect(way.choose(0, [], [0, 1, 2])).toMatchObject({ draft: 0 })
    expect(way.choose(1, [], [2])).toMatchObject({ draft: 2 })
    expect(way.choose(9, [figures(0, 0, 1)], [])).toMatchObject({ draft: 1 })
  })
  test('bandit does more of what is opened, and sooner after a success', async () => {
    const way = bandit.create(settingOf(fan))
    const past = [figures(0, 0, 80), figures(1, 1, 2), figures(0, 2, 85), figures(1, 3, 3)]
    const chosen = await Promise.all(Array.from({ length: 40 }, (_, day) => way.choose(day, past, [])))
    expect(chosen.filter(({ draft: of }) => fan.drafts[of]!.topics![0] === 'football').length).toBeGreaterThan(36)
    const slow = bandit.create(settingOf({ ...fan, every: 3 }))
    expect(await slow.choose(9, [...past, figures(0, 4, 90)], [])).toMatchObject({ next: 2 })
    expect(await slow.choose(9, past, [])).toMatchObject({ next: 4 })
  })
  test('llm is asked with the figures that a creator sees, and its choice is taken', async () => {
    let body: ChatBody | undefined
    const models = {
      name: 'fake',
      complete: async (asked: ChatBody) => {
        body = asked
        return {
          content: '{"draft":2,"days_until_next":4,"why":"goals are opened"}',
          toolCalls: [],
          finish: 'stop',
          inputTokens: 1,
          cachedTokens: 0,
          outputTokens: 1
        }
      }
    }
    const way = llm.create(settingOf(fan, { models }))
    expect(await way.choose(3, [figures(0, 0, 77)], [1, 2])).toEqual({ draft: 2, next: 4, why: 'goals are opened' })
    const text = JSON.stringify(body!.messages)
    expect(text).toContain('Ten best goals')
    expect(text).toContain('77')
  })
})
