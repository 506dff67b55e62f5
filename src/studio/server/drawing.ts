import { RecoError } from '../../contract/error.ts'
import type { ChartView } from '../api.ts'

/** What the definition of a machine may come to, bytes. */
export const CHART_BYTES = 1_024 * 1_024

const AT_ONCE = 2
const A_MINUTE = 60

/** Lays out charts for whoever sends one: two at once and sixty a minute at most, since each takes a second of a core. */
export function createDrawing(draw: (definition: unknown) => Promise<ChartView>) {
  let underWay = 0
  let begun: number[] = []
  return async (definition: unknown): Promise<ChartView> => {
    const now = Date.now()
    begun = begun.filter((at) => now - at < 60_000)
    if (underWay >= AT_ONCE || begun.length >= A_MINUTE)
      throw new RecoError('studio.too-many', {
        what: `Charts are drawn ${AT_ONCE} at once and ${A_MINUTE} a minute at most.`,
        fix: 'Try again in a moment.'
      })
    begun.push(now)
    underWay++
    try {
      return await draw(definition)
    } finally {
      underWay--
    }
  }
}
