import type { ReactResult } from '../contract/result.ts'
import { asked } from './asked.ts'
import { createPen } from './drawing.ts'
import { html } from './html.ts'
import { method } from './method.ts'
import { page, section } from './page.ts'
import { reactChange } from './react-change.ts'
import { comparison } from './react-comparison.ts'
import { cards, headline, notes, rests, verdicts } from './react-headline.ts'
import { mix } from './react-mix.ts'
import { ranking } from './react-ranking.ts'
import { travels } from './react-travel.ts'
import { type ReactView, viewOf } from './react-view.ts'
import { dropOff, watch } from './react-watch.ts'
import { reasons, wishes } from './react-words.ts'
import { listed, many, percent, printable } from './text.ts'

/** How people took one post, variants of it, or many, as one HTML file that needs neither network nor script. */
export async function renderReact(given: ReactResult): Promise<string> {
  const result = printable(given)
  if (result.posts.length === 0) return nothing(result)
  const view = viewOf(result, await createPen())
  return page({
    title: `Rehearsal: ${view.all[0]!.name}`,
    kind: view.isRanking
      ? `Rehearsal of ${view.all.length} posts`
      : view.all.length > 1
        ? `Rehearsal of ${view.all.length} variants`
        : 'Rehearsal of a post',
    headline: headline(view),
    lede: verdicts(view),
    rests: rests(view),
    notes: notes(view),
    sections: [
      ranking(view),
      view.isRanking ? section('More closely', closely(view), cards(view)) : cards(view),
      comparison(view),
      mix(view),
      dropOff(view),
      watch(view),
      travels(view),
      reasons(view),
      wishes(view),
      asked(result.model),
      reactChange(view),
      method(points(view), result.manifest)
    ]
  })
}

/** The first few, and how often each is opened. */
const closely = ({ shown }: ReactView): string =>
  `The first ${shown.length} are opened by ${listed(shown.map(({ reaction }) => percent(reaction.overall.rates.click.value)))} of those who see them`

const nothing = (result: ReactResult) =>
  page({
    title: 'Rehearsal',
    kind: 'Rehearsal',
    headline: 'No post was met by anybody',
    rests: html`${many(result.users, 'simulated person', 'simulated people')}, seed ${String(result.seed)}.`,
    notes: result.interrupted ? ['It was interrupted before anything happened.'] : [],
    sections: [method([], result.manifest)]
  })

function points({ result, isRanking, all }: ReactView): string[] {
  const { manifest, populations, users, seed } = result
  const people = `${many(users, 'simulated person', 'simulated people')}${populations.length > 1 ? ' of each population' : ''}`
  const feed = `their ordinary feed: “${manifest.recommender.name}” over ${many(manifest.catalogue.items, 'item')}, ${many(manifest.slateSize, 'item')} a slate, up to ${many(manifest.turns, 'slate')} a visit`
  const placed = isRanking
    ? 'Each post was met by some of them, at most once each; the people differ from post to post.'
    : all.length > 1
      ? 'Each variant was put in the same place for the same people with the same luck, so that the variant is all that differs.'
      : 'The post was put on one of the first slates; those who had left before did not meet it.'
  return [
    `${people} went through ${feed}. ${placed}`,
    `How they feel is the mindset “${manifest.mindset.name}”; what they do is decided by the mind “${manifest.mind.name}”. Seed ${seed}: the same definitions and seed give the same figures.`
  ]
}
