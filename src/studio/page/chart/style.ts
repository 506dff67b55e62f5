import { CHART_STYLE } from '../../../chart/style.ts'

/** The looks of all statecharts of the page, once. What the page itself says of them comes later and counts more. */
export function dressCharts(): void {
  const style = document.createElement('style')
  style.textContent = CHART_STYLE
  document.head.prepend(style)
}
