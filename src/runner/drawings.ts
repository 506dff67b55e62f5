import type { AnyStateMachine } from 'xstate'
import { type Chart, type ChartView, chartOf, hashOf, viewOf } from '../chart/index.ts'

/** Charts of machines that are looked at, each drawn once, when somebody first asks for it. */
export interface Drawings {
  add(machine: AnyStateMachine): void
  /** By the hash that a scene names; undefined where no machine of that hash was added. */
  get(hash: string): Promise<ChartView | undefined>
}

export function createDrawings(): Drawings {
  const charts = new Map<string, Chart>()
  const views = new Map<string, Promise<ChartView>>()
  return {
    add(machine) {
      const chart = chartOf(machine)
      charts.set(hashOf(chart), chart)
    },
    async get(hash) {
      const chart = charts.get(hash)
      if (!chart) return undefined
      const view = views.get(hash) ?? viewOf(chart)
      views.set(hash, view)
      view.catch(() => views.delete(hash)) // it may go better another time
      return view
    }
  }
}
