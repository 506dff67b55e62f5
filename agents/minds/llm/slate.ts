import type { Catalogue, SlateView } from '../../../src/define.ts'
import { asData, clip } from '../../../src/models/data.ts'

/** Topics that an item is told by, at most, and how far it must be about one. */
const TOPICS = 3
const ABOUT = 0.08
const LONGEST = { title: 140, description: 200, channel: 60 } as const

/** What is on the screen, a line of JSON each: words, and what the representation says that it is about. */
export function slateIn(catalogue: Catalogue, { items, length }: SlateView): string {
  const known = knownOf(catalogue)
  let lines = ''
  for (let slot = 0; slot < length; slot++) {
    const item = items[slot]!
    let words = known[item]
    if (words === undefined) {
      words = asData(told(catalogue, item)).slice(1) // the slot comes first
      known[item] = words
    }
    lines += `{"slot":${slot + 1},${words}\n`
  }
  return `<slate>\n${lines}</slate>`
}

/** The words of items are found once. */
const kept = new WeakMap<Catalogue, string[]>()
function knownOf(catalogue: Catalogue): string[] {
  let known = kept.get(catalogue)
  if (!known) {
    known = new Array<string>(catalogue.size)
    kept.set(catalogue, known)
  }
  return known
}

function told(catalogue: Catalogue, at: number): Record<string, unknown> {
  const { title, description, category, channel, format, durationSeconds, views } = catalogue.items[at]!
  return {
    title: clip(title, LONGEST.title),
    ...(description ? { description: clip(description, LONGEST.description) } : {}),
    about: [...new Set([...(category ? [clip(category, 60)] : []), ...topicsOf(catalogue, at)])],
    format,
    seconds: Math.round(durationSeconds),
    ...(channel ? { channel: clip(channel, LONGEST.channel) } : {}),
    ...(views === undefined ? {} : { views })
  }
}

/** The strongest first. */
function topicsOf({ topics, features }: Catalogue, item: number): string[] {
  const from = item * topics.length
  return topics
    .map((topic, k) => [topic, features[from + k]!] as const)
    .filter(([, share]) => share >= ABOUT)
    .sort(([, a], [, b]) => b - a)
    .slice(0, TOPICS)
    .map(([topic]) => clip(topic, 60))
}
