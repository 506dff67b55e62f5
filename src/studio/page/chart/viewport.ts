import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { ChartView } from '../../api.ts'
import { around, type Box, enclosing, grown, isWithin, readable, zoomed } from './box.ts'
import { useDrag } from './drag.ts'

/** Narrower than this, px, a chart of several regions begins with one of them. */
const NARROW = 560
/** How far beyond their size counts are drawn, so that they can be read from afar. */
const MOST_BADGE = 2

/**
 * What of a drawing is seen: all of it at first, or what can be read of it where it fills its view or follows what happens;
 * wheel, drag, two fingers and keys zoom and pan. It is held in the viewBox, so lines and letters stay sharp.
 *
 * @param isFilling  the wheel zooms without Ctrl, too
 * @param follows    what happens is brought into view, until somebody chooses what is seen
 * @param first      id of the state that is seen first where there is no room for all
 */
export function useViewport(
  frame: RefObject<HTMLElement | null>,
  drawing: RefObject<HTMLElement | null>,
  chart: ChartView | undefined,
  isFilling: boolean,
  follows: boolean,
  first: string | undefined
) {
  const box = useRef<Box | undefined>(undefined)
  /** What was seen first, where nobody chose it. */
  const begun = useRef<Box | undefined>(undefined)

  const show = (next: Box | undefined) => {
    box.current = next
    const svg = drawing.current?.querySelector('svg')
    if (!svg || !chart) return
    const { x, y, width, height } = next ?? grown(chart)
    svg.setAttribute('viewBox', `${x} ${y} ${width} ${height}`)
    const unit = measure()?.unit ?? 1
    svg.style.setProperty('--badge', Math.min(MOST_BADGE, Math.max(1, unit)).toFixed(2))
    frame.current?.toggleAttribute('data-zoomed', next !== undefined)
  }
  /** Somebody has chosen what is seen. */
  const chosen = useRef(false)
  const choose = (next: Box | undefined) => {
    chosen.current = true
    show(next)
  }
  const showAll = () => choose(undefined)
  const boxOf = (id: string): Box | undefined => {
    const found = drawing.current?.querySelector<SVGGraphicsElement>(`[data-state="${CSS.escape(id)}"] > .sc-box`)
    return found ? around(found.getBBox()) : undefined
  }
  const showState = (id: string) => {
    const found = boxOf(id)
    if (found) choose(found)
  }
  const showReadable = (on: HTMLElement, about?: Box) => {
    if (!chart || on.clientWidth === 0) return show(undefined)
    const all = grown(chart)
    const part = about ?? (first === undefined ? undefined : boxOf(first)) ?? all
    const next = readable(all, part, { width: on.clientWidth, height: on.clientHeight })
    begun.current = next === all ? undefined : next
    show(begun.current)
  }
  /** Brings what is marked into view: the arrows that fired, and the moods and states that are active. */
  const attend = () => {
    const on = frame.current
    if (!follows || chosen.current || !on || !chart || on.clientWidth === 0) return
    const boxes = (selector: string) =>
      [...(drawing.current?.querySelectorAll<SVGGraphicsElement>(selector) ?? [])].map((one) => around(one.getBBox()))
    const seen = box.current ?? grown(chart)
    const room = readable(grown(chart), grown(chart), { width: on.clientWidth, height: on.clientHeight })
    const happens = [boxes('[data-arrow].fired'), boxes('[data-state].sc-leaf.active > .sc-box')]
    const about = [enclosing(happens.flat()), enclosing(happens[0]!), enclosing(happens[1]!.slice(-1))].find(
      (one) => one !== undefined && one.width <= room.width && one.height <= room.height
    )
    if (about && !isWithin(about, seen)) showReadable(on, about)
  }

  /** Units of the drawing to a pixel, and the drawing's place of a point on the screen. */
  const measure = () => {
    if (!frame.current || !chart) return undefined
    const seen = box.current ?? grown(chart)
    const on = frame.current.getBoundingClientRect()
    if (on.width === 0 || on.height === 0) return undefined
    const unit = Math.max(seen.width / on.width, seen.height / on.height)
    const left = seen.x + seen.width / 2 - (unit * on.width) / 2
    const top = seen.y + seen.height / 2 - (unit * on.height) / 2
    const at = (x: number, y: number) => ({ x: left + unit * (x - on.left), y: top + unit * (y - on.top) })
    return { seen, unit, at }
  }
  const zoomAt = (factor: number, x: number, y: number) => {
    const measured = measure()
    if (measured && chart) choose(zoomed(measured.seen, grown(chart), factor, measured.at(x, y)))
  }
  const zoom = (factor: number) => {
    const on = frame.current?.getBoundingClientRect()
    if (on) zoomAt(factor, on.left + on.width / 2, on.top + on.height / 2)
  }
  const pan = (dx: number, dy: number) => {
    const measured = measure()
    if (!measured) return
    const { seen, unit } = measured
    choose({ ...seen, x: seen.x - dx * unit, y: seen.y - dy * unit })
  }

  useEffect(() => {
    const on = frame.current
    const svg = drawing.current?.querySelector('svg')
    if (!on || !svg) return
    svg.setAttribute('preserveAspectRatio', 'xMidYMid meet')
    svg.removeAttribute('width')
    svg.removeAttribute('height')
    const isNarrow = first !== undefined && on.clientWidth < NARROW
    chosen.current = false
    if (isNarrow && !follows) show(boxOf(first))
    else if (isFilling || follows) showReadable(on)
    else show(undefined)
    const wheel = (event: WheelEvent) => {
      if (!isFilling && !event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      zoomAt(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0018)), event.clientX, event.clientY)
    }
    on.addEventListener('wheel', wheel, { passive: false })
    const resized = new ResizeObserver(() => {
      if ((follows || (isFilling && !isNarrow)) && !chosen.current && box.current === begun.current) showReadable(on)
      else show(box.current)
      attend()
    })
    resized.observe(on)
    return () => {
      on.removeEventListener('wheel', wheel)
      resized.disconnect()
    }
  }, [chart, isFilling, follows, first])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = event.shiftKey ? 60 : 0
    const done = {
      '+': () => zoom(1.3),
      '=': () => zoom(1.3),
      '-': () => zoom(1 / 1.3),
      '0': showAll,
      ArrowLeft: () => pan(step, 0),
      ArrowRight: () => pan(-step, 0),
      ArrowUp: () => pan(0, step),
      ArrowDown: () => pan(0, -step)
    }[event.key]
    if (!done || (event.key.startsWith('Arrow') && step === 0)) return
    event.preventDefault()
    done()
  }
  return { handlers: { ...useDrag(frame, pan, zoomAt), onKeyDown }, zoom, showAll, showState, attend }
}
