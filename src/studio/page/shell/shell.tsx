import { useEffect, useRef } from 'preact/hooks'
import { Everyone } from '../everyone/everyone.tsx'
import { pathOf, type Route, useRoute } from '../store/route.ts'
import { Bars } from './bars.tsx'
import { Boundary } from './boundary.tsx'
import { MarkIcon } from './icons.tsx'
import { lazy } from './lazy.tsx'
import { Places } from './places.tsx'
import { RunStrip } from './run-strip.tsx'
import { ThemeButton } from './theme-button.tsx'

const Controls = lazy(() => import('../controls/controls.tsx').then(({ Controls }) => Controls))
const OneUser = lazy(() => import('../one/index.tsx').then(({ OneUser }) => OneUser))
const Population = lazy(() => import('../population/index.tsx').then(({ Population }) => Population))
const Inspector = lazy(() => import('../inspector/index.tsx').then(({ Inspector }) => Inspector))

const TITLES: Record<Route['view'], string> = {
  everyone: 'Everyone',
  person: 'One user',
  population: 'Population',
  controls: 'Controls',
  inspector: 'Inspector'
}

/** The frame around all views: where one can go, where the run is, what went wrong. */
export function Shell() {
  const route = useRoute()
  const main = useRef<HTMLElement>(null)
  const isFirst = useRef(true)
  const { view } = route
  useEffect(() => {
    document.title = `${TITLES[view]} · recoworld studio`
    if (!isFirst.current) {
      main.current?.focus({ preventScroll: true })
      main.current?.scrollTo(0, 0)
      scrollTo(0, 0)
    }
    isFirst.current = false
  }, [view])
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        To the view
      </button>
      <header class="top">
        <a class="mark" href={pathOf('everyone')} aria-label="recoworld studio">
          <MarkIcon />
          <span>
            recoworld <span>studio</span>
          </span>
        </a>
        <Places />
        <RunStrip />
        <ThemeButton />
      </header>
      <Bars />
      <main ref={main} class={`view at-${view}`} tabIndex={-1} aria-label={TITLES[view]}>
        <Boundary key={view}>
          <View {...route} />
        </Boundary>
      </main>
    </>
  )
}

function View({ view, user }: Route) {
  if (view === 'person') return <OneUser user={user} />
  if (view === 'population') return <Population />
  if (view === 'controls') return <Controls />
  if (view === 'inspector') return <Inspector />
  return <Everyone />
}
