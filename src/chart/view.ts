import type { Chart, ChartView } from '../contract/chart.ts'
import { draw } from './draw.ts'
import { hashOf } from './hash.ts'
import { layOut } from './layout.ts'

/** A chart, laid out and drawn, for a page that holds `CHART_STYLE`. @throws as `layOut` */
export async function viewOf(chart: Chart, options?: Parameters<typeof layOut>[1]): Promise<ChartView> {
  const layout = await layOut(chart, options)
  const { width, height } = layout
  return { hash: hashOf(chart), title: chart.id, svg: draw(chart, layout), width, height, chart }
}
