import { RecoError } from '../contract/error.ts'

/** What every kind of graph is told. */
export interface GraphOptions {
  /** 1 … 10,000,000. */
  readonly people: number
  /** Followers a person has on average, 1 or more and below the number of people; 10 if not given. */
  readonly degree?: number
  /** 0: ties know no groups; 1: hardly one leads out of them. 0 if not given. */
  readonly homophily?: number
  /** The group of a person, any whole number; everybody in one if not given. */
  readonly groupOf?: (person: number) => number
  /** The chance that a follower sees what is shared: one number, or drawn between two, for each tie. 1 if not given. */
  readonly weight?: number | { readonly min: number; readonly max: number }
}

/** Filled in and checked. @throws RecoError `graph.bad-options` */
export function graphOptions(given: GraphOptions) {
  const { people, degree = Math.min(10, Math.max(1, people - 1)), homophily = 0, groupOf = () => 0, weight = 1 } = given
  const bounds = typeof weight === 'number' ? { min: weight, max: weight } : weight
  const isWeight = bounds.min >= 0 && bounds.min <= bounds.max && bounds.max <= 1
  const isDegree = degree >= 1 && (degree < people || people === 1)
  if (
    Number.isInteger(people) &&
    people >= 1 &&
    people <= 1e7 &&
    isDegree &&
    homophily >= 0 &&
    homophily <= 1 &&
    isWeight
  )
    return { people, degree, homophily, groupOf, weight: bounds }
  throw new RecoError('graph.bad-options', {
    what: `A graph cannot be made of people ${people}, degree ${degree}, homophily ${homophily}, weight ${JSON.stringify(weight)}.`,
    fix: 'Give 1 to 10,000,000 people, a degree of 1 or more and below that, homophily and weights of 0 to 1.'
  })
}
