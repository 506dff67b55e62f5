import type { AudienceRow } from '../contract/audience.ts'
import { AUDIENCE } from './fields.ts'
import { readTable, type Table } from './table.ts'

/**
 * The segments of an audience from CSV, JSON, JSON Lines or Parquet: one row each, columns matched by name.
 * @throws RecoError `audience.invalid` with all that is wrong at once; `input.*` when the file itself cannot be read
 */
export const readAudience = (file: string): Promise<Table<AudienceRow>> =>
  readTable(file, 'audience', { shape: AUDIENCE, unique: 'segment' })
