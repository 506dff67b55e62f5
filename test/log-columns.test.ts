import { DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { EVENTS, type EventType } from '../src/contract/event.ts'
import { putOf, stringsOf } from '../src/storage/cells.ts'
import { columnsOf } from '../src/storage/columns.ts'
import { fillingOf } from '../src/storage/filling.ts'
import { TABLES, tableStatements } from '../src/storage/tables.ts'
import { createTexts } from '../src/storage/texts.ts'
import { takeObjects } from '../src/storage/values.ts'

const statements = (shape: z.core.$ZodLooseShape) =>
  tableStatements([{ name: 't', columns: columnsOf(z.object(shape)) }])

/** Writes objects to a table made from their schema, in memory, and reads them back. */
async function throughATable<Row extends object>(schema: z.ZodObject, rows: readonly Row[]): Promise<unknown[]> {
  const columns = columnsOf(schema)
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  for (const statement of tableStatements([{ name: 't', columns }])) await connection.run(statement)
  await connection.run('ALTER TABLE t DROP COLUMN seq')
  const appender = await connection.createAppender('t')
  const chunk = DuckDBDataChunk.create(
    columns.map((_, i) => appender.columnType(i)),
    rows.length
  )
  const texts = createTexts()
  const cells = columns.map((column) => {
    const filling = fillingOf(column, column.key, texts)
    for (const row of rows) filling.push((row as Record<string, unknown>)[column.key])
    return filling.take()
  })
  const strings = stringsOf(texts.take(), duckdb.create_logical_type(duckdb.Type.VARCHAR))
  for (const [i, { shape }] of columns.entries())
    putOf(shape)(duckdb.data_chunk_get_vector(chunk.chunk, i), cells[i]!, 0, rows.length, strings)
  appender.appendDataChunk(chunk)
  appender.closeSync()
  const read = (await (await connection.run('FROM t')).fetchChunk())!
  return takeObjects(columns)((i) => duckdb.data_chunk_get_vector(read.chunk, i), read.rowCount)
}

test('every type of event has a table, with a column for each of its fields but the type', () => {
  expect(TABLES.map(({ type }) => type)).toEqual(Object.keys(EVENTS))
  for (const { type, name, columns } of TABLES) {
    expect(name).toBe(type.replace('.', '_'))
    const fields = Object.keys(EVENTS[type as EventType].shape).filter((key) => key !== 'type')
    expect(columns.map(({ key }) => key)).toEqual(fields)
  }
})

test('each kind of field has its SQL type', () => {
  const [made] = statements({
    type: z.literal('t'),
    words: z.string().min(1),
    isNew: z.boolean(),
    share: z.number().min(0),
    whole: z.number().int(),
    also: z.int(),
    small: z.int().min(0).max(100),
    maybe: z.number().optional(),
    unknown: z.string().nullable(),
    usual: z.string().default('x'),
    tags: z.array(z.string()).readonly(),
    place: z.object({ x: z.number(), nearBy: z.array(z.object({ id: z.string() })) }).optional()
  })
  expect(made).toBe(
    'CREATE TABLE "t" (seq BIGINT, "words" VARCHAR, "is_new" BOOLEAN, "share" DOUBLE, "whole" BIGINT, "also" BIGINT, ' +
      '"small" INTEGER, "maybe" DOUBLE, "unknown" VARCHAR, "usual" VARCHAR, "tags" VARCHAR[], ' +
      '"place" STRUCT("x" DOUBLE, "near_by" STRUCT("id" VARCHAR)[]))'
  )
})

test('an enum is made once, named after the first field that has it, and numbered where the name is taken', () => {
  const made = statements({
    mood: z.enum(['glad', "don't know"]),
    again: z.array(z.enum(['glad', "don't know"])),
    inner: z.object({ mood: z.enum(['low', 'high']) })
  })
  expect(made).toEqual([
    `CREATE TYPE "mood" AS ENUM ('glad', 'don''t know')`,
    `CREATE TYPE "mood_2" AS ENUM ('low', 'high')`,
    'CREATE TABLE "t" (seq BIGINT, "mood" "mood", "again" "mood"[], "inner" STRUCT("mood" "mood_2"))'
  ])
})

test.each([
  ['a union', { x: z.union([z.string(), z.number()]) }, 'event.x is of the kind "union"'],
  ['a record', { x: z.record(z.string(), z.number()) }, 'event.x is of the kind "record"'],
  ['nullable and optional', { x: z.object({ y: z.string().nullish() }) }, 'event.x.y is both nullable and optional'],
  ['an enum of numbers', { x: z.enum({ a: 1, b: 2 }) }, 'event.x is an enum of numbers'],
  ['an empty object', { x: z.array(z.object({})) }, 'event.x[] is an object without fields'],
  ['an optional element', { x: z.array(z.string().optional()) }, 'event.x[] is optional'],
  ['two fields of one name', { aB: z.string(), a_b: z.string() }, 'event has two fields named "a_b"']
])('%s is refused, with its place', (_, shape, what) => {
  expect(() => columnsOf(z.object(shape))).toThrow(
    expect.objectContaining({ code: 'log.no-column', message: expect.stringContaining(what) })
  )
})

test('what goes through a table comes back the same: empty places, nesting, wide numbers, many enum values', async () => {
  const many = Array.from({ length: 300 }, (_, i) => `v${i}`) as [string, ...string[]]
  const schema = z.object({
    wide: z.int(),
    narrow: z.int32(),
    isNew: z.boolean().nullable(),
    one: z.enum(many).optional(),
    lists: z.array(z.array(z.string().nullable())),
    place: z.object({ x: z.number().nullable(), names: z.array(z.string()).optional() }).nullable()
  })
  const rows = [
    { wide: -(2 ** 53) + 1, narrow: -(2 ** 31), isNew: null, lists: [], place: null },
    { wide: 2 ** 53 - 1, narrow: 2 ** 31 - 1, isNew: true, one: 'v299', lists: [[], ['', null]], place: { x: null } },
    { wide: -1, narrow: 0, isNew: false, one: 'v0', lists: [['\ufeffé\0'.repeat(9)]], place: { x: -0, names: ['a'] } },
    { wide: 2 ** 32, narrow: 7, isNew: true, one: 'v255', lists: [[null], []], place: { x: 1e-320, names: [] } }
  ]
  expect(await throughATable(schema, rows)).toStrictEqual(rows)
})

test.each([
  ['a null where none may be', z.string(), null],
  ['an undefined for a null', z.string().nullable(), undefined],
  ['a fraction', z.int(), 1.5],
  ['a number beyond its 32 bits', z.int32(), 2 ** 31],
  ['an unknown word', z.enum(['a']), 'b'],
  ['infinity', z.number(), Infinity],
  ['a number for a text', z.string(), 7],
  ['a text for a list', z.array(z.string()), 'abc'],
  ['a text for an object', z.object({ y: z.string() }), 'abc']
])('%s is not written', async (_, x, value) => {
  await expect(throughATable(z.object({ x }), [{ x: value }])).rejects.toMatchObject({ code: 'log.bad-event' })
})
