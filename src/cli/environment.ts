import type { EnvironmentOptions } from '../runner/environment.ts'
import type { Given } from './given.ts'
import { numberIn, pairsIn } from './pairs.ts'

/** What is acted on, as the options of `train` and `serve` say it. */
export function environmentIn(given: Given, typed: Readonly<Record<string, unknown>>): EnvironmentOptions {
  if (typeof typed.environment === 'string')
    return { environment: typed.environment, options: pairsIn('option', typed.option) }
  const { population, mindset, mind, catalogue, representation, sessions, turns, slate } = given
  const reward = typeof typed.reward === 'string' ? pairsIn('reward', typed.reward.split(',')) : undefined
  const all = {
    population,
    mindset,
    mind,
    catalogue,
    representation,
    sessions,
    turns,
    slateSize: slate,
    reward: reward as Record<string, number> | undefined,
    ...numbersIn(typed, 'candidates', 'history')
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as EnvironmentOptions
}

/** @throws RecoError `run.bad-option` */
export function numbersIn<Name extends string>(typed: Readonly<Record<string, unknown>>, ...names: Name[]) {
  return Object.fromEntries(
    names.flatMap((name) => (typed[name] === undefined ? [] : [[name, numberIn(name, String(typed[name]))]]))
  ) as Partial<Record<Name, number>>
}
