import type { Catalogue } from '../../contract/catalogue.ts'
import { createChance } from '../../kernel/chance.ts'
import { ofSlate } from '../../laws/likeness.ts'
import type { LogReader } from '../../storage/log-reader.ts'
import type { Place } from '../../world/onlooker.ts'
import { type RunRecord, sampleOf } from '../record/index.ts'
import type { Logged } from './logged.ts'

/** People whose slates are looked at, at most; of a whole log the same as while it was run. */
const SAMPLE = 1_000

/** Tells a record how far apart the items of some people's slates are, in the space of a catalogue. */
export function createSpread(
  log: LogReader,
  { users, rowOf }: Logged,
  catalogue: Catalogue,
  seed: number,
  record: RunRecord
): (place: Place) => Promise<void> {
  const rows = sampleOf(createChance(seed).for('studio'), users.length, SAMPLE)
  const among = rows.map((row) => users[row]).join(', ')
  return async ({ session, turn }) => {
    if (rows.length === 0) return
    const slates = await log.query<{ user: number; ids: string[] }>(
      `SELECT "user", list_transform(items, lambda shown: shown.item) AS ids
        FROM slate_shown SEMI JOIN review_answered USING ("user", session, turn)
        WHERE session = ? AND turn = ? AND "user" IN (${among})`,
      [session, turn]
    )
    for (const { user, ids } of slates) {
      const items = Int32Array.from(ids, (id) => catalogue.indexOf(id)).filter((item) => item >= 0)
      if (items.length > 1) record.seen(rowOf(user), 1 - ofSlate(catalogue, items, items.length))
    }
  }
}
