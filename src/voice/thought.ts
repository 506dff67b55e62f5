import type { Voice } from '../contract/population.ts'
import type { Reason } from '../contract/session.ts'
import { THOUGHTS } from './thoughts.ts'

/** What a thought is about: one item, why it was opened or passed, and a uniform number, above 0 and below 1. */
export interface Pondered {
  reason: Reason
  title: string
  topic: string
  voice: Voice
  u: number
}

const LONGEST_TITLE = 60
const LONGEST_TOPIC = 40

/** One line of thinking aloud; the same for the same item, reason, voice and number. One in five quotes the title. */
export function composeThought({ reason, title, topic, voice, u }: Pondered): string {
  const said = THOUGHTS[reason]
  const own = said[voice]
  const all = own.length + said.anyone.length
  const at = Math.min(all - 1, Math.floor(u * all))
  const line = at < own.length ? own[at]! : said.anyone[at - own.length]!
  const rest = u * all - at
  const thought = line[0] + (line.length > 1 ? shortened(topic, LONGEST_TOPIC) || 'this' : '') + (line[1] ?? '')
  return rest < 0.2 && title ? `«${shortened(title, LONGEST_TITLE)}»: ${thought}` : thought
}

const isOneLine = (text: string) =>
  !text.includes('\n') && !text.includes('\r') && !text.includes('\u2028') && !text.includes('\u2029')

/** One line of at most so many letters, cut between words where there is a gap. */
function shortened(text: string, longest: number): string {
  const flat = isOneLine(text) ? text : text.replace(/\s+/g, ' ').trim()
  if (flat.length <= longest) return flat
  const gap = flat.lastIndexOf(' ', longest - 1)
  return `${flat.slice(0, gap > longest / 2 ? gap : longest - 1)}…`
}
