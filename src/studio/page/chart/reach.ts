import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { visible } from '../../../contract/visible.ts'
import type { ChartView } from '../../api.ts'
import type { Hovered } from './statechart.tsx'

interface Reaching {
  readonly onState: ((id: string) => void) | undefined
  readonly onArrow: ((name: string) => void) | undefined
  readonly onHover: ((hovered: Hovered | null) => void) | undefined
}

/**
 * States and arrows of a drawing answer to pointer and keyboard: Tab goes to the states and then to the arrows, the arrow keys
 * from one to the next, Enter chooses.
 */
export function useReach(
  drawing: RefObject<HTMLElement | null>,
  chart: ChartView | undefined,
  { onState, onArrow, onHover }: Reaching
): void {
  const latest = useRef<Reaching>({ onState, onArrow, onHover })
  latest.current = { onState, onArrow, onHover }
  const canState = onState !== undefined || onHover !== undefined
  const canArrow = onArrow !== undefined || onHover !== undefined

  useEffect(() => {
    const root = drawing.current
    if (!root || !chart) return
    // what can be reached is no single picture any more
    root.querySelector('svg')?.setAttribute('role', 'group')
    if (latest.current.onHover) for (const title of root.querySelectorAll('g > title')) title.remove()
    if (canArrow) for (const line of root.querySelectorAll<SVGPathElement>('.sc-arrow > .sc-path')) widen(line)
    const states = canState ? [...root.querySelectorAll<SVGGElement>('[data-state]')] : []
    const arrows = canArrow ? [...root.querySelectorAll<SVGGElement>('.sc-label[data-arrow]')] : []
    const titles = new Map(chart.chart.states.map(({ id, key }) => [id, key]))
    for (const one of states) prepare(one, titles.get(one.dataset.state ?? '') ?? '', onState !== undefined)
    const says = new Map(chart.chart.arrows.map(({ name, says }) => [name, says]))
    for (const one of arrows) prepare(one, says.get(one.dataset.arrow ?? '') ?? '', onArrow !== undefined)
    for (const [first] of [states, arrows]) first?.setAttribute('tabindex', '0')

    const choose = (one: SVGGElement) => {
      const { arrow } = one.dataset
      if (arrow !== undefined && latest.current.onArrow) return latest.current.onArrow(arrow)
      const { state } = one.closest<SVGGElement>('[data-state]')?.dataset ?? {}
      if (state !== undefined) latest.current.onState?.(state)
    }
    const over = (event: Event) => {
      const one = partOf(event.target)
      latest.current.onHover?.(one && hovered(one, event))
    }
    const out = () => latest.current.onHover?.(null)
    const click = (event: Event) => {
      const one = partOf(event.target)
      if (one) choose(one)
    }
    const key = (event: KeyboardEvent) => {
      const one = partOf(event.target)
      if (!one || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault()
        choose(one)
        return
      }
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
      if (step === undefined) return
      event.preventDefault()
      const group = one.dataset.state === undefined ? arrows : states
      const next = group[(group.indexOf(one) + step + group.length) % group.length]
      one.setAttribute('tabindex', '-1')
      next?.setAttribute('tabindex', '0')
      next?.focus()
    }
    const events = { pointerover: over, pointerleave: out, focusin: over, focusout: out, click } as const
    for (const [event, listener] of Object.entries(events)) root.addEventListener(event, listener)
    root.addEventListener('keydown', key)
    return () => {
      for (const [event, listener] of Object.entries(events)) root.removeEventListener(event, listener)
      root.removeEventListener('keydown', key)
    }
  }, [drawing, chart, canState, canArrow, onState === undefined, onArrow === undefined])
}

function prepare(one: SVGGElement, title: string, isButton: boolean): void {
  one.setAttribute('tabindex', '-1')
  one.setAttribute('role', isButton ? 'button' : 'img')
  // a button is called by all that is written on it, its count too
  if (!isButton) one.setAttribute('aria-label', visible(title))
}

const partOf = (target: EventTarget | null): SVGGElement | null =>
  target instanceof Element ? target.closest<SVGGElement>('[data-state], [data-arrow]') : null

/** A line is long: what is said of it stands where it is pointed at. */
function hovered(one: SVGGElement, event: Event): Hovered {
  const { state, arrow } = one.dataset
  const isLine = event instanceof PointerEvent && one.classList.contains('sc-arrow')
  const box = isLine ? new DOMRect(event.clientX, event.clientY, 0, 0) : one.getBoundingClientRect()
  return state === undefined ? { kind: 'arrow', name: arrow ?? '', box } : { kind: 'state', name: state, box }
}

/** A thin line is hard to point at: a wide one that is not seen lies over it. */
function widen(line: SVGPathElement): void {
  if (line.nextElementSibling?.classList.contains('reach')) return
  const wide = line.cloneNode() as SVGPathElement
  wide.setAttribute('class', 'reach')
  line.after(wide)
}
