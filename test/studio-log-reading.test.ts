import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { openLog } from '../src/storage/log-reader.ts'
import { createReading, from } from '../src/studio/log/reading.ts'
import { eventsIn, logged, newFile, shown } from './helpers/logged-run.ts'

test('columns of numbers are what a query of rows gives, with NaN for nothing', async () => {
  const { file } = await logged({ users: 300, engine: 'crowd', recommender: 'popular' }, { sessions: 1, turns: 9 })
  const log = await openLog(file)
  const sql = `SELECT "user", "at", enum_code(reason) AS code, how = 'left' AS has_left, nullif("user", 7) AS others
    FROM session_ended ORDER BY "user"`
  const rows = await log.query<Record<string, number | null>>(sql)
  const columns = await log.numbers(sql)
  expect(columns).toHaveLength(5)
  for (const [at, key] of ['user', 'at', 'code', 'has_left', 'others'].entries())
    expect(Array.from(columns[at]!)).toEqual(rows.map((row) => (row[key] === null ? Number.NaN : Number(row[key]))))
  expect(columns[4]![7]).toBeNaN()

  const [users, twice] = await log.numbers('SELECT range, 2 * range FROM range(?)', [10_000])
  expect(users).toHaveLength(10_000) // several chunks
  expect([users![9_999], twice![9_999]]).toEqual([9_999, 19_998])
  expect(await log.numbers('SELECT "user" FROM slate_shown WHERE false')).toEqual([new Float64Array(0)])
  await expect(log.numbers('SELECT nothing FROM nowhere')).rejects.toThrow('log.bad-query')
  await log.close()
})

test.each([3, 40_000, 1_000_000])('turns read ahead for %i people are what each turn says', async (people) => {
  const { file } = await logged({ users: 30, recommender: 'popular' }, { sessions: 2, turns: 6 })
  const events = (await eventsIn(file)).filter((event) => event.type === 'slate.shown' && event.user > 4)
  const log = await openLog(file)
  let asked = 0
  const counting = {
    numbers: (sql: string, params?: readonly number[]) => ++asked && log.numbers(sql, params)
  } as never
  const reading = createReading(counting, ' AND "user" > 4', people)
  const query = from('slate_shown', ', "at"')
  for (const session of [0, 1])
    for (let turn = 0; turn < 8; turn++) {
      const here = events.filter((event) => event.session === session && event.turn === turn)
      const [users, at] = await reading({ session, turn }, query)
      expect(Array.from(users ?? [])).toEqual(here.map(({ user }) => user))
      expect(Array.from(at ?? [])).toEqual(here.map((event) => event.at))
    }
  expect(asked).toBe({ 3: 2, 40000: 8, 1000000: 16 }[people])
  await log.close()
})

test('a log of another layout is refused by name, and let go of', async () => {
  const { file } = await logged({ users: 3 }, { sessions: 1, turns: 1 })
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  await connection.run("UPDATE runs SET layout = 'of old'")
  connection.closeSync()
  instance.closeSync()
  await expect(shown(file)).rejects.toThrow('log.other-layout')
  await expect(shown(file)).rejects.toThrow('log.other-layout')
})

test('parts that are gone are told of as whoever looks for them tells it, and the log is let go of', async () => {
  const { file } = await logged({ users: 3 }, { sessions: 1, turns: 1 })
  const partsOf = () => Promise.reject(new Error('its mindset is gone'))
  await expect(shown(file, {}, { partsOf })).rejects.toThrow('its mindset is gone')
  const show = await shown(file)
  expect(() => show.frame(99)).toThrow('studio.no-such-segment')
  expect(() => show.track(99)).toThrow('studio.no-such-person')
  await expect(shown(newFile())).rejects.toThrow('log.missing')
})
