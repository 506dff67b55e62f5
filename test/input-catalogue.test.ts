import { existsSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { Item } from '../src/contract/item.ts'
import { readCatalogue } from '../src/input/catalogue.ts'
import { readPosts } from '../src/input/post.ts'
import { complaints, fixture, folder, places } from './fixtures/input/given.ts'

const { at, given } = folder()
const csv = (text: string, name = 'items.csv') => readCatalogue(given(name, text))
const json = (text: string, name = 'items.json') => readCatalogue(given(name, text))

test('columns are found by name, and the notes tell what was done with them', async () => {
  const { items, notes } = await readCatalogue(fixture('catalogue.csv'))
  const first = { id: 'a1', title: 'Bread, "slowly"', channel: 'Ada', tags: ['bread', 'slow'], durationSeconds: 253 }
  expect(items).toEqual([
    Item.parse({ ...first, views: 1200, publishedAt: '2024-02-29' }),
    Item.parse({
      ...{ id: 'a2', title: 'Nine minute pasta', tags: ['pasta', 'quick'], durationSeconds: 43 },
      publishedAt: '2024-03-01T10:00:00Z'
    }),
    Item.parse({ id: 'a3', title: 'Two lines', channel: 'Bo', durationSeconds: 3723, views: 0 })
  ])
  expect(notes).toEqual([
    'read by another name: "video_id" as id, "channel title" as channel, "duration" as durationSeconds, "view-count" as views',
    'not read: "mood"',
    'no format column: video assumed',
    'no column for description, category, topics, image, likes, dislikes, comments, shares: left empty',
    'publishedAt: 1 cell is no ISO date, left empty'
  ])
})

const trending = new URL('../../shared/data/trending-videos.csv', import.meta.url).pathname
test.skipIf(!existsSync(trending))('the trending videos of 2017 are read as they stand', async () => {
  const { items, notes } = await readCatalogue(trending)
  expect(items).toHaveLength(1608)
  expect(items[0]).toMatchObject({
    ...{ id: '-1fzGnFwz9M', title: "9 Things You Need To Know About Kittens - Simon's Cat | 101" },
    ...{ channel: "Simon's Cat", category: 'Pets & Animals', views: 189_414, likes: 7070, comments: 288 }
  })
  expect(items[0]?.tags).toHaveLength(20)
  expect(notes).toEqual([
    'not read: "trending_day"',
    'no format column: video assumed',
    'no durationSeconds column: 60 s assumed',
    'no column for description, topics, image, publishedAt, shares: left empty'
  ])
})

test('everything that is wrong with a table is told at once, each at its cell', async () => {
  const rows = [
    'id,title,views,likes,duration_ms,tags',
    '1,"A ""quoted"" title",12k,-3,60000,a',
    '2,,5,1.5,500,b',
    '3,b,1,1',
    '1,"two',
    'lines",-1,1,NaN,x',
    ',no id,1,1,1000,y',
    `5,${'x'.repeat(501)},1,1,1e9,${'t'.repeat(201)}`,
    '6,fine,1,1,60000,a|b',
    '7,too many,1,1,1,a,b,c'
  ]
  expect(await complaints(csv(rows.join('\r\n')))).toEqual([
    'catalogue.invalid',
    'items.csv:2:24  views is "12k", not a number.  (fix: Write digits only, such as 12345.)',
    'items.csv:2:28  likes is -3, below 0.  (fix: Give a whole number, 0 or more.)',
    'items.csv:3:3  title is blank.  (fix: Fill it in, or remove the row.)',
    'items.csv:3:6  likes is 1.5.  (fix: Give a whole number, 0 or more.)',
    'items.csv:3:10  duration_ms in seconds is 0.5, below 1.  (fix: Give a number from 1 to 86,400.)',
    'items.csv:4:1  4 fields where the first line names 6.  (fix: Write the missing fields, empty where nothing is known.)',
    'items.csv:5:1  id "1" is on line 2 already.  (fix: Give each row its own, or remove one.)',
    'items.csv:6:8  views is -1, below 0.  (fix: Give a whole number, 0 or more.)',
    'items.csv:7:1  id is blank.  (fix: Fill it in, or remove the row.)',
    'items.csv:8:3  title has 501 characters.  (fix: Shorten it to 500.)',
    'items.csv:8:509  duration_ms in seconds is 1000000, above 86,400.  (fix: Give a number from 1 to 86,400.)',
    'items.csv:8:513  tags[0] has 201 characters.  (fix: Shorten it to 200.)',
    'items.csv:10:1  8 fields where the first line names 6.  (fix: Put fields that hold "," in quotes.)'
  ])
})

test('columns that are missing or there twice are told with those that there are', async () => {
  expect(await complaints(csv('ident,titel,views\n1,a,2\n'))).toEqual([
    'catalogue.invalid',
    'items.csv:1:1  no column "id"; there are "ident", "titel", "views".  (fix: Name a column "id".)',
    'items.csv:1:1  no column "title"; there are "ident", "titel", "views".  (fix: Rename "titel" to "title", if that is what it holds.)'
  ])
  expect(await places(csv('id,title,Views,views\n1,a,2,3\n'))).toEqual([
    'catalogue.invalid',
    'items.csv:1:16  column "views" is there twice: views could be either.'
  ])
  const { notes } = await csv('id,title,name,vews,\n1,a,b,2,\n')
  expect(notes[0]).toBe('not read: "name", "vews" (did you mean views?), a column without a name')
})

test('of a name of its own and another, the own one is read', async () => {
  const { items } = await csv('name,post_id,id,title\nx,y,1,a\n')
  expect(items[0]).toMatchObject({ id: '1', title: 'a' })
})

test.each([
  [';', 'id;title;tags\n1;"a; b";"x;y"\n'],
  ['\t', 'id\ttitle\ttags\n1\ta; b\tx;y\n'],
  [',', '\uFEFF"id","title","tags"\n"1","a; b","x;y"\n']
])('a table divided by %j is read', async (_, text) => {
  expect((await csv(text)).items).toMatchObject([{ id: '1', title: 'a; b', tags: ['x', 'y'] }])
})

test.each([
  [
    'never closed',
    'id,title\n1,"open\n2,b\n3,\n',
    ['2:3  a quote is opened here and never closed.', '4:3  title is blank.']
  ],
  [
    'closed too soon',
    'id,title\n1,"a" b\n2,\n',
    ['2:3  there is a quote within this field, and text outside of it.', '3:3  title is blank.']
  ],
  [
    'in the middle',
    'id,title\n1,5" nail\n,b\n',
    ['2:3  there is a quote within this field, and text outside of it.', '3:1  id is blank.']
  ],
  ['after a row of two lines', 'id,title\n1,"a\nb"\n\n2,"c\n', ['5:3  a quote is opened here and never closed.']],
  ['in the first line', 'id,"title\n1,a\n', ['1:4  a quote is opened here and never closed.']]
])('a quote %s is told where it begins, and the rows after it are read', async (_, text, expected) => {
  expect(await places(csv(text))).toEqual(['catalogue.invalid', ...expected.map((line) => `items.csv:${line}`)])
})

test('lines are counted over blank ones, Windows and old Macintosh line ends, and quoted breaks', async () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const rows = ['id,title,views', '', '1,"a', '', 'b",1', '', '', '2,c,x', '   ', '3,d,y']
    expect(await places(csv(rows.join(end))), JSON.stringify(end)).toEqual([
      'catalogue.invalid',
      'items.csv:8:5  views is "x", not a number.',
      'items.csv:10:5  views is "y", not a number.'
    ])
  }
})

test('blank rows are skipped and counted, control characters removed and counted', async () => {
  const { items, notes } = await csv('id,title,description\n1,a\u0000b\u001b[31m,"x\u0007\ny"\n,,\n, ,\n')
  expect(items).toEqual([Item.parse({ id: '1', title: 'ab[31m', description: 'x\ny' })])
  expect(notes.slice(-2)).toEqual(['3 control characters removed from text', '2 blank rows skipped'])
})

test('empty numbers are unknown, an empty duration is assumed and noted', async () => {
  const { items, notes } = await csv('id,title,views,durationSeconds\n1,a,,\n2,b,NaN,30\n')
  expect(items.map(({ views, durationSeconds }) => [views, durationSeconds])).toEqual([
    [undefined, 60],
    [undefined, 30]
  ])
  expect(notes).toContain('durationSeconds: 1 cell is empty, 60 s assumed')
})

test.each(['0x10', '1,5', '1_000', 'Infinity', '1e400', '12 '.repeat(2)])('%j is no number of views', async (cell) => {
  const [code, found] = await places(csv(`id,title,views\n1,a,"${cell}"\n`))
  expect([code, found]).toEqual(['catalogue.invalid', expect.stringMatching(/^items\.csv:2:5 {2}views is /)])
})

test('a header without rows, and an empty list, are no catalogue', async () => {
  expect(await places(csv('id,title\n'))).toEqual(['catalogue.invalid', 'items.csv  there are no rows in it.'])
  expect(await places(json('[]'))).toEqual(['catalogue.invalid', 'items.json  there are no rows in it.'])
})

test('after a thousand problems reading stops, and says so', async () => {
  const rows = Array.from({ length: 3000 }, (_, row) => `${row},a,x`).join('\n')
  const found = await places(csv(`id,title,views\n${rows}`))
  expect(found.at(1)).toBe('items.csv:2:5  views is "x", not a number.')
  expect(found.at(-1)).toBe('… and 981 more')
})

test('a JSON list, JSON Lines and one object are read alike', async () => {
  const rows = [
    { id: 7, Title: 'a', tags: ['x', 'y'], views: 3, duration: null },
    { id: 'b', Title: 'B', tags: 'x|y', category: 'c' }
  ]
  const expected = [
    Item.parse({ id: '7', title: 'a', tags: ['x', 'y'], views: 3 }),
    Item.parse({ id: 'b', title: 'B', tags: ['x', 'y'], category: 'c' })
  ]
  const lines = rows.map((row) => JSON.stringify(row)).join('\r\n')
  for (const [name, text] of [
    ['a.json', JSON.stringify(rows)],
    ['b.json', JSON.stringify(rows, null, 2)],
    ['c.jsonl', lines],
    ['d.ndjson', `\n${lines}\n\n`],
    ['e.json', lines]
  ] as const)
    expect((await json(text, name)).items, name).toEqual(expected)
  expect((await json(JSON.stringify(rows[0], null, 1))).items).toEqual(expected.slice(0, 1))
})

test('what is wrong in JSON is told at the value', async () => {
  const text = `[
  { "id": "a", "title": "A", "views": "many" },
  { "title": "B", "id": "a" },
  { "id": 12345678901234567890, "title": true },
  { "id": "c" }, 5,
  { "id": "d", "title": "D", "tags": [1, {}], "durationSeconds": -1 }
]`
  expect(await places(json(text))).toEqual([
    'catalogue.invalid',
    'items.json:2:39  views is "many", not a number.',
    'items.json:3:25  id "a" is on line 2 already.',
    'items.json:4:11  id is 12345678901234567000, a number too large to be kept exactly.',
    'items.json:4:42  title is true.',
    'items.json:5:3  title is blank.',
    'items.json:5:18  this is 5, not an object.',
    'items.json:6:38  tags holds {}.',
    'items.json:6:66  durationSeconds is -1, below 1.'
  ])
})

test.each([
  ['[{"id": 1,}]', '1:11  the JSON breaks off here: "}" is not expected.'],
  ['[\n {"id": 1}\n {"id": 2}\n]', '3:2  the JSON breaks off here: "{"id":" is not expected.'],
  ['[{"id": NaN}]', '1:9  the JSON breaks off here: "NaN" is not expected.'],
  ["[{'id': 1}]", '1:3  the JSON breaks off here: "\'id\':" is not expected.'],
  ['[{"id": "a\nb"}]', '1:11  the JSON breaks off here: " " is not expected.'],
  ['[{"id": "a"}', '1:13  the JSON breaks off here: the text ends.'],
  ['[] []', '1:4  the JSON breaks off here: "[" is not expected.'],
  ['{"id": 01}', '1:9  the JSON breaks off here: "1" is not expected.'],
  ['"id"', '1:1  this is "id", not an object.'],
  ['id: 1', '1:1  the JSON breaks off here: "id:" is not expected.']
])('the JSON %j is told where it breaks off', async (text, expected) => {
  expect(await places(json(text))).toEqual(['catalogue.invalid', `items.json:${expected}`])
})

test('in JSON Lines every broken line is told, and the others are read', async () => {
  const lines = ['{"id":1,"title":"a"}', '{"id":2,"title"}', '', '[1]', '{"id":3,"title":""}']
  expect(await places(json(lines.join('\n'), 'items.jsonl'))).toEqual([
    'catalogue.invalid',
    'items.jsonl:2:16  the JSON breaks off here: "}" is not expected.',
    'items.jsonl:4:1  this is a list of 1, not an object.',
    'items.jsonl:5:17  title is blank.'
  ])
})

test('JSON too deep to follow is refused', async () => {
  expect((await places(json('['.repeat(100_000))))[0]).toBe('catalogue.invalid')
  const deep = `[{"id":"a","title":"b","tags":${'['.repeat(5000)}${']'.repeat(5000)}}]`
  expect((await complaints(json(deep)))[1]).toMatch(/fewer lists within lists/)
})

test('names that belong to every object are only names', async () => {
  const text = '[{"id":"a","title":"b","__proto__":{"views":1},"constructor":2,"toString":"x"}]'
  const { items, notes } = await json(text)
  expect(items).toEqual([Item.parse({ id: 'a', title: 'b' })])
  expect(notes[0]).toBe('not read: "__proto__", "constructor", "toString"')
  expect((await csv('__proto__,id,title,constructor\n1,a,b,2\n')).items).toEqual(items)
  expect(({} as { views?: number }).views).toBeUndefined()
})

test('a Parquet file is read by its columns, and told by its rows', async () => {
  const database = await DuckDBInstance.create(':memory:')
  const connection = await database.connect()
  const write = (name: string, select: string) => connection.run(`copy (${select}) to '${at(name)}' (format parquet)`)
  await write(
    'it[e]ms.parquet',
    `select * from (values (1::bigint, 'a', ['x', 'y'], 3::hugeint, timestamp '2024-02-29 01:02:03', 4200),
     (2, 'b', null, null, null, null)) t(video_id, title, tags, views, published, duration_ms)`
  )
  await write('bad.parquet', `select * from (values ('a', 'A', -1), ('a', ' ', 2)) t(id, title, likes)`)
  connection.closeSync()
  database.closeSync()

  expect((await readCatalogue(at('it[e]ms.parquet'))).items).toEqual([
    Item.parse({
      ...{ id: '1', title: 'a', tags: ['x', 'y'], views: 3, durationSeconds: 4.2 },
      publishedAt: '2024-02-29T01:02:03.000Z'
    }),
    Item.parse({ id: '2', title: 'b' })
  ])
  expect(await places(readCatalogue(at('bad.parquet')))).toEqual([
    'catalogue.invalid',
    'bad.parquet  row 1, likes is -1, below 0.',
    'bad.parquet  row 2, title is blank.',
    'bad.parquet  row 2, id "a" is on row 1 already.'
  ])
  expect((await complaints(readCatalogue(given('no.parquet', 'id,title'))))[0]).toBe('input.format')
})

test('an ending that is not known is told with those that are', async () => {
  expect(await complaints(csv('x', 'items.xml'))).toEqual([
    'input.format',
    'items.xml  rows are not read from ".xml".  (fix: Use .csv, .tsv, .json, .jsonl, .ndjson, .parquet or .pq.)'
  ])
})

test('posts are read from a table by the same rules', async () => {
  const table = 'Title,duration,topics,author,mood\na,0:43,x|y,Ada,m\nb,,z,,\n'
  const { posts, notes } = await readPosts(given('posts.csv', table))
  expect(posts.map(({ title, durationSeconds, topics, creator }) => [title, durationSeconds, topics, creator])).toEqual(
    [
      ['a', 43, ['x', 'y'], 'Ada'],
      ['b', 60, ['z'], '']
    ]
  )
  expect(notes).toContain('not read: "mood"')
  expect(await places(readPosts(given('posts.jsonl', '{"title":"a"}\n{"title":"b","format":"clip"}')))).toEqual([
    'post.invalid',
    'posts.jsonl:2:23  format is "clip".'
  ])
})
