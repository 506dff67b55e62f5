import type { WorldOptions } from '../../runner/options.ts'
import { count, signed } from '../figures.ts'
import { type Given, runOf } from '../given.ts'
import { lookOf, print, printJson } from '../output.ts'
import { perform } from '../perform.ts'
import { isShare } from '../run/lines.ts'
import { table } from '../table.ts'
import { wrap } from '../text.ts'

/** Says what a comparison can show, before it is made. */
export async function plan(given: Given, recommenders: readonly string[], world: WorldOptions): Promise<void> {
  const { planComparison } = await import('../../runner/compare/plan.ts')
  const { detect } = given
  const found = await perform('plan', given, (call) =>
    planComparison({ ...world, ...runOf(given), recommenders, ...(detect === undefined ? {} : { detect }), ...call })
  )
  if (given.json) return printJson(found)
  const { width, paint } = lookOf(process.stdout)
  const inUnit = (value: number, unit: string) => (isShare(unit) ? `${signed(100 * value)} points` : signed(value, 3))
  print([
    paint('bold', `What ${count(found.users)} people can show of ${recommenders.slice(0, 2).join(' and ')}`),
    ...table(
      [
        { text: 'least difference' },
        ...(detect === undefined ? [] : [{ text: `people for ${detect}` }]),
        { text: 'pilot' }
      ],
      found.metrics.map(({ metric, unit, detectable, users, seen }) => ({
        label: metric,
        cells: [
          inUnit(detectable, unit),
          ...(detect === undefined ? [] : [users === null || !isShare(unit) ? '–' : count(users)]),
          inUnit(seen, unit)
        ].map((text) => ({ text }))
      })),
      width,
      paint
    ),
    ...wrap(
      `found with a chance of ${100 * found.power} %, at 95 %, by the paired t test on the same people; from a pilot of ${count(found.pilot)} people, whose own differences are no result`,
      width
    ).map((line) => paint('dim', line))
  ])
}
