import type { RefObject } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import './charts.css'
import { visible } from '../../../contract/visible.ts'
import { useShade } from '../store/theme.ts'
import { type Layers, layersOf, type Series, stackOf } from './series.ts'
import { writeLegend } from './timeline-legend.ts'
import { optionsOf } from './timeline-options.ts'
import { writeUnder } from './timeline-under.ts'
import { useWidth } from './use-width.ts'

export interface TimelineProps {
  /** What the picture shows, for who does not see it. */
  readonly label: string
  readonly xs: readonly number[]
  readonly series: readonly Series[]
  /** Layers on each other, as parts of their sum. */
  readonly isStacked?: boolean
  /** Goes on at its height until the next point. */
  readonly isStepped?: boolean
  readonly range?: readonly [low: number, high: number]
  readonly format: (value: number) => string
  /** A position on the axis, in a word or a number. */
  readonly tick: (x: number) => string
  /** The same in full, over the values of what is pointed at. */
  readonly title: (x: number) => string
  readonly height?: number
  /** Numbers under the axis, a row each. */
  readonly under?: readonly {
    readonly name: string
    readonly colour: string
    readonly values: readonly (number | null)[]
  }[]
  readonly underSays?: string
}

/** Lines that tick: drawn on a canvas by uPlot, made once and fed since; their names stand at their ends. */
export function Timeline(props: TimelineProps) {
  const frame = useRef<HTMLDivElement>(null)
  const legend = useRef<HTMLDivElement>(null)
  const below = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | undefined>(undefined)
  const width = useWidth(frame)
  const shade = useShade()
  const { xs, series, isStacked = false, height = 240 } = props
  const layers = useMemo(() => (isStacked ? stackOf : layersOf)(xs, series), [xs, series, isStacked])
  const latest = useLatest({ ...props, layers })
  const shape = `${shade} ${width > 0} ${props.isStepped} ${isStacked} ${series.map((one) => `${one.name}|${one.colour}|${one.low !== undefined}`).join()}`

  useEffect(() => {
    const [into, names, rows] = [frame.current, legend.current, below.current]
    if (into === null || names === null || rows === null || width === 0) return
    const made = new uPlot(
      optionsOf(latest, width, height, (at) => {
        writeLegend(names, at, latest.current)
        writeUnder(rows, at.plot, latest.current)
      }),
      layers.data as uPlot.AlignedData,
      into
    )
    plot.current = made
    return () => {
      made.destroy()
      plot.current = undefined
    }
  }, [shape])
  useEffect(() => plot.current?.setData(layers.data as uPlot.AlignedData), [layers])
  useEffect(() => {
    if (width > 0) plot.current?.setSize({ width, height })
  }, [width, height])

  return (
    <div class="ticking" role="img" aria-label={visible(props.label)} style={{ minHeight: `${height}px` }}>
      <div ref={frame} />
      <div ref={legend} class="ticking-names" aria-hidden="true" />
      <div ref={below} class="ticking-under" aria-hidden="true" />
    </div>
  )
}

export type Drawn = TimelineProps & { readonly layers: Layers }

/** What hooks of a picture see, though they were made at its beginning. */
function useLatest<Value>(value: Value): RefObject<Value> & { readonly current: Value } {
  const held = useRef(value)
  held.current = value
  return held
}
