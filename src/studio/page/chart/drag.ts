import type { RefObject } from 'preact'
import { useRef } from 'preact/hooks'

/** How far a pointer may move and still have clicked, px. */
const STILL = 4

/** One pointer pans, two zoom. A chart that is seen whole leaves a finger's up and down to the page. */
export function useDrag(
  frame: RefObject<HTMLElement | null>,
  pan: (dx: number, dy: number) => void,
  zoomAt: (factor: number, x: number, y: number) => void
) {
  const pointers = useRef(new Map<number, { readonly x: number; readonly y: number }>())
  const isDragged = useRef(false)

  const begin = (event: PointerEvent) => {
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    isDragged.current = false
  }
  const move = (event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId)
    if (!before) return
    const now = { x: event.clientX, y: event.clientY }
    const [dx, dy] = [now.x - before.x, now.y - before.y]
    if (!isDragged.current) {
      if (Math.hypot(dx, dy) < STILL) return
      isDragged.current = true
      frame.current?.setPointerCapture(event.pointerId)
      frame.current?.setAttribute('data-dragged', '')
    }
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1]
    pointers.current.set(event.pointerId, now)
    if (!other) return pan(dx, dy)
    const far = Math.hypot(now.x - other.x, now.y - other.y)
    const near = Math.hypot(before.x - other.x, before.y - other.y)
    if (near > 0) zoomAt(far / near, (now.x + other.x) / 2, (now.y + other.y) / 2)
  }
  const end = (event: PointerEvent) => {
    pointers.current.delete(event.pointerId)
    frame.current?.removeAttribute('data-dragged')
  }
  /** The end of a drag is no click. */
  const onClickCapture = (event: MouseEvent) => {
    if (isDragged.current) event.stopPropagation()
    isDragged.current = false
  }
  return { onPointerDown: begin, onPointerMove: move, onPointerUp: end, onPointerCancel: end, onClickCapture }
}
