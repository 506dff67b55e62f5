import type { Act } from '../../contract/instruction.ts'
import type { Action, Cause, Mood, Reason } from '../../contract/session.ts'

/** What one person does with one item, in the present. Opening is told with its seconds. */
export const DEEDS: Record<Exclude<Action, 'click'>, string> = {
  skip: 'passes it by',
  like: 'likes it',
  comment: 'comments on it',
  share: 'shares it',
  follow: 'follows its channel',
  hide: 'hides it'
}

/** After a colon. */
export const REASONS_WHY: Record<Reason, string> = {
  none: '',
  'loves-topic': 'loves the topic',
  'curious-about-it': 'curious about it',
  'well-made': 'it looks well made',
  'right-length': 'it has the right length',
  'passing-time': 'to pass the time',
  'not-my-thing': 'not their thing',
  'dislikes-topic': 'dislikes the topic',
  'seen-enough-of-it': 'has seen enough of it',
  'too-long': 'it is too long',
  'wrong-format': 'the wrong format',
  weak: 'it looks weak',
  'in-a-hurry': 'in a hurry'
}

/** After a colon: why somebody goes, or is about to. */
export const CAUSES_WHY: Record<Cause, string> = {
  none: '',
  bored: 'bored',
  annoyed: 'annoyed',
  tired: 'tired',
  repetitive: 'too much of the same',
  'off-topic': 'too far from what they like',
  'too-long': 'things are too long',
  done: 'has what they came for',
  external: 'called away'
}

export const FEELINGS: Record<Mood, string> = {
  curious: 'curious',
  engaged: 'engaged',
  tolerating: 'putting up with it',
  satiated: 'had their fill',
  bored: 'bored',
  frustrated: 'frustrated'
}

const WISHES: Record<Act, (target: string | null) => string> = {
  exclude: (target) => `no more ${target ?? 'of this'}`,
  reduce: (target) => `less ${target ?? 'of this'}`,
  'diversify-near': (target) => `something else, not far from ${target ?? 'this'}`,
  'explore-far': (target) => `something far from ${target ?? 'this'}`,
  'more-like': (target) => `more ${target ?? 'like this'}`,
  novelty: () => 'something new',
  trending: () => 'what is popular now',
  local: (target) => (target === null ? 'things from near here' : `things from ${target}`),
  length: (target) => `${target ?? 'other'} items`,
  format: (target) => (target === null ? 'another format' : `the format “${target}”`),
  mood: (target) => `something ${target ?? 'in another mood'}`,
  pace: (target) => `a ${target ?? 'different'} pace`,
  reset: () => 'a fresh start'
}

/** What is asked for, in a few words. */
export const wish = (act: Act, target: string | null): string => WISHES[act](target)

/** An act as it is in the log, with its target. */
export const asLogged = (act: Act, target: string | null): string => (target === null ? act : `${act} · ${target}`)

export const because = (why: string): string => (why === '' ? '' : `: ${why}`)

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`

/** A share of a slate; whole percents, a decimal below ten where it has one. */
export const percent = (share: number): string => {
  const hundredths = 100 * share
  if (hundredths > 0 && hundredths < 0.1) return 'under 0.1%'
  return `${Number(hundredths.toFixed(hundredths < 9.95 ? 1 : 0))}%`
}

const UNITS = [
  ['day', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1]
] as const

/** A length of time in its two largest units: `12 s`, `3 min 20 s`, `1 day 4 h`. */
export function span(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'for ever'
  if (seconds > 0 && seconds < 0.95) return 'less than 1 s'
  let rest = Math.round(seconds)
  if (rest >= 3_600) rest = Math.round(rest / 60) * 60
  if (rest >= 86_400) rest = Math.round(rest / 3_600) * 3_600
  const parts: string[] = []
  for (const [unit, size] of UNITS) {
    const n = Math.floor(rest / size)
    rest -= n * size
    if (n > 0) parts.push(unit === 'day' ? plural(n, 'day') : `${n} ${unit}`)
  }
  return parts.slice(0, 2).join(' ') || '0 s'
}
