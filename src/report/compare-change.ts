import type { CompareResult } from '../contract/result.ts'
import { table } from './blocks.ts'
import { change, people } from './change.ts'
import { type Difference, name, pairsOf } from './compare-verdict.ts'
import { type GapFirmness, gapFirmness, outOf } from './firm.ts'
import type { Html } from './html.ts'
import { scaleOf } from './metric-units.ts'
import { width } from './run-change.ts'
import { many } from './text.ts'
import { metricName } from './words.ts'

const FIRM = 0.95

/** Which verdicts another seed would leave as they are, and how many people would settle the others. */
export function compareChange({ recommenders }: CompareResult, known: readonly Difference[]): Html {
  const manifest = recommenders[0]?.result.manifest
  const users = manifest?.users ?? 0
  const rows = known.flatMap((one) => {
    const firm = gapFirmness({ value: one.difference, low: one.low, high: one.high, n: one.n })
    return firm ? [{ one, firm }] : []
  })
  const firmly = rows.filter(({ firm }) => firm.same >= FIRM).length
  const isOnePair = pairsOf(known).length === 1
  return change(
    rows.length === 0
      ? 'Whatever lets the same people meet two of them'
      : firmly === rows.length
        ? `Another seed would hardly change any of ${many(rows.length, 'verdict')}`
        : `${firmly} of ${many(rows.length, 'verdict')} would almost surely stand with another seed; the others may turn`,
    'A verdict is that a difference is clear, or that it is too close to call. How far another seed would move each (no farther, 95 times in 100), and how many people would show a gap as wide as this one in 8 rehearsals of 10.',
    rows.length === 0
      ? null
      : table<{ readonly one: Difference; readonly firm: GapFirmness }>(
          'What would change the result, in numbers',
          [
            { name: 'Metric', isWord: true, cell: ({ one }) => metricName(one.metric) },
            ...(isOnePair
              ? []
              : [
                  {
                    name: 'b − a',
                    isWord: true,
                    cell: ({ one }: { one: Difference }) => `${name(one.b)} − ${name(one.a)}`
                  }
                ]),
            { name: 'Difference', cell: ({ one }) => scaleOf(one.unit).change(one.difference) },
            { name: 'Give or take', cell: ({ one, firm }) => `±${width(one, firm.half)}` },
            { name: 'Another seed moves it', cell: ({ one, firm }) => `±${width(one, firm.move)}` },
            { name: 'Same verdict', cell: ({ firm }) => outOf(firm.same) },
            {
              name: 'To tell this gap',
              cell: ({ one, firm }) => (firm.toTell === null ? 'no gap to tell' : people((firm.toTell * users) / one.n))
            }
          ],
          [...rows].sort((a, b) => a.firm.same - b.firm.same)
        ),
    manifest
  )
}
