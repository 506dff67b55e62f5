import { CHART_STYLE, type Chart, type ChartView } from '../../chart/index.ts'
import { visible } from '../../contract/visible.ts'
import { type Html, html, markup, textOf } from '../../report/html.ts'
import { STYLE } from '../../report/style.ts'

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** The picture as wide as the window, and no smaller than one can read. */
const OWN = `
main.chart{max-width:none;padding-left:0;padding-right:0}
main.chart>header,main.chart>details{max-width:1240px;margin-left:auto;margin-right:auto;padding:0 32px;box-sizing:border-box}
main.chart>details{margin-top:28px}
main.chart table{min-width:1000px}main.chart th[scope=row]{font-weight:600;white-space:nowrap;padding-right:20px}
.small{color:var(--muted);font-size:14px}
.picture{margin:30px 0 0;padding:4px 32px 10px;overflow-x:auto}
.picture:focus-visible{outline:2px solid var(--s1);outline-offset:-2px}
.picture>svg{margin:0 auto;width:100%;overflow:visible}
@media(max-width:640px){.picture{padding:4px 12px 10px}main.chart>header,main.chart>details{padding:0 18px}}
@media print{@page{size:landscape}.picture{overflow:visible;padding:0}.picture>svg{min-width:0!important;max-height:170mm}}
`
const SMALLEST = 0.56

/** One file with a drawing, and all that it shows in two tables behind it. Nothing in it runs, nothing is fetched. */
export function chartPage({ title, svg, width, chart }: ChartView): string {
  const size = `.picture>svg{max-width:${width}px;min-width:${Math.round(width * SMALLEST)}px}`
  const { states, arrows } = chart
  const rests = `${count(states.length, 'state')} and ${count(arrows.length, 'transition')}`
  return `${textOf(html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${markup(POLICY)}"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark"><title>${title}: statechart</title><style>${markup(STYLE + CHART_STYLE + OWN + size)}</style></head>
<body><main class="chart"><header><p class="over">Statechart</p><h1 dir="auto">${title}</h1>${chart.description && html`<p class="lede" dir="auto">${chart.description}</p>`}<p class="small">${rests}</p></header>
<div class="picture" role="region" aria-label="Drawing" tabindex="0">${markup(svg)}</div>
<details><summary>The same in words</summary>${statesTable(chart)}${arrowsTable(chart)}</details></main></body></html>`)}
`
}

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

const table = (about: string, heads: readonly string[], rows: readonly (readonly string[])[]): Html => html`
<div class="scroll" role="region" aria-label="${about}" tabindex="0"><table><thead><tr>${heads.map((head) => html`<th class="word" scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(([first, ...rest]) => html`<tr><th class="word" scope="row">${visible(first ?? '')}</th>${rest.map((cell) => html`<td class="word">${visible(cell)}</td>`)}</tr>`)}</tbody></table></div>`

function statesTable({ states }: Chart): Html {
  const rows = states.map(({ id, type, initial, description, tags, entry, exit, invokes }) => [
    id,
    type,
    description,
    initial ?? '',
    tags.join(', '),
    [
      ...entry.map((name) => `entry ${name}`),
      ...exit.map((name) => `exit ${name}`),
      ...invokes.map((name) => `runs ${name}`)
    ].join(', ')
  ])
  return table('States', ['State', 'Kind', 'What it is', 'Starts in', 'Tags', 'What it does'], rows)
}

function arrowsTable({ arrows }: Chart): Html {
  const rows = arrows.map(({ source, says, guard, targets, actions, description }) => [
    source,
    says,
    guard,
    targets.join(', ') || 'stays',
    actions.join(', '),
    description
  ])
  return table('Transitions', ['From', 'On', 'If', 'To', 'Does', 'What it means'], rows)
}
