import { followersOf, reversed, type SocialGraph } from './graph.ts'

/** What a graph is, in numbers. */
export interface GraphFigures {
  readonly people: number
  readonly ties: number
  readonly meanFollowers: number
  readonly mostFollowers: number
  /** Share of ties that go both ways. */
  readonly reciprocity: number
  /** Share of pairs of one person's neighbours that know each other, directions aside, averaged over people with two or more. */
  readonly clustering: number
  /** Share of ties within a group, less what chance would give, of what it could be: 0 none, 1 all. Null with one group. */
  readonly homophily: number | null
  /** Share of people in the largest part that hangs together, directions aside. */
  readonly largestPart: number
}

/**
 * Describes a graph; clustering from `sample` people at most, evenly spaced.
 *
 * @source clustering: Watts & Strogatz (1998); homophily: Coleman's index, J. Math. Sociology (1958), over all ties
 */
export function graphFigures(
  graph: SocialGraph,
  { groupOf, sample = 2_000 }: { groupOf?: (person: number) => number; sample?: number } = {}
): GraphFigures {
  const { people, ties, offsets, followers } = graph
  const back = reversed(graph)
  const neighbours = (person: number): Set<number> => {
    const found = new Set<number>()
    for (let at = offsets[person]!; at < offsets[person + 1]!; at++) found.add(followers[at]!)
    for (let at = back.offsets[person]!; at < back.offsets[person + 1]!; at++) found.add(back.followers[at]!)
    return found
  }
  let [most, mutual] = [0, 0]
  for (let person = 0; person < people; person++) {
    most = Math.max(most, followersOf(graph, person))
    const follows = new Set(back.followers.subarray(back.offsets[person]!, back.offsets[person + 1]!))
    for (let at = offsets[person]!; at < offsets[person + 1]!; at++) if (follows.has(followers[at]!)) mutual++
  }
  return {
    people,
    ties,
    meanFollowers: ties / people,
    mostFollowers: most,
    reciprocity: ties > 0 ? mutual / ties : 0,
    clustering: clusteringOf(people, neighbours, sample),
    homophily: groupOf ? homophilyOf(graph, groupOf) : null,
    largestPart: largestOf(people, neighbours) / people
  }
}

function clusteringOf(people: number, neighbours: (person: number) => Set<number>, sample: number): number {
  const step = Math.max(1, Math.ceil(people / sample))
  let [sum, counted] = [0, 0]
  for (let person = 0; person < people; person += step) {
    const around = [...neighbours(person)].slice(0, 200)
    if (around.length < 2) continue
    const inside = new Set(around)
    let known = 0
    for (const one of around) for (const other of neighbours(one)) if (inside.has(other)) known++
    sum += known / (around.length * (around.length - 1))
    counted++
  }
  return counted > 0 ? sum / counted : 0
}

function homophilyOf(
  { people, ties, offsets, followers }: SocialGraph,
  groupOf: (person: number) => number
): number | null {
  const sizes = new Map<number, number>()
  for (let person = 0; person < people; person++) sizes.set(groupOf(person), (sizes.get(groupOf(person)) ?? 0) + 1)
  if (sizes.size < 2 || ties === 0) return null
  let within = 0
  for (let from = 0; from < people; from++)
    for (let at = offsets[from]!; at < offsets[from + 1]!; at++) if (groupOf(from) === groupOf(followers[at]!)) within++
  const chance = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / (people * (people - 1)), 0)
  return (within / ties - chance) / (1 - chance)
}

function largestOf(people: number, neighbours: (person: number) => Set<number>): number {
  const seen = new Uint8Array(people)
  let largest = 0
  for (let start = 0; start < people; start++) {
    if (seen[start]) continue
    const front = [start]
    seen[start] = 1
    let size = 0
    while (front.length > 0) {
      size++
      for (const other of neighbours(front.pop()!)) {
        if (seen[other]) continue
        seen[other] = 1
        front.push(other)
      }
    }
    largest = Math.max(largest, size)
  }
  return largest
}
