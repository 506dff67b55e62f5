import { type Chance, inputError, type People, Population, type PopulationInput, RecoError } from '../src/define.ts'
import { type Cell, cellOf, normalised } from './cells.ts'
import { takenFrom, toldApart } from './compose.ts'
import { metMargins } from './margins.ts'
import { personOf, traitsOf } from './persona.ts'
import { lawsOf, type SegmentLaws, sameInAnyCase } from './segment.ts'
import { dealer } from './shares.ts'

export interface NamedPopulation {
  readonly name: string
  readonly definition: PopulationInput
}

/**
 * The people of one population, or of several in equal parts. Nobody is kept: person i is drawn when asked for, the same
 * however many are asked for and in whatever order. In every first n people each segment has its share, within a few.
 *
 * @param populations one at least, with different names
 * @param chance      of the world; draws of the purpose `persona` and those below it
 * @throws RecoError  `population.none`, `population.named-twice`, `population.same-phrase`; `population.invalid` with all
 *                    that a definition has wrong; `population.no-such-person` from `person`, `traits` and `segmentOf`
 * @example           peopleOf([{ name: 'commuters', definition: commuters }], createChance(7)).person(17).segment
 */
export function peopleOf(populations: readonly NamedPopulation[], chance: Chance): People {
  mustDiffer(populations.map(({ name }) => name))
  const read = populations.map(({ name, definition }) => ({ name, cells: cellsOf(name, definition) }))
  const all = read.flatMap(({ cells }) => cells.flatMap(({ segment }) => Object.keys(segment.interests)))
  const spelling = firstSpellings(all)
  const parts = read.flatMap(({ name, cells }) => {
    const drawn = cells.reduce((sum, { share, segment }) => sum + share * segment.oversample, 0)
    return cells.map(({ share, segment, group, of }) => ({
      share: (share * segment.oversample) / drawn,
      weight: drawn / segment.oversample,
      group,
      of,
      laws: lawsOf(name, segment, group, chance, (phrase) => spelling.get(sameInAnyCase(phrase))!)
    }))
  })
  const groups = groupsOf(parts)
  const isWeighted = parts.some(({ weight }) => Math.abs(weight - 1) > 1e-12)
  const luck = chance.for('persona')
  const deal = dealer(
    parts.map(({ share }) => share),
    chance.for('persona/segment').at(0)
  )
  const partOf = (index: number) => {
    if (!(Number.isInteger(index) && index >= 0 && index < 2 ** 32)) throw nobody(index)
    return deal(index)
  }
  return {
    names: populations.map(({ name }) => name),
    segments: groups.named,
    phrases: [...spelling.values()],
    segmentOf: (index) => groups.of[partOf(index)]!,
    person: (index) => personOf(parts[partOf(index)]!.laws, index, luck),
    traits: (index) => traitsOf(parts[partOf(index)]!.laws, index, luck),
    weight: (index) => (isWeighted ? parts[partOf(index)]!.weight : 1),
    categories: (index) => parts[partOf(index)]!.of,
    isWeighted
  }
}

/** What results are told by: the groups of all populations, and the place of each part's among them. */
function groupsOf(parts: readonly { readonly group: string; readonly laws: SegmentLaws }[]) {
  const places = new Map<string, number>()
  const named: { population: string; segment: string }[] = []
  const of = parts.map(({ group, laws }) => {
    const key = `${laws.population}\n${group}`
    if (!places.has(key)) {
      places.set(key, named.length)
      named.push({ population: laws.population, segment: group })
    }
    return places.get(key)!
  })
  return { named, of: Uint16Array.from(of) }
}

/**
 * Who a population is made of, its margins met: the kinds of people that are told apart, with shares that sum to 1.
 *
 * @throws RecoError as `peopleOf`
 */
export function cellsOf(name: string, definition: PopulationInput): Cell[] {
  const population = parsed(name, definition)
  const own = population.segments.map(cellOf)
  const others = population.include.map(({ population: other, ...taken }) => {
    if (typeof other === 'string') throw unresolved(name, other)
    const called = (other as { name?: string }).name ?? 'included'
    const { name: _, ...rest } = other as unknown as PopulationInput & { name?: string }
    return { name: called, cells: takenFrom(name, called, cellsOf(called, rest), taken) }
  })
  const met = metMargins(name, normalised(toldApart([{ name, cells: own }, ...others])), population)
  if (Object.keys(population.traits).length === 0) return met
  return met.map((cell) => ({
    ...cell,
    segment: { ...cell.segment, traits: { ...cell.segment.traits, ...population.traits } }
  }))
}

function parsed(name: string, definition: PopulationInput): Population {
  const { success, data, error } = Population.safeParse(definition)
  if (!success)
    throw inputError(
      'population.invalid',
      error.issues.map(({ path, code, message }) => ({
        file: `population ${name}`,
        what: `${path.join('.') || 'the definition'}: ${code === 'invalid_union' ? NO_SPREAD : message}`,
        fix: 'Write what the field expects; `Population` of recoworld/define names every field with its range.'
      }))
    )
  for (const segment of data.segments) mustNotRepeat(name, segment.name, Object.keys(segment.interests))
  return data
}

const NO_SPREAD = 'is neither a number, nor { mean, sd }, nor { min, max }, within the range of the field'

/** The first spelling of each phrase, by what its spellings share. */
function firstSpellings(phrases: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const phrase of phrases) if (!found.has(sameInAnyCase(phrase))) found.set(sameInAnyCase(phrase), phrase)
  return found
}

function mustNotRepeat(population: string, segment: string, phrases: readonly string[]): void {
  if (firstSpellings(phrases).size === phrases.length) return
  const twice = phrases.find(
    (phrase, i) => phrases.findIndex((one) => sameInAnyCase(one) === sameInAnyCase(phrase)) < i
  )
  throw new RecoError('population.same-phrase', {
    what: `"${segment}" names the interest "${twice}" twice, in two spellings.`,
    at: { file: `population ${population}` },
    fix: 'Keep one of the two.'
  })
}

function mustDiffer(names: readonly string[]): void {
  if (names.length === 0)
    throw new RecoError('population.none', { what: 'No population was given.', fix: 'Name one, such as "everyone".' })
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice !== undefined)
    throw new RecoError('population.named-twice', {
      what: `The population "${twice}" was given twice.`,
      fix: 'Give each population once; every one has the same part of the people.'
    })
}

const unresolved = (name: string, other: string) =>
  new RecoError('population.unresolved', {
    what: `It includes "${other}" by name, and names are looked up for worlds only.`,
    at: { file: `population ${name}` },
    fix: 'Include the definition itself: import it, and write population: { name, ...definition }.'
  })

const nobody = (index: number) =>
  new RecoError('population.no-such-person', {
    what: `There is no person ${index}; people are numbered 0 … 4,294,967,295.`,
    fix: 'Ask for a whole number in that range.'
  })
