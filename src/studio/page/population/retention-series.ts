import type { PopulationView } from '../../api.ts'
import type { Series } from '../charts/series.ts'

const COLOURS = ['--ink', '--s1', '--s2', '--s3', '--s4', '--muted'] as const

/** Curves over the same positions 0, 1, 2 … slates: each holds its value until it falls, and ends with its last visit. */
export function retentionSeries(groups: PopulationView['retention']) {
  const end = Math.max(0, ...groups.map(({ curve }) => curve.at(-1)?.turn ?? 0))
  const xs = Array.from({ length: end + 1 }, (_, turn) => turn)
  const filled = groups.map(({ name, visits, curve }, g) => {
    const colour = COLOURS[g % COLOURS.length] ?? '--muted'
    let next = 0
    let now: { share: number; low: number; high: number; atRisk: number } = {
      share: 1,
      low: 1,
      high: 1,
      atRisk: visits
    }
    const points = xs.map((turn) => {
      let point = curve[next]
      while (point !== undefined && point.turn <= turn) {
        now = point
        point = curve[++next]
      }
      return turn <= (curve.at(-1)?.turn ?? -1) ? now : null
    })
    return { name, colour, points, dash: g < 5 ? undefined : [6, 4] }
  })
  const series = filled.map(({ name, colour, points, dash }): Series => {
    const of = (key: 'share' | 'low' | 'high') => points.map((point) => point?.[key] ?? null)
    return { name, colour, values: of('share'), low: of('low'), high: of('high'), ...(dash ? { dash } : {}) }
  })
  const under = filled.map(({ name, colour, points }) => ({
    name,
    colour,
    values: points.map((point) => point?.atRisk ?? null)
  }))
  return { xs, series, under }
}
