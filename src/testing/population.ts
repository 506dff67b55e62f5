import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict'
import type { Cell } from '../../populations/cells.ts'
import { cellsOf, peopleOf } from '../../populations/sample.ts'
import { lawOf } from '../../populations/spread.ts'
import { USUAL_TRAITS } from '../../populations/traits.ts'
import { type People, type Persona, Population, type PopulationInput, TRAITS } from '../define.ts'
import { createChance } from '../kernel/chance.ts'
import type { Check } from './kit.ts'

const CROWD = 2_000
/** Segments with fewer people than this are too few to compare means. */
const FEW = 30

/**
 * What holds of every population: `for (const { name, check } of populationKit('mine', mine)) test(name, check)`.
 *
 * @param name       to stand in front of each check
 * @param definition a population, as written by hand
 * @param seed       of the people that are drawn
 */
export function populationKit(name: string, definition: PopulationInput, seed = 7): Check[] {
  const people = () => peopleOf([{ name, definition }], createChance(seed))
  let drawn: readonly Persona[] | undefined
  const crowd = () => {
    drawn ??= crowdOf(people(), CROWD)
    return drawn
  }
  const population = () => Population.parse(definition)
  const kinds = () => cellsOf(name, definition)
  return [
    { name: 'parses, and again after being written down', check: () => parses(definition) },
    { name: 'says where its numbers come from', check: () => isSourced(population()) },
    { name: 'names what its people like and dislike', check: () => hasPhrases(people()) },
    { name: 'draws person i the same in any crowd and order', check: () => isTheSameInAnyOrder(people) },
    { name: 'keeps every trait and liking in its range', check: () => staysInRange(crowd()) },
    { name: `has its shares within 1 % among ${CROWD} people`, check: () => hasItsShares(kinds(), crowd()) },
    { name: 'has the traits that its segments say', check: () => hasItsTraits(alone(kinds()), crowd()) },
    { name: 'has the likings that its segments say', check: () => hasItsLikings(alone(kinds()), crowd()) },
    { name: 'begins visits in the hours of the segment', check: () => comesInItsHours(alone(kinds()), crowd()) },
    { name: 'has no two people alike', check: () => hasNoClones(crowd()) }
  ].map(({ name: what, check }) => ({ name: `${name}: ${what}`, check }))
}

const crowdOf = (people: People, size: number) => Array.from({ length: size }, (_, index) => people.person(index))

function parses(definition: PopulationInput): void {
  deepStrictEqual(Population.parse(JSON.parse(JSON.stringify(definition))), Population.parse(definition))
}

function isSourced({ sources }: Population): void {
  ok(
    sources.every((source) => source.trim() !== ''),
    'a source is empty'
  )
}

function hasPhrases({ phrases }: People): void {
  ok(phrases.length > 0, 'nobody likes or dislikes anything')
  strictEqual(new Set(phrases.map((phrase) => phrase.toLowerCase())).size, phrases.length, 'a phrase comes twice')
}

function isTheSameInAnyOrder(people: () => People): void {
  const few = crowdOf(people(), 20)
  const many = people()
  const backwards = Array.from({ length: 200 }, (_, i) => many.person(199 - i)).reverse()
  deepStrictEqual(backwards.slice(0, 20), few)
}

function staysInRange(crowd: readonly Persona[]): void {
  for (const { index, traits, interests, preferredSeconds } of crowd) {
    for (const trait of TRAITS) mustBeWithin(traits[trait], 0, 1, `${trait} of person ${index}`)
    for (const [phrase, liking] of Object.entries(interests))
      mustBeWithin(liking, -1, 1, `person ${index}'s liking of ${phrase}`)
    mustBeWithin(preferredSeconds, 1, 86_400, `preferredSeconds of person ${index}`)
  }
}

/** Segments that are one kind of people each: those that margins split are told by their shares alone. */
const alone = (cells: readonly Cell[]): Pick<Population, 'segments'> => ({
  segments: cells
    .filter(({ group }) => cells.filter((one) => one.group === group).length === 1)
    .map(({ segment, group }) => ({ ...segment, name: group }))
})

/** Each group is drawn as often as its share and `oversample` say. */
function hasItsShares(cells: readonly Cell[], crowd: readonly Persona[]): void {
  const drawn = new Map<string, number>()
  for (const { group, share, segment } of cells) drawn.set(group, (drawn.get(group) ?? 0) + share * segment.oversample)
  const sum = [...drawn.values()].reduce((total, each) => total + each, 0)
  for (const [group, part] of drawn) {
    const seen = peopleIn(crowd, group).length / crowd.length
    ok(Math.abs(seen - part / sum) <= 0.01, `"${group}" has ${seen} of the people instead of ${part / sum}`)
  }
}

function hasItsTraits({ segments }: Pick<Population, 'segments'>, crowd: readonly Persona[]): void {
  for (const { name, traits } of segments)
    for (const trait of TRAITS)
      mustAverage(
        peopleIn(crowd, name).map((person) => person.traits[trait]),
        lawOf(traits[trait] ?? USUAL_TRAITS[trait], 0, 1).mean,
        `${trait} of "${name}"`
      )
}

function hasItsLikings({ segments }: Pick<Population, 'segments'>, crowd: readonly Persona[]): void {
  for (const { name, interests } of segments)
    for (const [phrase, spread] of Object.entries(interests))
      mustAverage(
        peopleIn(crowd, name).map((person) => person.interests[phrase]!),
        lawOf(spread, -1, 1).mean,
        `liking of ${phrase} by "${name}"`
      )
}

function comesInItsHours({ segments }: Pick<Population, 'segments'>, crowd: readonly Persona[]): void {
  for (const { name, hours } of segments)
    for (const { index, arrivesAt } of peopleIn(crowd, name))
      ok(hours.includes(Math.floor(arrivesAt / 3_600_000)), `person ${index} of "${name}" comes at ${arrivesAt} ms`)
}

function hasNoClones(crowd: readonly Persona[]): void {
  const kinds = new Set(crowd.map(({ traits, interests }) => JSON.stringify([traits, interests])))
  strictEqual(kinds.size, crowd.length, `${crowd.length - kinds.size} of ${crowd.length} people are copies of another`)
}

const peopleIn = (crowd: readonly Persona[], segment: string) => crowd.filter((person) => person.segment === segment)

function mustBeWithin(value: number, low: number, high: number, what: string): void {
  ok(value >= low && value <= high, `${what} is ${value}, outside ${low} … ${high}`)
}

/** Within five standard errors: a sound population fails this once in two million. */
function mustAverage(values: readonly number[], expected: number, what: string): void {
  if (values.length < FEW) return
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  const tolerance = 5 * Math.sqrt(variance / values.length) + 1e-9
  ok(Math.abs(mean - expected) <= tolerance, `${what} is ${mean} on average instead of ${expected}`)
}
