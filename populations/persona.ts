import type { Luck, Persona, Traits } from '../src/define.ts'
import { arrival } from './arrivals.ts'
import type { SegmentLaws } from './segment.ts'

/** What an address of a person's luck is for: the second number of the address. */
const LIFE = 0
const TRAIT = 1
/** Where a population says nothing of it. */
const USUAL_AGE = { min: 18, max: 65 }

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
  const { min, max } = segment.age ?? USUAL_AGE
  return {
    index,
    population: laws.population,
    segment: laws.group,
    voice: segment.voice,
    age: min + Math.floor(age * (max - min + 1)),
    region: segment.region ?? '',
    device: segment.device ?? 'phone',
    interests,
    formats: segment.formats,
    preferredSeconds: Math.exp(laws.logSeconds.sample(length)),
    traits,
    arrivesAt: arrival(segment.hours, hour, moment)
  }
}

/** The traits of person `index`: those of its persona, with nothing else drawn. Two draws of four, in the order of TRAITS. */
export function traitsOf({ traits }: SegmentLaws, index: number, luck: Luck): Traits {
  const { block } = luck
  luck.at(index, TRAIT, 0, 0)
  const activity = traits.activity.sample(block[0]!)
  const pickiness = traits.pickiness.sample(block[1]!)
  const variety = traits.variety.sample(block[2]!)
  const conformity = traits.conformity.sample(block[3]!)
  luck.at(index, TRAIT, 0, 1)
  const expressiveness = traits.expressiveness.sample(block[0]!)
  const outspokenness = traits.outspokenness.sample(block[1]!)
  const patience = traits.patience.sample(block[2]!)
  const trust = traits.trust.sample(block[3]!)
  return { activity, pickiness, variety, conformity, expressiveness, outspokenness, patience, trust }
}

function interestsOf({ likings }: SegmentLaws, index: number): Record<string, number> {
  const drawn: Record<string, number> = {}
  for (const { phrase, law, luck } of likings) drawn[phrase] = law.sample(luck.at(index))
  return drawn
}
