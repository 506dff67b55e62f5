import { type Frame, type SceneView, visible } from '../store/index.ts'
import { placeSays } from '../store/place.ts'

/** What was done to the run, and when; it stands in its log. */
export function Done({ scene, interventions }: { readonly scene: SceneView } & Pick<Frame, 'interventions'>) {
  return (
    <section class="done" aria-labelledby="done">
      <h2 id="done">Interventions</h2>
      {interventions.length === 0 ? (
        <p class="muted">Nobody has reached into this run.</p>
      ) : (
        <>
          <ol>
            {interventions.map((done, at) => (
              <li key={at}>
                <small>{placeSays(done, scene)}</small>
                <span>{visible(done.says)}</span>
              </li>
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
