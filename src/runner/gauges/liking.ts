import type { Catalogue } from '../../contract/plugin.ts'
import type { People } from '../../contract/population.ts'

/** What a person says that it likes of an item: Σ its liking of a topic · how far the item is about it, −1 … 1. */
export type Stated = (item: number) => number

/** What people say of themselves: never what a mind makes of it. */
export function createStated(people: People, { topics, features }: Catalogue): (user: number) => Stated {
  const positions = new Map(topics.map((topic, at) => [topic.toLowerCase(), at]))
  const width = topics.length
  return (user) => {
    const known = Object.entries(people.person(user).interests).flatMap(([phrase, liking]) => {
      const topic = positions.get(phrase.trim().toLowerCase())
      return topic === undefined ? [] : [[topic, liking] as const]
    })
    const at = Int32Array.from(known, ([topic]) => topic)
    const likings = Float64Array.from(known, ([, liking]) => liking)
    return (item) => {
      let sum = 0
      for (let i = 0, row = item * width; i < at.length; i++) sum += likings[i]! * features[row + at[i]!]!
      return sum
    }
  }
}
