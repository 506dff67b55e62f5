import { type Html, html, markup, textOf } from './html.ts'
import { STYLE } from './style.ts'

export interface Page {
  /** Of the window. */
  readonly title: string
  /** What kind of report it is, above the headline. */
  readonly kind: string
  /** What was found, in one sentence. */
  readonly headline: string
  readonly lede?: Html | null
  /** What the finding rests on. */
  readonly rests: Html
  /** What the reader must know before believing any of it. */
  readonly notes: readonly string[]
  readonly sections: readonly (Html | null)[]
}

/** No script may run and nothing may be fetched, whatever the page holds. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** One file that opens from disk and asks nothing of the network. */
export function page({ title, kind, headline, lede, rests, notes, sections }: Page): string {
  const body = html`<header><p class="over">${kind}</p><h1 dir="auto">${headline}</h1>${lede}${notes.map((note) => html`<p class="note" role="note">${note}</p>`)}<div class="rests">${rests}</div></header>
${sections}`
  return `${textOf(html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${markup(POLICY)}"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark"><title>${title}</title><style>${markup(STYLE)}</style></head>
<body><main>
${body}
</main></body></html>`)}
`
}

/** A part of the page: what it is about in small, the finding as its heading, then what shows it. */
export const section = (about: string, finding: string, ...parts: readonly (Html | null)[]): Html =>
  html`<section><p class="over">${about}</p><h2 dir="auto">${finding}</h2>${parts}</section>
`
