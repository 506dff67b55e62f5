/** Plays the person that a question of the mind describes: what it does hangs on its likes, the slate and a hash. */

interface Told {
  slot: number
  title: string
  about: string[]
  seconds: number
}

/** Nothing where the question is not about a person at a slate. */
export function personAnswer(messages: readonly { content: string | null }[]): unknown {
  const [, person, asked] = messages.map(({ content }) => content ?? '')
  if (!asked?.includes('<slate>')) return undefined
  const likes = [...(person ?? '').matchAll(/([\p{L}\d' &-]+?) \(([+-][\d.]+)\)/gu)].map(
    ([, what, how]) => [what!.replace(/^[ :,]+/, '').toLowerCase(), Number(how)] as const
  )
  const items = between(asked, 'slate').map((line) => JSON.parse(line) as Told)
  const liking = ({ title, about }: Told) =>
    likes.reduce(
      (most, [what, how]) =>
        about.some((topic) => topic.toLowerCase() === what) || title.toLowerCase().includes(what)
          ? Math.abs(how) > Math.abs(most)
            ? how
            : most
          : most,
      0
    )
  const own = hashOf(messages.map(({ content }) => content).join('/'))
  const chance = (at: number) => (hashOf(`${at}/${own}`) % 10_000) / 10_000
  const likings = items.map(liking)
  const mean = likings.reduce((sum, one) => sum + one, 0) / items.length
  if (asked.includes('Review the slate')) return review(items, likings, mean, chance)
  const worst = items[likings.indexOf(Math.min(...likings))]!.about[0] ?? 'this'
  const best = likes.find(([, how]) => how > 0)?.[0] ?? null
  const said = {
    text: `Enough of ${worst}, show me something else`,
    act: 'exclude',
    target: worst,
    seconds: null,
    also: best === null ? null : { act: 'more-like', target: best }
  }
  if (asked.includes('Reflect as this person')) return said
  const next = chance(90) < 0.5 ? 'speak' : chance(91) < 0.5 ? 'leave' : 'stay'
  return { next, cause: next === 'stay' ? 'none' : 'bored', instruction: next === 'speak' ? said : null }
}

function review(items: readonly Told[], likings: readonly number[], mean: number, chance: (at: number) => number) {
  const reached = Math.max(1, Math.ceil(items.length * (0.5 + chance(50))))
  const opened = (slot: number) => chance(slot) < 1 / (1 + Math.exp(0.8 - 3 * likings[slot]!))
  const isBored = chance(60) < 0.15 - 0.2 * mean
  const next = isBored ? (chance(61) < 0.6 ? 'speak' : 'leave') : 'stay'
  return {
    items: items.slice(0, reached).map(({ slot, seconds, title }, at) => ({
      slot,
      appeal: Math.max(1, Math.min(5, Math.round(3 + 2 * likings[at]!))),
      actions: opened(at) ? (chance(at + 20) < 0.1 ? ['click', 'like'] : ['click']) : ['skip'],
      watched: opened(at) ? Math.round(seconds * chance(at + 30)) : 0,
      why: likings[at]! > 0 ? 'loves-topic' : 'not-my-thing',
      thought: `${title.slice(0, 40)}: ${likings[at]! > 0 ? 'mine' : 'not for me'}`
    })),
    delight: Math.max(-1, Math.min(1, mean)),
    sameness: 0.2,
    found: Math.max(0, Math.min(1, Math.max(...likings))),
    hazard: isBored ? 0.6 : 0.05,
    next,
    cause: isBored ? 'bored' : 'none'
  }
}

const between = (text: string, tag: string): string[] => {
  const from = text.lastIndexOf(`<${tag}>\n`) + tag.length + 3
  return text.slice(from, text.indexOf(`\n</${tag}>`, from)).split('\n')
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
