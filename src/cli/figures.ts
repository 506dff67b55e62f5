/** Numbers as they are read: shares in percent, intervals no finer than they are wide. */
export const NOTHING = '–'

export const count = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 0 })
export const percent = (share: number): string =>
  Number.isFinite(share) ? `${minus((100 * share).toFixed(1))} %` : NOTHING
export const seconds = (value: number): string =>
  Number.isFinite(value) ? `${value.toFixed(value < 100 ? 1 : 0)} s` : NOTHING
export const decimal = (value: number): string =>
  !Number.isFinite(value) ? NOTHING : minus(Math.abs(value) >= 100 ? count(value) : value.toFixed(digitsOf(value)))
/** Three figures that count, below 100. */
const digitsOf = (value: number): number => (Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3)

/** `32–36`, or `1.8–2.9` where it is narrow, `−4…12` below zero: of numbers in percent or seconds. */
export function interval(low: number, high: number): string {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return ''
  const digits = high - low >= 2 ? 0 : 1
  if (low < 0) return signedInterval(low, high, digits)
  return `${low.toFixed(digits)}–${high.toFixed(digits)}`
}

/** The same for numbers in other units. */
export const decimalInterval = (low: number, high: number): string =>
  Number.isFinite(low) && Number.isFinite(high) ? `${decimal(low)}${low < 0 ? '…' : '–'}${decimal(high)}` : ''

/** `−1.2…3.4`: an interval whose ends may be negative. */
export const signedInterval = (low: number, high: number, digits = 1): string =>
  Number.isFinite(low) && Number.isFinite(high) ? `${minus(low.toFixed(digits))}…${minus(high.toFixed(digits))}` : ''

/** `+3.2`, `−0.4`, `0.0`. */
export function signed(value: number, digits = 1): string {
  if (!Number.isFinite(value)) return NOTHING
  const text = value.toFixed(digits)
  return Number(text) > 0 ? `+${text}` : minus(text)
}

/** With the sign of arithmetic, and none before a zero. */
function minus(text: string): string {
  return /^-[0.]*$/.test(text) ? text.slice(1) : text.replace('-', '−')
}

export const pValue = (p: number): string => (!Number.isFinite(p) ? NOTHING : p < 0.001 ? '< 0.001' : p.toFixed(3))

/** A duration in words: `8 s`, `3 min`, `2.5 h`. */
export function duration(ms: number): string {
  const s = ms / 1_000
  if (s < 90) return `${Math.max(1, Math.round(s))} s`
  return s < 5_400 ? `${Math.round(s / 60)} min` : `${(s / 3_600).toFixed(1)} h`
}

/** `not-my-thing` as it is said. */
export const words = (name: string): string => name.replaceAll('-', ' ')
