import type { ChartView } from '../../api.ts'
import { type Loaded, useJson } from './json.ts'

export type { ChartView as Chart } from '../../api.ts'

/** The chart of a machine, drawn. The server keeps it, and the browser by its hash. */
export const useChart = (hash: string | null): Loaded<ChartView> =>
  useJson<ChartView>(hash === null ? null : `api/charts/${encodeURIComponent(hash)}`)
