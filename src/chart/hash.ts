import { createHash } from 'node:crypto'
import type { Chart } from '../contract/chart.ts'

/** Of all that is drawn: 20 hexadecimal digits, the same for equal charts. */
export const hashOf = (chart: Chart): string =>
  createHash('sha256')
    .update(JSON.stringify([chart.id, chart.description, chart.states.map(valuesOf), chart.arrows.map(valuesOf)]))
    .digest('hex')
    .slice(0, 20)

/** In the order of the fields' names, so that it does not matter in which order they were written. */
const valuesOf = (fields: object): unknown[] =>
  Object.entries(fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => value)
