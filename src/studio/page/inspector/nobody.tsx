import { socketUrl } from './feed.ts'

/** What to do where no actor has shown itself yet. */
export function Nobody() {
  const socket = socketUrl().replace(/\?.*$/, '')
  const page = `${location.href.replace(/[?#].*$/, '')}#/inspector`
  return (
    <div class="nobody">
      <h1>No actor has shown itself yet</h1>
      <p>
        Start a run with <code>--inspect</code>, or on the page of <a href="#/controls">controls</a>: the people who are
        followed and the recommender are listed here. Any XState application on this machine can show itself, too.
      </p>
      <h2>An application in Node</h2>
      <pre>
        <code>{`import { createWebSocketInspector } from '@statelyai/inspect'

const { inspect } = createWebSocketInspector({ url: '${socket}' })
createActor(machine, { inspect }).start()`}</code>
      </pre>
      <h2>An application in a browser</h2>
      <pre>
        <code>{`import { createBrowserInspector } from '@statelyai/inspect'

const { inspect } = createBrowserInspector({ url: '${page}' })
createActor(machine, { inspect }).start()`}</code>
      </pre>
      <p class="muted">
        The same actors can be seen in <a href="stately">Stately's own inspector</a>, which needs the internet.
      </p>
    </div>
  )
}
