import { Everyone } from '../everyone/everyone.tsx'
import { type Route, useRoute } from '../store/route.ts'
import { Boundary } from './boundary.tsx'
import { lazy } from './lazy.tsx'

const Controls = lazy(() => import('../controls/controls.tsx').then(({ Controls }) => Controls))
const OneUser = lazy(() => import('../one/index.tsx').then(({ OneUser }) => OneUser))
const Population = lazy(() => import('../population/index.tsx').then(({ Population }) => Population))
const Inspector = lazy(() => import('../inspector/index.tsx').then(({ Inspector }) => Inspector))

export function Shell() {
  const route = useRoute()
  return (
    <main id="view" class={`view ${route.view}`}>
      <Boundary key={`${route.view} ${route.user}`}>
        <View {...route} />
      </Boundary>
    </main>
  )
}

function View({ view, user }: Route) {
  if (view === 'person') return <OneUser user={user} />
  if (view === 'population') return <Population />
  if (view === 'controls') return <Controls />
  if (view === 'inspector') return <Inspector />
  return <Everyone />
}
