import type { Census } from '../../streams/cast.ts'
import type { PeopleFound, PeopleQuery } from '../api.ts'
import type { Groups } from './groups.ts'
import type { Labels } from './labels.ts'

/** Who can be looked for. */
export interface Findable {
  readonly groups: Groups
  readonly census: Pick<Census, 'configurations' | 'placeOf'>
  readonly labels: Labels
  /** A person's number, where it is another than the position; and the position of a number, −1 for nobody. */
  readonly userOf?: (person: number) => number
  readonly personOf?: (user: number) => number
  isFollowed(user: number): boolean
}

type Found = PeopleFound['people'][number]

/** People by number, or by words of their population, segment or state, page by page, in the order of their numbers. */
export function find(
  { groups, census, labels, isFollowed, userOf = same, personOf = same }: Findable,
  { text, segment, state, offset, limit }: PeopleQuery
): PeopleFound {
  const { people, of, segments } = groups
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = new Map<number, boolean>() // by configuration and segment: few, whoever many people are
  const isWanted = (person: number): boolean => {
    const key = census.placeOf(person) * segments.length + of[person]!
    const known = fits.get(key) ?? fitting(key)
    fits.set(key, known)
    return known
  }
  function fitting(key: number): boolean {
    const group = key % segments.length
    const { nodes } = census.configurations[Math.floor(key / segments.length)]!
    if (segment !== undefined && group !== segment) return false
    if (state !== undefined && !nodes.includes(state)) return false
    const said = [segments[group]!.population, segments[group]!.segment, labels.of(nodes)].join(' ').toLowerCase()
    return words.every((word) => said.includes(word))
  }
  const told = (person: number): Found => {
    const { population, segment: name } = segments[of[person]!]!
    const user = userOf(person)
    const label = labels.of(census.configurations[census.placeOf(person)]!.nodes)
    return { user, population, segment: name, state: label, isFollowed: isFollowed(user) }
  }
  const person = /^\s*\d+\s*$/.test(text) ? personOf(Number(text)) : -1
  if (person >= 0 && person < people) {
    words.length = 0 // it is a number, and no word
    const isFound = isWanted(person)
    return { total: isFound ? 1 : 0, people: isFound && offset === 0 ? [told(person)] : [] }
  }
  const page: Found[] = []
  let total = 0
  for (let person = 0; person < people; person++) {
    if (!isWanted(person)) continue
    if (total >= offset && page.length < limit) page.push(told(person))
    total++
  }
  return { total, people: page }
}

const same = (number: number): number => number
