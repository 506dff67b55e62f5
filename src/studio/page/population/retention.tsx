import { useMemo } from 'preact/hooks'
import { visible } from '../../../contract/visible.ts'
import type { PopulationView } from '../../api.ts'
import { many, percent } from '../charts/figures.ts'
import { Numbers } from '../charts/numbers.tsx'
import { Picture } from '../charts/picture.tsx'
import { Timeline } from '../charts/timeline.tsx'
import { retentionFinding } from './retention-finding.ts'
import { retentionSeries } from './retention-series.ts'
import { shortly } from './short-names.ts'

/** Everybody and the largest segments: more lines than these are not told apart. */
const MOST = 6

/** Who is still there after so many slates. */
export function Retention({
  all,
  hasSlates
}: {
  readonly all: PopulationView['retention']
  readonly hasSlates: boolean
}) {
  const groups = useMemo(() => shortly(all.slice(0, MOST)), [all])
  const { xs, series, under } = useMemo(() => retentionSeries(groups), [groups])
  const finding = retentionFinding(groups, hasSlates)
  return (
    <Picture topic="Retention" {...finding} isEmpty={xs.length < 2}>
      <Timeline
        label={`Share of visits still there after so many slates. ${finding.says}`}
        xs={xs}
        series={series}
        under={under}
        underSays="visits still there to tell"
        isStepped
        range={[0, 1]}
        format={percent}
        tick={String}
        title={(x) => `after ${many(x, 'slate')}`}
        height={280}
      />
      <Numbers
        caption="Share still there, Kaplan–Meier with 95% intervals"
        head={['Segment', 'Slates', 'Still there', 'From', 'To', 'Left to tell']}
        rows={() =>
          all.flatMap(({ name, curve }) =>
            curve.map(({ turn, share, low, high, atRisk }) => [
              visible(name),
              turn,
              percent(share),
              percent(low),
              percent(high),
              atRisk
            ])
          )
        }
      />
    </Picture>
  )
}
