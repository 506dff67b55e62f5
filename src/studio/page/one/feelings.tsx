import { useMemo } from 'preact/hooks'
import type { Step } from '../../api.ts'
import { hundredth } from '../charts/figures.ts'
import { visible } from '../store/index.ts'
import { sparkline } from './sparkline.ts'

interface Props {
  readonly names: readonly string[]
  readonly steps: readonly Step[]
  readonly at: number
  readonly onPoint: (at: number | null) => void
  readonly onChoose: (at: number | null) => void
}

/** The numbers of a mindset, 0 to 1: how they are at the step that is shown, and how they came to be so. */
export function Feelings({ names, steps, at, onPoint, onChoose }: Props) {
  const place = (event: PointerEvent | MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect()
    const part = (event.clientX - box.left) / Math.max(1, box.width)
    return Math.max(0, Math.min(steps.length - 1, Math.round(part * (steps.length - 1))))
  }
  return (
    <section class="feelings" aria-label="How it feels, in numbers">
      {names.map((name) => (
        <div key={name} class="feeling">
          <span class="feeling-name">{visible(name)}</span>
          <Meter name={name} value={steps[at]?.context[name]} />
          {/* biome-ignore lint/a11y: the slider of steps does the same by keyboard */}
          <svg
            class="spark"
            viewBox="0 0 100 24"
            preserveAspectRatio="none"
            role="img"
            aria-label={`${visible(name)} over ${steps.length} steps`}
            onPointerMove={(event) => steps.length > 0 && onPoint(place(event))}
            onPointerLeave={() => onPoint(null)}
            onClick={(event) => steps.length > 0 && onChoose(place(event))}
          >
            <Path name={name} steps={steps} />
            {steps.length > 1 && (
              <line x1={(100 * at) / (steps.length - 1)} x2={(100 * at) / (steps.length - 1)} y1={0} y2={24} />
            )}
          </svg>
        </div>
      ))}
    </section>
  )
}

function Path({ name, steps }: { readonly name: string; readonly steps: readonly Step[] }) {
  const path = useMemo(() => sparkline(steps.map(({ context }) => context[name])), [steps, name])
  return <path d={path} />
}

function Meter({ name, value }: { readonly name: string; readonly value: number | undefined }) {
  const part = Math.max(0, Math.min(1, value ?? 0))
  return (
    <>
      <span class="feeling-value">{value === undefined ? '–' : hundredth(value)}</span>
      {/* biome-ignore lint/a11y/useSemanticElements: a meter element cannot be coloured alike in all browsers */}
      <span
        class="meter"
        role="meter"
        aria-label={visible(name)}
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={Number(part.toFixed(2))}
      >
        <i style={{ transform: `scaleX(${part})` }} />
      </span>
    </>
  )
}
