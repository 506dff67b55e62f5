import type { Act } from '../contract/instruction.ts'
import { clausesOf } from './clauses.ts'
import { readClause, type Said } from './reading.ts'
import { topicsOf } from './topics.ts'
import { tokensOf } from './words.ts'

/** One thing that somebody asks for, as an instruction types it. `seconds` only with `length`. */
export type Wish = { act: Act; target: string | null; seconds?: number }

/** Acts that mean what was just complained of when they name nothing themselves. */
const BACKWARD: ReadonlySet<Act> = new Set<Act>(['exclude', 'reduce', 'diversify-near', 'explore-far'])

/**
 * Reads what anybody writes to a recommender. Clauses are split and their polarity counted before any topic is looked up,
 * since likeness of words knows no «not».
 *
 * @param text    free text; the first 2,000 characters count
 * @param topics  names to look for; a phrase that matches none is its own target
 * @returns       wishes in the order in which they are said; none when nothing can be understood
 */
export function parseInstruction(text: string, topics: readonly string[]): Wish[] {
  const known = topicsOf(topics)
  const said = clausesOf(known.mark(tokensOf(text))).flatMap((clause) => readClause(clause, known))
  const meant = withoutTalk(bound(measured(said)))
  return distinct(meant.length > 0 ? meant : said.filter(({ kind }) => kind === 'hint').slice(0, 1))
}

/** «shorter please, say 30 seconds»: the bound belongs to the wish before it. */
function measured(said: readonly Said[]): Said[] {
  return said.flatMap((one, i) => {
    if (one.kind === 'measure') return []
    const next = said[i + 1]
    return one.act === 'length' && one.seconds === undefined && next?.kind === 'measure'
      ? [{ ...one, seconds: next.seconds! }]
      : [one]
  })
}

/** «tired of football. something related»: a demand without a name is about the last thing complained of, or liked. */
function bound(said: readonly Said[]): Said[] {
  const all: (Said | undefined)[] = [...said]
  said.forEach((one, i) => {
    if (one.kind !== 'demand' || one.target !== null || !BACKWARD.has(one.act)) return
    const fits = (other: Said | undefined) => other?.target != null && isTalk(other, one.act)
    const before = all.slice(0, i).findLastIndex(fits)
    const at = before >= 0 ? before : all.findIndex((other, j) => j > i && fits(other))
    if (at >= 0) {
      all[i] = { ...one, target: all[at]!.target }
      all[at] = undefined
    } else if (one.act === 'diversify-near') {
      const named = all
        .slice(0, i)
        .findLast((other) => other?.target != null && other.kind === 'demand' && BACKWARD.has(other.act))
      if (named) all[i] = { ...one, target: named.target }
    }
  })
  return all.filter((one) => one !== undefined)
}

const isTalk = ({ kind }: Said, act: Act) => kind === 'complaint' || (kind === 'liking' && act !== 'explore-far')

/**
 * Drops hints, and talk about what a demand names itself; of complaints the strongest counts.
 * «like X, but not X» wants what is near it.
 */
function withoutTalk(said: readonly Said[]): Said[] {
  const demanded = targetsOf(said, ({ kind }) => kind === 'demand')
  const unwanted = targetsOf(said, ({ act }) => act === 'exclude')
  const nearby = targetsOf(said, ({ act }, i) => act === 'diversify-near' || isLikeButNot(said, i))
  return said.flatMap((one, i): Said[] => {
    const { kind, act, target } = one
    if (target !== null && act === 'exclude' && nearby.has(target)) return []
    if (kind === 'demand') return [isLikeButNot(said, i) ? { ...one, act: 'diversify-near' } : one]
    if (kind === 'hint' || target === null || demanded.has(target)) return []
    return [kind === 'complaint' && unwanted.has(target) ? { ...one, act: 'exclude' } : one]
  })
}

function isLikeButNot(said: readonly Said[], i: number): boolean {
  const [one, next] = [said[i]!, said[i + 1]]
  return one.act === 'more-like' && one.target !== null && next?.act === 'exclude' && next.target === one.target
}

const targetsOf = (said: readonly Said[], holds: (one: Said, i: number) => boolean) =>
  new Set(said.filter((one, i) => one.target !== null && holds(one, i)).map(({ target }) => target))

function distinct(said: readonly Said[]): Wish[] {
  const wishes: Wish[] = []
  for (const { act, target, seconds } of said) {
    const bound = seconds === undefined ? {} : { seconds }
    const same = wishes.find((wish) => wish.act === act && wish.target === target)
    if (same) Object.assign(same, bound)
    else wishes.push({ act, target, ...bound })
  }
  return wishes
}
