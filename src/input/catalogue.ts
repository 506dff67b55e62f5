import type { Item } from '../contract/item.ts'
import { ITEMS } from './fields.ts'
import { readTable } from './table.ts'

/**
 * The items of a CSV, JSON, JSON Lines or Parquet file: at most 150 MB and 1,000,000 rows, held in memory whole.
 * `notes` say what was assumed, left out or read by another name.
 * @throws RecoError `catalogue.invalid` with all that is wrong at once; `input.*` when the file itself cannot be read
 */
export async function readCatalogue(file: string): Promise<{ items: Item[]; notes: string[] }> {
  const { rows, notes } = await readTable(file, 'catalogue', { shape: ITEMS, unique: 'id' })
  return { items: rows, notes }
}
