import { RecoError } from '../contract/error.ts'
import type { Slate } from '../contract/plugin.ts'
import type { TurnBatch } from './turn.ts'

/** Whose slates are checked, and how many items there are to choose from. */
export interface Served {
  readonly recommender: string
  readonly items: number
}

/**
 * Copies what a recommender gave for a row into the batch, if it is a slate.
 *
 * @throws RecoError `slate.missing`, `slate.empty`, `slate.too-long`, `slate.unknown-item`, `slate.repeated-item`,
 *                   `slate.bad-propensities`, `slate.late-without-plan`
 */
export function takeSlate(batch: TurnBatch, row: number, slate: Slate | undefined, served: Served): void {
  batch.lengths[row] = 0
  if (!slate)
    throw wrong(batch, row, served, 'missing', 'gave no slate.', 'Return one slate for each request, in their order.')
  const { items, propensities } = slate
  if (!Array.isArray(items))
    throw wrong(
      batch,
      row,
      served,
      'missing',
      'gave something that is no slate.',
      'Return { items: [positions in the catalogue] }.'
    )
  mustFit(batch, row, items.length, served)
  const from = row * batch.size
  for (let slot = 0; slot < items.length; slot++) {
    const item = items[slot]!
    if (!(item >= 0 && item < served.items && Number.isInteger(item))) throw unknown(batch, row, item, served)
    batch.items[from + slot] = item
  }
  mustDiffer(batch, row, items.length, served)
  const odd = propensities?.find((chance) => chance !== null && !(chance >= 0 && chance <= 1))
  if (odd !== undefined || (propensities && propensities.length !== items.length))
    throw oddChance(
      batch,
      row,
      served,
      odd === undefined
        ? `gave ${propensities!.length} propensities for ${items.length} items.`
        : `gave the propensity ${odd}.`
    )
  if (slate.isLate && !slate.plan)
    throw wrong(
      batch,
      row,
      served,
      'late-without-plan',
      'served a late slate and does not say why.',
      'Give every slate that isLate a plan: it tells why there was no time.'
    )
  batch.lengths[row] = items.length
}

/**
 * Looks at what a recommender wrote into a row itself.
 *
 * @throws RecoError as `takeSlate` does
 */
export function checkSlate(batch: TurnBatch, row: number, served: Served): void {
  const length = batch.lengths[row]!
  mustFit(batch, row, length, served)
  const from = row * batch.size
  for (let at = from; at < from + length; at++) {
    const item = batch.items[at]!
    if (item < 0 || item >= served.items) throw unknown(batch, row, item, served)
  }
  mustDiffer(batch, row, length, served)
  if (!batch.propensities) return
  for (let at = from; at < from + length; at++) {
    const chance = batch.propensities[at]!
    if (chance < 0 || chance > 1) throw oddChance(batch, row, served, `gave the propensity ${chance}.`)
  }
}

function mustFit(batch: TurnBatch, row: number, length: number, served: Served): void {
  if (length === 0) throw wrong(batch, row, served, 'empty', 'served no items.', 'Return at least one item.')
  if (length > batch.size)
    throw wrong(
      batch,
      row,
      served,
      'too-long',
      `served ${length} items; this world shows at most ${batch.size}.`,
      'Trim the slate in recommend(), or raise slateSize.'
    )
}

function mustDiffer(batch: TurnBatch, row: number, length: number, served: Served): void {
  const { items } = batch
  const from = row * batch.size
  for (let at = from + 1; at < from + length; at++) {
    const item = items[at]!
    for (let before = from; before < at; before++)
      if (items[before] === item)
        throw wrong(
          batch,
          row,
          served,
          'repeated-item',
          `served item ${item} twice in one slate.`,
          'Give every slot another item.'
        )
  }
}

const unknown = (batch: TurnBatch, row: number, item: number, served: Served) =>
  wrong(
    batch,
    row,
    served,
    'unknown-item',
    `served item ${item}; positions go from 0 to ${served.items - 1}.`,
    'Return positions in the catalogue, not ids.'
  )

const oddChance = (batch: TurnBatch, row: number, served: Served, what: string) =>
  wrong(
    batch,
    row,
    served,
    'bad-propensities',
    what,
    'Give one chance from 0 to 1 for each item, or null where none is kept.'
  )

const wrong = (
  { users, session, turn }: TurnBatch,
  row: number,
  { recommender }: Served,
  code: string,
  what: string,
  fix: string
) => new RecoError(`slate.${code}`, { what: `"${recommender}" ${what}`, fix, at: { user: users[row]!, session, turn } })

/** What a recommender threw, addressed to who goes without. */
export const brokeServing = ({ users, session, turn }: TurnBatch, row: number, recommender: string, cause: unknown) =>
  cause instanceof RecoError
    ? cause
    : new RecoError('recommender.failed', {
        what: `"${recommender}" broke: ${messageOf(cause)}`,
        fix: 'Mend recommend() or what stands in for it.',
        at: { user: users[row]!, session, turn },
        cause
      })

export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
