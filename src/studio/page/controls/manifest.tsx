import type { Manifest } from '../../../contract/result.ts'
import { count, listed, many } from '../charts/figures.ts'
import { visible } from '../store/index.ts'

/** What decided a run, in words. */
export function ManifestWords({ manifest, now }: { readonly manifest: Manifest; readonly now?: string | undefined }) {
  const { users, populations, catalogue, sessions, turns, slateSize, recommender, mindset, mind, model, seed } =
    manifest
  return (
    <p class="manifest">
      {many(users, 'simulated person', 'simulated people')} from {listed(populations.map(({ name }) => quoted(name)))}{' '}
      meet {quoted(recommender.name)}
      {now !== undefined && now !== recommender.name ? `, then ${quoted(now)},` : ''} over{' '}
      {many(catalogue.items, 'item')}: {many(sessions, 'visit')} of up to {many(turns, 'slate')} of {count(slateSize)}.
      Mindset {quoted(mindset.name)}, mind {quoted(mind.name)}
      {model ? `, language model ${quoted(model.name)}` : ''}, seed {seed}.
    </p>
  )
}

const quoted = (name: string) => `“${visible(name)}”`
