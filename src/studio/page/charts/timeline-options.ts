import uPlot from 'uplot'
import { colourOf } from '../store/theme.ts'
import type { Drawn } from './timeline.tsx'
import type { Legend } from './timeline-legend.ts'

const FONT = '12px system-ui, sans-serif'

/** How uPlot draws it. Colours are those of now. `onDrawn`: where the lines are, and what is pointed at. */
export function optionsOf(
  latest: { readonly current: Drawn },
  width: number,
  height: number,
  onDrawn: (legend: Legend) => void
): uPlot.Options {
  const { series, layers, isStepped, isStacked = false, range } = latest.current
  const [muted, line] = [colourOf('--muted'), colourOf('--line')]
  const paths = isStepped ? uPlot.paths.stepped?.({ align: 1 }) : uPlot.paths.linear?.()
  const axis = { stroke: muted, font: FONT, ticks: { show: false }, border: { show: false } } as const
  const drawn = (plot: uPlot) => onDrawn({ plot, at: plot.cursor.idx ?? null })
  const shape = { ...(paths ? { paths } : {}), points: { show: false } }
  return {
    width,
    height,
    padding: [10, ({ width: wide }) => roomFor(latest.current.series, wide), 0, 4],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: !isStacked, size: 7 } },
    scales: { x: { time: false }, y: { range: range ? () => [...range] : soft } },
    axes: [
      {
        ...axis,
        size: 28,
        space: 46,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 100_000],
        grid: { show: false },
        values: (_, xs) => xs.map((x) => (Number.isInteger(x) ? latest.current.tick(x) : ''))
      },
      {
        ...axis,
        size: 46,
        space: 44,
        grid: { stroke: line, width: 1 },
        values: (_, ys) => ys.map((y) => latest.current.format(y))
      }
    ],
    series: layers.data.map((_, place) => {
      if (place === 0) return {}
      const of = layers.lines.indexOf(place)
      const one = series[of]
      if (one === undefined) return { ...shape, width: 0, stroke: 'transparent' }
      const colour = colourOf(one.colour)
      return {
        ...shape,
        stroke: isStacked ? colourOf('--paper') : colour,
        width: isStacked ? 1 : 2.2,
        ...(one.dash ? { dash: [...one.dash] } : {}),
        ...(isStacked && of === 0 ? { fill: translucent(colour, 0.82) } : {}),
        points: { show: !isStacked && latest.current.xs.length < 3, size: 6, fill: colour }
      }
    }),
    bands: layers.fills
      .filter(({ lower }) => lower >= 0)
      .map(({ upper, lower, series: of }) => ({
        series: [upper, lower] as [number, number],
        fill: translucent(colourOf(series[of]?.colour ?? '--muted'), isStacked ? 0.82 : 0.16)
      })),
    hooks: { draw: [drawn], setCursor: [drawn] }
  }
}

/** Room to the right for the longest name and a number. */
const roomFor = (series: Drawn['series'], width: number): number =>
  Math.min((width < 480 ? 0.42 : 0.36) * width, 56 + 8.4 * Math.max(0, ...series.map(({ name }) => name.length)))

const soft: uPlot.Scale.Range = (_, low, high) => {
  const room = Math.max(0.02, 0.15 * (high - low))
  return [Math.max(0, low - room), high + room]
}

/** A colour of the palette, `#rrggbb`, that lets through what is behind it. */
const translucent = (colour: string, part: number): string =>
  part === 1 || !/^#[\da-f]{6}$/i.test(colour)
    ? colour
    : `${colour}${Math.round(255 * part)
        .toString(16)
        .padStart(2, '0')}`
