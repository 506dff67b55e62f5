import { clock, count } from '../charts/figures.ts'
import type { Frame, SceneView } from '../store/index.ts'
import { MoodBar } from './mood-bar.tsx'
import type { MoodShare } from './reading.ts'

interface Props {
  readonly scene: SceneView
  readonly frame: Frame
  readonly moods: readonly MoodShare[]
  readonly total: number
  /** An earlier turn is looked at. */
  readonly isPast: boolean
}

/** What one would say first of how it is. */
export function KeyFigures({ scene, frame, moods, total, isPast }: Props) {
  const { turns, sessions } = scene.manifest
  const isUnderWay = !isPast && (frame.phase === 'running' || frame.phase === 'paused')
  const isOver = !isPast && frame.phase === 'ended'
  const all = frame.done + frame.left
  return (
    <div class="figures">
      <dl>
        <div>
          <dt>{frame.stayed > 0 || isOver ? 'Stayed to the end' : 'Present'}</dt>
          <dd>
            {count(frame.stayed + frame.present)} <small>of {count(total)}</small>
          </dd>
        </div>
        <div>
          <dt>{isPast ? 'Turn looked at' : 'Turn'}</dt>
          <dd>
            {frame.turn < 0 ? '–' : frame.turn + 1} <small>of {count(turns)}</small>
          </dd>
        </div>
        {sessions > 1 && (
          <div>
            <dt>Visit</dt>
            <dd>
              {frame.session + 1} <small>of {count(sessions)}</small>
            </dd>
          </div>
        )}
        {isUnderWay ? (
          <>
            <div>
              <dt>Left at most</dt>
              <dd>
                {frame.perSecond > 0 && frame.phase === 'running' ? clock(frame.left / frame.perSecond) : '–'}{' '}
                <small>{all > 0 ? `${Math.floor((100 * frame.done) / all)}% done` : ''}</small>
              </dd>
            </div>
            <div>
              <dt>Steps a second</dt>
              <dd>{count(frame.perSecond)}</dd>
            </div>
          </>
        ) : (
          <div>
            <dt>User-steps</dt>
            <dd>{count(frame.done)}</dd>
          </div>
        )}
      </dl>
      <MoodBar moods={moods} />
    </div>
  )
}
