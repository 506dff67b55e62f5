import type { RunResult, StayStep } from '../contract/result.ts'
import { aside, bothWidths, figureOf, numbers, table } from './blocks.ts'
import { type Curve, type CurveOptions, curveChart } from './curves.ts'
import type { Pen } from './drawing.ts'
import { type Html, html } from './html.ts'
import { section } from './page.ts'
import { SERIES } from './palette.ts'
import { clip, count, listed, many, percent } from './text.ts'

/** A run by the name that it has on the page. */
export interface NamedRun {
  readonly name: string
  readonly result: RunResult
}

interface Stayed {
  readonly name: string
  readonly result: RunResult
  readonly steps: readonly StayStep[]
}

/** The first colour of several: the two before it stand for better and worse where recommenders are compared. */
const NEUTRAL = 2
/** Rows of the table at most. */
const MOST_ROWS = 24

/** Who stays, slate by slate, a curve for each run; nothing where nobody went through a slate. */
export function staying(runs: readonly NamedRun[], pen: Pen): Html | null {
  const known: Stayed[] = runs
    .map(({ name, result }) => ({ name, result, steps: (result as Partial<RunResult>).stay ?? [] })) // older logs have none
    .filter(({ steps }) => steps.length > 0)
  if (known.length === 0) return null
  const isOne = runs.length === 1
  const curves = known.map(
    ({ name, steps }, at): Curve => ({
      name: isOne ? '' : name,
      series: isOne ? 0 : (at + NEUTRAL) % SERIES,
      points: points(steps)
    })
  )
  const chart = (some: readonly Curve[]) => {
    const options = optionsOf(some)
    return bothWidths(curveChart(pen, some, options), curveChart(pen, some, { ...options, isNarrow: true }))
  }
  return section(
    'Who stays',
    finding(known),
    aside(explained(known)),
    curves.length <= SERIES
      ? figureOf(null, chart(curves))
      : html`<div class="panels">${curves.map((curve) => figureOf(clip(curve.name, 40), curveChart(pen, [{ ...curve, name: '', series: 0 }], { ...optionsOf([curve]), isNarrow: true })))}</div>`,
    numbers(tableOf(known, isOne))
  )
}

const points = (steps: readonly StayStep[]): Curve['points'] => [
  { at: 0, share: 1, low: 1, high: 1 },
  ...steps.map(({ turn, share, low, high }) => ({ at: turn, share, low, high }))
]

function optionsOf(curves: readonly Curve[]): CurveOptions {
  const end = Math.max(...curves.map(({ points: own }) => own.at(-1)!.at))
  const every = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000].find((step) => end / step <= 10) ?? 2_000
  const ends = curves.map(
    ({ name, points: own }) =>
      `${name ? `${name} ` : ''}${percent(own.at(-1)!.share)} after ${many(own.at(-1)!.at, 'slate')}`
  )
  return {
    says: `Share of visits that go on, slate by slate, with 95% bands: ${listed(ends, 6)}`,
    height: 'of visits that began, still going on',
    way: 'slates gone through',
    tickFormat: String,
    ticks: Array.from({ length: Math.floor(end / every) + 1 }, (_, i) => i * every),
    place: (slates) => many(slates, 'slate'),
    isStepped: true
  }
}

function explained(known: readonly Stayed[]): string {
  const failed = known.reduce((sum, { result }) => sum + result.endings.failed, 0)
  const hasSeveral = known.some(({ result }) => result.manifest.sessions > 1)
  return [
    'Kaplan–Meier with 95% bands: leaving is what is counted; a visit that reached the turn limit is known as far as it got.',
    ...(hasSeveral
      ? ['Where people came several times, the bands are as wide as if all visits of a person went alike.']
      : []),
    ...(failed > 0
      ? [
          `${many(failed, 'visit')} that broke ${failed === 1 ? 'is' : 'are'} known as far as ${failed === 1 ? 'it' : 'they'} got.`
        ]
      : [])
  ].join(' ')
}

function finding(known: readonly Stayed[]): string {
  if (known.length === 1) {
    const { steps } = known[0]!
    const half = steps.find(({ share }) => share < 0.5)
    const last = steps.at(-1)!
    const worst = steps.reduce((most, step) => (step.left / step.atRisk > most.left / most.atRisk ? step : most))
    if (last.share > 0.995) return `Hardly a visit ends before ${many(last.turn, 'slate')}`
    const ends = half
      ? `Half of visits are over after ${many(half.turn, 'slate')}`
      : `${percent(last.share)} of visits still go on after ${many(last.turn, 'slate')}`
    return worst.left > 0 && steps.length > 2
      ? `${ends}; leaving is likeliest after slate ${worst.turn}, where ${percent(worst.left / worst.atRisk)} of those still there go`
      : ends
  }
  const turn = Math.min(...known.map(({ steps }) => steps.at(-1)!.turn))
  const then = known
    .map(({ name, steps }) => ({ name: `“${clip(name, 30)}”`, ...steps.findLast((step) => step.turn <= turn)! }))
    .sort((a, b) => b.share - a.share)
  const [first, second] = [then[0]!, then[1]!]
  const told = `${first.name} keeps ${percent(first.share)} for ${many(turn, 'slate')}`
  return first.low > second.high
    ? `${told}, ${second.name} ${percent(second.share)}`
    : `${told}, ${second.name} ${percent(second.share)}: their bands overlap`
}

function tableOf(known: readonly Stayed[], isOne: boolean): Html {
  const longest = Math.max(...known.map(({ steps }) => steps.at(-1)!.turn))
  const every = Math.ceil(longest / MOST_ROWS)
  const turns = Array.from({ length: Math.ceil(longest / every) }, (_, i) => Math.min(longest, (i + 1) * every))
  return table<number>(
    'Who stays, in numbers',
    [
      { name: 'Slates', cell: count },
      ...known.flatMap(({ name, steps }) => {
        const of = (turn: number) => steps.find((step) => step.turn === turn)
        const titled = (what: string) => (isOne ? what : `${clip(name, 24)}, ${what.toLowerCase()}`)
        return [
          {
            name: titled('Still going on'),
            cell: (turn: number) => {
              const step = of(turn)
              return step
                ? html`${percent(step.share)} <small>${percent(step.low)} to ${percent(step.high)}</small>`
                : '–'
            }
          },
          { name: titled('Got so far'), cell: (turn: number) => count(of(turn)?.atRisk ?? 0) },
          { name: titled('Left then'), cell: (turn: number) => count(of(turn)?.left ?? 0) }
        ]
      })
    ],
    turns
  )
}
