import type { Catalogue } from '../../contract/catalogue.ts'
import { createChance } from '../../kernel/chance.ts'
import { ofSlate } from '../../laws/likeness.ts'
import type { LogReader } from '../../storage/log-reader.ts'
import type { Place } from '../../world/onlooker.ts'
import { type RunRecord, sampleOf } from '../record/index.ts'
import type { Logged } from './logged.ts'

/** People whose slates are looked at, at most; of a whole log the same as while it was run. */
const SAMPLE = 1_000
/** Slates that are read at once, about. */
const SLATES = 10_000

interface Slate {
  readonly turn: number
  readonly user: number
  readonly ids: readonly string[]
}

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
  const width = Math.max(1, Math.floor(SLATES / Math.max(1, rows.length)))
  let first = 0
  let ofSession = -1
  let kept: readonly Slate[] = []

  /** Some turns at once, as long as they are few slates. */
  async function read({ session, turn }: Place): Promise<void> {
    kept = await log.query<Slate>(
      `SELECT turn, "user", list_transform(items, lambda shown: shown.item) AS ids
        FROM slate_shown SEMI JOIN review_answered USING ("user", session, turn)
        WHERE session = ${session} AND turn >= ${turn} AND turn < ${turn + width} AND "user" IN (${among})
        ORDER BY turn, "user"`
    )
    first = turn
    ofSession = session
  }

  return async (place) => {
    if (rows.length === 0) return
    if (place.session !== ofSession || place.turn < first || place.turn >= first + width) await read(place)
    for (const { turn, user, ids } of kept) {
      if (turn !== place.turn) continue
      const items = Int32Array.from(ids, (id) => catalogue.indexOf(id)).filter((item) => item >= 0)
      if (items.length > 1) record.seen(rowOf(user), 1 - ofSlate(catalogue, items, items.length))
    }
  }
}
