import type { Catalogue } from '../../../src/define.ts'
import type { Memory } from './memory.ts'

const percent = (share: number) => `${Math.round(100 * share)} %`

/** What is remembered of a person, a line each: what it asked for, what it liked, its visits. */
export const recalled = ({ asked, liked, visits, slates }: Memory, { items, topics }: Catalogue): string[] => [
  ...asked.map(
    ({ instruction, before, after }) =>
      `Asked: ${instruction.text}${after === null ? '' : ` – ${percent(before)} of the slate before, ${percent(after)} after`}`
  ),
  ...(liked.length > 0 ? [`Liked: ${liked.map((item) => items[item]!.title).join(' · ')}`] : []),
  ...(slates.length > 0 ? [`Slates written down: ${slates.length}`] : []),
  ...visits.map(
    ({ session, slates: count, opened, liked: best }) =>
      `Visit ${session + 1}: ${count} slates, ${opened} opened${best.length > 0 ? `, most of ${best.map((topic) => topics[topic]).join(', ')}` : ''}`
  )
]
