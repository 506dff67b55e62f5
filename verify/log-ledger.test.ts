import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorld, type WorldOptions } from 'recoworld'
import { afterAll, expect, test } from 'vitest'
import { EVENTS, type EventType, type WorldEvent } from '../src/contract/event.ts'
import { digestOf, openLog } from '../src/log.ts'
import { createLog } from '../src/storage/event-log.ts'
import { createLedger } from '../src/storage/ledger.ts'
import { TABLES } from '../src/storage/tables.ts'
import { contentOf } from '../test/helpers/log-content.ts'

const folder = mkdtempSync(join(tmpdir(), 'log-ledger-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const newFile = () => join(folder, `${files++}.duckdb`)
const people = { users: 50, seed: 7, engine: 'crowd', recommender: 'instructable' } as const

async function logged(options: WorldOptions, listen?: (event: WorldEvent) => void) {
  const file = newFile()
  const world = createWorld({ ...options, log: file })
  if (listen) world.events$.subscribe(listen)
  await world.run({ sessions: 2, turns: 6 })
  return file
}

test('the log of a run holds what its events say, row for row as if they had been written one by one', async () => {
  const events: WorldEvent[] = []
  const quiet = await logged(people)
  const heard = await logged(people, (event) => events.push(event))
  expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThan(10)
  for (const event of events) EVENTS[event.type].parse(event)
  const written = newFile()
  const log = await createLog(written, { id: 'r', manifest: null })
  await log.write(events)
  await log.close()
  const content = await contentOf(quiet)
  expect(content).toEqual(await contentOf(heard))
  expect(content).toEqual(await contentOf(written))
  const reader = await openLog(quiet)
  expect(await reader.digest()).toBe(digestOf(events))
  await reader.close()
}, 30_000)

test.each([
  [2, 'instructable'],
  [3, 'popular']
])(
  '%i threads write the log of one, row for row, with %s', // 7 do in `npm run verify`
  async (threads, recommender) => {
    const [one, several] = [
      { ...people, recommender, threads: 1 },
      { ...people, recommender, threads }
    ]
    expect(await contentOf(await logged(several))).toEqual(await contentOf(await logged(one)))
  },
  60_000
)

test('a share of the people is logged whole, and the same ones however many threads there are', async () => {
  const some = { ...people, logShare: 0.3 }
  const [all, one, two] = [await logged(people), await logged(some), await logged({ ...some, threads: 2 })]
  expect(await contentOf(two)).toEqual(await contentOf(one))
  const [whole, part] = [await openLog(all), await openLog(one)]
  const kept = await part.events()
  const users = new Set(kept.map(({ user }) => user))
  expect(users.size).toBeGreaterThan(10)
  const theirs = (await whole.events()).filter(({ user }) => users.has(user))
  expect(digestOf(kept)).toBe(digestOf(theirs))
  await whole.close()
  await part.close()
}, 60_000)

// ───────────────────────────────────────────── a turn of many people

type Told = readonly [type: EventType, user: number]

/** What a ledger writes of what it is told, as user and type; a batch each. */
async function written(told: readonly Told[], crowded: number): Promise<string[][]> {
  const batches: string[][] = []
  const write = async ({ count, parts }: Parameters<Parameters<typeof createLedger>[0]['write']>[0]) => {
    const lines = Array.from({ length: count }, () => '')
    for (const { volume, table, rows, order } of parts)
      for (const [i, row] of rows.entries()) {
        const { type, columns } = TABLES[table]!
        const users = volume.tables[table]![columns.findIndex(({ key }) => key === 'user')]!
        lines[order[i]!] = `${users.values[row]} ${type}`
      }
    batches.push(lines)
  }
  const ledger = createLedger({ run: 'r', write, batch: 1, crowded })
  for (const [type, user] of told)
    ledger.tell(type, { user, session: 0, turn: 0, at: 0 }, null, { ...SAID[type as keyof typeof SAID] })
  await ledger.turnOver(true)
  return batches
}

const SAID = {
  'session.started': { population: 'p', segment: 's', patience: 0.5, trust: 0.5 },
  'slate.shown': { recommender: 'popular', items: [{ item: 'a', slot: 0, propensity: null, why: '' }] },
  'review.asked': { mood: 'bored', interest: 0, satisfaction: 0, satiation: 0, fatigue: 0, patience: 0, trust: 0 },
  'review.answered': {
    delight: 0,
    watchRatio: 0,
    sameness: 0,
    found: 0,
    hazard: 0,
    leaveCause: 'none',
    disengageCause: 'none'
  },
  'mind.failed': { message: 'no answer' }
}
const crowd = Array.from({ length: 50 }, (_, user) => user)
const coming = crowd.map((user): Told => ['session.started', user])
const asked = (user: number): Told[] => [
  ['slate.shown', user],
  ['review.asked', user]
]
const answered = (user: number): Told => [user % 7 === 3 ? 'mind.failed' : 'review.answered', user]

test('in a turn of many, those who are through with it are written before the others have had theirs', async () => {
  const told = [...coming, ...crowd.flatMap((user) => [...asked(user), answered(user)])]
  const [whole] = await written(told, Infinity)
  const batches = await written(told, 20)
  expect(batches.length).toBeGreaterThan(3)
  expect(batches.flat()).toEqual(whole)
})

test('nobody is written before those who come first and whose minds take their time', async () => {
  const told = [...coming, ...crowd.flatMap(asked), ...crowd.map(answered)]
  const [whole] = await written(told, Infinity)
  const batches = await written(told, 20)
  expect(batches.length).toBeGreaterThan(1)
  expect(batches.flat()).toEqual(whole)
})
