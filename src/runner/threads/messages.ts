import { type ErrorParts, RecoError } from '../../contract/error.ts'
import type { WorldEvent } from '../../contract/event.ts'
import type { Item } from '../../contract/item.ts'
import type { EngineName } from '../../contract/result.ts'
import type { Facts } from '../../storage/facts.ts'
import type { EndingSignal, InstructionSignal } from '../../streams/bus.ts'
import type { Words } from '../../streams/turn.ts'
import type { GaugeSums } from '../../world/gauges/sums.ts'
import type { Range } from '../../world/parts.ts'
import type { Account } from '../../world/troupe.ts'
import type { RunNumbers } from '../joining.ts'
import type { WorldOptions } from '../options.ts'
import type { Exposure } from '../react/exposures.ts'
import type { Setting } from '../setting.ts'

/** All that a worker needs to play its people: names, numbers and plain data, and memory that all share. */
export interface Task {
  readonly run: string
  readonly named: Pick<WorldOptions, 'mindset' | 'mind' | 'representation' | 'recommender' | 'metrics' | 'measure'>
  readonly populations: Setting['populations']
  readonly catalogue: readonly Item[]
  readonly recommender: string
  readonly numbers: RunNumbers
  readonly engine: EngineName
  /** Of all workers, in the order of people, and which of them this one is. */
  readonly ranges: readonly Range[]
  readonly own: number
  /** For each worker the columns of its batch, one after the other. */
  readonly memory: readonly (readonly SharedArrayBuffer[])[]
  /** Each worker has a recommender of its own. */
  readonly isSplit: boolean
  /** The share of people whose facts are logged; none where there is no log. */
  readonly logShare: number | undefined
  /** Items around which everything is to be kept. */
  readonly watched: readonly string[] | undefined
  /** Whether people are held against people. */
  readonly isGauged: boolean
}

/** Who listens in the thread that asks. */
export interface Heard {
  readonly events: boolean
  readonly moods: boolean
}

/** What a worker is asked to do, one thing at a time. */
export type Order =
  | { readonly do: 'set up'; readonly task: Task }
  | { readonly do: 'begin'; readonly session: number; readonly heard: Heard }
  | { readonly do: 'line up'; readonly session: number; readonly turn: number; readonly heard: Heard }
  /** `served`: what came beside the items, where the slates come from elsewhere. */
  | {
      readonly do: 'turn'
      readonly session: number
      readonly turn: number
      readonly served: Served | undefined
      readonly heard: Heard
    }
  | { readonly do: 'gather'; readonly counts: readonly number[] }
  | { readonly do: 'settle' }
  | { readonly do: 'finish' }

export interface Served {
  readonly words: ReadonlyMap<number, Words>
  readonly failures: ReadonlyMap<number, Told>
}

/** What a worker has done. */
export interface Report {
  /** People who are there, or stay. */
  readonly present: number
  readonly userSteps: number
  readonly events: readonly WorldEvent[]
  /** What goes to the log. */
  readonly facts: readonly Facts[]
  readonly instructions: readonly InstructionSignal[]
  readonly endings: readonly EndingSignal[]
  readonly moods: Readonly<Record<string, number>> | undefined
  readonly account:
    | (Omit<Account, 'failures'> & {
        readonly failures: Omit<Account['failures'], 'first'> & { readonly first: Told | undefined }
      })
    | undefined
  readonly exposures: ReadonlyMap<string, Exposure[]> | undefined
  readonly gauged: GaugeSums | undefined
}

/** What a worker sends: how far it is, or that it is done, or what broke it. */
export type Answer = { readonly rows: number } | { readonly report: Report } | { readonly broke: Told }

/** An error on its way between threads, which carry no classes. */
export interface Told {
  readonly code: string | undefined
  readonly message: string
  readonly parts: Omit<ErrorParts, 'cause'> | undefined
}

export function toldOf(error: unknown): Told {
  const message = error instanceof Error ? error.message : String(error)
  if (!(error instanceof RecoError)) return { code: undefined, message, parts: undefined }
  const { cause: _, ...parts } = error.parts
  return { code: error.code, message, parts }
}

export const errorOf = ({ code, message, parts }: Told): Error =>
  code !== undefined && parts ? new RecoError(code, parts) : new Error(message)
