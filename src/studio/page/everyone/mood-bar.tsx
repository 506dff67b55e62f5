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
      <ul>
        {moods.map(({ mood, people }) => (
          <li key={mood} class={people === 0 ? 'none' : undefined}>
            <i style={{ background: `var(--${mood})` }} aria-hidden="true" />
            {mood} <b>{percent(people / total)}</b>
          </li>
        ))}
      </ul>
      <p class="note">Of all; whoever has left counts in their last mood.</p>
    </div>
  )
}
