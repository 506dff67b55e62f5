import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict'
import type { Feedback, RecommenderDefinition, Round, Slate, Why } from '../contract/plugin.ts'
import { fakeCatalogue } from './catalogue.ts'
import { begin, instructionOf, PEOPLE, roundOf, SIZE, TURNS, type Work } from './recommender-work.ts'

const SESSIONS = 2
const EVERYBODY = Array.from({ length: PEOPLE }, (_, user) => user)

/** Goes on through the turns of two visits; `turn` counts within the visit. */
async function throughTurns(
  visit: (session: number, turn: number) => Promise<void>,
  end: (session: number) => unknown
) {
  for (let session = 0; session < SESSIONS; session++) {
    for (let turn = 0; turn < TURNS; turn++) await visit(session, turn)
    await end(session)
  }
}

// ───────────────────────────────────────────── slates in columns

/** For those with `recommendInto`: two of a kind, one asked person by person, the other for all at once. */
export async function servesInColumns(definition: RecommenderDefinition): Promise<void> {
  for (const slateSize of [1, SIZE, 61]) await compareWays(definition, slateSize)
  for (const items of [1, 3]) await compareWays(definition, SIZE, items)
}

async function compareWays(definition: RecommenderDefinition, slateSize: number, items = 60): Promise<void> {
  const [one, all] = [0, 1].map(() => begin(definition, fakeCatalogue({ items }), 1, slateSize)) as [Work, Work]
  if (!all.recommender.recommendInto) return
  const columns = createColumns(all, slateSize)
  columns.serve([], 0, 0)
  await throughTurns(
    async (session, turn) => {
      const users = EVERYBODY.filter((user) => turn === 0 || (user + turn) % 5 > 0) // not everybody is there each time
      if (turn === 7) showNearlyAll([one, all])
      const slates = await Promise.all(users.map((user) => one.ask(user, session, turn)))
      const { why, round } = columns.serve(users, session, turn)
      for (const [row, slate] of slates.entries()) sameSlate(slate, round, row)
      const said = users.map((user, row) => one.feedback(slates[row]!, user, session, turn))
      for (const work of [one, all]) {
        await work.learn(said)
        if (turn === 4)
          await work.recommender.instructed?.(said[0]!.user, instructionOf('more-like', 'chess'), said[0]!)
        for (const [row, user] of users.entries()) work.shown.add(user, slates[row]!.items)
      }
      for (const [row, slate] of slates.entries()) sameWhy(slate, why, row) // it answers until the next round
    },
    async (session) => {
      for (const { recommender } of [one, all])
        for (const user of EVERYBODY) await recommender.endOfSession?.(user, session)
    }
  )
}

/** Somebody has been shown everything, and somebody all but three. */
function showNearlyAll(works: readonly Work[]): void {
  for (const { shown, catalogue } of works)
    for (const [user, left] of [0, 3].entries())
      for (let item = 0; item < catalogue.size - left; item++)
        shown.bits[user * shown.words + (item >>> 5)]! |= 1 << (item & 31)
}

const UNTOUCHED = { item: -7, length: 99 }

/** The same columns for one round after the other, longer than any round needs. */
function createColumns({ recommender, shown }: Work, size: number) {
  const rows = PEOPLE + 2
  const [items, lengths] = [new Int32Array(rows * size), new Uint8Array(rows)]
  const kept = new Float64Array(rows * size)
  const [usersColumn, at] = [new Int32Array(rows), new Float64Array(rows)]
  return {
    serve(users: readonly number[], session: number, turn: number): { round: Round; why: Why | undefined } {
      const count = users.length
      usersColumn.set(users)
      at.fill(turn * 1_000)
      lengths.fill(0).fill(UNTOUCHED.length, count)
      items.fill(UNTOUCHED.item, count * size)
      const propensities = turn % 3 === 2 ? undefined : kept.fill(Number.NaN)
      const round = { session, turn, count, size, users: usersColumn, at, items, lengths, propensities, shown }
      const why = recommender.recommendInto!(round)
      ok(!isPromise(why), 'recommendInto() answers later; it has to answer at once')
      ok(
        lengths.subarray(count).every((length) => length === UNTOUCHED.length) &&
          items.subarray(count * size).every((item) => item === UNTOUCHED.item),
        `it wrote beyond the ${count} rows of the round`
      )
      return { round, why }
    }
  }
}

function sameSlate(slate: Slate, { users, items, lengths, propensities, size, session, turn }: Round, row: number) {
  const where = `person ${users[row]}, session ${session}, turn ${turn}`
  const from = row * size
  const slots = lengths[row]!
  deepStrictEqual([...items.subarray(from, from + slots)], [...slate.items], `another slate in columns: ${where}`)
  ok(!slate.plan, 'a plan comes with recommend() alone: leave recommendInto() out')
  if (!propensities) return
  const kept = [...propensities.subarray(from, from + slots)].map((chance) => (Number.isNaN(chance) ? null : chance))
  const expected = slate.propensities ?? kept.map(() => null)
  deepStrictEqual(kept, [...expected], `other propensities in columns: ${where}`)
}

function sameWhy({ items, why }: Slate, columns: Why | undefined, row: number): void {
  for (const slot of items.keys())
    strictEqual(
      typeof columns === 'function' ? columns(row, slot) : columns,
      typeof why === 'object' ? why[slot] : why,
      'another reason in columns'
    )
}

// ───────────────────────────────────────────── people in parts

const PARTS = [EVERYBODY.slice(0, 2), EVERYBODY.slice(2, 2), EVERYBODY.slice(2)]

/** For those that declare `splits`: one for all, and one for each part of the people, who all hear what all did. */
export async function canBeSplit(definition: RecommenderDefinition): Promise<void> {
  if (!definition.splits) return
  const whole = begin(definition)
  const parts = PARTS.map((users) => ({ work: begin(definition), users }))
  const ownerOf = (user: number) => parts.find(({ users }) => users.includes(user))!.work
  await throughTurns(
    async (session, turn) => {
      const said = EVERYBODY.map((user) => {
        const [slate, same] = [whole, ownerOf(user)].map((work) => atOnce(work.ask(user, session, turn), 'recommend()'))
        deepStrictEqual(
          same!.items,
          slate!.items,
          `alone with its part, person ${user} gets another slate in turn ${turn}`
        )
        return whole.feedback(slate!, user, session, turn)
      })
      for (const one of said)
        for (const { recommender, shown } of [whole, ownerOf(one.user)]) {
          shown.add(one.user, one.items)
          atOnce(recommender.learn?.(one), 'learn()')
        }
      whole.recommender.gather?.(roundOf(said, SIZE))
      for (const { work } of parts)
        for (const { users } of parts) work.recommender.gather?.(roundOf(ofThese(users, said), SIZE))
      if (turn !== 4) return
      for (const one of said)
        for (const { recommender } of [whole, ownerOf(one.user)])
          await recommender.instructed?.(one.user, instructionOf('more-like', 'chess'), one)
    },
    async (session) => {
      for (const user of EVERYBODY)
        for (const { recommender } of [whole, ownerOf(user)]) await recommender.endOfSession?.(user, session)
    }
  )
}

/** For those with `gather`: two of a kind, one told of a turn at once, the other of some rows after the others. */
export async function gathersInParts(definition: RecommenderDefinition): Promise<void> {
  const [whole, parts] = [begin(definition), begin(definition)]
  if (!whole.recommender.gather) return
  await throughTurns(
    async (session, turn) => {
      const slates: Slate[] = []
      for (const user of EVERYBODY) slates.push(await whole.serve(user, session, turn))
      for (const user of EVERYBODY)
        deepStrictEqual(
          (await parts.serve(user, session, turn)).items,
          slates[user]!.items,
          `told in parts, it serves something else in turn ${turn}`
        )
      const said = slates.map((slate, user) => {
        const all = whole.feedback(slate, user, session, turn)
        return user === 1 ? { ...all, reached: 0 } : all
      })
      for (const { recommender } of [whole, parts])
        for (const one of said) if (one.reached) await recommender.learn?.(one)
      whole.recommender.gather!(roundOf(said, SIZE))
      for (const users of PARTS) parts.recommender.gather!(roundOf(ofThese(users, said), SIZE))
    },
    async (session) => {
      for (const { recommender } of [whole, parts])
        for (const user of EVERYBODY) await recommender.endOfSession?.(user, session)
    }
  )
}

const ofThese = (users: readonly number[], said: readonly Feedback[]) => said.filter(({ user }) => users.includes(user))

/** What was answered, if it was answered at once. */
function atOnce<Answer>(answer: Answer | Promise<Answer>, what: string): Answer {
  ok(!isPromise(answer), `${what} answers later: its people cannot be spread over threads`)
  return answer
}

const isPromise = (answer: unknown): answer is Promise<unknown> =>
  typeof (answer as Promise<unknown> | undefined)?.then === 'function'
