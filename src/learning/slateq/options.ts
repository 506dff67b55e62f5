import type { Range } from '../policy-gradient/settings.ts'
import { SEARCHES, type Search } from './slate.ts'

export interface SlateQOptions {
  /** Episodes of a batch. */
  readonly episodes?: number
  /** What a reward is worth a turn earlier, 0 … 1. */
  readonly discount?: number
  /** Widths of hidden layers; none: worth is linear. */
  readonly hidden?: readonly number[]
  /** About how far a weight moves at once: rate / (1 + batches / slowing). */
  readonly rate?: number
  readonly slowing?: number
  /** The same for what draws people. */
  readonly choiceRate?: number
  /** Times that it goes through a batch, and turns of a step. */
  readonly passes?: number
  readonly minibatch?: number
  /** Share of slates at random: explore / (1 + episodes / settling). */
  readonly explore?: number
  readonly settling?: number
  /** How the best slate is looked for. */
  readonly search?: Search
}

export const SETTINGS = {
  episodes: { is: 20, low: 1, high: 100_000, whole: true },
  discount: { is: 0.99, low: 0, high: 1 },
  hidden: { is: [16] },
  rate: { is: 0.002, low: 1e-9, high: 10 },
  slowing: { is: 15, low: 1e-3, high: 1e9 },
  choiceRate: { is: 0.05, low: 1e-9, high: 10 },
  passes: { is: 2, low: 1, high: 1_000, whole: true },
  minibatch: { is: 32, low: 1, high: 1_000_000, whole: true },
  explore: { is: 1, low: 0, high: 1 },
  settling: { is: 200, low: 1e-3, high: 1e9 },
  search: { is: 'exact', of: SEARCHES }
} as const satisfies Record<keyof SlateQOptions, Range>
