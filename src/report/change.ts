import type { Manifest } from '../contract/result.ts'
import { aside, facts } from './blocks.ts'
import { type Html, html } from './html.ts'
import { section } from './page.ts'
import { clip, count, listed, many } from './text.ts'

/** What would change the result: what can be reckoned, then what can only be tried. */
export function change(
  finding: string,
  explained: string,
  reckoned: Html | null,
  manifest: Manifest | undefined
): Html {
  return section(
    'What would change the result',
    finding,
    reckoned ? aside(explained) : null,
    reckoned,
    manifest
      ? html`<h3 class="sub">What only another rehearsal can tell</h3>${facts('Assumptions', assumptions(manifest))}`
      : null
  )
}

/** A number of people that is a guess: two digits, and no more than one would ever simulate. */
export function people(n: number): string {
  if (!Number.isFinite(n) || n > 1e8) return 'over 100 million'
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, n))) - 1)
  return count(Math.ceil(n / step) * step)
}

/** Each assumption with what was taken here, and what to try in its place. */
function assumptions(manifest: Manifest): (readonly [string, Html])[] {
  const { kind, populations, mind, mindset, recommender, catalogue, turns, slateSize, seed } = manifest
  const named = (name: string) => html`<b><bdi>${clip(name, 60)}</bdi></b>`
  const who = listed(
    populations.map(({ name }) => clip(name, 40)),
    6
  )
  return [
    [
      'Who they are',
      html`${named(who)}: their interests, patience and habits are assumed. Followers of your own, in a file, may behave otherwise (<code>--population</code>).`
    ],
    [
      'How they decide',
      html`${named(mind.name)}${mind.name === 'rules' ? ': formulas of taste and attention, not words. A language model may decide otherwise' : ': another mind may decide otherwise'} (<code>--mind</code>).`
    ],
    [
      'How they feel',
      html`${named(mindset.name)}: which feelings there are, and when they turn; it moves above all when people leave (<code>--mindset</code>).`
    ],
    kind === 'react'
      ? [
          'What stands around it',
          html`${named(recommender.name)} over ${many(catalogue.items, 'item')}, ${count(slateSize)} a slate: a post is opened or passed beside its neighbours (<code>--recommender</code>, <code>--catalogue</code>).`
        ]
      : [
          'What there is',
          html`${many(catalogue.items, 'item')} of ${named(catalogue.name)}, ${count(slateSize)} a slate, up to ${many(turns, 'slate')} a visit (<code>--catalogue</code>, <code>--slate</code>, <code>--turns</code>).`
        ],
    [
      'Whose luck',
      html`seed ${named(String(seed))}: how far another one moves the figures stands above; the same one gives the same page (<code>--seed</code>).`
    ]
  ]
}
