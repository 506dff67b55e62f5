import type { Item } from '../contract/item.ts'
import { ITEMS } from './fields.ts'
import { isParquet, readTable, readTableNow, type Table } from './table.ts'

/**
 * The items of a CSV, JSON, JSON Lines or Parquet file: at most 150 MB and 1,000,000 rows, held in memory whole.
 * `notes` say what was assumed, left out or read by another name.
 * @throws RecoError `catalogue.invalid` with all that is wrong at once; `input.*` when the file itself cannot be read
 */
export async function readCatalogue(file: string): Promise<{ items: Item[]; notes: string[] }> {
  return items(await readTable(file, 'catalogue', WANTED))
}

/** The same at once; of Parquet nothing, which is read bit by bit. */
export const readCatalogueNow = (file: string): { items: Item[]; notes: string[] } | undefined =>
  isParquet(file) ? undefined : items(readTableNow(file, 'catalogue', WANTED))

const WANTED = { shape: ITEMS, unique: 'id' } as const
const items = ({ rows, notes }: Table<Item>) => ({ items: rows, notes })
