import type { Bus } from '../../streams/bus.ts'
import type { TurnBatch, Words } from '../../streams/turn.ts'
import { type Served, toldOf } from './messages.ts'

/** The rows of one thread, in memory that it shares. */
export interface Share {
  readonly part: TurnBatch
  readonly count: number
}

/** All who wait, in whatever thread, as one round; resolves when whoever listens on the bus has served them. */
export async function servedTo(
  batch: TurnBatch,
  shares: readonly Share[],
  { session, turn, isHeard, bus }: { session: number; turn: number; isHeard: boolean; bus: Bus }
): Promise<void> {
  let row = 0
  for (const { part, count } of shares) {
    batch.users.set(part.users.subarray(0, count), row)
    batch.at.set(part.at.subarray(0, count), row)
    row += count
  }
  batch.session = session
  batch.turn = turn
  batch.count = row
  batch.isHeard = isHeard
  batch.why = batch.propensities = undefined
  batch.words.clear()
  batch.failures.clear()
  batch.lengths.fill(0, 0, row)
  batch.reached.fill(0, 0, row)
  await new Promise<void>((resolve) => {
    const subscription = bus.slates.subscribe(() => {
      queueMicrotask(() => subscription.unsubscribe())
      resolve()
    })
    bus.requests.next(batch)
  })
}

/** Hands each thread its slates; what comes beside the items is returned for each. */
export function copySlates(batch: TurnBatch, shares: readonly Share[]): Served[] {
  const { size } = batch
  let from = 0
  return shares.map(({ part, count }) => {
    const to = from + count
    part.items.set(batch.items.subarray(from * size, to * size))
    part.lengths.set(batch.lengths.subarray(from, to))
    const words = new Map<number, Words>()
    if (batch.isHeard) for (let row = from; row < to; row++) words.set(row - from, wordsOf(batch, row))
    const failures = new Map(
      [...batch.failures].flatMap(([row, error]) => (row >= from && row < to ? [[row - from, toldOf(error)]] : []))
    )
    from = to
    return { words, failures }
  })
}

/** What was said of one slate, without functions. */
function wordsOf({ words, why, propensities, size, lengths }: TurnBatch, row: number): Words {
  const said = words.get(row)
  if (said)
    return {
      ...(said.propensities ? { propensities: said.propensities } : {}),
      ...(said.why === undefined ? {} : { why: said.why }),
      ...(said.plan ? { plan: said.plan } : {})
    }
  const slots = Array.from({ length: lengths[row]! }, (_, slot) => slot)
  const chances = slots.map((slot) => propensities?.[row * size + slot] ?? Number.NaN)
  return {
    propensities: chances.map((chance) => (Number.isNaN(chance) ? null : chance)),
    ...(why === undefined ? {} : { why: typeof why === 'string' ? why : slots.map((slot) => why(row, slot)) })
  }
}

/** Takes in what the people of all threads did. */
export function copyFeedback(batch: TurnBatch, shares: readonly Share[]): void {
  const { size } = batch
  let row = 0
  for (const { part, count } of shares) {
    batch.actions.set(part.actions.subarray(0, count * size), row * size)
    batch.watchSeconds.set(part.watchSeconds.subarray(0, count * size), row * size)
    batch.reasons.set(part.reasons.subarray(0, count * size), row * size)
    batch.reached.set(part.reached.subarray(0, count), row)
    row += count
  }
}
