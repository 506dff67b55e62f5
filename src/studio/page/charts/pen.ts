/** What still pictures need of Plot; a chunk of its own. */
export { arrow, barX, dot, plot, ruleX, ruleY, text } from '@observablehq/plot'
