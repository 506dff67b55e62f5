import { type Chance, inputError, type People, Population, type PopulationInput, RecoError } from '../src/define.ts'
import { personOf, traitsOf } from './persona.ts'
import { lawsOf, sameInAnyCase } from './segment.ts'
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
  const read = populations.map(({ name, definition }) => ({ name, segments: segmentsOf(name, definition) }))
  const spelling = firstSpellings(read.flatMap(({ segments }) => segments.flatMap((one) => Object.keys(one.interests))))
  const parts = read.flatMap(({ name, segments }) => {
    const sum = segments.reduce((total, { share }) => total + share, 0)
    return segments.map((segment) => ({
      share: segment.share / sum,
      laws: lawsOf(name, segment, chance, (phrase) => spelling.get(sameInAnyCase(phrase))!)
    }))
  })
  const luck = chance.for('persona')
  const deal = dealer(
    parts.map(({ share }) => share),
    chance.for('persona/segment').at(0)
  )
  const segmentOf = (index: number) => {
    if (!(Number.isInteger(index) && index >= 0 && index < 2 ** 32)) throw nobody(index)
    return deal(index)
  }
  return {
    names: populations.map(({ name }) => name),
    segments: parts.map(({ laws }) => ({ population: laws.population, segment: laws.segment.name })),
    phrases: [...spelling.values()],
    segmentOf,
    person: (index) => personOf(parts[segmentOf(index)]!.laws, index, luck),
    traits: (index) => traitsOf(parts[segmentOf(index)]!.laws, index, luck)
  }
}

function segmentsOf(name: string, definition: PopulationInput): Population['segments'] {
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
  return data.segments
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

const nobody = (index: number) =>
  new RecoError('population.no-such-person', {
    what: `There is no person ${index}; people are numbered 0 … 4,294,967,295.`,
    fix: 'Ask for a whole number in that range.'
  })
