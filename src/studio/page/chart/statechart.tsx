import { useEffect, useRef } from 'preact/hooks'
import { TroubleNote } from '../shell/trouble.tsx'
import { useChart, visible } from '../store/index.ts'
import { type Marks, mark, tint } from './marks.ts'
import { useReach } from './reach.ts'
import { useViewport } from './viewport.ts'
import { moodRegion, ZoomBar } from './zoom-bar.tsx'

export interface StatechartProps extends Marks {
  readonly hash: string
  /** What the picture is of, for who does not see it. */
  readonly label: string
  readonly onState?: (id: string) => void
  readonly onArrow?: (name: string) => void
  /** A state or an arrow is pointed at or has the focus, and where on the screen; `null`: none any more. */
  readonly onHover?: (hovered: Hovered | null) => void
  /** It fills its view, which does not scroll: the wheel alone zooms. Else it does with Ctrl, and scrolls without. */
  readonly isFilling?: boolean
  /** What happens is brought into view, near enough to be read, until somebody zooms or pans. */
  readonly follows?: boolean
}

export interface Hovered {
  readonly kind: 'state' | 'arrow'
  /** Id of the state, name of the arrow. */
  readonly name: string
  readonly box: DOMRect
}

/**
 * A statechart as the server drew it, to zoom and to pan. What is live is told by classes, variables and texts of the
 * drawing, once a frame of the screen at most; the drawing itself stays.
 */
export function Statechart({
  hash,
  label,
  onState,
  onArrow,
  onHover,
  isFilling = false,
  follows = false,
  ...marks
}: StatechartProps) {
  const { value, trouble, reload } = useChart(hash)
  const frame = useRef<HTMLDivElement>(null)
  const drawing = useRef<HTMLDivElement>(null)
  const latest = useRef<Marks>(marks)
  latest.current = marks
  const pending = useRef(0)
  const svg = value?.svg

  useEffect(() => {
    if (!drawing.current || !value) return
    drawing.current.innerHTML = value.svg
    tint(drawing.current, value.chart)
    performance.mark('recoworld:chart')
  }, [value])
  useEffect(() => {
    if (pending.current !== 0 || svg === undefined) return
    pending.current = requestAnimationFrame(() => {
      pending.current = 0
      if (!drawing.current) return
      mark(drawing.current, latest.current)
      viewport.attend()
    })
  })
  useEffect(() => () => cancelAnimationFrame(pending.current), [])
  useReach(drawing, value, { onState, onArrow, onHover })
  const viewport = useViewport(frame, drawing, value, isFilling, follows, value && moodRegion(value))

  if (trouble) return <TroubleNote trouble={trouble} onAgain={reload} />
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div ref={frame} class="chartview" role="group" aria-label={visible(label)} {...viewport.handlers}>
      <div ref={drawing} class="drawing" />
      {value === undefined && <p class="waiting">Drawing the chart …</p>}
      {value && <ZoomBar chart={value} {...viewport} />}
    </div>
  )
}
