import type uPlot from 'uplot'
import { visible } from '../../../contract/visible.ts'
import { nudged } from './nudged.ts'
import type { Drawn } from './timeline.tsx'

export interface Legend {
  readonly plot: uPlot
  /** Position that is pointed at. */
  readonly at: number | null
}

const GAP = 17

/** Names and values at the ends of the lines, of the last point or of the one that is pointed at. Texts are text nodes. */
export function writeLegend(into: HTMLElement, { plot, at }: Legend, drawn: Drawn): void {
  const { series, layers, xs, format, title, isStacked } = drawn
  const last = at ?? xs.length - 1
  const scale = devicePixelRatio
  const [top, tall] = [plot.bbox.top / scale, plot.bbox.height / scale]
  const wanted = series.map(({ values }, s) => {
    const line = layers.data[layers.lines[s] ?? 0] ?? []
    const end = finite(line, xs.length - 1)
    const below = isStacked && s > 0 ? (finite(layers.data[layers.lines[s - 1] ?? 0] ?? [], xs.length - 1) ?? 0) : 0
    const height = end === undefined ? undefined : isStacked ? (end + below) / 2 : end
    return {
      wanted: height === undefined ? tall : plot.valToPos(height, 'y'),
      value: at === null ? finite(values, last) : (values[last] ?? undefined)
    }
  })
  const places = nudged(wanted, GAP, tall - 4)
  into.style.left = `${(plot.bbox.left + plot.bbox.width) / scale + 8}px`
  into.style.top = `${top}px`
  into.style.width = `${plot.width - (plot.bbox.left + plot.bbox.width) / scale - 8}px`
  while (into.children.length > series.length + 1) into.lastElementChild?.remove()
  while (into.children.length < series.length + 1) into.append(document.createElement('span'))
  for (const [s, { name, colour, ink = colour }] of series.entries()) {
    const span = into.children[s] as HTMLElement
    const value = wanted[s]?.value
    write(span, `${value === undefined ? '–' : format(value)} ${visible(name)}`)
    span.title = visible(name)
    span.style.color = `var(${ink})`
    span.style.transform = `translateY(${Math.round((places[s] ?? 0) - 9)}px)`
  }
  const head = into.lastElementChild as HTMLElement
  head.className = 'ticking-title'
  write(head, at === null ? '' : title(xs[at] ?? 0))
}

const write = (into: HTMLElement, text: string): void => {
  if (into.textContent !== text) into.textContent = text
}

function finite(values: readonly (number | null)[], from: number): number | undefined {
  for (let i = from; i >= 0; i--) {
    const value = values[i]
    if (value !== null && value !== undefined && Number.isFinite(value)) return value
  }
  return undefined
}
