import { Observable, Subject } from 'rxjs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import attention from '../machines/mindsets/attention.ts'
import type { WorldEvent } from '../src/contract/event.ts'
import type { Persona } from '../src/contract/population.ts'
import type { Census } from '../src/streams/cast.ts'
import type { Track } from '../src/studio/api.ts'
import { createDiary } from '../src/studio/live/diary.ts'
import type { Follower } from '../src/studio/live/follower.ts'
import { createFollowing } from '../src/studio/live/following.ts'
import { createPulse } from '../src/studio/live/pulse.ts'
import { about, find, groupsOf, itemsLike, labelsOf } from '../src/studio/record/index.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Somebody of whom nothing is known but who listens. */
function puppet(user: number, log: string[]): Follower {
  const tracks = new Subject<Track>()
  log.push(`follow ${user}`)
  return {
    get isListenedTo() {
      return tracks.observed
    },
    track$: new Observable((reader) => {
      reader.next({ user } as Track)
      return tracks.subscribe(reader)
    }),
    told: ({ type }) => void log.push(`${user} ${type}`),
    flush: () => {},
    release: () => void log.push(`release ${user}`),
    close: () => tracks.complete()
  }
}

test('whoever is looked at is followed until a while after nobody looks', async () => {
  const log: string[] = []
  const following = createFollowing(100, [4], (user) => puppet(user, log))
  const told = (user: number) => following.told({ user, type: 'user.churned' } as WorldEvent)
  const first = following.track(7).subscribe()
  const second = following.track(7).subscribe()
  expect([4, 7, 8].map((user) => following.heard[user])).toEqual([1, 1, 0])
  for (const user of [4, 7, 8]) told(user)
  first.unsubscribe()
  await vi.advanceTimersByTimeAsync(60_000)
  second.unsubscribe()
  await vi.advanceTimersByTimeAsync(1_000)
  const third = following.track(7).subscribe() // comes back in time
  await vi.advanceTimersByTimeAsync(60_000)
  expect(following.heard[7]).toBe(1)
  third.unsubscribe()
  following.track(4).subscribe().unsubscribe()
  await vi.advanceTimersByTimeAsync(60_000)
  expect([4, 7].map((user) => following.heard[user])).toEqual([1, 0])
  expect(log).toEqual(['follow 4', 'follow 7', '4 user.churned', '7 user.churned', 'release 7'])
})

test('so many can be looked at; whoever nobody looks at any more makes room', () => {
  const log: string[] = []
  const following = createFollowing(1_000, [], (user) => puppet(user, log))
  const looks = Array.from({ length: 64 }, (_, user) => following.track(user).subscribe())
  const errors: unknown[] = []
  following.track(64).subscribe({ error: (error) => errors.push(error) })
  expect(errors).toEqual([expect.objectContaining({ code: 'studio.too-many-followed' })])
  looks[9]!.unsubscribe()
  following.track(64).subscribe({ error: (error) => errors.push(error) })
  expect(errors.length).toBe(1)
  expect(log.at(-2)).toBe('release 9')
  expect([9, 64].map((user) => following.heard[user])).toEqual([0, 1])
})

test('whoever listens is let go when the show closes, and nobody is watched when the run is over', () => {
  const log: string[] = []
  const following = createFollowing(10, [1], (user) => puppet(user, log))
  let isOver = false
  following.track(2).subscribe({ complete: () => (isOver = true) })
  following.release()
  expect(log).toEqual(['follow 1', 'follow 2', 'release 1', 'release 2'])
  following.close()
  expect(isOver).toBe(true)
  following.track(3).subscribe()
  expect(log.slice(4)).toEqual(['follow 3', 'release 3'])
  expect(following.heard[3]).toBe(0)
})

test('a diary keeps the latest, counts what it let go of, and tells each entry once', () => {
  const diary = createDiary<number>(100)
  for (let i = 0; i < 1_000; i++) {
    diary.add(i)
    expect(diary.kept.length).toBe(Math.min(100, i + 1))
    expect(diary.kept.at(-1)).toBe(i)
    expect(diary.dropped).toBe(Math.max(0, i - 99))
  }
  expect(diary.news()).toEqual(diary.kept)
  expect(diary.news()).toEqual([])
  diary.add(1_000)
  expect(diary.news()).toEqual([1_000])
})

test('a pulse beats at once, then every 100 ms, and never leaves the last movement out', () => {
  const log: string[] = []
  let isWanted = false
  const pulse = createPulse(
    () => isWanted,
    () => log.push('beat')
  )
  pulse.stir(0)
  expect(log).toEqual([])
  const subscription = pulse.beats$.subscribe(() => log.push('heard'))
  for (let done = 1; done <= 20; done++) pulse.stir(done)
  expect(log).toEqual(['beat', 'heard'])
  vi.advanceTimersByTime(99)
  expect(log.length).toBe(2)
  vi.advanceTimersByTime(1)
  expect(log).toEqual(['beat', 'heard', 'beat', 'heard'])
  vi.advanceTimersByTime(1_000)
  expect(log.length).toBe(4)
  subscription.unsubscribe()
  pulse.stir(30)
  expect(log.length).toBe(4)
  isWanted = true
  pulse.stir(31)
  expect(log.at(-1)).toBe('beat')
  pulse.stir(32)
  pulse.stop()
  vi.advanceTimersByTime(1_000)
  expect(log.length).toBe(5)
})

test('a rate is of lately', () => {
  const pulse = createPulse(
    () => false,
    () => {}
  )
  expect(pulse.rate()).toBe(0)
  for (let second = 0; second <= 20; second++) {
    pulse.stir(second < 10 ? second * 1_000 : 10_000 + (second - 10) * 50)
    vi.advanceTimersByTime(1_000)
  }
  expect(pulse.rate()).toBeCloseTo(50, 6)
})

test('where people have numbers of their own, they are found by these', () => {
  const groups = groupsOf([{ population: 'town', segment: 'all' }], 3, () => 0)
  const configurations = [{ nodes: ['attention', 'attention.visit.waiting', 'attention.mood.bored'] }]
  const census: Pick<Census, 'configurations' | 'placeOf'> = { configurations, placeOf: () => 0 }
  const numbers = [10, 20, 30]
  const findable = {
    groups,
    census,
    labels: labelsOf(attention),
    userOf: (person: number) => numbers[person]!,
    personOf: (user: number) => numbers.indexOf(user),
    isFollowed: (user: number) => user === 20
  }
  const query = { text: '', offset: 1, limit: 1 }
  expect(find(findable, query)).toEqual({
    total: 3,
    people: [{ user: 20, population: 'town', segment: 'all', state: 'waiting · bored', isFollowed: true }]
  })
  expect(find(findable, { ...query, text: '30', offset: 0 }).people.map(({ user }) => user)).toEqual([30])
  expect(find(findable, { ...query, text: '2' }).total).toBe(0)
})

test('labels and states stand in the order of the machine, however they came', () => {
  const labels = labelsOf(attention)
  const nodes = ['attention.mood', 'attention.mood.bored', 'attention.visit.away', 'attention.visit.away.left', 'visit']
  expect(labels.of(nodes)).toBe('left · bored')
  expect(labels.sorted([...nodes, 'attention'])).toEqual([
    'attention',
    'visit',
    'attention.visit.away',
    'attention.visit.away.left',
    'attention.mood',
    'attention.mood.bored'
  ])
})

test('who somebody is comes in short lines, words as they are', () => {
  const persona: Persona = {
    index: 0,
    population: 'town',
    segment: 'all',
    voice: 'blunt',
    age: 30,
    region: '<b>north</b>',
    device: 'tv',
    interests: { pottery: 0.9, cats: 0.2, news: -0.8, tax: 0.01 },
    formats: { short: 0.5, live: 0.4, audio: -1 },
    preferredSeconds: 90,
    traits: {
      activity: 0.9,
      pickiness: 0.1,
      variety: 0.5,
      conformity: 0.5,
      expressiveness: 0.5,
      outspokenness: 0.5,
      patience: 0.95,
      trust: 0.5
    },
    arrivesAt: 0
  }
  expect(about(persona)).toEqual([
    '30 years old, before a TV, <b>north</b>',
    'Likes pottery and cats',
    'Dislikes news',
    'Likes things of about 1 min 30 s best, and the formats short and live',
    'Has high activity and patience; low pickiness',
    'Talks in a blunt way'
  ])
  expect(about({ ...persona, interests: {}, formats: {}, region: '' }).slice(0, 2)).toEqual([
    '30 years old, before a TV',
    'Likes things of about 1 min 30 s best'
  ])
})

test('items whose titles begin with what is looked for come first', () => {
  const items = ['The cat', 'Cat food', 'A dog', 'Catalogue of cats'].map((title, at) => ({ id: `i${at}`, title }))
  expect(itemsLike(items, 'cat', 2).map(({ title }) => title)).toEqual(['Cat food', 'Catalogue of cats'])
  expect(itemsLike(items, 'food cat', 9).map(({ title }) => title)).toEqual(['Cat food'])
})
