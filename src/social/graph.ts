import { RecoError } from '../contract/error.ts'

/** One tie: what `from` shares comes to `to`, who sees it with a chance of `weight`. */
export interface Tie {
  readonly from: number
  readonly to: number
  /** 0 to 1; 1 if not given. */
  readonly weight?: number
}

/**
 * Who follows whom, in columns: those who follow person i are followers[offsets[i] … offsets[i + 1]), in rising order.
 * 12 bytes a tie and 4 a person.
 */
export interface SocialGraph {
  readonly people: number
  readonly ties: number
  readonly offsets: Uint32Array
  readonly followers: Uint32Array
  /** Of each tie, 0 to 1: the chance that the follower sees what is shared. */
  readonly weights: Float64Array
}

/**
 * A graph of given ties.
 *
 * @param people how many, 1 or more; ties are between 0 … people − 1
 * @throws RecoError `graph.bad-tie`: nobody of that number, somebody who follows itself, a weight outside 0 … 1, one tie twice
 * @example graphOf(2, [{ from: 0, to: 1 }]).ties // => 1
 */
export function graphOf(people: number, ties: Iterable<Tie>): SocialGraph {
  const list = Array.from(ties, (tie, index) => checked(people, tie, index))
  const weights = new Map(list.map(({ from, to, weight = 1 }) => [from * people + to, weight]))
  return graphOfColumns(
    people,
    Uint32Array.from(list, ({ from }) => from),
    Uint32Array.from(list, ({ to }) => to),
    (from, to) => weights.get(from * people + to)!
  )
}

/**
 * The same from columns, for very many ties: from[i] is followed by to[i]. Nothing is checked but that no tie comes twice.
 *
 * @param weightOf asked once for each tie, by rising person and follower
 */
export function graphOfColumns(
  people: number,
  from: Uint32Array,
  to: Uint32Array,
  weightOf: (from: number, to: number) => number
): SocialGraph {
  const ties = from.length
  const offsets = new Uint32Array(people + 1)
  for (let tie = 0; tie < ties; tie++) offsets[from[tie]! + 1]!++
  for (let person = 0; person < people; person++) offsets[person + 1]! += offsets[person]!
  const followers = new Uint32Array(ties)
  const next = offsets.slice()
  for (let tie = 0; tie < ties; tie++) followers[next[from[tie]!]!++] = to[tie]!
  const weights = new Float64Array(ties)
  for (let person = 0; person < people; person++) {
    followers.subarray(offsets[person]!, offsets[person + 1]!).sort()
    for (let at = offsets[person]!; at < offsets[person + 1]!; at++) {
      if (at > offsets[person]! && followers[at] === followers[at - 1])
        throw badTie(`${followers[at]} follows ${person} twice`)
      weights[at] = weightOf(person, followers[at]!)
    }
  }
  return { people, ties, offsets, followers, weights }
}

/** Every tie, by rising person and follower. */
export function* tiesOf({ people, offsets, followers, weights }: SocialGraph): Iterable<Required<Tie>> {
  for (let from = 0; from < people; from++)
    for (let at = offsets[from]!; at < offsets[from + 1]!; at++)
      yield { from, to: followers[at]!, weight: weights[at]! }
}

/** How many follow a person. */
export const followersOf = ({ offsets }: SocialGraph, person: number): number => offsets[person + 1]! - offsets[person]!

/** The same ties the other way round: whom a person follows. */
export function reversed({ people, ties, offsets, followers, weights }: SocialGraph): SocialGraph {
  const starts = new Uint32Array(people + 1)
  for (let at = 0; at < ties; at++) starts[followers[at]! + 1]!++
  for (let person = 0; person < people; person++) starts[person + 1]! += starts[person]!
  const next = starts.slice()
  const turned = new Uint32Array(ties)
  const turnedWeights = new Float64Array(ties)
  for (let from = 0; from < people; from++)
    for (let at = offsets[from]!; at < offsets[from + 1]!; at++) {
      const place = next[followers[at]!]!++
      turned[place] = from
      turnedWeights[place] = weights[at]!
    }
  return { people, ties, offsets: starts, followers: turned, weights: turnedWeights }
}

function checked(people: number, tie: Tie, index: number): Tie {
  const { from, to, weight = 1 } = tie
  const isPerson = (one: number) => Number.isInteger(one) && one >= 0 && one < people
  if (!isPerson(from) || !isPerson(to)) throw badTie(`tie ${index} is from ${from} to ${to}, of ${people} people`)
  if (from === to) throw badTie(`tie ${index} is from ${from} to itself`)
  if (!(weight >= 0 && weight <= 1)) throw badTie(`tie ${index} has the weight ${weight}`)
  return tie
}

const badTie = (seen: string) =>
  new RecoError('graph.bad-tie', {
    what: `A tie cannot be: ${seen}.`,
    fix: 'Give each tie once, between two people 0 … people − 1, with a weight of 0 to 1.'
  })
