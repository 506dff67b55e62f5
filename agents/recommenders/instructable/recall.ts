import { sayWish } from '../../../src/ranking/index.ts'
import type { Memory } from './memory.ts'

const TOPICS = 4
/** From which weight on a topic is worth a word. */
const LIKED = 0.12

/** What is known of a person, a line each. */
export function recalled(
  { taste, exposure, wishes, visits, slates, opened }: Memory,
  topics: readonly string[]
): string[] {
  const best = topics
    .map((name, topic) => ({ name, weight: taste.mean[topic]! }))
    .filter(({ weight }) => weight >= LIKED)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, TOPICS)
  const lately = topics
    .map((name, topic) => ({ name, much: exposure[topic]! }))
    .filter(({ much }) => much > 1)
    .sort((a, b) => b.much - a.much)
    .slice(0, TOPICS)
  return [
    ...wishes.map((wish) => `Keeps to: ${sayWish(wish)}`),
    ...(best.length > 0 ? [`Believes that it likes: ${best.map(({ name }) => name).join(', ')}`] : []),
    ...(lately.length > 0 ? [`Has shown much of: ${lately.map(({ name }) => name).join(', ')}`] : []),
    ...(slates > 0 ? [`This visit: ${slates} slates, ${opened} items opened`] : []),
    ...visits.map(
      ({ session, slates: count, opened: of, liked }) =>
        `Visit ${session + 1}: ${count} slates, ${of} opened${liked.length > 0 ? `, most time on ${liked.map((topic) => topics[topic]).join(', ')}` : ''}`
    )
  ]
}
