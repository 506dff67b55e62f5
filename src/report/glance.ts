import { type Html, html } from './html.ts'

/** What was rehearsed, with whom, how sure it is: what one reads in ten seconds, below the answer. */
export const glance = (rows: readonly (readonly [string, Html | string])[]): Html =>
  html`<dl class="glance">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`

/** A big figure with what belongs to it in small. */
export const fact = (name: string, value: string, small: string | false): Html =>
  html`<div><dt>${name}</dt><dd>${value}${small ? html`<small>${small}</small>` : null}</dd></div>`

export const REHEARSED =
  'A rehearsal with simulated people, not a forecast: what would change it, and how it was made, stand at the end.'
