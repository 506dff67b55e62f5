import type { CompareResult } from '../contract/result.ts'
import { asked } from './asked.ts'
import { compareChange } from './compare-change.ts'
import { differences, levels } from './compare-sections.ts'
import { type Difference, headline, verdicts } from './compare-verdict.ts'
import { createPen } from './drawing.ts'
import { gapFirmness } from './firm.ts'
import { glance, REHEARSED } from './glance.ts'
import { type Html, html } from './html.ts'
import { warnings, whoOf } from './manifest-words.ts'
import { method } from './method.ts'
import { page } from './page.ts'
import { staying } from './stay.ts'
import { clip, listed, many, printable } from './text.ts'

/** Recommenders on the same people with the same luck, as one HTML file that needs neither network nor script. */
export async function renderCompare(given: CompareResult): Promise<string> {
  const result = printable(given)
  const runs = result.recommenders.map((one) => one.result)
  const known = result.differences.filter(({ difference, low, high }) => [difference, low, high].every(Number.isFinite))
  const pen = await createPen()
  return page({
    title: `Comparison: ${listed(result.recommenders.map(({ name }) => clip(name, 40)))}`,
    kind: `Comparison of ${many(result.recommenders.length, 'recommender')}`,
    headline: headline(result, known),
    lede: verdicts(known),
    rests: rests(result, known),
    notes: warnings(runs, result.interrupted || runs.some(({ interrupted }) => interrupted)),
    sections: [
      staying(result.recommenders, pen),
      differences(known, pen),
      levels(result, pen),
      asked(result.model),
      compareChange(result, known),
      method(
        [
          `${result.unit === 'worlds' ? `Differences are taken world by world, over ${result.seeds.length} worlds with people and luck of their own: people of one world are not independent of each other.` : 'Differences are taken person by person, so that what people have in common cancels out.'} Neither intervals nor p (two-sided) are corrected for how many metrics are looked at: of twenty that do not differ, about one strays by luck alone.`,
          ...result.notes
        ],
        runs[0]?.manifest
      )
    ]
  })
}

/** What was compared, on whom, and how sure it is. */
function rests(result: CompareResult, known: readonly Difference[]): Html {
  const { recommenders } = result
  const manifest = recommenders[0]?.result.manifest
  if (!manifest) return html`<p>Rests on nothing yet.</p>`
  const { catalogue, turns, slateSize, sessions, mindset, mind, model, seed } = manifest
  const firm = known.flatMap(
    (one) => gapFirmness({ value: one.difference, low: one.low, high: one.high, n: one.n }) ?? []
  )
  const firmly = firm.filter(({ same }) => same >= 0.95).length
  return html`${glance([
    [
      'Compared',
      `${listed(
        recommenders.map(({ name }) => `“${clip(name, 40)}”`),
        6
      )} over ${many(catalogue.items, 'item')}: ${many(sessions, 'visit')} of up to ${many(turns, 'slate')} of ${slateSize}`
    ],
    [
      'With',
      `${whoOf(manifest)}, the same with the same luck for each${result.unit === 'worlds' ? `; ${many(result.seeds.length, 'world')}` : ''}`
    ],
    [
      'How sure',
      firm.length === 0
        ? 'Nothing could be compared'
        : `${firmly} of ${many(firm.length, 'verdict')} would almost surely stand with another seed`
    ],
    [
      'Made by',
      `The mind “${clip(mind.name, 60)}” and the mindset “${clip(mindset.name, 60)}”${model ? `, language model “${clip(model.name, 60)}”` : ''}; seed ${String(seed)}`
    ]
  ])}<p class="aside">${REHEARSED}</p>`
}
