import type { CompareResult } from '../../contract/result.ts'
import { pairedDifference } from '../../experiment/index.ts'
import { differenceOf, weightsOf } from '../estimate.ts'
import type { Played } from '../playing.ts'

type Differences = CompareResult['differences']
type Arm = Played & { readonly name: string }

/** b − a for every pair and metric, person by person. */
export const byPeople = (arms: readonly Arm[]): Differences =>
  arms.flatMap((a, i) => arms.slice(i + 1).flatMap((b) => ofPair(a, b)))

function ofPair(a: Arm, b: Arm): Differences {
  const weights = weightsOf(a.people, a.result.manifest.users)
  return Object.entries(a.metrics).flatMap(([metric, definition]) => {
    const paired = differenceOf(definition, a.outcome.tallies[metric]!, b.outcome.tallies[metric]!, weights)
    if (!paired) return []
    const { difference, low, high, p, n } = paired
    return [
      { a: a.name, b: b.name, metric, difference, low, high, p, n, unit: definition.unit, better: definition.better }
    ]
  })
}

/** b − a for every pair and metric, world by world. @param rounds for each seed a world of each recommender */
export function byWorlds(rounds: readonly (readonly Played[])[], names: readonly string[]): Differences {
  const metrics = Object.entries(rounds[0]![0]!.metrics)
  return names.flatMap((a, i) =>
    names.slice(i + 1).flatMap((b, next) =>
      metrics.flatMap(([metric, { unit, better, range }]) => {
        const values = (arm: number) => rounds.map((round) => round[arm]!.result.metrics[metric]!.value)
        const [inA, inB] = [values(i), values(i + 1 + next)]
        if (![...inA, ...inB].every(Number.isFinite)) return []
        const { difference, low, high, p, n } = pairedDifference(inA, inB, { range })
        return [{ a, b, metric, difference, low, high, p, n, unit, better }]
      })
    )
  )
}
