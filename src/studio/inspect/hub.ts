import type { ChartView } from '../../contract/chart.ts'
import type { InspectionObserver } from '../../streams/cast.ts'
import type { ActorRow } from '../api-inspect.ts'
import { createBucket } from './bucket.ts'
import { createCharts } from './charts.ts'
import type { Desk } from './desk.ts'
import { createSource, type Source } from './foreign.ts'
import { LIMITS, type Limits } from './limits.ts'
import { createObserver } from './own.ts'
import { rowOf } from './record.ts'
import { createRoll } from './roll.ts'
import { createView, type Line, type Protocol, type View } from './view.ts'

/** Where all that is told of actors comes together, and from where everybody who looks on is told. */
export interface Hub {
  /** For XState's `inspect`: whatever an actor of this process does is told through it. */
  readonly observer: InspectionObserver
  /** Somebody looks on: it is told who there is, and from then on what is new. Returns how it goes away. */
  join(line: Line, protocol: Protocol): View & { leave(): void }
  /** Another program begins to tell of its actors. */
  source(): Source
  /** The chart of an actor's machine, laid out when it is first asked for; undefined where nobody has one of that hash. */
  chart(hash: string): Promise<ChartView> | undefined
  actors(): readonly ActorRow[]
  /** Somebody can take in more. */
  pay(): void
  /** Bounds that were hit, each in a sentence. */
  notes(): readonly string[]
  readonly stats: {
    readonly actors: number
    readonly viewers: number
    readonly bytes: number
    /** Messages that viewers went without, since they or this process could not keep up. */
    readonly lost: number
  }
  readonly limits: Limits
  close(): void
}

const PAY_EVERY = 100
const FORGET_EVERY = 30_000

/** @param options bounds that are to be others than the usual ones */
export function createHub(options: Partial<Limits> = {}): Hub {
  const limits: Limits = { ...LIMITS, ...options }
  const views = new Set<View>()
  const bucket = createBucket(limits.perSecond)
  const roll = createRoll(limits, (record) => {
    for (const view of views) view.forgotten(record)
    payLater()
  })
  let sources = 0
  let lost = 0
  let stumbled: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const notes = () => [
    ...roll.notes(),
    ...(stumbled === undefined ? [] : [`Something that an actor said could not be taken in: ${stumbled}`])
  ]

  function pay(): void {
    let isLeft = false
    for (const view of views) isLeft = view.pay() || isLeft
    if (isLeft) payLater()
  }

  function payLater(): void {
    if (timer !== undefined || views.size === 0) return
    timer = setTimeout(() => {
      timer = undefined
      pay()
    }, PAY_EVERY)
    timer.unref()
  }

  const desk: Desk = {
    get: roll.get,
    idFor(source, sessionId) {
      const holder = roll.get(sessionId)
      if (holder?.isOrphan) roll.forget(holder) // it has come back, or another in its place
      if (!roll.get(sessionId)) return sessionId
      for (let copy = 1; ; copy++) {
        const id = `${sessionId}@${source}${copy > 1 ? `.${copy}` : ''}`
        if (!roll.get(id)) return id
      }
    },
    add(record) {
      const hasPlace = roll.add(record)
      if (!hasPlace) payLater() // it is noted
      return hasPlace
    },
    keep: roll.keep,
    weigh: roll.weigh,
    gone(record, at) {
      roll.gone(record, at)
      for (const view of views) view.changed(record)
      payLater()
    },
    tell(record, kind, text) {
      if (views.size === 0) return
      let said: string | undefined
      const once = () => {
        said ??= text()
        return said
      }
      let isAllowed: boolean | undefined = record.source === 0 ? undefined : true
      for (const view of views) {
        if (kind === '@xstate.actor' || kind === '@xstate.snapshot') view.changed(record)
        if (!view.wants(record, kind)) continue
        if (view.isListening) isAllowed ??= bucket.take()
        if (isAllowed === false) view.owe(record, kind)
        else view.tell(record, kind, once)
      }
      payLater()
    },
    stumbled(cause) {
      stumbled = (cause instanceof Error ? cause.message : String(cause)).slice(0, 200)
    }
  }

  const charts = createCharts(() => roll.all())
  const forgetting = setInterval(() => roll.forgetBefore(Date.now() - limits.memory), FORGET_EVERY)
  forgetting.unref()

  return {
    observer: createObserver(desk),
    join(line, protocol) {
      const view = createView(line, { protocol, all: roll.all, get: roll.get, notes, limits })
      views.add(view)
      if (view.pay()) payLater()
      const leave = () => {
        if (views.delete(view)) lost += view.lost
        view.focus([])
      }
      return Object.assign(view, { leave })
    },
    source: () => createSource(++sources, desk),
    chart: charts.chart,
    actors: () => [...roll.all()].map(rowOf),
    pay,
    notes,
    get stats() {
      return {
        actors: [...roll.all()].length,
        viewers: views.size,
        bytes: roll.bytes,
        lost: [...views].reduce((sum, view) => sum + view.lost, lost)
      }
    },
    limits,
    close() {
      clearInterval(forgetting)
      clearTimeout(timer)
      views.clear()
    }
  }
}
