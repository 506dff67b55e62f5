import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type * as z from 'zod'
import { EVENT_TYPES, EVENTS, type EventOf, type EventType, eventId, type WorldEvent } from '../src/contract/event.ts'
import { digestOf } from '../src/storage/digest.ts'
import { createLog } from '../src/storage/event-log.ts'
import { openLog } from '../src/storage/log-reader.ts'

const folder = mkdtempSync(join(tmpdir(), 'event-log-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const newFile = () => join(folder, `${files++}.duckdb`)
const run = { id: 'r1', manifest: { seed: 7, population: ['commuters'] } }

const event = <Type extends EventType>(
  type: Type,
  [user, session, turn]: readonly [number, number, number],
  rest: Omit<EventOf<Type>, 'type' | 'id' | 'run' | 'user' | 'session' | 'turn' | 'at' | 'cause'>
) => {
  const id = eventId(type, user, session, turn)
  return { type, id, run: run.id, user, session, turn, at: turn * 1_000, cause: null, ...rest } as unknown as WorldEvent
}

/** Any value that a schema allows. */
function any(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'string':
      return fc.string({ unit: 'binary', minLength: (schema as z.ZodString).minLength ?? 0, maxLength: 40 })
    case 'number': {
      const { isInt, minValue, maxValue } = schema as z.ZodNumber
      const [min, max] = [Math.max(minValue ?? 0, -1e300), Math.min(maxValue ?? 0, 1e300)] // zod says ±Infinity for no bound
      return isInt ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true, noDefaultInfinity: true })
    }
    case 'boolean':
      return fc.boolean()
    case 'literal':
      return fc.constant(def.values[0])
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    case 'array':
      return fc.array(any(def.element), { maxLength: 5 })
    case 'nullable':
      return fc.option(any(def.innerType))
    case 'object': {
      const keys = Object.entries(def.shape)
      const optional = keys.filter(([, field]) => field._zod.def.type === 'optional').map(([key]) => key)
      const fields = keys.map(([key, field]) => [key, any(field)] as const)
      return fc.record(Object.fromEntries(fields), {
        requiredKeys: keys.map(([key]) => key).filter((key) => !optional.includes(key)),
        noNullPrototype: true
      })
    }
    case 'optional':
      return any(def.innerType)
    default:
      throw new Error(`no arbitrary for ${def.type}`)
  }
}

const randomEvents = (perType: number): WorldEvent[] => {
  const place = fc.record({ user: fc.nat(3), session: fc.nat(2), turn: fc.nat(2) })
  const each = EVENT_TYPES.map((type) =>
    fc.tuple(any(EVENTS[type]), place).map(([made, at]) => ({ ...(made as WorldEvent), ...at }))
  )
  return fc.sample(fc.tuple(...each), { numRuns: perType, seed: 7 }).flat()
}

/** As the contract has it: session, turn, user, then as written. */
const inOrder = (events: readonly WorldEvent[]) =>
  events
    .map((event, i) => ({ event, key: [event.session, event.turn, event.user, i] }))
    .sort((a, b) => a.key.map((part, i) => part - b.key[i]!).find((difference) => difference !== 0) ?? 0)
    .map(({ event }) => event)

test('random events of every type come back the same, in canonical order', async () => {
  const file = newFile()
  const events = randomEvents(40)
  for (const event of events) EVENTS[event.type].parse(event)
  const log = await createLog(file, run)
  for (let from = 0; from < events.length; from += 100) await log.write(events.slice(from, from + 100))
  await log.close()
  const reader = await openLog(file)
  expect(await reader.events()).toStrictEqual(inOrder(events))
  expect(await reader.count()).toBe(events.length)
  expect(await reader.digest()).toBe(digestOf(events))
  const wanted = { user: 1, session: 2, types: ['slate.shown', 'instruction.given'] as const }
  const chosen = events.filter(
    ({ user, session, type }) => user === 1 && session === 2 && wanted.types.includes(type as 'slate.shown')
  )
  expect(chosen.length).toBeGreaterThan(0)
  expect(await reader.events(wanted)).toStrictEqual(inOrder(chosen))
  await reader.close()
})

test('a turn of more than one chunk of rows, with missing propensities and half-told instructions, comes back the same', async () => {
  const file = newFile()
  const turns = Array.from({ length: 2_500 }, (_, user) => [
    event('slate.shown', [user, 0, 0], {
      recommender: 'popular',
      items: [
        { item: 'a', slot: 0, propensity: null, why: '' },
        { item: 'b', slot: 1, propensity: user / 2_500, why: 'liked by people who are much like you' }
      ].slice(user % 3)
    }),
    event('instruction.given', [user, 0, 0], {
      instruction: {
        text: 'less of it',
        act: 'reduce',
        target: user % 2 ? 'cats' : null,
        ...(user % 3 ? { seconds: user } : {}),
        ...(user % 5 ? { also: { act: 'more-like' as const, target: null } } : {})
      }
    })
  ]).flat()
  const log = await createLog(file, run)
  await log.write(turns)
  await log.finish({})
  const reader = await openLog(file)
  expect(await reader.events()).toStrictEqual(inOrder(turns))
  await reader.close()
})

test('the manifest is kept from the start, the result once the run has finished', async () => {
  const [finished, cut] = [newFile(), newFile()]
  const result = { metrics: { retention: { value: 0.5 } } }
  await (await createLog(finished, run)).finish(result)
  await (await createLog(cut, run)).close()
  const readers = [await openLog(finished), await openLog(cut)]
  expect(await Promise.all(readers.map((reader) => reader.manifest()))).toEqual([run.manifest, run.manifest])
  expect(await Promise.all(readers.map((reader) => reader.result()))).toEqual([result, null])
  for (const reader of readers) await reader.close()
})

test('every write has its row in rounds, also where many go to disk together; nothing is written after the end', async () => {
  const file = newFile()
  const log = await createLog(file, run)
  const batches = [3, 1, 0, 2].map((size, turn) =>
    Array.from({ length: size }, (_, user) => event('share.made', [user, 0, turn], { item: 'a', slot: 0 }))
  )
  await Promise.all(batches.map((batch) => log.write(batch)))
  const end = log.finish(null)
  await expect(log.write(batches[0]!)).rejects.toMatchObject({ code: 'log.closed' })
  await end
  await log.close()
  const reader = await openLog(file)
  expect(await reader.query('SELECT run, round, events FROM rounds ORDER BY round')).toEqual(
    batches.map(({ length }, round) => ({ run: 'r1', round, events: length }))
  )
  expect(await reader.query('SELECT turn FROM share_made ORDER BY seq')).toEqual(
    [0, 0, 0, 1, 3, 3].map((turn) => ({ turn }))
  )
  await reader.close()
})

test('a batch with an event that its table cannot hold is refused whole, and says where', async () => {
  const file = newFile()
  const log = await createLog(file, run)
  const good = event('share.made', [0, 0, 0], { item: 'a', slot: 0 })
  await log.write([good])
  const bad = event('feedback.given', [1, 0, 0], { slots: [], seconds: 1, mood: 'sleepy' as 'bored' })
  await expect(log.write([good, bad])).rejects.toThrow('log.bad-event: feedback.given.mood is "sleepy"')
  await expect(log.finish({})).rejects.toMatchObject({ code: 'log.bad-event' })
  const reader = await openLog(file)
  expect(await reader.events()).toEqual([good])
  expect(await reader.result()).toBeNull()
  await reader.close()
})

test('two runs that went alike have one digest, whatever their names and however their users interleave', () => {
  const events = randomEvents(5)
  const byUser = [0, 1, 2, 3].flatMap((user) => events.filter((event) => event.user === user))
  expect(byUser).toHaveLength(events.length)
  const renamed = byUser.map((event) => ({ ...event, run: 'r2' }))
  expect(digestOf(renamed)).toBe(digestOf(events))
  expect(digestOf(events.slice(1))).not.toBe(digestOf(events))
  expect(digestOf(events.map((event, i) => (i === 50 ? { ...event, at: event.at + 1 } : event)))).not.toBe(
    digestOf(events)
  )
})

test('half a character, as a text cut short may end in, is kept as the sign for what is no character', async () => {
  const file = newFile()
  const cut = event('mind.failed', [0, 0, 0], { message: 'so sad 😿'.slice(0, -1) })
  const log = await createLog(file, run)
  await log.write([cut])
  await log.close()
  const reader = await openLog(file)
  expect(await reader.events()).toEqual([{ ...cut, message: 'so sad \ufffd' }])
  expect(await reader.digest()).toBe(digestOf([cut]))
  await reader.close()
})

test('the views tell impressions, sessions and instructions in numbers', async () => {
  const file = newFile()
  const log = await createLog(file, run)
  const shown = (slot: number, propensity: number | null) => ({ item: `i${slot}`, slot, propensity, why: 'popular' })
  const none = { reason: 'none' as const, thought: '' }
  await log.write([
    event('session.started', [0, 0, 0], { population: 'commuters', segment: 'train', patience: 0.5, trust: 0.5 }),
    event('slate.shown', [0, 0, 0], { recommender: 'popular', items: [shown(0, 0.5), shown(1, null)] }),
    event('feedback.given', [0, 0, 0], {
      seconds: 12,
      mood: 'curious',
      slots: [
        { item: 'i1', slot: 1, actions: ['skip'], watchSeconds: 2, reason: 'seen-enough-of-it', thought: 'Again?' },
        { item: 'i0', slot: 0, actions: ['click', 'like'], watchSeconds: 10, ...none }
      ]
    }),
    event('disengagement.sensed', [0, 0, 0], { reason: 'bored' }),
    event('instruction.given', [0, 0, 0], { instruction: { text: 'no cats', act: 'exclude', target: 'cats' } }),
    event('instruction.followed', [0, 0, 1], { act: 'exclude', target: 'cats', before: 0.5, after: 1 }),
    event('slate.shown', [0, 0, 1], { recommender: 'popular', items: [shown(0, 1)] }),
    event('instruction.given', [0, 0, 1], { instruction: { text: 'reset', act: 'reset', target: null } }),
    event('session.ended', [0, 0, 1], { how: 'failed', reason: 'none', turns: 2, seconds: 12, satisfaction: 0.4 }),
    event('session.started', [1, 0, 0], { population: 'commuters', segment: 'car', patience: 0.5, trust: 0.5 })
  ])
  await log.close()
  const reader = await openLog(file)
  expect(
    await reader.query(
      'SELECT user, turn, slot, item, propensity, why, actions, clicked, liked, shared, watch_seconds, reason, thought FROM impressions ORDER BY turn, slot'
    )
  ).toEqual([
    {
      user: 0,
      turn: 0,
      ...shown(0, 0.5),
      actions: ['click', 'like'],
      clicked: true,
      liked: true,
      shared: false,
      watch_seconds: 10,
      ...none
    },
    {
      user: 0,
      turn: 0,
      ...shown(1, null),
      actions: ['skip'],
      clicked: false,
      liked: false,
      shared: false,
      watch_seconds: 2,
      reason: 'seen-enough-of-it',
      thought: 'Again?'
    },
    {
      user: 0,
      turn: 1,
      ...shown(0, 1),
      actions: null,
      clicked: null,
      liked: null,
      shared: null,
      watch_seconds: null,
      reason: null,
      thought: null
    }
  ])
  expect(
    await reader.query(
      'SELECT avg(clicked::INT) AS rate, sum(watch_seconds) AS seconds FROM impressions WHERE user = ?',
      [0]
    )
  ).toEqual([{ rate: 0.5, seconds: 12 }])
  expect(
    await reader.query(
      'SELECT user, segment, how, turns, satisfaction, disengagements, instructions FROM sessions ORDER BY user'
    )
  ).toEqual([
    { user: 0, segment: 'train', how: 'failed', turns: 2, satisfaction: 0.4, disengagements: 1, instructions: 2 },
    { user: 1, segment: 'car', how: null, turns: null, satisfaction: null, disengagements: 0, instructions: 0 }
  ])
  expect(await reader.query('SELECT turn, act, target, before, after FROM instructions ORDER BY turn')).toEqual([
    { turn: 0, act: 'exclude', target: 'cats', before: 0.5, after: 1 },
    { turn: 1, act: 'reset', target: null, before: null, after: null }
  ])
  await expect(reader.query('SELECT nothing FROM nowhere')).rejects.toMatchObject({ code: 'log.bad-query' })
  await expect(reader.query('DELETE FROM rounds')).rejects.toMatchObject({ code: 'log.bad-query' })
  await reader.close()
})

// ───────────────────────────────────────────── files that cannot be used

test('a file that exists is neither overwritten nor added to', async () => {
  const file = newFile()
  writeFileSync(file, 'my thesis')
  await expect(createLog(file, run)).rejects.toMatchObject({ code: 'log.exists' })
  expect(readFileSync(file, 'utf8')).toBe('my thesis')
  await expect(createLog(folder, run)).rejects.toMatchObject({ code: 'log.exists' })
})

test('a file that is no log is not read as one', async () => {
  const [text, other, missing] = [newFile(), newFile(), newFile()]
  writeFileSync(text, 'my thesis')
  const instance = await DuckDBInstance.create(other)
  const connection = await instance.connect()
  await connection.run('CREATE TABLE runs (distance DOUBLE)')
  connection.closeSync()
  instance.closeSync()
  await expect(openLog(text)).rejects.toMatchObject({ code: 'log.not-a-log' })
  await expect(openLog(other)).rejects.toMatchObject({ code: 'log.not-a-log' })
  await expect(openLog(folder)).rejects.toMatchObject({ code: 'log.not-a-log' })
  await expect(openLog(missing)).rejects.toMatchObject({ code: 'log.missing' })
  expect(existsSync(missing)).toBe(false)
})

test('a missing or read-only folder is named, and nothing is left in it', async () => {
  await expect(createLog(join(folder, 'no', 'run.duckdb'), run)).rejects.toMatchObject({ code: 'log.no-folder' })
  const closed = join(folder, 'closed')
  mkdirSync(closed)
  chmodSync(closed, 0o555)
  const readOnly = process.getuid?.() === 0 ? '/proc' : closed // who may do all, may write to any folder on a disk
  await expect(createLog(join(readOnly, 'run.duckdb'), run)).rejects.toMatchObject({ code: 'log.unwritable' })
})

test('a log cannot be read in the process that still writes it, and can be by two readers afterwards', async () => {
  const file = newFile()
  const log = await createLog(file, run)
  await expect(openLog(file)).rejects.toMatchObject({ code: 'log.locked' })
  await log.write([event('share.made', [0, 0, 0], { item: 'a', slot: 0 })])
  await log.close()
  const [one, two] = [await openLog(file), await openLog(file)]
  await one.close()
  expect(await two.count()).toBe(1)
  await two.close()
})

// ───────────────────────────────────────────── another process writes

const WRITER = `
import { createJiti } from 'jiti'
const jiti = createJiti(${JSON.stringify(`${resolve('test')}/`)})
const { createLog } = await jiti.import('../src/storage/event-log.ts')
const [file, batches] = process.argv.slice(1)
const fact = (type, user, turn) => ({ type, id: user + '.0.' + turn + '.' + type, run: 'r1', user, session: 0, turn, at: turn, cause: null })
try {
  const log = await createLog(file, { id: 'r1', manifest: null })
  for (let turn = 0; turn < Number(batches); turn++) {
    await log.write(Array.from({ length: 40 + (turn % 7) * 300 }, (_, user) => [
      { ...fact('mind.failed', user, turn), message: 'no answer: ' + Math.sin(user * turn) },
      { ...fact('share.made', user, turn), item: 'i' + user, slot: turn }
    ]).flat())
    console.log(turn + 1)
  }
  await log.finish(null)
} catch (error) {
  console.log(error.code)
}
process.exit()`

const writer = (file: string, batches: number): ChildProcess =>
  spawn(process.execPath, ['--input-type=module', '-e', WRITER, file, String(batches)], {
    stdio: ['ignore', 'pipe', 'inherit']
  })

/** The lines of a process, as they come. */
const linesOf = (child: ChildProcess) => createInterface({ input: child.stdout! })

async function expectWhole(file: string, atLeast: number): Promise<void> {
  const reader = await openLog(file)
  const [ledger] = await reader.query<{ rounds: number; events: number }>(
    'SELECT count(*) AS rounds, sum(events) AS events FROM rounds'
  )
  expect(ledger!.rounds).toBeGreaterThanOrEqual(atLeast)
  expect(await reader.count()).toBe(ledger!.events)
  const [last] = await reader.query('SELECT max(seq) + 1 AS events FROM share_made')
  expect(last).toEqual({ events: ledger!.events })
  await reader.close()
}

test.each([1, 8, 21])(
  'killed after %i batches, the log holds whole batches, and every one that was acknowledged',
  async (kills) => {
    const file = newFile()
    const child = writer(file, Infinity)
    const gone = once(child, 'exit')
    let acknowledged = 0
    let refusal: unknown
    for await (const line of linesOf(child)) {
      acknowledged = Number(line)
      if (acknowledged < kills) continue
      refusal ??= await openLog(file).catch((error: unknown) => error)
      child.kill('SIGKILL')
    }
    expect(await gone).toEqual([null, 'SIGKILL'])
    expect(refusal).toMatchObject({ code: 'log.locked', message: expect.stringContaining(`PID ${child.pid}`) })
    await expectWhole(file, acknowledged)
  },
  15_000
)

/** A writer whose files may be no larger than so many blocks of 512 bytes: a full disk, as far as it can tell. */
const crampedWriter = (file: string, blocks: number): ChildProcess =>
  spawn(
    'sh',
    [
      '-c',
      `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`,
      'sh',
      process.execPath,
      '--input-type=module',
      '-e',
      WRITER,
      file,
      '9999'
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit']
    }
  )

test('a disk that fills up keeps what was committed', async () => {
  const file = newFile()
  const lines: string[] = []
  for await (const line of linesOf(crampedWriter(file, 3_000))) lines.push(line)
  expect(lines.at(-1)).toBe('log.disk-full')
  expect(lines.length).toBeGreaterThan(1)
  await expectWhole(file, lines.length - 1)
}, 15_000)

test('a disk too full to begin with is left as it was', async () => {
  const file = newFile()
  const lines: string[] = []
  for await (const line of linesOf(crampedWriter(file, 20))) lines.push(line)
  expect(lines).toEqual(['log.disk-full'])
  expect(existsSync(file) || existsSync(`${file}.wal`)).toBe(false)
}, 15_000)
