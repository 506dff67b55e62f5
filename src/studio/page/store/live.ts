import type { Ended, Frame, SceneView } from '../../api.ts'
import { createCell, useCell } from './cell.ts'
import { type Connection, openStream } from './stream.ts'

/** What the server tells by itself. `undefined`: not heard of yet. */
export const sceneCell = createCell<SceneView | null | undefined>(undefined)
export const frameCell = createCell<Frame | undefined>(undefined)
export const endedCell = createCell<Ended | undefined>(undefined)
export const connectionCell = createCell<Connection>('connecting')
/** Position in the scene's segments; `null`: everybody. */
export const segmentCell = createCell<number | null>(null)

/** What is shown; `null` before a first run, `undefined` before the server has answered. */
export const useScene = () => useCell(sceneCell)
/** How it is now, ten times a second at most. */
export const useFrame = () => useCell(frameCell)
export const useEnded = () => useCell(endedCell)
export const useConnection = () => useCell(connectionCell)
export const useSegment = (): readonly [number | null, (segment: number | null) => void] => [
  useCell(segmentCell),
  segmentCell.set
]

/** A path with the segment that is looked at, where one is. */
export const withSegment = (path: string, segment: number | null): string =>
  segment === null ? path : `${path}${path.includes('?') ? '&' : '?'}segment=${segment}`

/** Listens from now on, and again whenever another segment is asked for. */
export function goLive(): void {
  let close = listen()
  segmentCell.subscribe(() => {
    close()
    close = listen()
  })
}

const listen = () =>
  openStream(
    withSegment('api/stream', segmentCell.get()),
    {
      scene: (told) => enter(told as SceneView | null),
      frame: (told) => frameCell.set(told as Frame),
      ended: (told) => endedCell.set(told as Ended)
    },
    connectionCell.set
  )

function enter(scene: SceneView | null): void {
  if (scene?.run !== sceneCell.get()?.run) {
    frameCell.set(undefined)
    endedCell.set(undefined)
    if (segmentCell.get() !== null) queueMicrotask(() => segmentCell.set(null))
  }
  sceneCell.set(scene)
}
