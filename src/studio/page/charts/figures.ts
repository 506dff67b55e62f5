import type { Interval } from '../../api.ts'

/** A whole number with its thousands apart. */
export const count = (n: number): string => (Number.isFinite(n) ? Math.round(n).toLocaleString('en') : '–')

/** A share as a percentage: whole from 10 % on, with a decimal below. */
export const percent = (share: number): string => {
  if (!Number.isFinite(share)) return '–'
  const value = 100 * share
  const size = Math.abs(value)
  return `${value.toFixed(size >= 0.05 && size < 9.95 ? 1 : 0).replace('-', '−')}%`
}

/** A number from 0 to 1, or near it. */
export const hundredth = (value: number): string => (Number.isFinite(value) ? value.toFixed(2).replace('-', '−') : '–')

/** `62% (58–66%)`. */
export const percentBetween = ({ value, low, high }: Omit<Interval, 'n'>): string =>
  Number.isFinite(low) && Number.isFinite(high)
    ? `${percent(value)} (${percent(low).replace('%', '')}–${percent(high)})`
    : percent(value)

/** `3 people`, `1 person`. */
export const many = (n: number, one: string, several = `${one}s`): string => `${count(n)} ${n === 1 ? one : several}`

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** `4 s`, `1:05 min`. */
export const clock = (seconds: number): string => {
  if (!Number.isFinite(seconds)) return '–'
  const whole = Math.round(seconds)
  if (whole < 60) return `${seconds > 0 && seconds < 9.95 ? seconds.toFixed(1).replace('.0', '') : whole} s`
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} min`
}
