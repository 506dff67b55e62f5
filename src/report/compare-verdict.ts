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

/** What each pair comes to: where b is better, where it is worse, and what is open. */
export function verdicts(known: readonly Difference[]): Html | null {
  const pairs = pairsOf(known)
  if (pairs.length === 0) return null
  return html`<ul class="verdicts">${pairs.slice(0, 12).map((pair) => html`<li>${ofOne(pair, ofPair(known, pair), pairs.length > 1)}</li>`)}</ul>`
}

const MARKS = { better: 'good', worse: 'bad', other: 'open' } as const

function ofOne({ a, b }: Difference, rows: readonly Difference[], isNamed: boolean): Html {
  const said = (kind: 'better' | 'worse' | 'other') =>
    rows
      .filter((one) => verdict(one) === kind)
      .map((one) => `${phrase(one.metric)} (${changed(one, scaleOf(one.unit))})`)
  const line = (kind: keyof typeof MARKS, words: string) => {
    const found = said(kind)
    return found.length === 0 ? null : html`<p><b class="${MARKS[kind]}">${words}</b> ${listed(found, 8)}</p>`
  }
  const open = rows.filter((one) => verdict(one) === null)
  const all =
    open.length === rows.length
      ? `all ${many(open.length, 'metric')}`
      : listed(
          open.map(({ metric }) => phrase(metric)),
          8
        )
  return html`${isNamed ? html`<p><b>“${name(b)}” against “${name(a)}”</b></p>` : null}${line('better', 'better on')}${line('worse', 'worse on')}${line('other', 'different on')}${
    open.length > 0 ? html`<p><b class="open">too close to call on</b> ${all}</p>` : null
  }`
}

const UNIT_SHORT: Readonly<Record<string, string>> = { 'percentage points': ' points', seconds: ' s', turns: ' turns' }
const changed = ({ difference }: Difference, { change, axis }: Scale) =>
  `${change(difference)}${UNIT_SHORT[axis] ?? ''}`
