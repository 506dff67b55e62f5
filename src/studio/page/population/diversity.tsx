import { useMemo } from 'preact/hooks'
import type { PopulationView } from '../../api.ts'
import { hundredth } from '../charts/figures.ts'
import { Numbers } from '../charts/numbers.tsx'
import { Picture } from '../charts/picture.tsx'
import { Timeline } from '../charts/timeline.tsx'
import { diversityFinding } from './diversity-finding.ts'
import { placeName, placeTick } from './place.ts'

/** How different the items of a slate are, turn by turn. */
export function Diversity({ points }: { readonly points: PopulationView['diversity'] }) {
  const { xs, series } = useMemo(
    () => ({
      xs: points.map((_, i) => i),
      series: [
        {
          name: 'apart',
          colour: '--s3',
          values: points.map(({ value }) => known(value)),
          low: points.map(({ low }) => known(low)),
          high: points.map(({ high }) => known(high))
        }
      ]
    }),
    [points]
  )
  const finding = diversityFinding(points)
  return (
    <Picture topic="Diversity of slates" {...finding} isEmpty={points.length === 0}>
      <Timeline
        label={`Mean distance of two items of a slate, turn by turn. ${finding.says}`}
        xs={xs}
        series={series}
        format={hundredth}
        tick={(x) => placeTick(points, x)}
        title={(x) => placeName(points, x)}
      />
      <Numbers
        caption="Mean distance of two items of a slate, with 95% intervals"
        head={['Turn', 'Apart', 'From', 'To', 'Slates']}
        rows={() =>
          points.map((point, i) => [
            placeName(points, i),
            hundredth(point.value),
            hundredth(point.low),
            hundredth(point.high),
            point.n
          ])
        }
      />
    </Picture>
  )
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null)
