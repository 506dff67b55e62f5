import type { Act } from '../contract/instruction.ts'
import type { Clause } from './clauses.ts'
import * as cue from './cues.ts'
import { boundIn, durationIn } from './duration.ts'
import type { Topics } from './topics.ts'

/**
 * What one clause says. A demand asks; a complaint names what there is too much of; a liking tells a taste;
 * a hint is a mood that counts only when nothing else was said; a measure completes a wish for a length.
 */
export interface Said {
  readonly kind: 'demand' | 'complaint' | 'liking' | 'hint' | 'measure'
  readonly act: Act
  readonly target: string | null
  readonly seconds?: number
}

type Polarity = Pick<Said, 'kind' | 'act'>

/** Reads a clause: first what it is about besides topics, then its polarity, and only then which topic. */
export function readClause(clause: Clause, topics: Topics): Said[] {
  const text = clause.tokens.map(({ word }) => word).join(' ')
  const marks = clause.tokens.filter(({ word }) => word.startsWith('@')).map(({ word }) => word)
  const named = (act: Act, kind: Said['kind'] = 'demand'): Said[] => [
    { kind, act, target: marks[0] ? topics.name(marks[0]) : null }
  ]

  if (cue.RESET.test(text) && marks.length === 0)
    return isRefused(text, cue.RESET) ? [] : [{ kind: 'demand', act: 'reset', target: null }]
  const scaled = scaleIn(text, marks.length > 0)
  if (scaled) return [scaled]
  if (marks.length === 0 && cue.LOCAL.test(text)) return otherwise(clause, text)
  if (cue.NEAR.test(text))
    return marks.length > 0
      ? named('diversify-near')
      : [{ kind: 'demand', act: 'diversify-near', target: phraseAfter(text, cue.NEAR, topics) }]
  if (cue.FAR.test(text)) return isRefused(text, cue.FAR) ? named('more-like') : named('explore-far')
  if (marks.length === 0) {
    const other = otherwise(clause, text)
    if (other.length > 0) return other
  }
  return aboutTopics(clause, text, marks, topics)
}

/** What needs no topic: places, crowds, news, formats, «more of this». */
function otherwise(clause: Clause, text: string): Said[] {
  const said = untopical(clause, text)
  return said && !(clause.instead && said.target === null) ? [said] : []
}

function untopical(clause: Clause, text: string): Said | undefined {
  const place = placeIn(clause, text)
  if (place !== undefined)
    return isRefused(text, cue.LOCAL) ? undefined : { kind: 'demand', act: 'local', target: place }
  if (cue.TRENDING.test(text))
    return { kind: 'demand', act: isRefused(text, cue.TRENDING) ? 'novelty' : 'trending', target: null }
  if (cue.SEEN.test(text)) return { kind: 'hint', act: 'novelty', target: null }
  if (cue.NOVELTY.test(text)) return { kind: 'demand', act: 'novelty', target: null }
  const polarity = polarityOf(text, clause.instead) ?? { kind: 'demand', act: 'more-like' }
  const format = formatIn(text)
  if (format)
    return { kind: polarity.kind, act: polarity.act === 'more-like' ? 'format' : polarity.act, target: format }
  const isPointed = polarity.act === 'more-like' ? cue.LIKE_THIS.test(text) : cue.POINTING.test(rewritten(text))
  const words = rewritten(text).split(' ')
  if (isPointed && contentOf(words.slice(Math.max(0, words.findIndex(isCue)))).length === 0)
    return { kind: polarity.kind === 'complaint' ? 'hint' : polarity.kind, act: polarity.act, target: null }
  return undefined
}

function aboutTopics(clause: Clause, text: string, marks: readonly string[], topics: Topics): Said[] {
  const words = rewritten(text).split(' ')
  const polarity = polarityOf(text, clause.instead)
  if (marks.length > 0) {
    const { kind, act } = polarity ?? { kind: 'demand', act: 'more-like' }
    if (!polarity && contentOf(words).length > 0) return []
    return [...new Set(marks)].map((mark) => ({ kind, act, target: topics.name(mark) }))
  }
  if (!polarity || !isAsking(words, polarity)) return feelingIn(text)
  const phrase = objectOf(words)
  if (!phrase) return feelingIn(text)
  const parts = phrase.split(/ (?:and|or|nor) /)
  const meant = parts.map((part) => topics.meant(part))
  const areKnown = parts.length > 1 && meant.every((topic, i) => topic !== parts[i])
  return (areKnown ? meant : [topics.meant(phrase)]).map((target) => ({ ...polarity, target }))
}

/** Whether words that name no known topic ask for something at all, rather than tell how somebody is. */
function isAsking(words: readonly string[], { kind, act }: Polarity): boolean {
  const said = words.join(' ')
  if (kind === 'complaint' && act === 'exclude') return /\b(?:DROP|hate|dislike|despise|loathe|detest)\b/.test(said)
  if (kind === 'complaint')
    return /\bGLUT (?:\w+ )*\w+$/.test(said) && !/\bGLUT (?:i|you|it|this|that|clip|video)\b/.test(said)
  if (/\b(?:DROP|LESS|TRIM|MORE|WANT|less|fewer|more|prefer|crave|hate|dislike)\b/.test(said)) return true
  if (/\bi (?:\w+ )?(?:want|need)\b|\bi (?:do|will|would) not (?:\w+ )?(?:want|need|see)\b/.test(said)) return true
  if (kind === 'liking') return true
  const start = words.find((word) => !POLITE.has(word)) ?? ''
  if (
    act === 'exclude' &&
    /^(?:no|without|never|nothing (?:about|with|on))\b/.test(words.slice(words.indexOf(start)).join(' '))
  )
    return true
  return start !== 'help' && (cue.STOPPERS.has(start) || cue.REDUCERS.has(start) || cue.WISHERS.has(start))
}

const POLITE = new Set(
  'please could can would will you kindly just maybe perhaps and then so also try do not never let us me go on now'.split(
    ' '
  )
)

function feelingIn(text: string): Said[] {
  if (cue.BORED.test(text) && !/\bnot\b/.test(text)) return [{ kind: 'hint', act: 'reduce', target: null }]
  if (cue.WEARY.test(text) && !/\bnot\b/.test(text)) return [{ kind: 'hint', act: 'mood', target: 'lighter' }]
  return []
}

/** Counts what turns a wish round: «do not stop» asks for more, «no less» as well. */
function polarityOf(original: string, instead: boolean): Polarity | undefined {
  if (instead) return { kind: 'demand', act: 'reduce' }
  const text = rewritten(original)
  const words = text.split(' ')
  const count = (set: ReadonlySet<string>) => words.reduce((sum, word) => sum + Number(set.has(word)), 0)
  const [negators, stoppers] = [count(cue.NEGATORS), count(cue.STOPPERS)]
  if (words.includes('GLUT')) {
    if (/\b(?:not|never)(?: \w+)? GLUT\b/.test(text) && stoppers === 0 && !/\bdo not\b/.test(text))
      return { kind: 'demand', act: 'more-like' }
    if (words.includes('DROP') || words.includes('LESS'))
      return { kind: 'demand', act: words.includes('DROP') ? 'exclude' : 'reduce' }
    return { kind: negators + stoppers > 0 && !cue.DISLIKE.test(original) ? 'demand' : 'complaint', act: 'reduce' }
  }
  if (count(cue.REDUCERS) > 0) return { kind: 'demand', act: (negators + stoppers) % 2 === 1 ? 'more-like' : 'reduce' }
  const kind = cue.DISLIKE.test(original) ? 'complaint' : 'demand'
  if (stoppers > 0) return { kind, act: negators % 2 === 1 ? 'more-like' : 'exclude' }
  if (negators > 0) return { kind, act: negators % 2 === 1 ? 'exclude' : 'more-like' }
  if (cue.STATEMENT.test(original) && !words.includes('WANT') && !words.includes('MORE'))
    return { kind: 'liking', act: 'more-like' }
  return count(cue.WISHERS) > 0 ? { kind: 'demand', act: 'more-like' } : undefined
}

const isCue = (word: string) =>
  cue.NEGATORS.has(word) || cue.STOPPERS.has(word) || cue.REDUCERS.has(word) || cue.WISHERS.has(word) || word === 'GLUT'

const rewritten = (text: string) =>
  cue.IDIOMS.reduce((said, [idiom, word]) => said.replace(idiom, word), text)
    .replace(/ +/g, ' ')
    .trim()

/** Whether what matches is asked not to be. */
function isRefused(text: string, what: RegExp): boolean {
  const before = rewritten(text.slice(0, what.exec(text)?.index ?? 0)).split(' ')
  const turns = before.filter(
    (word) => cue.NEGATORS.has(word) || cue.STOPPERS.has(word) || cue.REDUCERS.has(word) || word === 'GLUT'
  ).length
  return turns % 2 === 1
}

function scaleIn(text: string, hasTopic: boolean): Said | undefined {
  const bound = boundIn(text)
  if (bound) return { kind: 'demand', act: 'length', ...bound }
  for (const { act, ends, comparative, plain } of cue.SCALES) {
    if (hasTopic && act === 'mood') continue
    for (const end of [0, 1] as const) {
      const found = comparative[end].exec(text)
      if (
        !found ||
        /\b(?:no longer|any longer|much longer|how much longer|longer for me)\b/.test(text) ||
        /\bgo lighter on\b/.test(text)
      )
        continue
      const target = ends[isRefused(text, comparative[end]) ? 1 - end : end]!
      const seconds = act === 'length' ? durationIn(text) : undefined
      return { kind: 'demand', act, target, ...(seconds === undefined ? {} : { seconds }) }
    }
    if (hasTopic) continue
    for (const end of [0, 1] as const) {
      const said = adjectiveIn(text, plain[end])
      if (said) return { kind: said.kind, act, target: ends[said.turned ? 1 - end : end]! }
    }
  }
  const seconds = durationIn(text)
  if (
    seconds !== undefined &&
    !hasTopic &&
    contentOf(
      text
        .split(' ')
        .filter(
          (word) =>
            !/^\d|^(?:s|secs?|seconds?|mins?|minutes?|hours?|half|say|one|two|three|five|ten|fifteen|twenty|thirty|forty|sixty|ninety|fifty)$/.test(
              word
            )
        )
    ).length === 0
  )
    return { kind: 'measure', act: 'length', target: null, seconds }
  return undefined
}

/** «too long», «something funny», «nothing heavy», but neither «long distance running» nor «funny cats». */
function adjectiveIn(text: string, adjectives: string): { kind: Said['kind']; turned: boolean } | undefined {
  const form = new RegExp(
    `(?:^| )(?:(too|so|way|less|fewer|very|this|that|as|more|really|how|quite|pretty|awfully|terribly) )*(?:${adjectives})(?= (?:(?:and|or|but|for|please|now|today|tonight|to|at|in|instead|enough|again|too|on|this|next|by|that|after|any|because|right|${cue.GENERIC})\\b)|$)`
  )
  const found = form.exec(text)
  if (!found) return undefined
  const before = rewritten(text.slice(0, found.index)).split(' ')
  const excess =
    /\b(?:too|so|way|awfully|terribly|far)\b/.test(found[0]) ||
    before.includes('GLUT') ||
    /\b(?:drags?|feels?|gets|getting|running)\b/.test(text)
  const turns = before.filter(
    (word) => cue.NEGATORS.has(word) || cue.STOPPERS.has(word) || cue.REDUCERS.has(word)
  ).length
  const isLess = /\b(?:less|fewer)\b/.test(found[0])
  if (turns > 0 || isLess) return { kind: 'demand', turned: turns % 2 === 1 || isLess }
  if (excess) return { kind: 'hint', turned: true }
  const isTold = /\b(?:is|are|was|were|am|makes?)(?: me)?(?: (?:all|just|a|bit|little|very|really|quite))*$/.test(
    before.join(' ').trim()
  )
  if (isTold && !/\b(?:want|need|WANT)\b/.test(before.join(' '))) return { kind: 'hint', turned: true }
  const isAsked =
    /\b(?:more|be|keep|prefer|want|WANT|like|show|give|get|offer|find|something|anything|stuff|things|clips?|videos?|content|pick|stick|make (?:it|them))\b/.test(
      rewritten(text)
    )
  return isAsked || text.split(' ').length <= 3 ? { kind: 'demand', turned: false } : undefined
}

function formatIn(text: string): string | undefined {
  const found = cue.FORMAT_CUES.find(([pattern]) => pattern.test(text))
  if (!found) return undefined
  const [pattern, format] = found
  const rest = contentOf(
    rewritten(text.replace(new RegExp(pattern, 'g'), ' '))
      .split(' ')
      .filter(
        (word) =>
          !/^(?:proper|real|actual|full|normal|ordinary|plain|straight|moving|format|form|kind|written|instead|still|on|screen|my|ears|eyes|can|could|nice|recorded|switch|switching|over|mode|use|stick|sticking)$/.test(
            word
          )
      )
  )
  if (rest.length > 0) return undefined
  if (format !== 'video') return format
  return /\bvideos?(?: (?:format|form))?(?: (?:please|instead|for me|now|today|thanks|again|only|then|would (?:be|do) .*|from now on|for a change|better|more))*$/.test(
    text
  )
    ? format
    : undefined
}

function placeIn(clause: Clause, text: string): string | null | undefined {
  for (const [i, pattern] of cue.PLACED.entries()) {
    const words = pattern.exec(text)?.[1]?.split(' ') ?? []
    const start = words.findIndex((word) => !cue.LITTLE.has(word))
    if (start < 0 || words[0] === 'my') continue
    const place: string[] = []
    for (const word of words.slice(start)) {
      if (cue.LITTLE.has(word) && word !== 'of' && word !== 'the' && word !== 'and') break
      place.push(clause.tokens.find((token) => token.word === word)?.raw ?? word)
    }
    const isStrong = i === 1 || /\b(?:happening|happens|going on|goes on|made in|what is on|filmed)\b/.test(text)
    if (isStrong || /^\p{Lu}/u.test(place[0]!)) return place.join(' ')
  }
  return cue.LOCAL.test(text) ? null : undefined
}

/** What a demand is about: the words after the last that carry its polarity, else those before the first. */
function objectOf(words: readonly string[]): string | undefined {
  const last = words.findLastIndex(isCue)
  const first = words.findIndex(isCue)
  return (
    phraseOf(words.slice(last + 1)) ??
    phraseOf(words.slice(0, Math.max(0, first))) ??
    phraseOf(words.slice(first + 1, Math.max(0, last)))
  )
}

const BOUNDARY = new Set(
  'for in on from at when that which who until after before during please instead anymore lately is are was were has have'.split(
    ' '
  )
)

function phraseOf(words: readonly string[]): string | undefined {
  if (words[0] === 'to' || (words[0] === 'you' && words[1] === 'to')) return undefined
  const about = words.indexOf('about')
  const from = about >= 0 ? words.slice(about + 1) : words
  const start = from.findIndex((word) => !cue.LITTLE.has(word))
  if (start < 0) return undefined
  let end = from.findIndex((word, i) => i > start && BOUNDARY.has(word))
  if (end < 0) end = from.length
  end = Math.min(end, start + 7)
  while (end > start && cue.LITTLE.has(from[end - 1]!)) end--
  return from.slice(start, end).join(' ') || undefined
}

function phraseAfter(text: string, pattern: RegExp, topics: Topics): string | null {
  const found = pattern.exec(text)!
  const phrase = phraseOf(
    text
      .slice(found.index + found[0].length)
      .trim()
      .split(' ')
  )
  return phrase ? topics.meant(phrase) : null
}

const contentOf = (words: readonly string[]) =>
  words.filter(
    (word) =>
      word &&
      !word.startsWith('@') &&
      !cue.LITTLE.has(word) &&
      !/^[A-Z]+$/.test(word) &&
      !cue.STOPPERS.has(word) &&
      !cue.REDUCERS.has(word)
  )
