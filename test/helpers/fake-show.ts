import { concat, defer, filter, finalize, map, type Observable, of, Subject } from 'rxjs'
import attention from '../../machines/mindsets/attention.ts'
import duty from '../../machines/recommender.ts'
import { RecoError } from '../../src/contract/error.ts'
import { TRAITS } from '../../src/contract/population.ts'
import type { RunResult } from '../../src/contract/result.ts'
import { MOODS, SCALARS } from '../../src/contract/session.ts'
import { arrowsOf } from '../../src/streams/arrows.ts'
import type { Change, Ended, Frame, PeopleFound, Phase, SceneView, Track } from '../../src/studio/api.ts'
import { earlier } from '../../src/studio/page/store/place.ts'
import type { Show } from '../../src/studio/scene.ts'
import { type Diary, diaryOf } from './fake-show/diary.ts'
import { luckOf, pick } from './fake-show/luck.ts'
import { manifestOf, resultOf } from './fake-show/run.ts'
import { populationView } from './fake-show/views.ts'
import { walkOver } from './fake-show/walk.ts'
import { SEGMENTS, TITLES } from './fake-show/words.ts'

export { type FakeProgramme, fakeDirector, fakeProgramme } from './fake-show/director.ts'

/** A show of made-up people who walk over the real mindset `attention`; it goes on when it is told to. */
export interface FakeShow extends Show {
  readonly phase: Phase
  /** Some more people get or go through their slates; changed$ is told of it. */
  tick(): void
  pause(isPaused: boolean): void
  /** Turns a second, as frames tell it; who ticks has to keep to it. */
  pace(turns: number | null): void
  /** Somebody reached into it. */
  intervened(says: string, takesOver?: string): void
  /** It is over: broken off with an error, or with what of its result is not as usual. */
  end(error?: string, unlike?: Partial<RunResult>): void
  /** Who looks at changed$ and at tracks. */
  readonly onlookers: { readonly changed: number; readonly tracks: number }
}

export interface FakeShowOptions {
  readonly users?: number
  readonly sessions?: number
  readonly turns?: number
  readonly seed?: number
  readonly from?: 'run' | 'log'
  readonly run?: string
  readonly charts?: { readonly mindset: string; readonly duty: string }
}

const CHARTS = { mindset: 'fake-attention', duty: 'fake-duty' }

export function fakeShow(options: FakeShowOptions = {}): FakeShow {
  const { users = 20_000, sessions = 3, turns = 12, seed = 7, from = 'run', run = 'fake', charts = CHARTS } = options
  const luck = luckOf(seed)
  const bounds = SEGMENTS.map((_, at) => SEGMENTS.slice(0, at + 1).reduce((sum, { people }) => sum + people, 0))
  const segmentOf = (user: number) => bounds.findIndex((bound) => (user * 7_919) % 20_000 < bound)
  const segments = SEGMENTS.map((named, at) => ({ ...named, people: inSegment(at, users, segmentOf) }))
  const walk = walkOver(attention, users, segmentOf, SEGMENTS.length)
  const dutyArrows = [...arrowsOf(duty).values()]
  const manifest = manifestOf({ users, sessions, turns, seed })
  const cohort = Array.from({ length: Math.min(12, users) }, (_, at) => Math.floor((at * users) / 12))
  const diaries = new Map<number, Diary>(cohort.map((user) => [user, diaryOf(user, segmentOf(user), null)]))
  const view: SceneView = {
    run,
    from,
    manifest,
    mindset: { hash: charts.mindset, title: 'attention' },
    duty: { hash: charts.duty, title: 'recommender' },
    users,
    note: from === 'log' ? 'The log keeps the events of 10 % of the people.' : null,
    segments,
    states: walk.states,
    arrows: walk.arrows,
    dutyArrows,
    scalars: [...SCALARS],
    traits: [...TRAITS],
    cohort
  }

  const changed = new Subject<void>()
  const onlookers = { changed: 0, tracks: 0 }
  const history: { readonly all: Frame; readonly of: readonly Frame[] }[] = []
  const moods: Int8Array[] = []
  const interventions: Change[] = []
  const rounds = dutyArrows.map(() => 0)
  let phase: Phase = 'running'
  let ended: Ended | undefined
  let place = { session: 0, turn: -1 }
  let waiting: number[] = []
  let stayed: number[] = []
  let recommender = manifest.recommender.name
  let next = 0
  let asked = 0
  let done = 0
  let pace: number | null = null

  const isHere = (user: number) =>
    !walk.isIn(user, 'attention.visit.away') && !walk.isIn(user, 'attention.visit.churned')
  const moodOf = (user: number) => MOODS.findIndex((mood) => walk.isIn(user, `attention.mood.${mood}`))
  const fire = (user: number, event: string, where: (ways: number) => number) => {
    const arrows = walk.fire(user, event, where)
    diaries.get(user)?.step(place, event, arrows, walk.activeOf(user))
    return arrows
  }
  const evenly = (ways: number) => Math.floor(luck() * ways)

  const open = () => {
    const isFirst = place.session === 0
    for (let user = 0; user < users; user++) {
      if (!isFirst && luck() < 0.1) fire(user, 'user.churned', () => 0)
      else if (isFirst || luck() < 0.8) fire(user, 'session.started', () => (isFirst ? 1 : 0))
      else continue
      if (isHere(user))
        diaries.get(user)?.line(place, { kind: 'came', text: isFirst ? 'Comes for the first time' : 'Is back' })
    }
  }
  const begin = () => {
    const isOver = place.turn + 1 >= turns
    stayed = isOver ? Array.from({ length: users }, (_, user) => user).filter(isHere) : []
    if (isOver) for (let user = 0; user < users; user++) if (isHere(user)) fire(user, 'session.truncated', () => 0)
    if (isOver && place.session + 1 >= sessions) return show.end()
    place = isOver ? { session: place.session + 1, turn: 0 } : { ...place, turn: place.turn + 1 }
    if (place.turn === 0) open()
    waiting = []
    for (let user = 0; user < users; user++) if (isHere(user)) waiting.push(user)
    next = 0
  }
  const look = (user: number) => {
    fire(user, 'slate.shown', () => 0)
    diaries.get(user)?.slate(place)
  }
  const answer = (user: number) => {
    const before = moodOf(user)
    const way = pick(luck, [0.01, 0.05, 0.05, 0.14, 0.75])
    fire(user, 'review.answered', () => way)
    if (luck() < 0.35) fire(user, 'felt', evenly)
    const after = moodOf(user)
    const diary = diaries.get(user)
    if (after !== before) diary?.line(place, { kind: 'mood', text: `${MOODS[before]} → ${MOODS[after]}` })
    if (way < 2) diary?.line(place, { kind: 'went', text: 'Leaves: has had enough' })
    if (way === 2) asked++
    if (way === 2) diary?.wish(place)
    done++
  }
  const close = () => {
    if (place.session === 0)
      moods.push(Int8Array.from({ length: users }, (_, user) => (isHere(user) ? moodOf(user) : -1)))
    for (const at of rounds.keys()) rounds[at] = (rounds[at] ?? 0) + (at % 2 === 0 || at < 10 ? 1 : 0)
    history.push({ all: frameOf(), of: SEGMENTS.map((_, at) => frameOf(at)) })
  }

  function frameOf(segment?: number): Frame {
    const { states, arrows } = walk.counts(segment)
    const isOf = (user: number) => segment === undefined || segmentOf(user) === segment
    const present = Array.from({ length: users }, (_, user) => user).filter((user) => isHere(user) && isOf(user)).length
    const left = phase === 'ended' ? 0 : Math.max(0, users * sessions * turns - done)
    const perSecond = phase === 'running' ? Math.round(users * (0.9 + 0.2 * luck())) : 0
    const counts = { states, arrows, dutyArrows: [...rounds] }
    return {
      phase,
      ...place,
      present,
      stayed: stayed.filter(isOf).length,
      recommender,
      pace,
      done,
      left,
      perSecond,
      ...counts,
      interventions: interventions.filter((one) => earlier(one, place) <= 0)
    }
  }
  const diaryFor = (user: number): Diary => {
    if (!Number.isInteger(user) || user < 0 || user >= users)
      throw new RecoError('studio.no-such-person', {
        what: `There is no person ${user}; this run has ${users} people.`,
        fix: `Give a number from 0 to ${users - 1}.`
      })
    const diary = diaries.get(user) ?? diaryOf(user, segmentOf(user), place)
    diaries.set(user, diary)
    return diary
  }

  const show: FakeShow = {
    view,
    onlookers,
    get phase() {
      return phase
    },
    get ended() {
      return ended
    },
    changed$: counted(changed, (by) => (onlookers.changed += by)),
    tick() {
      if (phase !== 'running') return
      const slice = Math.ceil(users / 10)
      for (const user of waiting.slice(Math.max(0, next - slice), next)) {
        if (walk.isIn(user, 'attention.visit.disengaging')) fire(user, 'instruction.answered', () => 0)
        else answer(user)
      }
      for (const user of waiting.slice(next, next + slice)) look(user)
      if (next >= waiting.length + slice) {
        for (const user of waiting)
          if (walk.isIn(user, 'attention.visit.disengaging')) fire(user, 'instruction.answered', () => 0)
        if (waiting.length > 0) close()
        begin()
      } else next += slice
      changed.next()
    },
    pause(isPaused) {
      phase = isPaused ? 'paused' : 'running'
      changed.next()
    },
    intervened(says, takesOver) {
      recommender = takesOver ?? recommender
      const turn = phase === 'paused' ? place.turn + 1 : Math.max(0, place.turn)
      interventions.push({ session: place.session, turn, says, ...(takesOver === undefined ? {} : { takesOver }) })
      for (const user of cohort.slice(0, 3)) diaries.get(user)?.line(place, { kind: 'intervened', text: says })
      changed.next()
    },
    end(error, unlike) {
      phase = error === undefined ? 'ended' : 'failed'
      ended = { result: error === undefined ? { ...resultOf(manifest, done), ...unlike } : null, error: error ?? null }
      changed.next()
    },
    pace(turns) {
      pace = turns
      changed.next()
    },
    frame: frameOf,
    turns(segment, most = 300) {
      const frames = history.map(({ all, of }) => (segment === undefined ? all : (of[segment] ?? all)))
      const every = Math.max(1, Math.ceil(frames.length / most))
      return frames.filter((_, at) => (frames.length - 1 - at) % every === 0)
    },
    population(segment) {
      const groups = SEGMENTS.map(({ segment: name }, at) => ({
        name,
        holds: (user: number) => segmentOf(user) === at
      }))
      const everybody = { name: 'everybody', holds: () => true }
      const shown = segment === undefined ? [everybody, ...groups] : groups.slice(segment, segment + 1)
      const frames = history.map(({ all, of }) => (segment === undefined ? all : (of[segment] ?? all)))
      return populationView({ moods, asked }, frames, shown)
    },
    find({ text, segment, state, offset, limit }): PeopleFound {
      const fits = (user: number) =>
        (segment === undefined || segmentOf(user) === segment) &&
        (state === undefined || walk.isIn(user, state)) &&
        (text === '' || `${user}` === text.trim() || wordsOf(user).includes(text.trim().toLowerCase()))
      const found = Array.from({ length: users }, (_, user) => user).filter(fits)
      const people = found.slice(offset, offset + limit).map((user) => {
        const { population = '', segment: name = '' } = SEGMENTS[segmentOf(user)] ?? {}
        return { user, population, segment: name, state: stateOf(user), isFollowed: diaries.has(user) }
      })
      return { total: found.length, people }
    },
    track: (user) =>
      defer((): Observable<Track> => {
        const diary = diaryFor(user)
        const news = diary.reader()
        const news$ = changed.pipe(
          map(news),
          filter((told) => told !== undefined)
        )
        return counted(concat(of(diary.whole()), news$), (by) => (onlookers.tracks += by))
      }),
    items: (query, most) =>
      TITLES.map((title, at) => ({ id: `item-${at}`, title }))
        .filter(({ title }) => title.toLowerCase().includes(query.toLowerCase()))
        .slice(0, most),
    async close() {
      changed.complete()
    }
  }
  const stateOf = (user: number) =>
    walk
      .leavesOf(user)
      .map((id) => id.split('.').at(-1))
      .join(' · ')
  const wordsOf = (user: number) =>
    `${SEGMENTS[segmentOf(user)]?.population} ${SEGMENTS[segmentOf(user)]?.segment} ${stateOf(user)}`
  begin()
  return show
}

const counted = <Told>(source$: Observable<Told>, count: (by: number) => void): Observable<Told> =>
  defer(() => {
    count(1)
    return source$.pipe(finalize(() => count(-1)))
  })

const inSegment = (segment: number, users: number, segmentOf: (user: number) => number): number =>
  Array.from({ length: users }, (_, user) => user).filter((user) => segmentOf(user) === segment).length
