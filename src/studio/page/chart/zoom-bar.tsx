import { MOODS } from '../../../contract/session.ts'
import type { ChartView } from '../../api.ts'
import { FitIcon, MinusIcon, PlusIcon } from '../shell/icons.tsx'
import { visible } from '../store/index.ts'

interface Props {
  readonly chart: ChartView
  zoom(factor: number): void
  showAll(): void
  showState(id: string): void
}

/** The regions of a chart whose root is parallel. */
export function regionsOf({ chart: { states } }: ChartView): readonly { readonly id: string; readonly key: string }[] {
  const [root] = states
  return root?.type === 'parallel' ? states.filter(({ parent }) => parent === root.id) : []
}

/** The region with the moods. */
export const moodRegion = (chart: ChartView): string | undefined =>
  regionsOf(chart).find(({ id }) =>
    chart.chart.states.some(({ parent, tags }) => parent === id && MOODS.some((mood) => tags.includes(mood)))
  )?.id

/** Goes nearer and farther, to a region, and back to all. */
export function ZoomBar({ chart, zoom, showAll, showState }: Props) {
  const regions = regionsOf(chart)
  return (
    <div class="zoom" role="toolbar" aria-label="What of the chart is seen">
      {regions.length > 1 &&
        regions.map(({ id, key }) => (
          <button key={id} type="button" class="quiet" title={`Show ${visible(key)}`} onClick={() => showState(id)}>
            {visible(key)}
          </button>
        ))}
      <button
        type="button"
        class="quiet"
        aria-label={regions.length > 1 ? 'Show all' : 'Fit to view'}
        title="Fit to view (0)"
        onClick={showAll}
      >
        {regions.length > 1 ? 'all' : <FitIcon />}
      </button>
      <button type="button" class="quiet" aria-label="Zoom out" title="Zoom out (−)" onClick={() => zoom(1 / 1.3)}>
        <MinusIcon />
      </button>
      <button type="button" class="quiet" aria-label="Zoom in" title="Zoom in (+)" onClick={() => zoom(1.3)}>
        <PlusIcon />
      </button>
    </div>
  )
}
