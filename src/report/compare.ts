import type { CompareResult } from '../contract/result.ts'
import { differences, levels } from './compare-sections.ts'
import { headline, verdicts } from './compare-verdict.ts'
import { createPen } from './drawing.ts'
import { html } from './html.ts'
import { setting, warnings } from './manifest-words.ts'
import { method } from './method.ts'
import { page } from './page.ts'
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
    rests: runs[0]
      ? html`Rests on ${setting(runs[0])}; the same people with the same luck for each. A rehearsal, not a forecast: see the last part.`
      : html`Rests on nothing yet.`,
    notes: warnings(runs, result.interrupted || runs.some(({ interrupted }) => interrupted)),
    sections: [
      differences(known, pen),
      levels(result, pen),
      method(
        [
          'Differences are taken person by person, so that what people have in common cancels out. Neither intervals nor p (two-sided) are corrected for how many metrics are looked at: of twenty that do not differ, about one strays by luck alone.'
        ],
        runs[0]?.manifest
      )
    ]
  })
}
