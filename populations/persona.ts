import { type Luck, type Persona, TRAITS, type Traits } from '../src/define.ts'
import { arrival } from './arrivals.ts'
import type { SegmentLaws } from './segment.ts'

/** What an address of a person's luck is for: the second number of the address. */
const LIFE = 0
const TRAIT = 1

/**
 * Person `index` of a segment: every trait, liking and habit by a draw of its own.
 *
 * @param luck of the purpose `persona`
 */
export function personOf(laws: SegmentLaws, index: number, luck: Luck): Persona {
  const { segment } = laws
  const traits = traitsOf(laws, index, luck)
  const interests = interestsOf(laws, index)
  const length = luck.at(index, LIFE)
  const [age, hour, moment] = [luck.block[1]!, luck.block[2]!, luck.block[3]!]
  return {
    index,
    population: laws.population,
    segment: segment.name,
    voice: segment.voice,
    age: segment.age.min + Math.floor(age * (segment.age.max - segment.age.min + 1)),
    region: segment.region,
    device: segment.device,
    interests,
    formats: segment.formats,
    preferredSeconds: Math.exp(laws.logSeconds.sample(length)),
    traits,
    arrivesAt: arrival(segment.hours, hour, moment)
  }
}

function traitsOf({ traits }: SegmentLaws, index: number, luck: Luck): Traits {
  const drawn = {} as Traits
  for (let i = 0; i < TRAITS.length; i++) {
    if (i % 4 === 0) luck.at(index, TRAIT, 0, i / 4)
    drawn[TRAITS[i]!] = traits[i]!.sample(luck.block[i % 4]!)
  }
  return drawn
}

function interestsOf({ likings }: SegmentLaws, index: number): Record<string, number> {
  const drawn: Record<string, number> = {}
  for (const { phrase, law, luck } of likings) drawn[phrase] = law.sample(luck.at(index))
  return drawn
}
