import { useEffect, useState } from 'preact/hooks'
import type { ChartView } from '../../api.ts'
import type { Loaded } from './json.ts'
import { asTrouble, getJson, type Trouble } from './talk.ts'

export type { ChartView as Chart } from '../../api.ts'

/** A chart never changes under its hash: it is asked for once, whoever wants it. */
const asked = new Map<string, Promise<ChartView>>()
const known = new Map<string, ChartView>()

function chartOf(hash: string): Promise<ChartView> {
  const before = asked.get(hash)
  if (before) return before
  const answer = getJson<ChartView>(`api/charts/${encodeURIComponent(hash)}`)
  asked.set(hash, answer)
  answer.then(
    (chart) => known.set(hash, chart),
    () => asked.delete(hash)
  )
  return answer
}

/** The chart of a machine, drawn. */
export function useChart(hash: string | null): Loaded<ChartView> {
  const [failed, setFailed] = useState<{ readonly hash: string; readonly trouble: Trouble } | undefined>(undefined)
  const [, draw] = useState(0)
  const value = hash === null ? undefined : known.get(hash)
  const trouble = failed?.hash === hash ? failed?.trouble : undefined
  useEffect(() => {
    if (hash === null || known.has(hash) || trouble) return
    let isWanted = true
    chartOf(hash).then(
      () => isWanted && draw((times) => times + 1),
      (thrown) => isWanted && setFailed({ hash, trouble: asTrouble(thrown) })
    )
    return () => {
      isWanted = false
    }
  }, [hash, trouble])
  return {
    value,
    of: hash,
    trouble,
    isLoading: hash !== null && value === undefined && trouble === undefined,
    reload: () => setFailed(undefined)
  }
}
