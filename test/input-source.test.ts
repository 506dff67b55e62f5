import { chmodSync, mkdirSync, truncateSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readCatalogue } from '../src/input/catalogue.ts'
import { brokenByte } from '../src/input/encoding.ts'
import { readSource as readNow } from '../src/input/source.ts'
import { complaints, folder, places } from './fixtures/input/given.ts'

/** What it throws, as a promise that is broken. */
const readSource = async (...given: Parameters<typeof readNow>) => readNow(...given)

const { at, given } = folder()
const read = (file: string) => readSource(file, 'post')

test('a text is read without its byte order mark', async () => {
  const file = given('bom.yaml', '\uFEFFtitle: Grüße')
  expect(await read(file)).toEqual({ file, ending: '.yaml', text: 'title: Grüße' })
})

test('a file that is not there names the one beside it that was meant', async () => {
  given('autumn.yaml', 'title: x')
  expect(await complaints(read(at('autmun.yaml')))).toEqual([
    'input.missing',
    'autmun.yaml  there is no such file.  (fix: Did you mean "autumn.yaml"?)'
  ])
  expect((await complaints(read(at('no/such/folder.yaml'))))[0]).toBe('input.missing')
  expect((await complaints(read(at('autumn.yaml/post.yaml'))))[0]).toBe('input.missing')
})

test('a folder, an empty file and a blank one are told apart', async () => {
  mkdirSync(at('folder.yaml'))
  expect((await places(read(at('folder.yaml'))))[1]).toBe('folder.yaml  this is a folder.')
  expect(await places(read(given('empty.yaml', '')))).toEqual([
    'input.empty',
    'empty.yaml  the file is empty (0 bytes).'
  ])
  expect(await places(read(given('blank.yaml', ' \r\n\t\n')))).toEqual([
    'input.empty',
    'blank.yaml  the file is blank.'
  ])
  expect(await places(read(given('mark.yaml', '\uFEFF')))).toEqual([
    'input.empty',
    'mark.yaml  the file is empty (0 bytes).'
  ])
})

test.skipIf(process.getuid?.() === 0)('a file that may not be read says so', async () => {
  chmodSync(given('locked.yaml', 'title: x'), 0)
  expect((await places(read(at('locked.yaml'))))[1]).toBe('locked.yaml  you may not read this file.')
})

test('what is no plain file is refused', async () => {
  expect((await complaints(read('/dev/zero')))[0]).toBe('input.unreadable')
})

test('a byte that is no UTF-8 is told by line, column and number', async () => {
  const latin = Buffer.from('title: a\nünd: größe', 'utf8').subarray(0, 15)
  const bytes = Buffer.concat([latin, Buffer.from([0x67, 0x72, 0xf6, 0x20, 0x6e])])
  expect(await complaints(read(given('latin.yaml', bytes)))).toEqual([
    'input.encoding',
    'latin.yaml:2:8  byte 18 (0xF6) is no UTF-8; the text may be in Latin-1 or Windows-1252.  (fix: Save it as UTF-8 (in a spreadsheet: "CSV UTF-8").)'
  ])
})

test.each([
  ['a lone continuation', [0x61, 0x80], 1],
  ['an overlong slash', [0x61, 0xc0, 0xaf], 1],
  ['a surrogate', [0xc3, 0xa4, 0xed, 0xa0, 0x80], 2],
  ['a sequence cut at the end', [0x61, 0xe2, 0x82], 1],
  ['beyond the last code point', [0xf5, 0x80, 0x80, 0x80], 0],
  ['nothing', [0x61, 0xf0, 0x9f, 0x8d, 0x9d], undefined]
])('of %s, the first broken byte is found', (_, bytes, expected) => {
  expect(brokenByte(Uint8Array.from(bytes))).toBe(expected)
})

test.each([
  ['UTF-16 with a mark', Buffer.from('\uFEFFtitle: x', 'utf16le'), 'this is UTF-16 text, not UTF-8 text.'],
  ['UTF-16 without', Buffer.from('title: x and more', 'utf16le'), 'this is UTF-16 text, not UTF-8 text.'],
  ['big-endian UTF-16', Buffer.from('\uFEFFtitle: x', 'utf16le').swap16(), 'this is UTF-16 text, not UTF-8 text.'],
  ['gzip', gzipSync('title: x'), 'this is a gzip archive, not UTF-8 text.'],
  ['a spreadsheet', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'this is a zip archive or a spreadsheet, not UTF-8 text.']
])('%s is named', async (_, bytes, what) => {
  expect(await places(read(given('other.yaml', bytes)))).toEqual(['input.encoding', `other.yaml  ${what}`])
})

test('a huge file is refused by its size, unread', async () => {
  truncateSync(given('huge.yaml', 'x'), 1_000_001)
  expect(await places(read(at('huge.yaml')))).toEqual([
    'input.too-large',
    'huge.yaml  1 MB; a post file may have 1 MB.'
  ])
  truncateSync(given('huge.csv', 'id,title'), 5_000_000_000) // more than can be read at once
  expect(await complaints(readCatalogue(at('huge.csv')))).toEqual([
    'input.too-large',
    'huge.csv  5,000 MB; a catalogue file may have 150 MB.  (fix: Hand in a sample of its rows, leave out columns that are not read, or save it as Parquet.)'
  ])
})

test('a broken byte far into a text of many-byte letters is found where it is', () => {
  for (const letter of ['a', 'é', '€', '🍝']) {
    const before = Buffer.from(`x${letter.repeat(70_000)}`)
    expect(brokenByte(Buffer.concat([before, Buffer.from([0xe9, 0x20])])), letter).toBe(before.length)
  }
  expect(brokenByte(new Uint8Array(200_000).fill(0x80))).toBe(0)
})
