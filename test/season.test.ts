import { createWorld, fork, type SeasonResult } from 'recoworld'
import { describe, expect, test } from 'vitest'
import { page } from '../src/experiment/index.ts'
import { codeOf } from './helpers/code-of.ts'

const world = { users: 300, recommender: 'nearest', seed: 5 }
const play = async (options: object, run: object) =>
  (await createWorld({ ...world, ...options }).run({ turns: 6, ...run })).season!

describe('days', () => {
  test('people come on the days that their minds say, once a day at most, and a visit has the number of its day', async () => {
    const own = createWorld(world)
    const visits = new Map<number, { day: number; at: number; gap: number | undefined }[]>()
    const gaps = new Map<number, number>()
    own.events$.subscribe((event) => {
      if (event.type === 'user.returned') gaps.set(event.user, event.gapMs)
      if (event.type !== 'session.started') return
      const visit = { day: event.session, at: event.at, gap: gaps.get(event.user) }
      visits.set(event.user, [...(visits.get(event.user) ?? []), visit])
    })
    const { season } = await own.run({ turns: 4, days: 9 })
    const counts = new Array<number>(10).fill(0)
    for (const all of visits.values())
      for (const [i, { day, at, gap }] of all.entries()) {
        counts[day]!++
        expect(Math.floor(at / 86_400_000)).toBe(day)
        if (i === 0) continue
        const away = day - all[i - 1]!.day
        expect(away).toBeGreaterThanOrEqual(1)
        expect(Math.abs(gap! / 86_400_000 - away)).toBeLessThan(1.3) // of its own clock, not of the calendar
      }
    expect(season!.active.map(({ value }) => Math.round(value * 300))).toEqual(counts)
    expect(counts[0]).toBe(300)
    expect(season!.retention.map(({ day }) => day)).toEqual([1, 3, 7])
    expect(season!.retention[0]!.value).toBe(counts[1]! / 300)
  })
  test('the chance to be back on the next day is that of the law of return', async () => {
    const { retention } = await play({ users: 3_000, recommender: 'bandit' }, { days: 1, turns: 10 })
    expect(retention[0]!.value).toBeGreaterThan(0.5)
    expect(retention[0]!.value).toBeLessThan(0.7) // P(1 day) of KuaiRand: .617, for the people of its reference run
  })
  test('are the same in several threads and by every engine', async () => {
    const whole = await play({ users: 310, engine: 'crowd' }, { days: 4 })
    for (const way of [{ engine: 'crowd', threads: 2 }, { engine: 'live' }])
      expect(await play({ users: 310, ...way }, { days: 4 })).toEqual(whole)
  })
  test('everybody is lost once at most, and those who are there in the last week are not', async () => {
    const { lost, churn, active, reactivated } = await play({}, { days: 16 })
    expect(lost.at(-1)!.day).toBe(9)
    expect(lost.reduce((sum, { value }) => sum + value, 0)).toBeLessThanOrEqual(1)
    for (const [i, step] of churn.entries()) expect(step.share).toBeLessThanOrEqual(i === 0 ? 1 : churn[i - 1]!.share)
    expect(reactivated.slice(0, 7).every(({ value }) => value === 0)).toBe(true)
    expect(active.every(({ low, value, high }) => low <= value && value <= high)).toBe(true)
  })
  test('what cannot be is refused', async () => {
    expect(await codeOf(() => createWorld(world).run({ days: 0 }))).toBe('run.bad-option')
    expect(await codeOf(() => createWorld(world).run({ days: 3, sessions: 9 }))).toBe('run.bad-option')
  })
  test('a run of days can be forked on any of them', async () => {
    const { before, after, at } = await fork({
      world: { ...world, users: 100, days: 4, turns: 4 },
      at: '2.0',
      changes: [{ do: 'swap-recommender', to: 'random' }]
    })
    expect(at).toEqual({ session: 2, turn: 0 })
    const [was, is] = [before.season!, after.season!]
    expect(is.breadth.slice(0, 2)).toEqual(was.breadth.slice(0, 2))
    expect(is.breadth[3]).not.toEqual(was.breadth[3])
  })
})

describe('what is known of feedback loops', () => {
  const meanOf = (rows: readonly { value: number }[]) => rows.reduce((sum, { value }) => sum + value, 0) / rows.length
  const late = (season: SeasonResult, name: 'breadth' | 'bubble' | 'likeness') => meanOf(season[name].slice(-3))
  test('a recommender of more of the same makes bubbles, one by lot makes none, and it cures them', async () => {
    const bubble = await play({}, { days: 8 })
    const lot = await play({ recommender: 'random' }, { days: 8 })
    const cured = await play(
      { interventions: [{ do: 'swap-recommender', to: 'random', session: 5, turn: 0 }] },
      { days: 8 }
    )
    expect(late(bubble, 'breadth')).toBeLessThan(late(lot, 'breadth') - 1)
    expect(late(bubble, 'bubble')).toBeGreaterThan(late(lot, 'bubble'))
    expect(late(cured, 'breadth')).toBeGreaterThan(late(bubble, 'breadth') + 0.5)
  })
  test('what is popular makes people alike', async () => {
    const alike = await play({ recommender: 'popular' }, { days: 3 })
    const lot = await play({ recommender: 'random' }, { days: 3 })
    expect(late(alike, 'likeness')).toBeGreaterThan(3 * late(lot, 'likeness'))
  })
  test('inequality rises with how much others’ openings draw, as in MusicLab', async () => {
    const { chartsRecommender } = await import('../src/ranking/index.ts')
    const inequality = async (seed: number, influence: number) =>
      meanOf(
        (await play({ users: 80, recommender: chartsRecommender({ influence }), seed }, { days: 2, turns: 5 }))
          .inequality
      )
    const rows = await Promise.all(
      [1, 2, 3, 4].map((seed) => Promise.all([0, 1, 2].map((influence) => inequality(seed, influence))))
    )
    expect(page(rows).p).toBeLessThan(0.01)
  })
})
