import { chartOf, chartOfDefinition, viewOf } from '../../chart/index.ts'
import type { ChartView } from '../../contract/chart.ts'
import type { Definition } from './definition.ts'
import type { ActorRecord } from './record.ts'

const KEPT = 32

/** Charts of the machines of those who are known, each drawn when somebody first asks for it. */
export function createCharts(all: () => Iterable<ActorRecord>) {
  const drawn = new Map<string, Promise<ChartView>>()

  function definitionOf(hash: string): Definition | undefined {
    for (const record of all()) {
      const definition = record.definition()
      if (definition?.hash === hash) return definition
    }
    return undefined
  }

  return {
    /** Undefined where nobody has a machine of that hash. @throws RecoError in the promise: why it cannot be drawn */
    chart(hash: string): Promise<ChartView> | undefined {
      const known = drawn.get(hash)
      if (known) return known
      const definition = definitionOf(hash)
      if (!definition) return undefined
      const drawing = draw(definition)
      drawn.set(hash, drawing)
      drawing.catch(() => drawn.delete(hash))
      for (const oldest of drawn.keys()) {
        if (drawn.size <= KEPT) break
        drawn.delete(oldest)
      }
      return drawing
    }
  }
}

const draw = async ({ json, machine }: Definition): Promise<ChartView> =>
  viewOf(machine ? chartOf(machine) : chartOfDefinition(json))
