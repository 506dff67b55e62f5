import type { SceneView, Track } from '../../api.ts'
import { moodColour } from '../charts/moods.ts'
import { visible } from '../store/index.ts'

interface Props {
  readonly track: Track
  readonly scene: SceneView
  /** At the step that is shown; `none` where a mindset has no moods. */
  readonly mood: string
}

/** Who it is, in a few words. */
export function Who({ track, scene, mood }: Props) {
  const { user, population, segment, about } = track
  const notes = notesOf(track, scene)
  return (
    <header class="who">
      <span class="who-mark" style={{ background: moodColour(mood) }} aria-hidden="true" />
      <div>
        <h1>
          {`Person ${user}`}
          {mood !== 'none' && <span class="who-mood">{mood}</span>}
        </h1>
        <p>{[`${segment} of ${population}`, ...about.slice(0, 1)].map(visible).join(' · ')}</p>
        {about.length > 1 && (
          <details class="who-more">
            <summary>{visible(about[1] ?? '')}</summary>
            {about.slice(2).map((line) => (
              <p key={line}>{visible(line)}</p>
            ))}
          </details>
        )}
        {notes.length > 0 && <p class="who-since">{notes.join(' ')}</p>}
      </div>
    </header>
  )
}

/** What is missing of its life, if anything is. */
function notesOf({ since, dropped }: Track, { manifest: { seed } }: SceneView): string[] {
  return [
    since === null
      ? ''
      : `Followed since visit ${since.session + 1}, slate ${since.turn + 1}; the same seed (${seed}) shows it from the beginning when it is chosen at the start.`,
    dropped === 0 ? '' : `The oldest ${dropped.toLocaleString('en')} steps and lines were let go of.`
  ].filter((note) => note !== '')
}
