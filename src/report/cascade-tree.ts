import type { SpreadItem } from '../contract/spread.ts'
import type { Pen } from './drawing.ts'
import type { Html } from './html.ts'
import { seriesColour } from './palette.ts'
import { count, many } from './text.ts'

/** A cascade as a tree that grows to the right: a dot a person, a step a generation. */
export function cascadeTree({ Plot, draw }: Pen, { tree, title }: SpreadItem): Html {
  const { from } = tree
  const children = from.map((): number[] => [])
  for (const [at, parent] of from.entries()) if (parent >= 0) children[parent]!.push(at)
  const x = new Array<number>(from.length).fill(0)
  const y = new Array<number>(from.length).fill(0)
  let next = 0
  const place = (at: number, step: number): void => {
    x[at] = step
    const own = children[at]!
    for (const child of own) place(child, step + 1)
    y[at] = own.length === 0 ? next++ : own.reduce((sum, child) => sum + y[child]!, 0) / own.length
  }
  for (const [at, parent] of from.entries()) if (parent < 0) place(at, 0)
  const links = from.flatMap((parent, at) =>
    parent < 0 ? [] : [{ x1: x[parent]!, y1: y[parent]!, x2: x[at]!, y2: y[at]! }]
  )
  const dots = from.map((parent, at) => ({ x: x[at]!, y: y[at]!, first: parent < 0, passed: children[at]!.length > 0 }))
  const steps = Math.max(1, ...x)
  return draw(
    `How “${title}” went from person to person: ${many(from.length, 'person', 'people')}, ${many(Math.max(...x), 'step')}.`,
    {
      width: 760,
      height: Math.min(900, Math.max(120, 40 + 11 * next)),
      marginLeft: 20,
      marginRight: 20,
      marginBottom: 36,
      x: {
        domain: [0, steps],
        ticks: Array.from({ length: steps + 1 }, (_, i) => i),
        tickSize: 0,
        tickFormat: count,
        label: 'steps from the first',
        labelAnchor: 'center',
        labelArrow: 'none'
      },
      y: { axis: null, domain: [-1, Math.max(1, next)] },
      marks: [
        Plot.link(links, {
          x1: 'x1',
          y1: 'y1',
          x2: 'x2',
          y2: 'y2',
          stroke: 'var(--line)',
          strokeWidth: 1.3,
          curve: 'bump-x'
        }),
        Plot.dot(dots, {
          x: 'x',
          y: 'y',
          r: ({ first, passed }: (typeof dots)[number]) => (first ? 6 : passed ? 4.5 : 3),
          fill: ({ first, passed }: (typeof dots)[number]) => seriesColour(first ? 1 : passed ? 0 : 2)
        })
      ]
    }
  )
}
