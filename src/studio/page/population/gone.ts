import type { Flow } from '../charts/sankey-layout.ts'

export const GONE = 'gone'

/**
 * Flows in which those who have gone stay so from column to column, so that all columns hold everybody; told or not, they are
 * counted once.
 */
export function withGone(flows: readonly Flow[], columns: number): Flow[] {
  const moving = flows.filter(({ from }) => from !== GONE)
  const staying: Flow[] = []
  // who was gone in the first column already came from nowhere that is told
  let gone = flows
    .filter(({ fromColumn, from }) => fromColumn === 0 && from === GONE)
    .reduce((sum, { size }) => sum + size, 0)
  for (let column = 0; column < columns - 1; column++) {
    if (gone > 0) staying.push({ fromColumn: column, from: GONE, toColumn: column + 1, to: GONE, size: gone })
    gone += moving
      .filter(({ fromColumn, to }) => fromColumn === column && to === GONE)
      .reduce((sum, { size }) => sum + size, 0)
  }
  return [...moving, ...staying]
}
