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
  const { user, population, segment, about, since } = track
  return (
    <header class="who">
      <span class="who-mark" style={{ background: moodColour(mood) }} aria-hidden="true" />
      <div>
        <h1>
          {`Person ${user}`}
          {mood !== 'none' && <span class="who-mood">{mood}</span>}
        </h1>
        <p class="who-about">{[`${segment} of ${population}`, ...about].map(visible).join(' · ')}</p>
        {since !== null && (
          <p class="who-since">
            {`Followed since visit ${since.session + 1}, slate ${since.turn + 1}. The same seed (${scene.manifest.seed}) shows it from the beginning when it is chosen at the start.`}
          </p>
        )}
        {track.dropped > 0 && (
          <p class="who-since">{`${track.dropped.toLocaleString('en')} earlier steps were let go of.`}</p>
        )}
      </div>
    </header>
  )
}
