import { type Change, type Frame, type SceneView, visible } from '../store/index.ts'
import { placeSays } from '../store/place.ts'

interface Props {
  readonly scene: SceneView
  readonly frame: Pick<Frame, 'interventions' | 'coming' | 'phase'>
}

/** What was done to the run, and when; it stands in its log. */
export function Done({ scene, frame: { interventions, coming, phase } }: Props) {
  const isOver = phase === 'ended' || phase === 'failed'
  const all = [
    ...interventions.map((change) => ({ when: placeSays(change, scene), change })),
    ...coming.map((change) => ({ when: isOver ? 'after the last turn' : 'before the next turn', change }))
  ]
  return (
    <section class="done" aria-labelledby="done">
      <h2 id="done">Interventions</h2>
      {all.length === 0 ? (
        <p class="muted">Nobody has reached into this run.</p>
      ) : (
        <>
          <ol>
            {all.map(({ when, change }, at) => (
              <Line key={at} when={when} change={change} />
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

const Line = ({ when, change }: { readonly when: string; readonly change: Change }) => (
  <li>
    <small>{when}</small>
    <span>{visible(change.says)}</span>
  </li>
)
