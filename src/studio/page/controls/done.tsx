import { type Frame, type SceneView, visible } from '../store/index.ts'
import { placeSays } from '../store/place.ts'
import { usePromises } from './promised.ts'

interface Props {
  readonly scene: SceneView
  readonly frame: Frame
}

/** What was done to the run, and when; it stands in its log. */
export function Done({ scene, frame }: Props) {
  const isOver = frame.phase === 'ended' || frame.phase === 'failed'
  const coming = usePromises(frame)
  const all = [
    ...frame.interventions.map((change) => ({ when: placeSays(change, scene), says: change.says })),
    ...coming.map(({ says }) => ({ when: isOver ? 'after the last turn' : 'before the next turn', says }))
  ]
  return (
    <section class="done" aria-labelledby="done">
      <h2 id="done">Interventions</h2>
      {all.length === 0 ? (
        <p class="muted">Nobody has reached into this run.</p>
      ) : (
        <>
          <ol>
            {all.map((one, at) => (
              <Line key={at} {...one} />
            ))}
          </ol>
          <p class="muted">
            Each is written into the log; the same run with the same interventions comes out the same.
          </p>
        </>
      )}
    </section>
  )
}

const Line = ({ when, says }: { readonly when: string; readonly says: string }) => (
  <li>
    <small>{when}</small>
    <span>{visible(says)}</span>
  </li>
)
