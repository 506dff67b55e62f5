import type { RulesSetting } from './columns.ts'
import type { RulesParameters } from './parameters.ts'

const DAY = 86_400_000

/** Begins visits: nothing has been said yet, satiation has faded, and the visit is for something. */
export function createArrival({ columns, catalogue, chance }: RulesSetting, { satiation }: RulesParameters) {
  const width = catalogue.topics.length
  const goals = chance.for('goal')
  const draws = new Float64Array(width)

  return function arrive(row: number, session: number, awayMs: number): void {
    columns.spoke[row] = columns.ultimatum[row] = 0
    columns.goal[row] = goalOf(row, goals.at(columns.who[row]! >>> 0, session))
    if (awayMs === 0) return
    const kept = satiation.retention ** ((awayMs / DAY) * 20) // a day away empties it as twenty slates of something else do
    for (let topic = 0; topic < width; topic++) columns.satiation[row * width + topic]! *= kept
  }

  /** What the visit is for: a topic, the likelier the more it is liked. */
  function goalOf(row: number, u: number): number {
    let sum = 0
    for (let topic = 0; topic < width; topic++) {
      draws[topic] = Math.max(0, columns.taste[row * width + topic]!) ** 2
      sum += draws[topic]!
    }
    let left = u * sum
    for (let topic = 0; topic < width; topic++) {
      left -= draws[topic]!
      if (left <= 0) return topic
    }
    return 0
  }
}
