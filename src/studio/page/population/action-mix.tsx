import { useMemo } from 'preact/hooks'
import { ACTIONS } from '../../../contract/session.ts'
import type { PopulationView } from '../../api.ts'
import { percent } from '../charts/figures.ts'
import { Numbers } from '../charts/numbers.tsx'
import { Picture } from '../charts/picture.tsx'
import { Timeline } from '../charts/timeline.tsx'
import { actionsFinding } from './actions-finding.ts'
import { placeName, placeTick } from './place.ts'

/** What people do with what they are shown, turn by turn. */
export function ActionMix({ actions }: { readonly actions: PopulationView['actions'] }) {
  const { turns, shares, impressions } = actions
  const names = ACTIONS.filter((action) => shares[action]?.some((share) => share > 0))
  const series = useMemo(
    () =>
      names.map((name) => ({
        name,
        colour: `--do-${name}`,
        values: shares[name] ?? [],
        ...(name === 'skip' ? { ink: '--muted' } : {})
      })),
    [shares, names.join()]
  )
  const xs = useMemo(() => turns.map((_, i) => i), [turns])
  const finding = actionsFinding(actions)
  return (
    <Picture topic="Action mix" {...finding} isEmpty={turns.length === 0 || series.length === 0}>
      <Timeline
        label={`Parts of all that is done with what is shown, turn by turn. ${finding.says}`}
        xs={xs}
        series={series}
        isStacked
        range={[0, 1]}
        format={percent}
        tick={(x) => placeTick(turns, x)}
        title={(x) => placeName(turns, x)}
      />
      <Numbers
        caption="Shares of impressions; one may have several actions"
        head={['Turn', ...names, 'Impressions']}
        rows={() =>
          turns.map((_, i) => [
            placeName(turns, i),
            ...names.map((name) => percent(shares[name]?.[i] ?? 0)),
            impressions[i] ?? 0
          ])
        }
      />
    </Picture>
  )
}
