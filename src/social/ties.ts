import type { Chance, Luck } from '../contract/chance.ts'
import { graphOfColumns, type SocialGraph } from './graph.ts'
import { type GraphOptions, graphOptions } from './options.ts'

/**
 * Small world: people on a ring who know their nearest, and some of whose ties lead anywhere. Ties go both ways.
 *
 * @param chance draws of the purposes `graph/…`; the same graph for the same seed and options
 * @throws RecoError `graph.bad-options`
 * @source Watts & Strogatz, Nature 393, 1998
 * @example smallWorld({ people: 10, degree: 2, rewire: 0 }, createChance(1)).ties // => 20
 */
export function smallWorld(options: GraphOptions & { readonly rewire?: number }, chance: Chance): SocialGraph {
  const { people, degree, homophily, groupOf, weight } = graphOptions(options)
  const rewire = options.rewire ?? 0.1
  const places = ringOf(people, homophily, groupOf, chance)
  const luck = chance.for('graph/rewire')
  const anybody = chooser(people, homophily, groupOf)
  const known = new Set<number>()
  const key = (a: number, b: number) => (a < b ? a * people + b : b * people + a)
  const half = Math.floor(degree / 2)
  for (let place = 0; place < people; place++)
    for (let step = 1; step <= half; step++) known.add(key(places[place]!, places[(place + step) % people]!))
  for (let step = 1; step <= half; step++)
    for (let place = 0; place < people; place++) {
      const person = places[place]!
      const neighbour = places[(place + step) % people]!
      if (luck.at(person, step) >= rewire) continue
      for (let trial = 1; trial <= TRIALS; trial++) {
        luck.at(person, step, trial)
        const other = anybody(person, luck.block)
        if (other === person || known.has(key(person, other))) continue
        known.delete(key(person, neighbour))
        known.add(key(person, other))
        break
      }
    }
  const from = new Uint32Array(2 * known.size)
  const to = new Uint32Array(2 * known.size)
  let at = 0
  for (const both of known) {
    const [a, b] = [Math.floor(both / people), both % people]
    from[at] = to[at + 1] = a
    from[at + 1] = to[at] = b
    at += 2
  }
  return graphOfColumns(people, from, to, weigher(chance, weight))
}

/**
 * Preferential attachment: newcomers follow those whom many follow already, so that a few reach very many.
 *
 * @throws RecoError `graph.bad-options`
 * @source Barabási & Albert, Science 286, 1999; homophily: Karimi et al., Scientific Reports 8, 2018
 * @example preferential({ people: 10, degree: 2 }, createChance(1)).ties // => 17
 */
export function preferential(options: GraphOptions & { readonly isMutual?: boolean }, chance: Chance): SocialGraph {
  const { people, degree, homophily, groupOf, weight } = graphOptions(options)
  const luck = chance.for('graph/attach')
  const popular: number[] = new Array(degree).fill(0) // each person as often as it has ties
  const [from, to]: [number[], number[]] = [[], []]
  for (let person = 1; person < people; person++) {
    const chosen = new Set<number>()
    const wanted = Math.min(degree, person)
    for (let trial = 0; chosen.size < wanted && trial < TRIALS * degree; trial++) {
      luck.at(person, trial)
      const { block } = luck
      const other = popular[Math.floor(block[0]! * popular.length)]!
      if (!chosen.has(other) && (groupOf(other) === groupOf(person) || block[1]! >= homophily)) chosen.add(other)
    }
    for (let other = 0; chosen.size < wanted && other < person; other++) chosen.add(other)
    for (const other of [...chosen].sort((a, b) => a - b)) {
      from.push(other)
      to.push(person)
      if (options.isMutual) {
        from.push(person)
        to.push(other)
      }
      popular.push(other)
    }
    for (let tie = 0; tie < degree; tie++) popular.push(person)
  }
  return graphOfColumns(people, Uint32Array.from(from), Uint32Array.from(to), weigher(chance, weight))
}

/**
 * Blocks: whoever is of one group follows each other more often than others, p = degree / people · (1 − homophily + homophily ·
 * people / size of the group within it), so that everybody has `degree` followers on average.
 *
 * @throws RecoError `graph.bad-options`
 * @source Holland, Laskey & Leinhardt, Social Networks 5, 1983; skipping: Batagelj & Brandes, Phys. Rev. E 71, 2005
 */
export function blocks(options: GraphOptions, chance: Chance): SocialGraph {
  const { people, degree, homophily, groupOf, weight } = graphOptions(options)
  const luck = chance.for('graph/blocks')
  const members = groupsOf(people, groupOf)
  const everybody = Uint32Array.from({ length: people }, (_, person) => person)
  const [from, to]: [number[], number[]] = [[], []]
  const outside = ((1 - homophily) * degree) / Math.max(1, people - 1)
  for (let person = 0; person < people; person++) {
    const group = members.get(groupOf(person))!
    const inside = (homophily * degree) / Math.max(1, group.length - 1)
    const found = new Set<number>()
    for (const other of skipping(everybody, outside, luck, person, 0)) found.add(other)
    for (const other of skipping(group, inside, luck, person, 1)) found.add(other)
    found.delete(person)
    for (const other of found) {
      from.push(person)
      to.push(other)
    }
  }
  return graphOfColumns(people, Uint32Array.from(from), Uint32Array.from(to), weigher(chance, weight))
}

const TRIALS = 64

/** The weight of a tie, drawn for the two whatever other ties there are. */
function weigher(chance: Chance, { min, max }: { min: number; max: number }): (from: number, to: number) => number {
  if (min === max) return () => min
  const luck = chance.for('graph/weight')
  return (from, to) => min + (max - min) * luck.at(from, to)
}

/** Where people sit: those who keep to their own sit among them, the others anywhere. */
function ringOf(people: number, homophily: number, groupOf: (person: number) => number, chance: Chance): Uint32Array {
  const luck = chance.for('graph/ring')
  const groups = [...groupsOf(people, groupOf).keys()].sort((a, b) => a - b)
  const place = new Map(groups.map((group, at) => [group, at]))
  const seats = Float64Array.from({ length: people }, (_, person) => {
    const keeps = luck.at(person) < homophily
    const { block } = luck
    return keeps ? (place.get(groupOf(person))! + block[1]!) / groups.length : block[1]!
  })
  return Uint32Array.from({ length: people }, (_, person) => person).sort((a, b) => seats[a]! - seats[b]! || a - b)
}

function groupsOf(people: number, groupOf: (person: number) => number): Map<number, Uint32Array> {
  const lists = new Map<number, number[]>()
  for (let person = 0; person < people; person++) {
    const list = lists.get(groupOf(person))
    if (list) list.push(person)
    else lists.set(groupOf(person), [person])
  }
  return new Map([...lists].map(([group, list]) => [group, Uint32Array.from(list)]))
}

/** Somebody of one's own with the chance of homophily, else anybody. */
function chooser(people: number, homophily: number, groupOf: (person: number) => number) {
  const members = groupsOf(people, groupOf)
  return (person: number, block: Float64Array): number => {
    const own = members.get(groupOf(person))!
    return block[1]! < homophily ? own[Math.floor(block[0]! * own.length)]! : Math.floor(block[0]! * people)
  }
}

/** Each of a list with one chance, at the cost of those who are found. */
function* skipping(list: Uint32Array, chance: number, luck: Luck, person: number, kind: number): Iterable<number> {
  if (chance <= 0) return
  const log = Math.log1p(-Math.min(chance, 1 - 1e-12))
  for (let at = -1, trial = 0; ; trial++) {
    at += 1 + Math.floor(Math.log(luck.at(person, kind, trial)) / log)
    if (at >= list.length) return
    yield list[at]!
  }
}
