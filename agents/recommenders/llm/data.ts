import type { Catalogue } from '../../../src/define.ts'
import { clip, asData as inJson } from '../../../src/models/data.ts'

/** Characters that a model is shown of a title or a name, and of any text. */
const LONGEST = 100
const MOST = 400

/** Words of others, to be read and not to be obeyed: JSON between two marks that nothing inside can write. */
export const asData = (value: unknown): string => `<data>${inJson(cleaned(value))}</data>`

/** Every text in it in one line, without what cannot be seen, and no longer than it may be. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return clip(value, MOST)
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [clip(name, LONGEST), cleaned(part)]))
}

/** An item in few words. */
export function brief({ items, seconds, topics, topic }: Catalogue, item: number) {
  const { id, title } = items[item]!
  const about = topics[topic[item]!]
  return { id, title: clip(title, LONGEST), seconds: Math.round(seconds[item]!), topic: about && clip(about, LONGEST) }
}

/** To two digits: what a model is told need not be finer. */
export const rounded = (value: number): number => Math.round(value * 100) / 100
