import type { GraphRow } from '../contract/spread.ts'
import { GRAPH } from './fields.ts'
import { readTable, type Table } from './table.ts'

/**
 * Ties from CSV, JSON, JSON Lines or Parquet: a row each, with `from`, `to` and, if there is one, `weight`.
 * @throws RecoError `graph.invalid` with all that is wrong at once; `input.*` when the file itself cannot be read
 */
export const readGraph = (file: string): Promise<Table<GraphRow>> => readTable(file, 'graph', { shape: GRAPH })
