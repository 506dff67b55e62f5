import type { AnyStateMachine } from 'xstate'
import { type ChartView, chartOf, hashOf, viewOf } from '../chart/index.ts'

/** Charts of machines that are looked at, drawn once each; the drawing begins before anybody asks. */
export interface Drawings {
  add(machine: AnyStateMachine): void
  /** By the hash that a scene names; undefined where no machine of that hash was added. */
  get(hash: string): Promise<ChartView | undefined>
}

export function createDrawings(): Drawings {
  const views = new Map<string, Promise<ChartView>>()
  return {
    add(machine) {
      const chart = chartOf(machine)
      const hash = hashOf(chart)
      if (views.has(hash)) return
      const view = viewOf(chart)
      view.catch(() => undefined) // whoever asks for it hears why
      views.set(hash, view)
    },
    get: async (hash) => views.get(hash)
  }
}
