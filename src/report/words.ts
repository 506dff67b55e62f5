import type { Act } from '../contract/instruction.ts'
import type { Measured, Rates } from '../contract/result.ts'
import type { Cause, Mood, Reason } from '../contract/session.ts'
import { capital } from './text.ts'

/** What people did, of a post: «34% opened it». */
export const RATE_WORDS: Record<keyof Rates, string> = {
  click: 'opened it',
  like: 'liked it',
  comment: 'commented on it',
  share: 'shared it',
  skip: 'passed it by',
  leave: 'left right after it'
}

export const RATES = Object.keys(RATE_WORDS) as (keyof Rates)[]

/** «because …». */
export const REASON_WORDS: Record<Reason, string> = {
  none: 'no reason given',
  'loves-topic': 'they love the topic',
  'curious-about-it': 'they are curious about it',
  'well-made': 'it looks well made',
  'right-length': 'it has the right length',
  'passing-time': 'they are passing the time',
  'not-my-thing': 'it is not their thing',
  'dislikes-topic': 'they dislike the topic',
  'seen-enough-of-it': 'they have seen enough of it',
  'too-long': 'it is too long',
  'wrong-format': 'it has the wrong format',
  weak: 'it looks weak',
  'in-a-hurry': 'they are in a hurry'
}

export const CAUSE_WORDS: Record<Cause, string> = {
  none: 'no cause given',
  bored: 'bored',
  annoyed: 'annoyed',
  tired: 'tired',
  repetitive: 'too much of the same',
  'off-topic': 'too far from what they like',
  'too-long': 'things were too long',
  done: 'had what they came for',
  external: 'called away'
}

export const MOOD_WORDS: Record<Mood, string> = {
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
  'diversify-near': (target) => `something different, close to ${target ?? 'this'}`,
  'explore-far': (target) => `something far from ${target ?? 'this'}`,
  'more-like': (target) => `more ${target ?? 'like this'}`,
  novelty: () => 'something new',
  trending: () => 'what is popular now',
  local: (target) => (target === null ? 'things from near here' : `things from ${target}`),
  length: (target) => `${target ?? 'other'} items`,
  format: (target) => `the format ${target ?? 'changed'}`,
  mood: (target) => `something ${target ?? 'in another mood'}`,
  pace: (target) => `a ${target ?? 'different'} pace`,
  reset: () => 'a fresh start'
}

/** What an instruction asks for, in a few words. */
export const wishOf = (act: string, target: string | null): string =>
  (Object.hasOwn(WISHES, act) ? WISHES[act as Act] : () => phrase(act))(target)

/** A word of a closed list as people say it; a word from elsewhere as it stands, without its dashes. */
export const saidOf = (words: Readonly<Record<string, string>>, word: string): string =>
  Object.hasOwn(words, word) ? words[word]! : phrase(word)

export const phrase = (word: string): string => word.replaceAll('-', ' ')

/** A metric's name as a heading. */
export const metricName = (name: string): string => (name === 'ndcg' ? 'NDCG' : capital(phrase(name)))

/** A measure that rests on somebody. */
export const isKnown = ({ value, low, high, n }: Measured): boolean =>
  n > 0 && [value, low, high].every((one) => typeof one === 'number' && Number.isFinite(one))

export const knownOrNull = (measured: Measured): Measured | null => (isKnown(measured) ? measured : null)
