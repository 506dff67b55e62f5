import { pathOf, type SceneView, visible } from '../store/index.ts'

/** Before somebody is chosen. */
export function Whom({ scene }: { readonly scene: SceneView | null }) {
  if (scene === null)
    return (
      <div class="one is-bare">
        <h1>Nothing is under way</h1>
        <p>
          Once a run has begun, anybody in it can be looked at: its mindset as a statechart, what it feels, and its
          session told line by line.
        </p>
        <p>
          <a href={pathOf('controls')}>Start a run</a>
        </p>
      </div>
    )
  return (
    <div class="whom">
      <h1>Whom shall we look at?</h1>
      <p>
        {`Anybody of ${scene.users.toLocaleString('en')}: by number, segment or state.`}
        {scene.from === 'run' && ' Who is chosen is a statechart of its own from then on.'}
      </p>
      {scene.note !== null && <p class="muted">{visible(scene.note)}</p>}
      {scene.cohort.length > 0 && (
        <p class="cohort">
          <span>Followed from the beginning:</span>
          {scene.cohort.slice(0, 12).map((user) => (
            <a key={user} href={pathOf('person', user)}>
              {user}
            </a>
          ))}
        </p>
      )}
    </div>
  )
}
