import type { CompareResult } from '../contract/result.ts'
import { holdsUp } from './forest.ts'
import { type Html, html } from './html.ts'
import { type Scale, scaleOf } from './metric-units.ts'
import { clip, listed, many } from './text.ts'
import { phrase } from './words.ts'

export type Difference = CompareResult['differences'][number]

/** Whether b is better, worse, or neither on a metric; null while it is too close to call. */
function verdict(one: Difference): 'better' | 'worse' | 'other' | null {
  if (!holdsUp(one)) return null
  if (one.better === 'neither') return 'other'
  return one.difference > 0 === (one.better === 'higher') ? 'better' : 'worse'
}

/** One difference of each pair. */
export const pairsOf = (all: readonly Difference[]) => [
  ...new Map(all.map((one) => [JSON.stringify([one.a, one.b]), one])).values()
]
const ofPair = (all: readonly Difference[], pair: Difference) => all.filter(({ a, b }) => a === pair.a && b === pair.b)
/** A recommender's name in a sentence. */
export const name = (text: string) => clip(text, 40)

/** Who is ahead, in one sentence. */
export function headline({ recommenders }: CompareResult, known: readonly Difference[]): string {
  const pairs = pairsOf(known)
  if (recommenders.length < 2 || pairs.length === 0)
    return `How ${listed(recommenders.map((one) => name(one.name)))} did`
  if (pairs.length === 1) return ofOnePair(pairs[0]!, known)
  const wins = recommenders.map(({ name: own }) => ({
    own,
    won: known.filter(
      (one) => (one.b === own && verdict(one) === 'better') || (one.a === own && verdict(one) === 'worse')
    ).length
  }))
  const best = wins.reduce((top, one) => (one.won > top.won ? one : top))
  if (best.won === 0) return `No recommender is clearly better than another among ${recommenders.length}`
  const of = known.filter(({ a, b, better }) => (a === best.own || b === best.own) && better !== 'neither').length
  return `“${name(best.own)}” is ahead most often: in ${best.won} of ${many(of, 'comparison')} with the others`
}

function ofOnePair(pair: Difference, known: readonly Difference[]): string {
  const judged = known.filter(({ better }) => better !== 'neither')
  const better = judged.filter((one) => verdict(one) === 'better').length
  const worse = judged.filter((one) => verdict(one) === 'worse').length
  const [a, b] = [`“${name(pair.a)}”`, `“${name(pair.b)}”`]
  if (better + worse === 0) return `Too close to call between ${a} and ${b} on every metric`
  if (worse === 0) return `${b} beats ${a} on ${better} of ${many(judged.length, 'metric')} and loses on none`
  if (better === 0) return `${a} beats ${b} on ${worse} of ${many(judged.length, 'metric')} and loses on none`
  return `${b} beats ${a} on ${better} of ${many(judged.length, 'metric')} and loses on ${worse}`
}

/** What it comes to: of one pair, where b is better, where it is worse, and what is open; of several, how often. */
export function verdicts(known: readonly Difference[]): Html | null {
  const pairs = pairsOf(known)
  if (pairs.length === 0) return null
  const one = pairs.length === 1 ? inFull : inShort
  return html`<ul class="verdicts">${pairs.slice(0, 12).map((pair) => html`<li>${one(pair, ofPair(known, pair))}</li>`)}</ul>`
}

/** A pair among several: how many metrics speak for which; the charts say which metrics. */
function inShort({ a, b }: Difference, rows: readonly Difference[]): Html {
  const counts = (['better', 'worse', 'other', null] as const).flatMap((kind) => {
    const n = rows.filter((one) => verdict(one) === kind).length
    return n === 0
      ? []
      : [html`<b class="${kind ? MARKS[kind] : 'open'}">${kind ? WORDS[kind] : 'too close to call on'}</b> ${n}`]
  })
  return html`<p><b>“${name(b)}” against “${name(a)}”</b></p><p>${counts.map((one, i) => html`${i > 0 ? ', ' : ''}${one}`)}</p>`
}

const WORDS = { better: 'better on', worse: 'worse on', other: 'different on' } as const
const MARKS = { better: 'good', worse: 'bad', other: 'open' } as const

function inFull(_: Difference, rows: readonly Difference[]): Html {
  const said = (kind: 'better' | 'worse' | 'other') =>
    rows
      .filter((one) => verdict(one) === kind)
      .map((one) => `${phrase(one.metric)} (${changed(one, scaleOf(one.unit))})`)
  const line = (kind: keyof typeof MARKS) => {
    const found = said(kind)
    return found.length === 0 ? null : html`<p><b class="${MARKS[kind]}">${WORDS[kind]}</b> ${listed(found, 8)}</p>`
  }
  const open = rows.filter((one) => verdict(one) === null)
  const all =
    open.length === rows.length
      ? `all ${many(open.length, 'metric')}`
      : listed(
          open.map(({ metric }) => phrase(metric)),
          8
        )
  return html`${line('better')}${line('worse')}${line('other')}${
    open.length > 0 ? html`<p><b class="open">too close to call on</b> ${all}</p>` : null
  }`
}

const UNIT_SHORT: Readonly<Record<string, string>> = { 'percentage points': ' points', seconds: ' s', turns: ' turns' }
const changed = ({ difference }: Difference, { change, axis }: Scale) =>
  `${change(difference)}${UNIT_SHORT[axis] ?? ''}`
