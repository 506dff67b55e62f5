import { cellsOf, peopleOf } from '../../populations/sample.ts'
import { RecoError } from '../contract/error.ts'
import { type People, type Persona, type PopulationInput, TRAITS } from '../contract/population.ts'
import type { PopulationCheck, SegmentCheck } from '../contract/population-check.ts'
import { kish } from '../experiment/index.ts'
import { createChance } from '../kernel/chance.ts'
import { diversityOf } from './population/diversity.ts'
import { populationsOf } from './population.ts'

export interface PopulationCheckOptions {
  /** One or several: names, files or definitions. */
  population: string | PopulationInput | readonly (string | PopulationInput)[]
  /** How many people are looked at, 100 to 100,000; 2,000 if not given. */
  users?: number
  seed?: number
}

/** Years in a bar of ages. */
const YEARS = 5
const PHRASES = 4

/**
 * What a population is: who they are, whether its margins are met, what drawing some more often costs, and how unlike each
 * other they are.
 *
 * @throws RecoError those of `createWorld` that speak of populations; `population.bad-option`
 */
export function checkPopulation({ population, users = 2_000, seed = 7 }: PopulationCheckOptions): PopulationCheck {
  if (!(Number.isInteger(users) && users >= 100 && users <= 100_000))
    throw new RecoError('population.bad-option', {
      what: `${users} people are to be looked at.`,
      fix: 'Give a whole number from 100 to 100,000.'
    })
  const found = populationsOf(population as Parameters<typeof populationsOf>[0])
  const people = peopleOf(
    found.map(({ definition }) => definition),
    createChance(seed)
  )
  const drawn = Array.from({ length: users }, (_, index) => people.person(index))
  const weights = drawn.map(({ index }) => people.weight(index))
  const definitions = found.map(({ definition }) => definition.definition)
  return {
    name: people.names.join(', '),
    description: definitions.map(({ description }) => description).join(' '),
    sources: [...new Set(definitions.flatMap(({ sources }) => sources))],
    people: users,
    kinds: found.reduce((sum, { definition }) => sum + cellsOf(definition.name, definition.definition).length, 0),
    segments: segmentsOf(people, drawn, weights),
    margins: found.flatMap(({ definition }) => marginsOf(people, definition, drawn, weights)),
    ...kish(weights),
    ages: agesOf(drawn, weights),
    devices: sharesBy(drawn, weights, ({ device }) => device),
    regions: sharesBy(drawn, weights, ({ region }) => region || '(none)'),
    diversity: diversityOf(drawn, people.phrases),
    notes: drawn.length < 30 * people.segments.length ? ['some segments have few people among those looked at'] : []
  }
}

const totalOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0)

function segmentsOf(people: People, drawn: readonly Persona[], weights: readonly number[]): SegmentCheck[] {
  const total = totalOf(weights)
  const rows = people.segments.map((): number[] => [])
  for (const { index } of drawn) rows[people.segmentOf(index)]!.push(index)
  return people.segments.flatMap(({ population, segment }, at) => {
    const own = rows[at]!
    if (own.length === 0) return []
    const ages = own.map((index) => drawn[index]!.age)
    const likings = likingsOf(own.map((index) => drawn[index]!))
    return {
      segment,
      population,
      share: totalOf(own.map((index) => weights[index]!)) / total,
      drawn: own.length / drawn.length,
      people: own.length,
      age: { min: Math.min(...ages), max: Math.max(...ages) },
      traits: Object.fromEntries(
        TRAITS.map((trait) => [trait, spreadOf(own.map((index) => drawn[index]!.traits[trait]))])
      ) as SegmentCheck['traits'],
      likes: likings.filter(({ liking }) => liking > 0).slice(0, PHRASES),
      dislikes: likings
        .filter(({ liking }) => liking < 0)
        .slice(-PHRASES)
        .reverse()
    }
  })
}

function spreadOf(values: readonly number[]): { mean: number; sd: number } {
  const mean = totalOf(values) / values.length
  return { mean, sd: Math.sqrt(totalOf(values.map((value) => (value - mean) ** 2)) / values.length) }
}

/** Most liked first. */
function likingsOf(people: readonly Persona[]) {
  const sums = new Map<string, number>()
  for (const { interests } of people)
    for (const [phrase, liking] of Object.entries(interests)) sums.set(phrase, (sums.get(phrase) ?? 0) + liking)
  return [...sums].map(([phrase, sum]) => ({ phrase, liking: sum / people.length })).sort((a, b) => b.liking - a.liking)
}

function marginsOf(
  people: People,
  { name, definition }: { name: string; definition: PopulationInput },
  drawn: readonly Persona[],
  weights: readonly number[]
): PopulationCheck['margins'] {
  const margins = definition.margins ?? {}
  const own = drawn.filter(({ population }) => population === name)
  const total = totalOf(own.map(({ index }) => weights[index]!))
  return Object.entries(margins).flatMap(([variable, categories]) => {
    const shares = Object.values(categories).map((one) => (typeof one === 'number' ? one : one.share))
    return Object.keys(categories).map((category, at) => ({
      variable,
      category,
      target: shares[at]! / totalOf(shares),
      seen:
        totalOf(
          own.filter(({ index }) => people.categories(index)[variable] === category).map(({ index }) => weights[index]!)
        ) / total
    }))
  })
}

function agesOf(drawn: readonly Persona[], weights: readonly number[]): PopulationCheck['ages'] {
  const total = totalOf(weights)
  const bars = new Map<number, number>()
  for (const { age, index } of drawn) {
    const from = Math.floor(age / YEARS) * YEARS
    bars.set(from, (bars.get(from) ?? 0) + weights[index]!)
  }
  const [first, last] = [Math.min(...bars.keys()), Math.max(...bars.keys())]
  return Array.from({ length: (last - first) / YEARS + 1 }, (_, i) => {
    const from = first + i * YEARS
    return { from, share: (bars.get(from) ?? 0) / total }
  })
}

function sharesBy(drawn: readonly Persona[], weights: readonly number[], of: (person: Persona) => string) {
  const sums = new Map<string, number>()
  for (const person of drawn) sums.set(of(person), (sums.get(of(person)) ?? 0) + weights[person.index]!)
  const total = totalOf(weights)
  return [...sums].map(([name, sum]) => ({ name, share: sum / total })).sort((a, b) => b.share - a.share)
}
