import type { RecoError } from '../contract/error.ts'
import { MOODS, SCALARS } from '../contract/session.ts'
import type { MindsetInput, MindsetMachine } from '../mindset.ts'
import type { Cast, Census, InspectionObserver, Watching } from '../streams/cast.ts'
import { bitOf } from '../streams/saying.ts'
import { createAudit } from './audit.ts'
import { compile, type Program } from './compile.ts'
import { createPromotion, type Promoted, type PromoteOptions } from './promote.ts'
import { createRows } from './rows.ts'

/** People from … to − 1: those of one thread. Arrays are indexed by person all the same; what nobody touches costs nothing. */
export interface Range {
  readonly from: number
  readonly to: number
}

export interface CrowdOptions {
  /** By default everybody. */
  readonly range?: Range
  /** The share of steps that XState takes a second time, 0 … 1. By default one in 2,048. */
  readonly auditShare?: number
  /** Chooses which. */
  readonly seed?: number
  /** By default the mindset's own. */
  readonly program?: Program
}

/** Everybody as a row of numbers, run by the program of their mindset. */
export interface CrowdCast extends Cast {
  readonly audit: { readonly audited: number; readonly divergence: RecoError | undefined }
  /** Brings a person to life as an XState actor beside its row; the same one if it is alive already. */
  promote(user: number, options?: PromoteOptions): Promoted
  awaits(user: number, waits: boolean): void
  audited(): number
  vouch(): void
  census(groupOf: (user: number) => number, groups: number): Census
  watch(user: number, observer: InspectionObserver): Watching
  set(user: number, name: string, value: number): boolean
}

const ONE_IN = 2_048

/**
 * @throws RecoError `crowd.refused`, `crowd.too-large` when the mindset cannot be compiled, or somebody's context is not
 *                   finite numbers
 */
export function createCrowdCast(
  mindset: MindsetMachine,
  inputs: (user: number) => MindsetInput,
  people: number,
  options: CrowdOptions = {}
): CrowdCast {
  const { range = { from: 0, to: people }, auditShare = 1 / ONE_IN, seed = 0, program = compile(mindset) } = options
  const rows = createRows(program, people, each(inputs, range), bitOf)
  const { keys, places, numbers } = rows
  const width = keys.length
  const scalars = SCALARS.map((name) => keys.indexOf(name))
  const moods = Int8Array.from(program.configurations, ({ tags }) => MOODS.findIndex((mood) => tags.has(mood)))
  const audit = createAudit(mindset, rows, auditShare, seed)
  const promotion = createPromotion(mindset, rows, audit)
  for (let user = range.from; user < range.to; user++) rows.bear(user, inputs(user))
  rows.audit(audit)
  return {
    audit,
    audited: () => audit.audited,
    vouch() {
      if (audit.divergence) throw audit.divergence
    },
    send: (user, event, at) => (promotion.isLive(user) ? promotion.send(user, event, at) : rows.send(user, event, at)),
    felt(user, into) {
      for (let i = 0; i < scalars.length; i++)
        into[i] = scalars[i]! < 0 ? Number.NaN : numbers[user * width + scalars[i]!]!
    },
    mood: (user) => moods[places[user]!]!,
    snapshot: rows.snapshot,
    promote: promotion.promote,
    awaits(user, waits) {
      promotion.awaits(user, waits)
    },
    census(groupOf, groups) {
      const { configurations, ways } = program
      const group = new Uint16Array(people)
      const counts = new Float64Array(groups * ways.length)
      for (let user = range.from; user < range.to; user++) group[user] = groupOf(user)
      rows.count(counts, group)
      return {
        configurations,
        ways,
        placeOf: (user) => places[user]!,
        gone: (of, way) => counts[of * ways.length + way]!
      }
    },
    watch(user, observer) {
      const { actor, release } = promotion.promote(user, { inspect: observer })
      return { actor, stop: release }
    },
    set(user, name, value) {
      const key = keys.indexOf(name)
      if (key < 0) return false
      numbers[user * width + key] = value
      promotion.renew(user)
      return true
    }
  }
}

/** Inputs one after the other, asked for only as far as they are wanted. */
function* each(inputs: (user: number) => MindsetInput, { from, to }: Range): Iterable<MindsetInput> {
  for (let user = from; user < to; user++) yield inputs(user)
}
