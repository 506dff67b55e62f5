import { percent } from '../charts/figures.ts'
import type { MoodShare } from './reading.ts'

/** Moods as one thin bar, and in words below. */
export function MoodBar({ moods }: { readonly moods: readonly MoodShare[] }) {
  const total = moods.reduce((sum, { people }) => sum + people, 0)
  if (total === 0) return null
  return (
    <div class="moods">
      <div class="stack" aria-hidden="true">
        {moods.map(({ mood, people }) => (
          <span key={mood} style={{ flexGrow: people, background: `var(--${mood})` }} />
        ))}
      </div>
      <p class="unseen">Moods of all, as they felt last, also of those who have left:</p>
      <ul title="Of all people, as they felt last, also of those who have left">
        {moods.map(({ mood, people }) => (
          <li key={mood} class={people === 0 ? 'none' : undefined}>
            <i style={{ background: `var(--${mood})` }} aria-hidden="true" />
            {mood} <b>{percent(people / total)}</b>
          </li>
        ))}
      </ul>
    </div>
  )
}
