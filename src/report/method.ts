import type { Manifest, Source } from '../contract/result.ts'
import { facts, numbers } from './blocks.ts'
import { type Html, html } from './html.ts'
import { section } from './page.ts'
import { clip, count, many } from './text.ts'

/** How it was made, what the intervals cover and what they do not. `points`: what is particular to this report. */
export function method(points: readonly (string | null)[], manifest: Manifest | undefined): Html {
  const all = [
    ...points,
    'Intervals (95%) are over simulated people: how far a figure would move with other people drawn in the same way. They do not cover how far such people are from real ones, which no number here can say.',
    'Another population, mind, mindset or surrounding feed may change the result, and so may the assumptions in a population’s traits. Trust differences more than levels, and check what matters against your own audience.'
  ]
  const said = html`<ul>${all.map((point) => (point === null ? null : html`<li>${point}</li>`))}</ul>`
  const made = manifest ? numbers(manifestOf(manifest), 'Everything that decided it') : null
  return html`<div class="method">${section('How it was made', 'A rehearsal with simulated people, not a forecast', said, made)}</div>`
}

/** The manifest as a table. */
export function manifestOf(manifest: Manifest): Html {
  const { populations, recommender, mindset, mind, representation, catalogue } = manifest
  return facts('Everything that decided it', [
    ['recoworld', manifest.recoworld],
    ['Populations', html`${populations.map((one, i) => html`${i > 0 ? ', ' : ''}${source(one)}`)}`],
    ['Recommender', source(recommender)],
    ['Mindset', source(mindset)],
    ['Mind', source(mind)],
    ...(manifest.model ? [['Language model', modelOf(manifest.model)] as const] : []),
    ...(manifest.calibration ? [['Actions kept', keptOf(manifest.calibration)] as const] : []),
    ['Representation', source(representation)],
    ['Catalogue', html`${source(catalogue)}, ${many(catalogue.items, 'item')}`],
    ['People', count(manifest.users)],
    ['Sessions', count(manifest.sessions)],
    ['Turns a session', count(manifest.turns)],
    ['Items a slate', count(manifest.slateSize)],
    ['Seed', String(manifest.seed)],
    ['Engine', manifest.threads > 1 ? `${manifest.engine}, ${manifest.threads} threads` : manifest.engine],
    ...(manifest.posts ?? [])
      .slice(0, 8)
      .map((post, i) => [`Post ${i + 1}`, html`<bdi>${clip(post.title, 160)}</bdi>`] as const)
  ])
}

const modelOf = ({ name, body = {} }: NonNullable<Manifest['model']>) =>
  html`${clip(name, 160)}${Object.entries(body).map(([what, value]) => html`, ${clip(what, 40)} ${clip(JSON.stringify(value), 80)}`)}`

const keptOf = (keep: NonNullable<Manifest['calibration']>): string =>
  Object.entries(keep)
    .filter(([, share]) => share < 1)
    .map(([action, share]) => `${action} ${Number((100 * share).toPrecision(3))}%`)
    .join(', ') || 'all'

const source = ({ name, hash }: Source) =>
  html`${clip(name, 160)}${hash ? html` <small>${clip(hash, 16)}</small>` : null}`
