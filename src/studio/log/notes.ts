import type { Manifest, RunResult } from '../../contract/result.ts'
import type { Logged } from './logged.ts'

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))}%`

/** What the picture of a log leaves out, or cannot vouch for. */
export function notesOn(
  manifest: Manifest,
  result: RunResult | null,
  { share, users }: Logged,
  parted: string | undefined,
  hasCatalogue: boolean
): string {
  const kept = typeof manifest.log === 'object' ? manifest.log.share : 1
  return [
    result === null ? 'The run did not finish: this is what was written of it.' : '',
    result?.interrupted ? 'The run was stopped before its end.' : '',
    kept < 1 ? `The log keeps the events of a share of the people: ${percent(kept)}.` : '',
    share < 1
      ? `It is large, so a share of its people was played again, chosen by their numbers: ${percent(share)}, ${users.length.toLocaleString('en')} people. All numbers are theirs.`
      : '',
    parted === undefined
      ? ''
      : `${parted} The mindset “${manifest.mindset.name}” has changed since the run, or is another one: states and arrows are those of today's from there on.`,
    hasCatalogue ? '' : 'Its catalogue is not at hand: items are told by their ids, and diversity is not.',
    "A log does not keep the recommender's own steps, nor what anybody remembers."
  ]
    .filter((note) => note !== '')
    .join(' ')
}
