import { RecoError } from '../../contract/error.ts'
import { didYouMean } from '../../contract/nearest.ts'
import { TRAITS, type Trait } from '../../contract/population.ts'
import type { GraphOption } from '../../contract/spread.ts'
import type { RunOptions, WorldOptions } from '../options.ts'
import { populationsOf } from '../population.ts'

export type Value = string | number
export type Told = WorldOptions & RunOptions

/** How far people differ in a trait that is varied. */
const SPREAD = 0.15
const NUMBERS = ['users', 'sessions', 'days', 'turns', 'slate'] as const
const PARTS = ['population', 'recommender', 'mindset', 'mind', 'catalogue', 'representation', 'graph'] as const
const TIES = ['degree', 'rewire', 'homophily', 'weight'] as const
const KNOWN = [...PARTS, ...NUMBERS, ...TRAITS, ...TIES.map((name) => `graph.${name}`)]

/**
 * What a world is told where one thing is varied: a part by name, a number, `graph.degree` and its like, or a trait: then
 * everybody has it about that value, ± 0.15.
 *
 * @throws RecoError `sweep.unknown-axis`, `sweep.bad-value`
 */
export function set(told: Told, name: string, value: Value): Told {
  if ((PARTS as readonly string[]).includes(name)) return { ...told, [name]: String(value) }
  if ((NUMBERS as readonly string[]).includes(name))
    return { ...told, [name === 'slate' ? 'slateSize' : name]: number(name, value) }
  if ((TRAITS as readonly string[]).includes(name))
    return { ...told, population: withTrait(told, name as Trait, number(name, value)) }
  const tie = TIES.find((one) => `graph.${one}` === name)
  if (tie) return { ...told, graph: { ...graphOf(told), [tie]: number(name, value) } as unknown as GraphOption }
  throw new RecoError('sweep.unknown-axis', { what: `"${name}" cannot be varied.`, fix: didYouMean(name, KNOWN) })
}

function number(name: string, value: Value): number {
  const read = typeof value === 'number' ? value : Number(value)
  if (Number.isFinite(read) && value !== '') return read
  throw new RecoError('sweep.bad-value', { what: `${name} is to be "${value}".`, fix: 'Give a number.' })
}

function withTrait(
  { population = 'everyone' }: Told,
  trait: Trait,
  mean: number
): NonNullable<WorldOptions['population']> {
  if (!(mean >= 0 && mean <= 1))
    throw new RecoError('sweep.bad-value', { what: `${trait} is to be ${mean}.`, fix: 'Give a number from 0 to 1.' })
  return populationsOf(population).map(({ definition: { definition } }) => ({
    ...definition,
    traits: { ...definition.traits, [trait]: { mean, sd: SPREAD } }
  }))
}

function graphOf({ graph = 'small-world' }: Told): object {
  if (typeof graph !== 'string') return graph
  return { kind: graph }
}
