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

/** A sentence for each pair. */
export function verdicts(known: readonly Difference[]): Html | null {
  const pairs = pairsOf(known)
  if (pairs.length === 0) return null
  return html`<ul class="says">${pairs.slice(0, 12).map((pair) => html`<li>${sentence(pair, ofPair(known, pair))}</li>`)}</ul>`
}

function sentence({ a, b }: Difference, rows: readonly Difference[]): string {
  const said = (kind: ReturnType<typeof verdict>) =>
    rows
      .filter((one) => verdict(one) === kind)
      .map((one) => `${phrase(one.metric)} (${changed(one, scaleOf(one.unit))})`)
  const parts = [
    ...join('better on', said('better')),
    ...join('worse on', said('worse')),
    ...join('different on', said('other'))
  ]
  const open = rows.filter((one) => verdict(one) === null).length
  const close =
    open > 0
      ? `too close to call on ${parts.length === 0 ? `all ${many(open, 'metric')}` : many(open, parts.length > 0 ? 'other' : 'metric')}`
      : ''
  return `“${name(b)}” against “${name(a)}”: ${[...parts, ...(close ? [close] : [])].join('; ')}.`
}

const join = (words: string, found: readonly string[]) => (found.length === 0 ? [] : [`${words} ${listed(found, 6)}`])

const UNIT_SHORT: Readonly<Record<string, string>> = { 'percentage points': ' points', seconds: ' s', turns: ' turns' }
const changed = ({ difference }: Difference, { change, axis }: Scale) =>
  `${change(difference)}${UNIT_SHORT[axis] ?? ''}`
