import type { Manifest } from '../../../contract/result.ts'
import type { Change } from '../../api.ts'
import { count, listed, many } from '../charts/figures.ts'
import { visible } from '../store/index.ts'
import { servedBy } from './served.ts'

/** What decided a run, in words. */
export function ManifestWords({
  manifest,
  changes = []
}: {
  readonly manifest: Manifest
  /** What was done to the run. */
  readonly changes?: readonly Change[] | undefined
}) {
  const { users, populations, catalogue, sessions, turns, slateSize, recommender, mindset, mind, model, seed } =
    manifest
  const [one, ...later] = servedBy(recommender.name, changes).map(quoted)
  return (
    <p class="manifest">
      {many(users, 'simulated person', 'simulated people')} from {listed(populations.map(({ name }) => quoted(name)))}{' '}
      meet {one}
      {later.map((name) => `, then ${name}`).join('')}
      {later.length > 0 ? ',' : ''} over {many(catalogue.items, 'item')}: {many(sessions, 'visit')} of up to{' '}
      {many(turns, 'slate')} of {count(slateSize)}. Mindset {quoted(mindset.name)}, mind {quoted(mind.name)}
      {model ? `, language model ${quoted(model.name)}` : ''}, seed {seed}.
    </p>
  )
}

const quoted = (name: string) => `“${visible(name)}”`
