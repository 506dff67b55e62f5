import { expect, test } from 'vitest'
import type { InspectionEvent } from 'xstate'
import rules from '../agents/minds/rules.ts'
import { MOODS } from '../src/contract/session.ts'
import type { Frame, Track } from '../src/studio/api.ts'
import type { Show } from '../src/studio/scene.ts'
import { lookOn, playAlone } from './helpers/looked-on.ts'

/** A track as somebody puts it together who listens to it. */
function listen(show: Show, user: number): Track[] {
  const told: Track[] = []
  show.track(user).subscribe((track) => told.push(track))
  return told
}
const stepsOf = (told: readonly Track[]) => told.flatMap(({ steps }) => steps)
const linesOf = (told: readonly Track[]) => told.flatMap(({ lines }) => lines)
const query = { text: '', offset: 0, limit: 50 }
const nameOf = (actor: unknown) => (actor as { id: string }).id
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)

test.each(['crowd', 'live', 'reference'] as const)('sums are those of the result, run as %s', async (engine) => {
  const { show, result } = await lookOn({ engine, users: 100 })
  const { states } = show.view
  const frame = show.frame()
  expect(frame).toMatchObject({ phase: 'ended', session: 0, done: result.userSteps, left: 0 })
  for (const mood of MOODS) {
    const inMood = states.filter((id) => id.endsWith(`.mood.${mood}`)).map((id) => frame.states[states.indexOf(id)]!)
    expect(sum(inMood)).toBe(Math.round(result.mindsets[mood] * 100))
  }
  expect(frame.states[0]).toBe(100)
  const { endings, leaveCauses, retention } = show.population()
  expect(endings).toEqual(result.endings)
  expect(leaveCauses).toEqual(result.leaveCauses)
  expect(retention[0]!.visits).toBe(100)
  expect(retention[0]!.curve.at(-1)!.share).toBeCloseTo(result.metrics.retention!.value, 12)
  expect(show.ended).toEqual({ result, error: null })
  expect(show.view.note === null).toBe(engine !== 'reference')
})

test('segments make up the whole, in frames and in views', async () => {
  const { show, result } = await lookOn({ users: 300, sessions: 2 })
  const { segments, users } = show.view
  expect(sum(segments.map(({ people }) => people))).toBe(users)
  const all = show.turns()
  const parts = segments.map((_, at) => show.turns(at))
  expect(all.length).toBeGreaterThan(8)
  for (const [at, frame] of all.entries()) {
    const fromParts = (of: (frame: Frame) => number) => sum(parts.map((frames) => of(frames[at]!)))
    expect(frame.present).toBe(fromParts(({ present }) => present))
    expect(frame.stayed).toBe(fromParts(({ stayed }) => stayed))
    for (const i of frame.states.keys()) expect(frame.states[i]).toBe(fromParts(({ states }) => states[i]!))
    for (const i of frame.arrows.keys()) expect(frame.arrows[i]).toBe(fromParts(({ arrows }) => arrows[i]!))
  }
  expect(all.at(-1)!.done).toBe(result.userSteps)
  const whole = show.population()
  const views = segments.map((_, at) => show.population(at))
  expect(whole.endings.left).toBe(sum(views.map(({ endings }) => endings.left!)))
  expect(whole.retention[0]!.visits).toBe(sum(views.map(({ retention }) => retention[1]!.visits)))
  for (const at of whole.actions.turns.keys())
    expect(whole.actions.impressions[at]).toBe(sum(views.map(({ actions }) => actions.impressions[at]!)))
  const { links, turns } = whole.flows
  const first = links.filter(({ fromTurn }) => fromTurn === -1)
  expect(sum(first.map(({ people }) => people))).toBe(users)
  for (const turn of turns.slice(1, -1))
    for (const mood of MOODS) {
      const came = links.filter(({ toTurn, to }) => toTurn === turn && to === mood)
      const went = links.filter(({ fromTurn, from }) => fromTurn === turn && from === mood)
      expect(sum(went.map(({ people }) => people))).toBe(sum(came.map(({ people }) => people)))
    }
  const rate = (action: string) =>
    sum(whole.actions.turns.map((_, at) => whole.actions.shares[action]![at]! * whole.actions.impressions[at]!)) /
    sum(whole.actions.impressions)
  expect(rate('click')).toBeCloseTo(result.metrics['click-rate']!.value, 12)
  expect(sum(whole.instructions.map(({ asked }) => asked))).toBeGreaterThan(0)
  const gained = whole.instructions.map(({ followed, before, after }) => followed * (after.value - before))
  const followed = sum(whole.instructions.map((one) => one.followed))
  expect(sum(gained) / followed).toBeCloseTo(result.metrics['instruction-following']!.value, 9)
})

test.each(['crowd', 'live'] as const)('arrows are those that people went, one by one: %s', async (engine) => {
  const { show } = await lookOn({ engine, users: 40, cohort: 40, sessions: 2 })
  expect(show.view.cohort.length).toBe(40)
  const counts = show.view.arrows.map(() => 0)
  for (const user of show.view.cohort)
    for (const { arrows } of stepsOf(listen(show, user)))
      for (const arrow of arrows) counts[show.view.arrows.indexOf(arrow)]!++
  expect(show.frame().arrows).toEqual(counts)
  expect(sum(counts)).toBeGreaterThan(400)
})

test('a person of the crowd has the same track as one who lives', async () => {
  const [crowd, live] = await Promise.all(
    (['crowd', 'live'] as const).map((engine) => lookOn({ engine, follow: [11], sessions: 2 }))
  )
  for (const user of crowd!.show.view.cohort) {
    const [ofCrowd, ofLive] = [listen(crowd!.show, user)[0]!, listen(live!.show, user)[0]!]
    expect(ofCrowd).toEqual(ofLive)
    expect(ofCrowd.steps.length).toBeGreaterThan(3)
    expect(ofCrowd).toMatchObject({ user, since: null, isLive: false, isWhole: true, dropped: 0 })
    expect(ofCrowd.steps[0]).toMatchObject({ event: { type: 'xstate.init' }, arrows: [] })
    expect(ofCrowd.steps[1]).toMatchObject({ event: { type: 'session.started', session: 0 } })
    expect(ofCrowd.lines[0]).toMatchObject({ kind: 'came' })
    const times = ofCrowd.steps.map(({ at }) => at)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(Object.keys(ofCrowd.steps[1]!.context)).toContain('interest')
  }
  expect(crowd!.show.view.cohort).toContain(11)
})

test.each(['crowd', 'live'] as const)('anybody is followed from the moment somebody looks: %s', async (engine) => {
  const told: Track[] = []
  const options = { engine, cohort: 0, sessions: 2, users: 200 } as const
  const { show } = await lookOn(options, (opened, live) => {
    const { ready } = live
    live.ready = (place) => {
      ready(place)
      if (place.session === 1 && place.turn === 1) opened.track(5).subscribe((track) => told.push(track))
    }
  })
  const { show: whole } = await lookOn({ ...options, follow: [5] })
  const all = listen(whole, 5)[0]!
  expect(told[0]).toMatchObject({ user: 5, since: { session: 1 }, isWhole: true, isLive: true, lines: [] })
  expect(told[0]!.steps.map(({ event }) => event.type)).toEqual(['xstate.init'])
  const [init, ...later] = stepsOf(told)
  expect(later.length).toBeGreaterThan(0)
  expect(later).toEqual(all.steps.slice(-later.length))
  const before = all.steps.at(-later.length - 1)!
  expect(init).toMatchObject({ states: before.states, context: before.context })
  const lines = linesOf(told)
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.at(-1)).toEqual(all.lines.at(-1))
  expect(told.slice(1).every(({ isWhole }) => !isWhole)).toBe(true)
  expect(show.find({ ...query, text: '5' }).people[0]!.isFollowed).toBe(true)
})

test('looking on changes nothing of a run', async () => {
  for (const engine of ['crowd', 'live'] as const) {
    const options = { engine, users: 60, sessions: 2, isHeard: true } as const
    const alone = await playAlone(options)
    const inspected: string[] = []
    const inspect = (told: InspectionEvent) => void inspected.push(told.type)
    const looked = await lookOn({ ...options, inspect }, (show) => {
      for (let user = 0; user < 30; user++) show.track(user).subscribe()
      show.changed$.subscribe(() => {
        show.frame(1)
        show.population()
        show.find({ ...query, text: 'bored' })
      })
    })
    expect(looked.events).toEqual(alone.events)
    const { seconds: _, userStepsPerSecond: __, manifest: ofLooked, audited: a, ...result } = looked.result
    const { seconds: ___, userStepsPerSecond: ____, manifest: ofAlone, audited: b, ...expected } = alone.result
    expect(result).toEqual(expected)
    expect(ofLooked).toEqual(ofAlone)
    expect(a).toBe(b)
    expect(inspected.length).toBeGreaterThan(500)
  }
})

test('frames come while it runs, and what they say only grows', async () => {
  const frames: Frame[] = []
  const { show } = await lookOn({ users: 4_000, cohort: 2 }, (opened) => {
    expect(opened.frame()).toMatchObject({ turn: -1, done: 0, left: 24_000, present: 0, phase: 'running' })
    expect(opened.ended).toBeUndefined()
    opened.changed$.subscribe(() => frames.push(opened.frame()))
  })
  expect(frames.length).toBeGreaterThan(2)
  for (const [at, frame] of frames.entries()) {
    expect(frame.states[0]).toBe(4_000)
    if (at > 0) expect(frame.done).toBeGreaterThanOrEqual(frames[at - 1]!.done)
    if (at > 0) expect(sum(frame.arrows)).toBeGreaterThanOrEqual(sum(frames[at - 1]!.arrows))
  }
  await expect.poll(() => frames.at(-1)!.phase).toBe('ended') // the last movement is never left without a beat
  expect(show.turns(undefined, 3).map(({ turn }) => turn)).toEqual([0, 3, 5])
  expect(show.turns().map(({ done }) => done)).toEqual(
    show.turns().map((_, at, all) => 4_000 + sum(all.slice(0, at).map(({ present }) => present)))
  )
})

test('who is present is who the states have as here, at every turn; who stayed to the end is told beside', async () => {
  const { show, result } = await lookOn({ users: 500 })
  const away = show.view.states.flatMap((id, at) => (/\.visit\.(?:away|churned)$/.test(id) ? [at] : []))
  expect(away.length).toBeGreaterThan(0)
  const turns = show.turns()
  for (const { present, states } of [...turns, show.frame()])
    expect(present).toBe(500 - sum(away.map((at) => states[at]!)))
  expect(turns[1]!.present).toBeGreaterThan(0)
  expect(turns.map(({ stayed }) => stayed)).toEqual([0, 0, 0, 0, 0, result.endings.truncated])
  expect(show.frame()).toMatchObject({ present: 0, stayed: result.endings.truncated })
})

test('a run that broke says so, and what was seen of it stays', async () => {
  let seen: Show | undefined
  const mind = {
    ...rules,
    create: (setting: Parameters<typeof rules.create>[0]) => ({
      ...rules.create(setting),
      recall: () => {
        throw new Error('no memory')
      }
    })
  }
  const looked = lookOn({ mind, recommender: broken, users: 10 }, (show) => {
    seen = show
    show.track(0).subscribe()
  })
  const { result } = await looked
  expect(result.endings.failed).toBe(10)
  expect(seen!.population().endings).toEqual({ left: 0, truncated: 0, failed: 10 })
  expect(seen!.population().retention[0]).toMatchObject({ visits: 10, curve: [{ turn: 0, share: 1 }] })
  const [track] = listen(seen!, 0)
  expect(track!.memory.person).toEqual([])
  expect(track!.lines.map(({ kind }) => kind)).toContain('failed')
})

test('a mind that breaks as its person comes is a visit of no slate, and nobody is there', async () => {
  const mind = {
    ...rules,
    create(setting: Parameters<typeof rules.create>[0]) {
      const own = rules.create(setting)
      return {
        ...own,
        arrive(row: number, session: number, awayMs: number) {
          if (row % 2 === 0) throw new Error('not today')
          own.arrive(row, session, awayMs)
        }
      }
    }
  }
  const { show, result } = await lookOn({ mind, users: 40 })
  const { retention, endings, flows } = show.population()
  expect(endings).toEqual(result.endings)
  expect(endings.failed).toBe(20)
  expect(show.turns()[0]!.present).toBe(
    20 - show.turns()[0]!.states[show.view.states.indexOf('attention.visit.away.left')]!
  )
  expect(retention[0]!).toMatchObject({ visits: 40, curve: [{ turn: 0, atRisk: 40 }, { atRisk: 20 }] })
  expect(retention[0]!.curve.at(-1)!.share).toBeCloseTo(result.metrics.retention!.value, 12)
  const first = flows.links.filter(({ fromTurn }) => fromTurn === -1)
  expect(sum(first.map(({ people }) => people))).toBe(20)
})

test('of a run that is stopped, what was seen of it adds up', async () => {
  const stop = new AbortController()
  const { show, result } = await lookOn({ users: 60, signal: stop.signal }, (opened, live) => {
    const { after } = live
    Object.assign(live, {
      after(...given: Parameters<NonNullable<typeof after>>) {
        after!(...given)
        if (given[0].turn === 2) stop.abort()
      }
    })
    expect(opened.frame().phase).toBe('running')
  })
  expect(result.interrupted).toBe(true)
  expect(show.frame()).toMatchObject({ phase: 'ended', turn: 2, done: result.userSteps })
  expect(show.turns().length).toBe(3)
  const { retention, endings } = show.population()
  expect(endings).toEqual(result.endings)
  expect(retention[0]!.visits).toBe(60)
  const here = 60 - sum(Object.values(result.endings))
  const last = retention[0]!.curve.at(-1)!
  expect(here / 60).toBeCloseTo(last.share, 12)
})

const broken = {
  description: 'breaks',
  create: () => ({
    recommend: () => {
      throw new Error('<b>out of order</b>')
    }
  })
}

test('people are found by number, words, segment and state, page by page', async () => {
  const { show } = await lookOn({ users: 300 })
  const { segments } = show.view
  expect(show.find(query)).toMatchObject({ total: 300 })
  expect(show.find({ ...query, offset: 290 }).people.map(({ user }) => user)).toEqual(
    Array.from({ length: 10 }, (_, i) => 290 + i)
  )
  expect(show.find({ ...query, text: ' 17 ' })).toMatchObject({ total: 1, people: [{ user: 17 }] })
  expect(show.find({ ...query, text: '300' })).toEqual({ total: 0, people: [] })
  for (const [at, { segment, people }] of segments.entries()) {
    expect(show.find({ ...query, segment: at }).total).toBe(people)
    expect(show.find({ ...query, text: segment.toUpperCase() }).total).toBe(people)
  }
  const bored = show.view.states.findIndex((id) => id.endsWith('.mood.bored'))
  const state = show.view.states[bored]!
  const found = show.find({ ...query, state })
  expect(found.total).toBe(show.frame().states[bored])
  expect(found.people.every((one) => / · bored$/.test(one.state))).toBe(true)
  expect(show.find({ ...query, text: 'bored left' }).people.every((one) => one.state === 'left · bored')).toBe(true)
  const wanted = show.frame(1).states[bored]
  expect(show.find({ ...query, state, segment: 1 }).total).toBe(wanted)
  const followed = show.find({ ...query, limit: 300 }).people.filter(({ isFollowed }) => isFollowed)
  expect(followed.map(({ user }) => user)).toEqual(show.view.cohort)
})

test('the cohort is of all segments, and the same for the same seed', async () => {
  const { show } = await lookOn({ users: 600, turns: 1, follow: [599, 5_000, -1] })
  const { cohort, segments } = show.view
  expect(cohort.length).toBe(24)
  expect(cohort).toContain(599)
  expect(Math.max(...cohort)).toBeLessThan(600)
  const found = new Set(cohort.map((user) => listen(show, user)[0]!.segment))
  expect(found.size).toBe(segments.length)
  const again = await lookOn({ users: 600, turns: 1, follow: [599] })
  expect(again.show.view.cohort).toEqual(cohort)
  const other = await lookOn({ users: 600, turns: 1, seed: 8 })
  expect(other.show.view.cohort).not.toEqual(cohort)
})

test('what is done to the world is in frames, and in the stories of those whom it concerns', async () => {
  const { show, result } = await lookOn({
    users: 40,
    cohort: 40,
    interventions: [
      { do: 'swap-recommender', to: 'popular', session: 0, turn: 1 },
      { do: 'set-trait', trait: 'patience', value: 0.9, whom: { user: 3 }, session: 0, turn: 2 }
    ]
  })
  expect(result.manifest.interventions?.length).toBe(2)
  expect(show.frame().interventions).toMatchObject([
    { turn: 1, says: 'The recommender “popular” takes over.' },
    { turn: 2, says: 'patience is set to 0.9 for person 3.' }
  ])
  expect(show.turns().map(({ interventions }) => interventions.length)).toEqual([0, 1, 2, 2, 2, 2])
  expect(show.turns().map(({ recommender }) => recommender === 'popular')).toEqual([
    false,
    true,
    true,
    true,
    true,
    true
  ])
  expect(show.frame().recommender).toBe('popular')
  const told = (user: number) => linesOf(listen(show, user)).filter(({ kind }) => kind === 'intervened').length
  expect([3, 4].map(told)).toEqual([2, 1])
  const { dutyArrows } = show.view
  const asked = dutyArrows.indexOf('recommender.idle slates.asked 0')
  expect(show.frame().dutyArrows[asked]).toBe(6) // rounds of both
  expect(show.turns().map((frame) => frame.dutyArrows[asked])).toEqual([1, 2, 3, 4, 5, 6])
})

test('who inspects is told of each actor before its events, and may keep what it is told', async () => {
  const told: InspectionEvent[] = []
  const { show } = await lookOn(
    { cohort: 0, follow: [2, 7], inspect: (event: InspectionEvent) => void told.push(event) },
    (opened) => opened.track(9).subscribe()
  )
  const known = new Set<unknown>()
  for (const event of told) {
    if (event.type === '@xstate.actor') known.add(event.actorRef)
    else expect(known.has(event.actorRef)).toBe(true)
  }
  expect(known.size).toBe(4) // three people and who recommends
  const ids = [...known].map(nameOf)
  expect(ids.sort()).toEqual(['recommender', 'user-2', 'user-7', 'user-9'])
  const turns = told.filter(({ type, actorRef }) => type === '@xstate.event' && nameOf(actorRef) === 'user-2')
  const shown = turns.map((one) => (one as { event: { type: string; turn?: number } }).event)
  const slates = shown.filter(({ type }) => type === 'slate.shown').map(({ turn }) => turn)
  expect(slates).toEqual(slates.map((_, turn) => turn))
  expect(stepsOf(listen(show, 2)).filter(({ event }) => event.type === 'slate.shown').length).toBe(slates.length)
})

test('when it is over, anybody can still be looked at', async () => {
  const { show } = await lookOn({ cohort: 1 })
  const user = show.view.cohort[0] === 30 ? 31 : 30
  const [track] = listen(show, user)
  expect(track).toMatchObject({ user, isLive: false, isWhole: true, lines: [], since: { session: 0, turn: 5 } })
  expect(track!.steps.length).toBe(1)
  expect(track!.steps[0]!.states).toContain('attention.visit.away')
  expect(track!.about.length).toBeGreaterThan(2)
  expect(() => show.track(60)).toThrow(expect.objectContaining({ code: 'studio.no-such-person' }))
  expect(() => show.frame(99)).toThrow(expect.objectContaining({ code: 'studio.no-such-segment' }))
  await show.close()
})

test('items are found by words of their titles', async () => {
  const { show } = await lookOn({ turns: 1 })
  const found = show.items('', 5)
  expect(found.length).toBe(5)
  const { id, title } = found[3]!
  expect(show.items(` ${title.toUpperCase()} `, 5)).toContainEqual({ id, title })
  expect(show.items('no such title at all', 5)).toEqual([])
})

test.each([1, 2, 20])('of %i people, all counts are numbers, turn by turn', async (users) => {
  const { show } = await lookOn({ engine: 'live', population: 'everyone', users, turns: 8 })
  const turns = show.turns()
  expect(turns.length).toBeGreaterThan(0)
  for (const { states, present, arrows } of turns) {
    expect([present, ...states, ...arrows].every(Number.isFinite)).toBe(true)
    expect(states[0]).toBe(users) // all are in the root
  }
})
