import type { Frame, SceneView } from '../../api.ts'

export type Place = Pick<Frame, 'session' | 'turn'>

/** Below 0 where the first comes earlier. */
export const earlier = (a: Place, b: Place): number => a.session - b.session || a.turn - b.turn

/** `visit 2, turn 7`; without the visit where there is one only. */
export function placeSays({ session, turn }: Place, scene: SceneView): string {
  const visit = scene.manifest.sessions > 1 ? `visit ${session + 1}` : ''
  if (turn < 0) return visit === '' || session === 0 ? 'before the first turn' : `before the first turn of ${visit}`
  return [visit, `turn ${turn + 1}`].filter((part) => part !== '').join(', ')
}
