import type uPlot from 'uplot'
import { visible } from '../../../contract/visible.ts'
import { count } from './figures.ts'
import type { Drawn } from './timeline.tsx'

/** Room that a number needs, px. */
const ROOM = 52

/** Numbers under an axis, each below its place on it; as many as there is room for. */
export function writeUnder(into: HTMLElement, plot: uPlot, { xs, under = [], underSays = '' }: Drawn): void {
  if (under.length === 0) {
    into.replaceChildren()
    return
  }
  const wide = plot.bbox.width / devicePixelRatio
  const step = stepOf(xs.length, Math.max(1, Math.floor(wide / ROOM)))
  const places = xs.map((_, i) => i).filter((i) => i % step === 0)
  const head = into.ownerDocument.createElement('p')
  head.textContent = underSays
  into.replaceChildren(
    head,
    ...under.map(({ name, colour, values }) => {
      const row = into.ownerDocument.createElement('div')
      row.style.color = `var(${colour})`
      row.append(
        ...places.flatMap((i) => {
          const value = values[i]
          if (value === null || value === undefined) return []
          const cell = into.ownerDocument.createElement('span')
          cell.textContent = count(value)
          cell.style.left = `${plot.valToPos(xs[i] ?? 0, 'x') + plot.bbox.left / devicePixelRatio}px`
          return [cell]
        })
      )
      const label = into.ownerDocument.createElement('b')
      label.textContent = visible(name)
      label.style.left = `${(plot.bbox.left + plot.bbox.width) / devicePixelRatio + 30}px`
      row.append(label)
      return row
    })
  )
}

/** Round steps, so that numbers stand under round positions. */
const stepOf = (points: number, most: number): number =>
  [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000].find((step) => points / step <= most) ?? points
