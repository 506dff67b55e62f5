import { visible } from '../contract/visible.ts'

export { visible }

/** The same value, with every text and every key in it made visible. */
export function printable<Value>(value: Value): Value {
  return clean(value) as Value
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return visible(value)
  if (Array.isArray(value)) return value.map(clean)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [visible(key), clean(of)]))
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u

/** At most so many columns of a text, an ellipsis for the rest; wide letters take two, and none is cut in half. */
export function clip(text: string, columns: number): string {
  let taken = 0
  let kept = ''
  let before = ''
  for (const { segment } of letters.segment(text.slice(0, columns * 12 + 12))) {
    taken += WIDE.test(segment) ? 2 : 1
    if (taken > columns) return `${atWord(before)}…`
    if (taken < columns) before = kept + segment
    kept += segment
  }
  return kept
}

/** The same from the middle, since names of one family often differ at their ends. */
export function squeeze(text: string, columns: number): string {
  if (clip(text, columns) === text) return text
  const tail = [...letters.segment(text.slice(-columns))].slice(-Math.floor(columns / 3)).map(({ segment }) => segment)
  const wide = tail.filter((letter) => WIDE.test(letter)).length
  return clip(text, columns - tail.length - wide) + tail.join('').trimStart()
}

/** Without the beginnings of a word at the end, where little is lost by it. */
function atWord(text: string): string {
  const cut = text.trimEnd().search(/\s\S*$/u)
  return (cut > 0.75 * text.length ? text.slice(0, cut) : text).replace(/[\s,;:(–—-]+$/u, '')
}

export const count = (n: number): string => (Number.isFinite(n) ? Math.round(n).toLocaleString('en') : '–')

/** A share as a percentage: whole from 10 % on, with a decimal below. */
export const percent = (share: number): string => (Number.isFinite(share) ? `${hundredths(share)}%` : '–')

function hundredths(share: number): string {
  const value = 100 * share
  if (value > 0 && value < 0.05) return '<0.1'
  const digits = Math.abs(value) < 9.95 && Math.abs(value) >= 0.05 ? 1 : 0
  return plain(value, digits)
}

/** The same on an axis: without a decimal that says nothing. */
export const tick =
  (format: (value: number) => string) =>
  (value: number): string =>
    format(value)
      .replace(/(\.\d*?)0+(?=\D|$)/, '$1')
      .replace(/\.(?=\D|$)/, '')

/** A number without needless digits, with a true minus. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  return plain(value, size >= 100 ? 0 : size >= 10 ? 1 : 2)
}

const plain = (value: number, digits: number): string => {
  const shown = Math.abs(value).toFixed(digits)
  const grouped = Number(shown) >= 10_000 ? Number(shown).toLocaleString('en') : shown
  return value < 0 && Number(shown) !== 0 ? `−${grouped}` : grouped
}

/** Digits after the point at most, for what is nearly 0. */
const MOST_DIGITS = 4

/** A difference with its sign, `+6.2`. What is not 0 is never written as 0, so that words and colours agree with it. */
export function signed(value: number, digits = 1): string {
  if (!Number.isFinite(value)) return '–'
  const shown = plain(value, digits)
  if (Number(shown.replace('−', '')) !== 0 || value === 0) return value > 0 ? `+${shown}` : shown
  if (digits < MOST_DIGITS) return signed(value, digits + 1)
  return value > 0 ? 'just above 0' : 'just below 0'
}

/** A stretch of time in seconds as a person would say it: `14 s`, `1:05 min`, `2:03:00 h`. */
export function clock(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–'
  const whole = Math.round(seconds)
  if (whole < 60) return `${seconds < 9.95 && seconds % 1 !== 0 ? seconds.toFixed(1) : whole} s`
  const two = (n: number) => String(n).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)} h` : `${minutes}:${two(whole % 60)} min`
}

/** `a`, `a and b`, `a, b and c`, `a, b and 3 more`. */
export function listed(words: readonly string[], most = 4): string {
  if (words.length > most) return `${words.slice(0, most).join(', ')} and ${words.length - most} more`
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** `3 people`, `1 person`. */
export const many = (n: number, one: string, several = `${one}s`): string => `${count(n)} ${n === 1 ? one : several}`
