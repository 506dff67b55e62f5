import type { MarkOptions, PlotOptions } from '@observablehq/plot'
import { escapeText, type Html, markup } from './html.ts'

type Plot = typeof import('@observablehq/plot')

/** The chart library and a way to have a chart as markup. */
export interface Pen {
  readonly Plot: Plot
  /** `says`: what a reader who does not see it is told. Width and height in px at full size. */
  draw(says: string, options: PlotOptions & { width: number; height: number }): Html
}

/** What is used of the elements that the library makes. */
interface Element {
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  querySelectorAll(selector: string): Iterable<Element>
  remove(): void
  readonly outerHTML: string
}

/** Loads the chart library; it takes about half a second, so only when there is something to draw. */
export async function createPen(): Promise<Pen> {
  const [Plot, { parseHTML }] = await Promise.all([import('@observablehq/plot'), import('linkedom')])
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const draw: Pen['draw'] = (says, options) => {
    const svg = Plot.plot({
      document: document as never,
      style: { background: 'transparent', overflow: 'visible', fontFamily: 'inherit' },
      ...options
    } as PlotOptions) as unknown as Element
    for (const inner of svg.querySelectorAll('[aria-label]')) inner.removeAttribute('aria-label')
    for (const inner of svg.querySelectorAll('style')) inner.remove() // the page has its own
    for (const name of ['width', 'height', 'aria-label', 'class', 'font-family']) svg.removeAttribute(name)
    return markup(rounded(svg.outerHTML).replace('<svg', () => `<svg role="img" aria-label="${escapeText(says)}"`))
  }
  return { Plot, draw }
}

/** Positions to a hundredth of a pixel: nobody sees the rest. Text lies outside of tags and is left alone. */
const rounded = (svg: string) =>
  svg.replace(/ (?:d|x|y|x1|x2|y1|y2|cx|cy|width|height|transform)="[^"<>]*"/g, (attribute) =>
    attribute.replace(/-?\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))))
  )

/** Behind a text, so that a line that crosses it does not strike it out. */
export const halo = { stroke: 'var(--paper)', strokeWidth: 4, strokeLinejoin: 'round' } satisfies MarkOptions
