import { Statechart } from '../chart/statechart.tsx'
import { useScene } from '../store/index.ts'

/** Where everybody is, and where they go. */
export function Everyone() {
  const scene = useScene()
  if (!scene) return <p class="waiting">Nothing is under way.</p>
  return <Statechart hash={scene.mindset.hash} label={`How everybody is: ${scene.mindset.title}`} />
}
