import { CAUSES } from '../../../src/define.ts'
import { REMEMBERED, type RulesSetting } from './columns.ts'

/** From which fullness on a topic is worth a word, and how many topics and items are named. */
const FULL = 0.15
const TOPICS = 4
const ITEMS = 5

/** What a person's columns hold, in words: what it came for, what it likes, what it is full of, what it saw last. */
export function createRecall({ catalogue, columns }: RulesSetting) {
  const { topics, items } = catalogue
  const { taste, satiation, goal, recent, seen, spoke, ultimatum } = columns
  const width = topics.length

  const strongest = (values: Float32Array, row: number, from: number): string[] =>
    Array.from(values.subarray(row * width, (row + 1) * width), (value, topic) => ({ value, topic }))
      .filter(({ value }) => value >= from)
      .sort((a, b) => b.value - a.value || a.topic - b.topic)
      .slice(0, TOPICS)
      .map(({ value, topic }) => `${topics[topic]} ${value.toFixed(2)}`)

  function lately(row: number): string[] {
    const count = Math.min(ITEMS, seen[row]!, REMEMBERED)
    return Array.from({ length: count }, (_, back) => {
      const at = row * REMEMBERED + ((seen[row]! - 1 - back) % REMEMBERED)
      return items[recent[at]! - 1]!.title
    })
  }

  return (row: number): string[] => [
    ...told('Came for', topics[goal[row]!] ?? ''),
    ...told('Likes', strongest(taste, row, 0.05).join(', ')),
    ...told('Has had enough of', strongest(satiation, row, FULL).join(', ')),
    ...told('Saw last', lately(row).join(' · ')),
    ...told('Items seen', seen[row]! > 0 ? String(seen[row]) : ''),
    ...told('Spoke up after slate', spoke[row]! > 0 ? String(spoke[row]) : ''),
    ...told('Would have gone, being', ultimatum[row]! > 0 ? CAUSES[ultimatum[row]!]! : '')
  ]
}

const told = (what: string, text: string): string[] => (text === '' ? [] : [`${what}: ${text}`])
