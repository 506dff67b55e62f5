import type { Chooser } from './chooser.ts'
import type { Slots } from './template.ts'

/** Words of one part; an opening runs on into what follows, a closing may. */
export interface Sentence {
  readonly text: string
  readonly isOpening?: true
  readonly isClosing?: true
}

export interface Style {
  readonly lowerCase: boolean
  readonly openEnd: boolean
  readonly writtenOut: boolean
  readonly exclaims: boolean
}

const LONGEST_NAME = 60

/** What has been named before; the topics of a world are few. */
const names = new Map<string, string>()
const slots = new Map<string, Slots>()
const MOST_KEPT = 10_000

const kept = <Value>(known: Map<string, Value>, key: string, make: (key: string) => Value): Value => {
  let value = known.get(key)
  if (value === undefined) {
    value = make(key)
    if (known.size < MOST_KEPT) known.set(key, value)
  }
  return value
}

/** A name from outside as words of a sentence: one line, no marks, at most 60 characters. */
export const named = (target: string): string => kept(names, target, nameOf)

function nameOf(target: string): string {
  const words = target
    .slice(0, 400)
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{M}\p{N}'’+#-]+/gu, ' ')
    .replace(/(?<![\p{L}\p{N}])['’-]+|['’-]+(?![\p{L}\p{N}])/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (words.length <= LONGEST_NAME) return words || 'this'
  const cut = words.slice(0, LONGEST_NAME)
  return cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut.normalize('NFC')
}

/** The name, and the little words that agree with it in number. */
export const slotsOf = (name: string): Slots => kept(slots, name, agreeing)

function agreeing(name: string): Slots {
  const words = name.toLowerCase().split(' ')
  const last = words.at(-1)!
  const isMany =
    /[^suiac']s$|[^i]cs$|ies$|as$|people$|children$/.test(last) &&
    !/^(?:news|series|chess)$/.test(last) &&
    !/ing$/.test(words[0]!)
  return isMany
    ? { x: name, much: 'many', less: 'fewer', is: 'are', isnot: "aren't", it: 'them' }
    : { x: name, much: 'much', less: 'less', is: 'is', isnot: "isn't", it: 'it' }
}

const COUNTS = ['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** A duration as people say it: «a minute», «90 seconds», «two minutes». */
export function spelledOut(seconds: number, choose: Chooser): string {
  const whole = Math.max(1, Math.round(seconds))
  if (whole === 30 && choose.often(0.3)) return 'half a minute'
  if (whole === 60) return choose.of(['a minute', 'one minute', '60 seconds'])
  if (whole === 90) return choose.of(['90 seconds', 'a minute and a half'])
  if (whole % 60 !== 0) return `${whole} ${whole === 1 ? 'second' : 'seconds'}`
  const minutes = whole / 60
  return `${minutes <= 10 && choose.often(0.5) ? COUNTS[minutes] : minutes} minutes`
}

const WRITTEN_OUT: readonly (readonly [RegExp, string])[] = [
  [/\bI'm\b/g, 'I am'],
  [/\bI've\b/g, 'I have'],
  [/\bI'd\b/g, 'I would'],
  [/\bI'll\b/g, 'I will'],
  [/\b(you|we)'re\b/gi, '$1 are'],
  [/\b(you|we)'ve\b/gi, '$1 have'],
  [/\b(it|that|what|there)'s\b/gi, '$1 is'],
  [/\blet's\b/g, 'let us'],
  [/\bcan't\b/g, 'cannot'],
  [/\b(do|does|did|is|are|have|was)n't\b/gi, '$1 not']
]

/** Sentences with their capitals and marks. */
export function finished(sentences: readonly Sentence[], style: Style): string {
  let text = ''
  let isStart = true
  sentences.forEach(({ text: said, isOpening, isClosing }, i) => {
    const words = style.writtenOut ? WRITTEN_OUT.reduce((now, [short, long]) => now.replace(short, long), said) : said
    const joins = isClosing && /^(?:and|or|otherwise) /.test(words) && /\.$/.test(text)
    if (joins) text = `${text.slice(0, -1)},`
    text += `${text ? ' ' : ''}${isStart && !joins ? capital(words, style) : words}`
    isStart = !isOpening
    if (isOpening || /[.!?]$/.test(text)) return
    const isLast = i === sentences.length - 1
    text += isLast && style.exclaims ? '!' : isLast && style.openEnd ? '' : '.'
  })
  return text
}

const capital = (words: string, { lowerCase }: Style) => {
  if (lowerCase) return words
  return words.replace(/(^|[.!?] )(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
}
