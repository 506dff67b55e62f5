import { stripVTControlCharacters } from 'node:util'

const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/gu

/** Text from a file on one line, with nothing that a terminal would act on. */
export const plain = (text: string): string =>
  stripVTControlCharacters(text).replace(/\s+/g, ' ').replace(UNPRINTABLE, '').replace(/ +/g, ' ').trim()

/** The same for text of several lines, such as a message. */
export const plainLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line.match(/^ */)?.[0] ?? '') + plain(line.trimStart()))
    .join('\n')

/** All texts in a value, and its keys, made plain: what is shown of a result can then be trusted. */
export function plainAll<T>(value: T): T {
  if (typeof value === 'string') return plain(value) as T
  if (Array.isArray(value)) return value.map(plainAll) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [plain(key), plainAll(inner)])) as T
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const WIDE =
  /^(?:\p{Emoji_Presentation}|\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|[\u3000-\u303f\uff01-\uff60\uffe0-\uffe6])|\ufe0f/u
const NARROW = /^[\x20-\x7e]*$/

/** Columns that a text takes in a terminal; colours take none. */
export function widthOfText(text: string): number {
  const bare = text.includes('\x1b') ? stripVTControlCharacters(text) : text
  if (NARROW.test(bare)) return bare.length
  let width = 0
  for (const { segment } of graphemes.segment(bare))
    width += /^\p{M}|^\p{Cf}$/u.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1
  return width
}

/** The text, cut to so many columns, with … where something is missing. */
export function cut(text: string, width: number): string {
  if (widthOfText(text) <= width) return text
  let [kept, used] = ['', 0]
  for (const { segment } of graphemes.segment(text)) {
    used += widthOfText(segment)
    if (used > width - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

export const padEnd = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - widthOfText(text)))
export const padStart = (text: string, width: number) => ' '.repeat(Math.max(0, width - widthOfText(text))) + text

/** Lines of at most `width` columns, broken between words, and never before a %; all but the first begin with `indent` spaces. */
export function wrap(text: string, width: number, indent = 0): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/ (?!%)/)) {
    const longer = line === '' ? word : `${line} ${word}`
    const room = lines.length === 0 ? width : width - indent
    if (line !== '' && widthOfText(longer) > room) {
      lines.push(line)
      line = word
    } else line = longer
  }
  lines.push(line)
  return lines.map((each, at) => (at === 0 ? each : ' '.repeat(indent) + each))
}
