import { wilson } from '../experiment/index.ts'
import { type Html, html, markup } from './html.ts'
import { percent } from './text.ts'

export interface Column<Row> {
  readonly name: string
  readonly cell: (row: Row) => Html | string
  /** Words stand left, numbers right. */
  readonly isWord?: boolean
}

/** A table that scrolls in its own box. The first column names the row. */
export function table<Row>(about: string, columns: readonly Column<Row>[], rows: readonly Row[]): Html {
  const kind = ({ isWord }: Column<Row>) => (isWord ? markup(' class="word"') : '')
  const head = columns.map((column) => html`<th scope="col"${kind(column)}>${column.name}</th>`)
  const line = (row: Row) =>
    html`<tr>${columns.map((column, i) =>
      i === 0
        ? html`<th scope="row"${kind(column)}>${column.cell(row)}</th>`
        : html`<td${kind(column)}>${column.cell(row)}</td>`
    )}</tr>`
  return scrolling(about, html`<table><thead><tr>${head}</tr></thead><tbody>${rows.map(line)}</tbody></table>`)
}

/** The numbers behind a chart, folded away. */
export const numbers = (body: Html, summary = 'The numbers behind this'): Html =>
  html`<details><summary>${summary}</summary>${body}</details>`

/** A box of its own for what may be wider than the screen; reachable by keyboard. */
export const scrolling = (about: string, body: Html): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${about}">${body}</div>`

/** A chart for screens and paper, and the same for phones: one of the two is shown. */
export const bothWidths = (wide: Html, narrow: Html): Html =>
  html`<div class="wide">${wide}</div><div class="narrow">${narrow}</div>`

export const figureOf = (caption: Html | string | null, chart: Html): Html =>
  html`<figure>${caption ? html`<figcaption>${caption}</figcaption>` : null}${chart}</figure>`

export const aside = (text: Html | string): Html => html`<p class="aside">${text}</p>`

export const none = (text: string): Html => html`<p class="none">${text}</p>`

export interface Bar {
  readonly name: string
  readonly share: number
  /** Where its 95% interval is known. */
  readonly low?: number
  readonly high?: number
  readonly quotes?: readonly string[]
}

/** Shares as bars with their intervals, the longest filling the track unless `most` says what does. `series`: whose colour, 0 on. */
export function bars(rows: readonly Bar[], { series, most }: { series?: number; most?: number } = {}): Html {
  const longest = most ?? Math.max(...rows.map(({ share, high = 0 }) => Math.max(share, high)))
  const part = (share: number) => (longest > 0 ? Math.max(0, Math.min(100, (100 * share) / longest)) : 0)
  const colour = series === undefined ? '' : `s${series + 1}`
  const whisker = ({ low, high }: Bar) =>
    low === undefined || high === undefined
      ? null
      : html`<em style="left:${part(low).toFixed(1)}%;width:${(part(high) - part(low)).toFixed(1)}%"></em>`
  return html`<ul class="bars">${rows.map(
    (bar) =>
      html`<li><div class="row"><span dir="auto">${bar.name}</span><span class="track"><i class="${colour}" style="width:${part(bar.share).toFixed(1)}%"></i>${whisker(bar)}</span><b>${percent(bar.share)}</b></div>${(bar.quotes ?? []).map(quote)}</li>`
  )}</ul>`
}

/** A share of so many with its interval (Wilson): what a bar shows. `of` may be an effective number. */
export function shareOf(share: number, of: number): Pick<Bar, 'share' | 'low' | 'high'> {
  if (!(of >= 1) || !(share >= 0 && share <= 1)) return { share }
  const { low, high } = wilson(share * of, of)
  return { share, low, high }
}

/** The same in a table. */
export function ranged({ share, low, high }: Pick<Bar, 'share' | 'low' | 'high'>): Html | string {
  if (low === undefined || high === undefined) return percent(share)
  return html`${percent(share)} <small>${percent(low)} to ${percent(high)}</small>`
}

export const quote = (text: string): Html => html`<blockquote dir="auto">“${text}”</blockquote>`

/** Names and what they stand for, as in a colophon. */
export const facts = (about: string, rows: readonly (readonly [string, Html | string])[]): Html =>
  scrolling(
    about,
    html`<table class="facts"><tbody>${rows.map(([name, value]) => html`<tr><th scope="row" class="word">${name}</th><td class="word">${value}</td></tr>`)}</tbody></table>`
  )
