import type { Memory } from './memory.ts'

/** What a person remembers, a line each: earlier visits, the slates of this one, what it asked for. */
export const recalled = ({ visits, slates, wishes, fate }: Memory): string[] => [
  ...visits.map(
    ({ visit, slates: count, ended, liked }) =>
      `Visit ${visit}: ${count} slates, ${ended}${liked.length > 0 ? `; liked ${liked.join(' · ')}` : ''}`
  ),
  ...slates.map(
    ({ slate, items }) => `Slate ${slate}: ${items.map(({ title, did }) => `${title} (${did})`).join(' · ')}`
  ),
  ...wishes.map((wish, at) => `Asked: ${wish}${at === wishes.length - 1 && fate !== '' ? ` – ${fate}` : ''}`)
]
