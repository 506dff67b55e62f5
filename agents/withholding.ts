import { RecoError } from '../src/define.ts'
import type { TurnBatch, Words } from '../src/streams/turn.ts'

/** Takes withdrawn items out of slates that hold them all the same; a slate of nothing else is a failure. */
export function withhold(batch: TurnBatch, withdrawn: ReadonlySet<number>, recommender: string): void {
  const kept = new Map<number, readonly number[]>() // rows that lost something: which slots stayed
  for (let row = 0; row < batch.count; row++) {
    const from = row * batch.size
    const length = batch.lengths[row]!
    const slots: number[] = []
    for (let slot = 0; slot < length; slot++) if (!withdrawn.has(batch.items[from + slot]!)) slots.push(slot)
    if (slots.length === length) continue
    kept.set(row, slots)
    close(batch, row, slots)
    if (slots.length === 0) batch.failures.set(row, nothingElse(recommender))
  }
  const { why } = batch
  if (kept.size > 0 && typeof why === 'function') batch.why = (row, slot) => why(row, kept.get(row)?.[slot] ?? slot)
}

/** Moves what stays together, with what was said of it. */
function close(batch: TurnBatch, row: number, slots: readonly number[]): void {
  const from = row * batch.size
  const { items, propensities } = batch
  for (const [to, slot] of slots.entries()) {
    items[from + to] = items[from + slot]!
    if (propensities) propensities[from + to] = propensities[from + slot]!
  }
  batch.lengths[row] = slots.length
  const words = batch.words.get(row)
  if (words) batch.words.set(row, fewer(words, slots))
}

function fewer({ why, propensities, ...rest }: Words, slots: readonly number[]): Words {
  return {
    ...rest,
    ...(why === undefined ? {} : { why: typeof why === 'string' ? why : slots.map((slot) => why[slot] ?? '') }),
    ...(propensities ? { propensities: slots.map((slot) => propensities[slot] ?? null) } : {})
  }
}

const nothingElse = (recommender: string): RecoError =>
  new RecoError('recommender.withdrawn', {
    what: `"${recommender}" served nothing but items that were withdrawn.`,
    fix: 'Let it ask what was shown: withdrawn items count as shown.'
  })
