import { type Persona, TRAITS } from '../../contract/population.ts'
import type { PopulationCheck } from '../../contract/population-check.ts'

/** People who are compared, each with each. */
const SAMPLE = 300
/** How far apart two people must be in one thing to count as one step: traits and likings in their own units, lengths in logs, ages in years. */
const STEP = { trait: 0.2, liking: 0.3, logSeconds: 0.5, years: 12 }
/** Likeness from which two are twins: exp(−½), one step apart in all. */
const TWIN = Math.exp(-0.5)

/**
 * How unlike each other people are: n² / Σ K², K the likeness exp(−d² / 2) of two, d in steps over all that they are. It is
 * the number of wholly different people who would be as diverse; clones of one are 1, however many.
 *
 * @source the Vendi score of order 2: Friedman & Dieng, TMLR 2023; Pasarkar & Dieng, AISTATS 2024
 */
export function diversityOf(people: readonly Persona[], phrases: readonly string[]): PopulationCheck['diversity'] {
  const every = Math.max(1, Math.floor(people.length / SAMPLE))
  const some = people.filter((_, at) => at % every === 0).slice(0, SAMPLE)
  const vectors = some.map((person) => vectorOf(person, phrases))
  const n = vectors.length
  const nearest = new Float64Array(n)
  let squares = n
  for (let a = 0; a < n; a++)
    for (let b = 0; b < a; b++) {
      const likeness = Math.exp(-0.5 * distance(vectors[a]!, vectors[b]!))
      squares += 2 * likeness * likeness
      if (likeness > nearest[a]!) nearest[a] = likeness
      if (likeness > nearest[b]!) nearest[b] = likeness
    }
  const effective = (n * n) / squares
  return { of: n, effective, score: effective / n, twins: nearest.filter((likeness) => likeness >= TWIN).length / n }
}

function vectorOf({ traits, interests, preferredSeconds, age }: Persona, phrases: readonly string[]): Float64Array {
  return Float64Array.from([
    ...TRAITS.map((trait) => traits[trait] / STEP.trait),
    ...phrases.map((phrase) => (interests[phrase] ?? 0) / STEP.liking),
    Math.log(preferredSeconds) / STEP.logSeconds,
    age / STEP.years
  ])
}

/** Squared. */
function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2
  return sum
}
