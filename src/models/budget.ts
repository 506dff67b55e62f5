import type { EndSignal } from '../streams/lanes.ts'
import type { Tokens } from './faults.ts'
import type { ModelSettings } from './options.ts'

export type Caps = ModelSettings['caps']
export type Prices = NonNullable<ModelSettings['prices']>

/** What was spent, or may be: money in the currency of the prices. */
export interface Spent {
  calls: number
  tokens: number
  money: number
}

/** Holds hard caps: the worst that a call may cost is set aside before it, and what it did not need is given back. */
export interface Budget {
  /**
   * Sets one call aside. Where it does not fit, it waits until calls under way have given back; where none is under way, the
   * run is over: `stop` is told which cap holds, and the wait ends with the signal's reason.
   */
  reserve(inputTokens: number, outputTokens: number, signal: EndSignal): Promise<Reserved> | Reserved
  readonly spent: Readonly<Spent>
}

export interface Reserved {
  /** @param used  what it cost; null for nothing, 'unknown' keeps all that was set aside */
  settle(used: Tokens | null | 'unknown'): void
}

export interface BudgetOptions {
  readonly caps: Caps
  readonly prices: Prices | undefined
  /** Told once for each wait that cannot end: which cap, and its value. */
  stop(cap: keyof Caps, value: number): void
}

export function createBudget({ caps, prices, stop }: BudgetOptions): Budget {
  const spent: Spent = { calls: 0, tokens: 0, money: 0 }
  const held = { calls: 0, tokens: 0, money: 0 }
  const waiting = new Set<{ tokens: number; money: number; begin(): void }>()
  let factor = 1 // tokens told for one that was estimated: the most seen, so that the next is not thought too small

  /** The cap that leaves no room for it. */
  const inTheWay = (tokens: number, money: number): keyof Caps | undefined => {
    if (caps.calls !== undefined && spent.calls + held.calls + 1 > caps.calls) return 'calls'
    if (caps.tokens !== undefined && spent.tokens + held.tokens + tokens > caps.tokens) return 'tokens'
    if (caps.money !== undefined && spent.money + held.money + money > caps.money) return 'money'
    return undefined
  }

  function begin(tokens: number, money: number, inputTokens: number): Reserved {
    held.calls++
    held.tokens += tokens
    held.money += money
    return {
      settle(used) {
        held.calls--
        held.tokens -= tokens
        held.money = held.calls === 0 ? 0 : held.money - money // sums of fractions leave crumbs
        spent.calls++
        if (used === 'unknown') {
          spent.tokens += tokens
          spent.money += money
        } else if (used) {
          if (inputTokens > 0) factor = Math.max(factor, used.inputTokens / inputTokens)
          spent.tokens += used.inputTokens + used.outputTokens
          spent.money += costOf(used, prices) ?? 0
        }
        goOn()
      }
    }
  }

  /** First come, first served: a large call is not overtaken for ever. */
  function goOn(): void {
    for (const first of waiting) {
      const cap = inTheWay(first.tokens, first.money)
      if (cap === undefined) {
        waiting.delete(first)
        first.begin()
      } else {
        if (held.calls === 0) stop(cap, caps[cap]!)
        return
      }
    }
  }

  return {
    spent,
    reserve(inputTokens, outputTokens, signal) {
      const input = Math.ceil(inputTokens * factor)
      const tokens = input + outputTokens
      const money = costOf({ inputTokens: input, cachedTokens: 0, outputTokens }, prices) ?? 0
      if (waiting.size === 0 && inTheWay(tokens, money) === undefined) return begin(tokens, money, inputTokens)
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          waiting.delete(place)
          reject(signal.reason)
        }
        const place = {
          tokens,
          money,
          begin() {
            signal.removeEventListener('abort', giveUp)
            resolve(begin(tokens, money, inputTokens))
          }
        }
        waiting.add(place)
        signal.addEventListener('abort', giveUp, { once: true })
        goOn()
      })
    }
  }
}

/** What an answer cost; undefined where no prices are known. */
export function costOf(
  { inputTokens, cachedTokens, outputTokens }: Tokens,
  prices: Prices | undefined
): number | undefined {
  if (!prices) return undefined
  const { input, cachedInput = input, output } = prices
  return ((inputTokens - cachedTokens) * input + cachedTokens * cachedInput + outputTokens * output) / 1e6
}
