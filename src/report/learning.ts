import { figureOf, numbers, table } from './blocks.ts'
import { createPen, halo, type Pen } from './drawing.ts'
import { glance } from './glance.ts'
import { type Html, html } from './html.ts'
import { page, section } from './page.ts'
import { seriesColour } from './palette.ts'
import { capital, clip, count, figure, many, printable } from './text.ts'

interface Estimated {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly n: number
}

/** What a training came to. */
export interface Learning {
  readonly algorithm: string
  /** Where it learnt, in words. */
  readonly world: string
  readonly seed: number
  readonly curve: readonly (Estimated & {
    readonly steps: number
    readonly episodes: number
    readonly signs: Readonly<Record<string, number>>
  })[]
  /** Others on the same people. */
  readonly others: Readonly<Record<string, Estimated>>
  readonly isInterrupted: boolean
}

/** The learning curve as one HTML file. */
export async function renderLearning(given: Learning): Promise<string> {
  const learning = printable(given)
  const { algorithm, world, seed, curve, others, isInterrupted } = learning
  const last = curve.at(-1)!
  const best = Object.entries(others).sort(([, a], [, b]) => b.value - a.value)[0]
  const pen = await createPen()
  return page({
    title: `Training: ${algorithm}`,
    kind: 'A policy that learns',
    headline: headline(algorithm, last, best),
    rests: glance([
      ['Learnt in', clip(world, 200)],
      ['From', `${many(last.steps, 'step')} of ${many(last.episodes, 'episode')}`],
      ['Tried on', `${many(last.n, 'episode')} that it did not learn from`],
      ['Made by', `The algorithm “${clip(algorithm, 40)}”; seed ${seed}`]
    ]),
    notes: isInterrupted ? ['The training was stopped before its last step.'] : [],
    sections: [
      section(
        'How good it became',
        `From ${figure(curve[0]!.value)} to ${figure(last.value)} an episode`,
        figureOf('Mean return of an episode, with its 95% interval', chart(learning, pen)),
        numbers(
          table(
            'The learning curve',
            [
              { name: 'Steps', cell: ({ steps }) => count(steps) },
              { name: 'Episodes', cell: ({ episodes }) => count(episodes) },
              { name: 'Return', cell: ranged },
              { name: 'Signs', isWord: true, cell: ({ signs }) => signsOf(signs) }
            ],
            curve
          )
        )
      ),
      section(
        'Beside others, on the same people',
        best ? `${capital(best[0])} is the best of those who learn nothing` : 'Nobody else was tried',
        table(
          'Returns',
          [
            { name: 'Who', isWord: true, cell: ({ name }) => name },
            { name: 'Return', cell: ranged }
          ],
          [{ name: algorithm, ...last }, ...Object.entries(others).map(([name, one]) => ({ name, ...one }))]
        )
      )
    ]
  })
}

function headline(algorithm: string, last: Estimated, best: [string, Estimated] | undefined): string {
  const who = `“${clip(algorithm, 40)}”`
  if (!best) return `${who} earns ${figure(last.value)} an episode`
  const [name, { low, high, value }] = best
  if (last.low > high) return `${who} earns ${figure(last.value)} an episode, more than “${name}” with ${figure(value)}`
  if (last.high < low) return `${who} earns ${figure(last.value)} an episode, less than “${name}” with ${figure(value)}`
  return `${who} earns ${figure(last.value)} an episode; “${name}”, with ${figure(value)}, is too close to call`
}

const ranged = ({ value, low, high }: Estimated): Html =>
  html`${figure(value)} <small>${figure(low)} to ${figure(high)}</small>`

const signsOf = (signs: Readonly<Record<string, number>>): string =>
  Object.entries(signs)
    .map(([name, value]) => `${name} ${figure(value)}`)
    .join(', ')

function chart({ algorithm, curve, others }: Learning, { Plot, draw }: Pen): Html {
  const end = curve.at(-1)!.steps
  const lines = Object.entries(others).map(([name, { value }], at) => ({ name, value, series: at + 1 }))
  return draw(`The return of “${algorithm}” rises from ${figure(curve[0]!.value)} to ${figure(curve.at(-1)!.value)}.`, {
    width: 760,
    height: 340,
    marginTop: 20,
    marginBottom: 46,
    marginLeft: 56,
    marginRight: 130,
    x: { domain: [0, end], label: 'steps of the environment', labelAnchor: 'center', labelArrow: 'none', ticks: 6 },
    y: { label: null, grid: true, tickSize: 0, nice: true },
    marks: [
      ...lines.map(({ value, series }) =>
        Plot.ruleY([value], { stroke: seriesColour(series), strokeDasharray: '5 4', strokeWidth: 1.4 })
      ),
      Plot.text(lines, {
        ...halo,
        x: end,
        y: 'value',
        text: ({ name }: { name: string }) => clip(name, 18),
        textAnchor: 'start',
        dx: 8,
        fontSize: 12,
        fill: ({ series }: { series: number }) => seriesColour(series)
      }),
      Plot.areaY(curve, { x: 'steps', y1: 'low', y2: 'high', fill: seriesColour(0), fillOpacity: 0.16 }),
      Plot.lineY(curve, { x: 'steps', y: 'value', stroke: seriesColour(0), strokeWidth: 2.4 }),
      Plot.dot(curve, { x: 'steps', y: 'value', r: 2.6, fill: seriesColour(0) })
    ]
  })
}
