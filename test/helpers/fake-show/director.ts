import { BehaviorSubject } from 'rxjs'
import * as z from 'zod'
import { RecoError } from '../../../src/contract/error.ts'
import { Start } from '../../../src/studio/api.ts'
import type { Director, Programme, Show } from '../../../src/studio/scene.ts'
import type { FakeShow } from '../fake-show.ts'

const NAMES = {
  population: ['everyone', 'commuters', 'home-cooks', 'night-owls', 'students', 'retirees'],
  recommender: ['bandit', 'instructable', 'nearest', 'popular', 'random'],
  mindset: ['attention', 'goal-seeking', 'overloaded'],
  mind: ['rules'],
  catalogue: ['default']
} as const

/** What is shown, and what may be put in its place. */
export interface FakeProgramme extends Programme {
  put(show: Show | undefined): void
}

export function fakeProgramme(show?: Show, director?: Director): FakeProgramme {
  const shown = new BehaviorSubject<Show | undefined>(show)
  return {
    get show() {
      return shown.value
    },
    show$: shown.asObservable(),
    director,
    put: (next) => shown.next(next)
  }
}

/** Starts what `make` makes, and tells what it was asked to do. */
export function fakeDirector(
  make: (options: Start) => FakeShow,
  programme: () => FakeProgramme,
  pace: { speed(turns: number | null): void; current(): FakeShow | undefined }
): Director {
  const underWay = (): FakeShow => {
    const show = pace.current()
    if (show && (show.phase === 'running' || show.phase === 'paused')) return show
    throw new RecoError('studio.nothing-to-do', { what: 'No run is under way.', fix: 'Start one.' })
  }
  return {
    form: {
      schema: schemaOf(),
      values: {
        population: 'commuters',
        recommender: 'instructable',
        mindset: 'attention',
        mind: 'rules',
        catalogue: 'default',
        users: 20_000,
        sessions: 3,
        turns: 12,
        slateSize: 10,
        seed: 7,
        isPaused: false
      },
      recommenders: NAMES.recommender
    },
    async start(options) {
      const { phase } = pace.current() ?? {}
      if (phase === 'running' || phase === 'paused')
        throw new RecoError('studio.under-way', { what: 'A run is under way.', fix: 'Stop it first.' })
      if (options.population === 'nobody')
        throw new RecoError('population.unknown', {
          what: 'There is no population "nobody".',
          fix: 'See `recoworld list populations`.'
        })
      programme().put(make(options))
    },
    act(act) {
      const show = underWay()
      if (act.do === 'pause') show.pause(true)
      if (act.do === 'go on') show.pause(false)
      if (act.do === 'stop') show.end()
      if (act.do === 'speed') {
        pace.speed(act.turns)
        show.pace(act.turns)
      }
      if (act.do === 'step') {
        const { session, turn } = show.frame()
        show.pause(false)
        for (let ticks = 0; ticks < 50 && isAt(show, session, turn); ticks++) show.tick()
        if (show.phase === 'running') show.pause(true)
      }
    },
    async intervene(interference) {
      const show = underWay()
      if (interference.do === 'swap-recommender')
        show.intervened(`From now on ${interference.to} recommends.`, interference.to)
      if (interference.do === 'drop-item') show.intervened(`Nobody is shown ${interference.item} any more.`)
      if (interference.do === 'set-trait') show.intervened(`${interference.trait} is ${interference.value}.`)
    }
  }
}

const isAt = (show: FakeShow, session: number, turn: number): boolean => {
  const now = show.frame()
  return now.session === session && now.turn === turn
}

function schemaOf(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(Start, { io: 'input' }) as { properties: Record<string, Record<string, unknown>> }
  const properties = { ...schema.properties }
  for (const [name, names] of Object.entries(NAMES)) properties[name] = { ...properties[name], enum: [...names] }
  return { ...schema, properties }
}
