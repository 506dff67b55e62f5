import { type Chance, type Luck, type Segment, TRAITS, type Trait } from '../src/define.ts'
import { cutNormal, type Law, lawOf } from './spread.ts'
import { USUAL_TRAITS } from './traits.ts'

/** All that the people of a segment are drawn from, made ready once. */
export interface SegmentLaws {
  readonly population: string
  readonly segment: Segment
  /** The name by which results are told. */
  readonly group: string
  readonly traits: Readonly<Record<Trait, Law>>
  readonly likings: readonly Liking[]
  /** Of the logarithm of the seconds. */
  readonly logSeconds: Law
}

/** How people take to a phrase. The luck is the phrase's own: adding another phrase changes nobody's liking of this one. */
export interface Liking {
  readonly phrase: string
  readonly law: Law
  readonly luck: Luck
}

/** @param spelling one spelling for phrases that differ in case only */
export function lawsOf(
  population: string,
  segment: Segment,
  group: string,
  chance: Chance,
  spelling: (phrase: string) => string
): SegmentLaws {
  const { interests, traits, preferredSeconds } = segment
  return {
    population,
    group,
    segment: { ...segment, formats: Object.freeze(segment.formats) },
    traits: traitLaws(traits),
    likings: Object.entries(interests).map(([phrase, spread]) => ({
      phrase: spelling(phrase),
      law: lawOf(spread, -1, 1),
      luck: chance.for(`persona/interest/${sameInAnyCase(phrase)}`)
    })),
    logSeconds: lengthLaw(preferredSeconds)
  }
}

const traitLaws = (traits: Segment['traits']) =>
  Object.fromEntries(TRAITS.map((trait) => [trait, lawOf(traits[trait] ?? USUAL_TRAITS[trait], 0, 1)])) as Record<
    Trait,
    Law
  >

/** What two spellings of a phrase share. */
export const sameInAnyCase = (phrase: string): string => phrase.toLowerCase().replace(/\s+/g, ' ')

/** Log-normal about the median, cut to lengths that an item can have: 1 … 86,400 seconds. */
function lengthLaw({ median, spread }: Segment['preferredSeconds']): Law {
  const middle = Math.log(median)
  return spread === 0 ? lawOf(middle, 0, middle) : cutNormal(middle, spread, 0, Math.log(86_400))
}
