import type { Recommender, Request, Slate } from '../src/define.ts'
import { breath } from '../src/streams/breath.ts'
import type { Feed } from '../src/streams/feed.ts'
import type { Shown } from '../src/streams/shown.ts'
import { brokeServing, checkSlate, type Served, takeSlate } from '../src/streams/slate.ts'
import type { TurnBatch } from '../src/streams/turn.ts'
import { withhold } from './withholding.ts'

/** What a recommender serves from, and to whom it may not. */
export interface Counter extends Served {
  readonly shown: Shown
  /** Rows that go without, because of what broke before. */
  readonly isSpared: (row: number) => boolean
  /** What comes to people from others. */
  readonly feed?: Feed | undefined
  /** Items that nobody may be shown any more. */
  readonly withdrawn: ReadonlySet<number>
  /** Room for so many numbers, the same again at the next round. */
  readonly room: (numbers: number) => Float64Array
  /** Whether whoever waits can wait: nobody does in a thread that is one of several. */
  readonly mayBreathe: boolean
  /** Told of each who is served late. */
  readonly onLate: (slate: Slate) => void
}

/** Lets a recommender think of all who may be served. @returns for how many of them there was no time */
export function think(recommender: Recommender, batch: TurnBatch, counter: Counter): number | Promise<number> {
  if (!recommender.plan) return 0
  const rows = rowsToServe(batch, counter)
  return rows.length === 0 ? 0 : recommender.plan(rows.map((row) => requestOf(batch, row, counter)))
}

/** Fills the rows of a batch with slates, or notes what the recommender did instead. Throws when all are lost at once. */
export function serve(recommender: Recommender, batch: TurnBatch, counter: Counter): void | Promise<void> {
  const pending = recommender.recommendBatch
    ? serveTogether(recommender as Together, batch, counter)
    : isInColumns(recommender)
      ? serveInColumns(recommender, batch, counter)
      : serveEach(recommender, batch, counter)
  const show = () => {
    counter.feed?.fill(batch, counter.shown.has)
    if (counter.withdrawn.size > 0) withhold(batch, counter.withdrawn, counter.recommender)
    for (let row = 0; row < batch.count; row++)
      if (batch.lengths[row]! > 0)
        counter.shown.add(batch.users[row]!, batch.items, row * batch.size, batch.lengths[row]!)
  }
  return pending ? pending.then(show) : show()
}

/** Somebody may have taken a recommender and put a `recommend` of its own in place of that which its columns are alike. */
export const isInColumns = (recommender: Recommender): recommender is Recommender & InColumns =>
  recommender.recommendInto !== undefined &&
  (recommender.recommendInto.alike ?? recommender.recommend) === recommender.recommend

type InColumns = Required<Pick<Recommender, 'recommendInto'>>
type Together = Required<Pick<Recommender, 'recommendBatch'>>

function serveInColumns(recommender: InColumns, batch: TurnBatch, counter: Counter): void {
  const { session, turn, count, size, users, at, items, lengths } = batch
  const propensities = batch.isHeard || batch.ears ? counter.room(count * size).fill(Number.NaN) : undefined
  batch.propensities = propensities
  lengths.fill(0, 0, count)
  batch.why = recommender.recommendInto({
    session,
    turn,
    count,
    size,
    users,
    at,
    items,
    lengths,
    propensities,
    shown: counter.shown
  })
  for (let row = 0; row < count; row++) {
    try {
      if (counter.isSpared(row)) lengths[row] = 0
      else checkSlate(batch, row, counter)
    } catch (cause) {
      lengths[row] = 0
      batch.failures.set(row, cause)
    }
  }
}

/** All who wait in one call. */
function serveTogether(recommender: Together, batch: TurnBatch, counter: Counter): void | Promise<void> {
  const rows = rowsToServe(batch, counter)
  if (rows.length === 0) return
  const keep = (slates: readonly Slate[]) => {
    for (const [i, row] of rows.entries()) take(batch, row, slates[i], counter)
  }
  const slates = recommender.recommendBatch(rows.map((row) => requestOf(batch, row, counter)))
  return slates instanceof Promise ? slates.then(keep) : keep(slates)
}

/** People who are served one by one before the process may see to something else. */
const IN_ONE_GO = 512

/** One after the other; one that breaks does not take the others with it. */
function serveEach(recommender: Recommender, batch: TurnBatch, counter: Counter): void | Promise<void> {
  if (!counter.mayBreathe || batch.count <= IN_ONE_GO) return serveSome(recommender, batch, counter, 0, batch.count)
  return inParts(batch.count, (from, to) => serveSome(recommender, batch, counter, from, to))
}

async function inParts(count: number, work: (from: number, to: number) => void | Promise<void>): Promise<void> {
  const pending: Promise<void>[] = []
  for (let from = 0; from < count; from += IN_ONE_GO) {
    const part = work(from, Math.min(count, from + IN_ONE_GO))
    if (part) pending.push(part)
    await breath()
  }
  await Promise.all(pending)
}

function serveSome(
  recommender: Recommender,
  batch: TurnBatch,
  counter: Counter,
  from: number,
  to: number
): void | Promise<void> {
  const pending: Promise<void>[] = []
  for (let row = from; row < to; row++) {
    if (counter.isSpared(row)) continue
    const fail = (cause: unknown) => void batch.failures.set(row, brokeServing(batch, row, counter.recommender, cause))
    try {
      const slate = recommender.recommend(requestOf(batch, row, counter))
      if (slate instanceof Promise) pending.push(slate.then((come) => take(batch, row, come, counter), fail))
      else take(batch, row, slate, counter)
    } catch (cause) {
      fail(cause)
    }
  }
  if (pending.length > 0) return Promise.all(pending).then(() => {})
}

function take(batch: TurnBatch, row: number, slate: Slate | undefined, counter: Counter): void {
  try {
    takeSlate(batch, row, slate, counter)
    if (slate!.isLate) counter.onLate(slate!)
    if (batch.isHeard || batch.ears?.[batch.users[row]!] === 1) batch.words.set(row, slate!)
  } catch (cause) {
    batch.failures.set(row, cause)
  }
}

const rowsToServe = ({ count }: TurnBatch, { isSpared }: Counter): number[] =>
  Array.from({ length: count }, (_, row) => row).filter((row) => !isSpared(row))

function requestOf({ users, session, turn, at, size }: TurnBatch, row: number, { shown }: Counter): Request {
  const user = users[row]!
  return { user, session, turn, at: at[row]!, size, shown: (item) => shown.has(user, item) }
}
