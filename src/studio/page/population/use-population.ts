import { useEffect, useRef } from 'preact/hooks'
import { type Loaded, type PopulationView, useFrame, useJson, useSegment, withSegment } from '../store/index.ts'

const LEAST_MS = 1_000

/** How the population fares, asked for again once a second at most while something goes on. */
export function usePopulation(run: string | null): Loaded<PopulationView> {
  const [segment] = useSegment()
  const frame = useFrame()
  const loaded = useJson<PopulationView>(run === null ? null : withSegment('api/population', segment))
  const stamp = frame ? `${frame.phase} ${frame.session} ${frame.turn} ${frame.done}` : ''
  const state = useRef({ asked: performance.now(), seen: '', timer: 0 })
  const { reload, isLoading } = loaded
  const latest = useRef(reload)
  latest.current = reload

  useEffect(() => {
    const held = state.current
    if (isLoading || stamp === '' || stamp === held.seen || held.timer !== 0) return
    held.timer = window.setTimeout(
      () => {
        held.timer = 0
        held.asked = performance.now()
        held.seen = stamp
        latest.current()
      },
      Math.max(0, LEAST_MS - (performance.now() - held.asked))
    )
  }, [stamp, isLoading])
  useEffect(() => () => clearTimeout(state.current.timer), [])
  return loaded
}
