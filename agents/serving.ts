import type { Recommender, Request, Slate } from '../src/define.ts'
import type { TurnBatch } from '../src/streams/turn.ts'

/** Whether a person has been shown an item lately. */
export type Shown = (user: number, item: number) => boolean

/** Fills some rows of a batch with slates, or with what the recommender threw instead. Throws when all are lost at once. */
export function serve(
  recommender: Recommender,
  batch: TurnBatch,
  rows: readonly number[],
  size: number,
  shown: Shown
): void | Promise<void> {
  if (rows.length === 0) return
  const requests = rows.map((row): Request => {
    const user = batch.users[row]!
    return {
      user,
      session: batch.session,
      turn: batch.turn,
      at: batch.at[row]!,
      size,
      shown: (item) => shown(user, item)
    }
  })
  if (!recommender.recommendBatch) return serveEach(recommender, requests, rows, batch)
  const keep = (slates: readonly Slate[]) => {
    for (const [i, row] of rows.entries()) batch.slates[row] = slates[i]
  }
  const slates = recommender.recommendBatch(requests)
  return slates instanceof Promise ? slates.then(keep) : keep(slates)
}

/** One after the other; one that breaks does not take the others with it. */
function serveEach(
  recommender: Recommender,
  requests: readonly Request[],
  rows: readonly number[],
  batch: TurnBatch
): void | Promise<void> {
  const pending: Promise<void>[] = []
  for (const [i, request] of requests.entries()) {
    const row = rows[i]!
    const fail = (cause: unknown) => {
      batch.failures[row] = cause
    }
    const keep = (slate: Slate) => {
      batch.slates[row] = slate
    }
    try {
      const slate = recommender.recommend(request)
      if (slate instanceof Promise) pending.push(slate.then(keep, fail))
      else keep(slate)
    } catch (cause) {
      fail(cause)
    }
  }
  if (pending.length > 0) return Promise.all(pending).then(() => {})
}
