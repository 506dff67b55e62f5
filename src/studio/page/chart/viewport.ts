import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { ChartView } from '../../api.ts'

/** The part of a drawing that is seen, in its own units. */
interface Box {
  x: number
  y: number
  width: number
  height: number
}

const CLOSEST = 12
const MARGIN = 12

/**
 * What of a drawing is seen: all of it at first; wheel, drag, two fingers and keys zoom and pan. It is held in the viewBox,
 * so lines and letters stay sharp.
 */
export function useViewport(
  frame: RefObject<HTMLElement | null>,
  drawing: RefObject<HTMLElement | null>,
  chart: ChartView | undefined,
  isFilling: boolean
) {
  const box = useRef<Box | undefined>(undefined)
  const pointers = useRef(new Map<number, { x: number; y: number }>())
  const isDragged = useRef(false)

  const show = (next: Box | undefined) => {
    box.current = next
    const svg = drawing.current?.querySelector('svg')
    if (!svg || !chart) return
    const { x, y, width, height } = next ?? whole(chart)
    svg.setAttribute('viewBox', `${x} ${y} ${width} ${height}`)
    frame.current?.toggleAttribute('data-zoomed', next !== undefined)
  }
  const fitAll = () => show(undefined)

  /** Units of the drawing to a pixel, and the drawing's place of a point on the screen. */
  const measure = () => {
    if (!frame.current || !chart) return undefined
    const seen = box.current ?? whole(chart)
    const on = frame.current.getBoundingClientRect()
    const unit = Math.max(seen.width / on.width, seen.height / on.height)
    const left = seen.x + seen.width / 2 - (unit * on.width) / 2
    const top = seen.y + seen.height / 2 - (unit * on.height) / 2
    const at = (x: number, y: number) => ({ x: left + unit * (x - on.left), y: top + unit * (y - on.top) })
    return { seen, on, unit, at }
  }

  const zoomAt = (factor: number, x: number, y: number) => {
    const measured = measure()
    if (!measured || !chart) return
    const { seen, at } = measured
    const fixed = at(x, y)
    const all = whole(chart)
    const scale = Math.min(Math.max(1 / factor, all.width / CLOSEST / seen.width), (1.6 * all.width) / seen.width)
    show({
      x: fixed.x - (fixed.x - seen.x) * scale,
      y: fixed.y - (fixed.y - seen.y) * scale,
      width: seen.width * scale,
      height: seen.height * scale
    })
  }
  const zoom = (factor: number) => {
    const on = frame.current?.getBoundingClientRect()
    if (on) zoomAt(factor, on.left + on.width / 2, on.top + on.height / 2)
  }
  const pan = (dx: number, dy: number) => {
    const measured = measure()
    if (!measured) return
    const { seen, unit } = measured
    show({ ...seen, x: seen.x - dx * unit, y: seen.y - dy * unit })
  }

  useEffect(() => {
    fitAll()
    const svg = drawing.current?.querySelector('svg')
    svg?.setAttribute('preserveAspectRatio', 'xMidYMid meet')
    svg?.removeAttribute('width')
    svg?.removeAttribute('height')
    const on = frame.current
    if (!on) return
    const wheel = (event: WheelEvent) => {
      if (!isFilling && !event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      zoomAt(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0018)), event.clientX, event.clientY)
    }
    on.addEventListener('wheel', wheel, { passive: false })
    return () => on.removeEventListener('wheel', wheel)
  }, [chart, isFilling])

  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
      isDragged.current = false
    },
    onPointerMove: (event: PointerEvent) => {
      const before = pointers.current.get(event.pointerId)
      if (!before) return
      const now = { x: event.clientX, y: event.clientY }
      const [dx, dy] = [now.x - before.x, now.y - before.y]
      if (!isDragged.current && Math.hypot(dx, dy) < 4) return
      if (!isDragged.current) frame.current?.setPointerCapture(event.pointerId)
      isDragged.current = true
      const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1]
      pointers.current.set(event.pointerId, now)
      if (!other) return pan(dx, dy)
      const [far, near] = [
        Math.hypot(now.x - other.x, now.y - other.y),
        Math.hypot(before.x - other.x, before.y - other.y)
      ]
      if (near > 0) zoomAt(far / near, (now.x + other.x) / 2, (now.y + other.y) / 2)
    },
    onPointerUp: (event: PointerEvent) => pointers.current.delete(event.pointerId),
    onPointerCancel: (event: PointerEvent) => pointers.current.delete(event.pointerId),
    /** The end of a drag is no click. */
    onClickCapture: (event: MouseEvent) => {
      if (isDragged.current) event.stopPropagation()
      isDragged.current = false
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const step = event.shiftKey ? 60 : 0
      const done = {
        '+': () => zoom(1.3),
        '=': () => zoom(1.3),
        '-': () => zoom(1 / 1.3),
        '0': fitAll,
        ArrowLeft: () => pan(step, 0),
        ArrowRight: () => pan(-step, 0),
        ArrowUp: () => pan(0, step),
        ArrowDown: () => pan(0, -step)
      }[event.key]
      if (!done || (event.key.startsWith('Arrow') && step === 0)) return
      event.preventDefault()
      done()
    }
  }
  return { handlers, zoom, fitAll }
}

const whole = ({ width, height }: ChartView): Box => ({
  x: -MARGIN,
  y: -MARGIN,
  width: width + 2 * MARGIN,
  height: height + 2 * MARGIN
})
