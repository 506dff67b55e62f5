import { RecoError } from '../contract/error.ts'
import type { Catalogue } from '../contract/plugin.ts'
import type { TurnBatch } from '../streams/turn.ts'

/**
 * Copies what the recommender gave for a row into the batch, if it is a slate.
 *
 * @throws RecoError `slate.missing`, `slate.empty`, `slate.too-long`, `slate.unknown-item`, `slate.repeated-item`
 */
export function takeSlate(batch: TurnBatch, row: number, recommender: string, catalogue: Catalogue): void {
  const at = { user: batch.users[row]!, session: batch.session, turn: batch.turn }
  const wrong = (code: string, what: string, fix: string, cause?: unknown) =>
    new RecoError(code, { what: `"${recommender}" ${what}`, fix, at, cause })
  const failure = batch.failures[row]
  if (failure !== undefined)
    throw failure instanceof RecoError
      ? failure
      : wrong('recommender.failed', `broke: ${messageOf(failure)}`, 'Mend recommend() or recommendBatch().', failure)
  const slate = batch.slates[row]
  if (!slate) throw wrong('slate.missing', 'gave no slate.', 'Return one slate for each request, in their order.')
  const { items, propensities } = slate
  if (!Array.isArray(items))
    throw wrong('slate.missing', 'gave something that is no slate.', 'Return { items: [positions in the catalogue] }.')
  if (items.length === 0) throw wrong('slate.empty', 'served no items.', 'Return at least one item.')
  if (items.length > batch.slateSize)
    throw wrong(
      'slate.too-long',
      `served ${items.length} items; this world shows at most ${batch.slateSize}.`,
      'Trim the slate in recommend(), or raise slateSize.'
    )
  const from = row * batch.slateSize
  for (let slot = 0; slot < items.length; slot++) {
    const item = items[slot]!
    if (!(item >= 0 && item < catalogue.size && Number.isInteger(item)))
      throw wrong(
        'slate.unknown-item',
        `served item ${item}; positions go from 0 to ${catalogue.size - 1}.`,
        'Return positions in the catalogue, not ids.'
      )
    for (let before = 0; before < slot; before++)
      if (items[before] === item)
        throw wrong('slate.repeated-item', `served item ${item} twice in one slate.`, 'Give every slot another item.')
    batch.items[from + slot] = item
  }
  const odd = propensities?.find((chance) => chance !== null && !(chance >= 0 && chance <= 1))
  if (odd !== undefined || (propensities && propensities.length !== items.length))
    throw wrong(
      'slate.bad-propensities',
      odd === undefined
        ? `gave ${propensities!.length} propensities for ${items.length} items.`
        : `gave the propensity ${odd}.`,
      'Give one chance from 0 to 1 for each item, or null where none is kept.'
    )
  batch.lengths[row] = items.length
}

export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
