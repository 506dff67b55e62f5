import {
  DECISIONS,
  type Decision,
  type DecisionKind,
  type Usage,
  type UsageCounts,
  type UsageRow
} from '../contract/model.ts'
import { costOf, type Prices } from './budget.ts'
import type { Tokens } from './faults.ts'

/** Keeps the accounts, by agent and kind of decision. */
export interface Ledger {
  /** Another world begins. */
  begin(): void
  sent(about: Decision): void
  answered(about: Decision, took: Tokens, isEstimated: boolean): void
  /** A question is over, with or without an answer. */
  ended(about: Decision, how: Ended): void
  cancelled(about: Decision): void
  judged(about: Decision, how: 'repaired' | 'bad'): void
  note(text: string): void
  usage(more: Pick<Usage, 'model' | 'mostInFlight' | 'spent' | 'capped'>): Usage
}

export interface Ended {
  readonly failed: boolean
  /** It took no call of its own. */
  readonly kept: boolean
  readonly attempts: number
  readonly waitedMs: number
}

export function createLedger(prices: Prices | undefined): Ledger {
  const accounts = new Map<string, Account>()
  const notes = new Set<string>()

  const of = ({ agent, kind }: Decision): Account => {
    const name = `${agent}/${kind}`
    const known = accounts.get(name)
    if (known) return known
    const account = new Account(agent, kind)
    accounts.set(name, account)
    return account
  }

  return {
    sent(about) {
      of(about).counts.calls++
    },
    answered(about, { inputTokens, cachedTokens, outputTokens }, isEstimated) {
      const { counts } = of(about)
      counts.inputTokens += inputTokens
      counts.cachedTokens += cachedTokens
      counts.outputTokens += outputTokens
      if (isEstimated) counts.estimated++
    },
    ended(about, { failed, kept, attempts, waitedMs }) {
      const account = of(about)
      account.decided(about)
      if (failed) account.counts.failed++
      if (kept) account.counts.kept++
      if (attempts > 1) account.counts.retried++
      account.counts.waitedSeconds += waitedMs / 1_000
    },
    cancelled(about) {
      of(about).counts.cancelled++
    },
    judged(about, how) {
      of(about).counts[how === 'bad' ? 'failed' : 'repaired']++
    },
    begin() {
      for (const account of accounts.values()) account.begin()
    },
    note: (text) => void notes.add(text),
    usage(more) {
      const total = noCounts()
      const rows = [...accounts.values()].map(({ agent, kind, counts }): UsageRow => {
        for (const name of Object.keys(total) as (keyof Counts)[]) total[name] += counts[name]
        return { agent, kind, stream: DECISIONS[kind], ...priced(counts, prices) }
      })
      return { ...more, total: priced(total, prices), rows, notes: [...notes] }
    }
  }
}

type Counts = { -readonly [Name in keyof Omit<UsageCounts, 'money'>]: number }

/** A row, while it grows. */
class Account {
  readonly agent: Decision['agent']
  readonly kind: DecisionKind
  readonly counts = noCounts()
  readonly #lastOf = new Map<number, Decision>() // of each user: one decision is over when the next begins

  constructor(agent: Decision['agent'], kind: DecisionKind) {
    this.agent = agent
    this.kind = kind
  }

  /** People decide anew, in another world. */
  begin(): void {
    this.#lastOf.clear()
  }

  decided(about: Decision): void {
    const last = this.#lastOf.get(about.user)
    if (last?.session === about.session && last.turn === about.turn) return
    this.#lastOf.set(about.user, about)
    this.counts.decisions++
  }
}

const priced = (counts: Counts, prices: Prices | undefined): UsageCounts => ({
  ...counts,
  money: costOf(counts, prices) ?? null
})

const noCounts = (): Counts => ({
  decisions: 0,
  calls: 0,
  kept: 0,
  retried: 0,
  repaired: 0,
  failed: 0,
  cancelled: 0,
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
  estimated: 0,
  waitedSeconds: 0
})
