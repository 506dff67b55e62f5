import type { Chart, ChartArrow, ChartState } from '../contract/chart.ts'
import { cutTo, widthOf, wrapped } from './measure.ts'

/** Sizes in px. The drawing is made for reading at its own size. */
export const SIZE = { title: 14, text: 11.5, label: 11.5, small: 10.5, chip: 9.5, pad: 13, row: 17, icon: 15 } as const
const WIDEST = { text: 200, row: 230, title: 240, label: 210 } as const

/** A line of a state's head: where its baseline is below the top. */
export interface Line {
  readonly kind: 'says' | 'does'
  readonly y: number
  readonly word: string
  readonly text: string
  /** Of a transition that does not leave the state: its name. */
  readonly arrow: string | null
}

/** What is written into a state, and what room it needs. */
export interface Head {
  readonly title: string
  readonly titleY: number
  readonly chips: readonly { readonly text: string; readonly x: number; readonly width: number }[]
  readonly lines: readonly Line[]
  readonly width: number
  readonly height: number
  /** One line alone stands in the middle. */
  readonly isAlone: boolean
}

/** What is written at an arrow. */
export interface Label {
  readonly says: string
  /** Beside what it says, or below where it is long. */
  readonly guard: string
  readonly isGuardBelow: boolean
  readonly does: string
  readonly width: number
  readonly height: number
}

/** Where each arrow is drawn: as a line inside a state, as a pill inside a state with or without a line, or between two states. */
export type Way = 'inside' | 'down' | 'up' | 'loop' | 'between'

/** All that is known of a drawing before anything has its place. */
export interface Plan {
  readonly chart: Chart
  readonly states: ReadonlyMap<string, ChartState>
  readonly children: ReadonlyMap<string, readonly ChartState[]>
  readonly heads: ReadonlyMap<string, Head>
  readonly labels: ReadonlyMap<string, Label>
  readonly ways: ReadonlyMap<string, Way>
}

export function planOf(chart: Chart): Plan {
  const states = new Map(chart.states.map((state) => [state.id, state]))
  const children = new Map<string, ChartState[]>(chart.states.map(({ id }) => [id, []]))
  for (const state of chart.states) if (state.parent !== null) children.get(state.parent)?.push(state)
  const ways = new Map(chart.arrows.map((arrow) => [arrow.name, wayOf(arrow, states, children)]))
  const inside = grouped(
    chart.arrows.filter(({ name }) => ways.get(name) === 'inside'),
    ({ source }) => source
  )
  const heads = new Map(
    chart.states.map((state) => [
      state.id,
      headOf(state, inside.get(state.id) ?? [], (children.get(state.id) ?? []).length === 0)
    ])
  )
  const labels = new Map(
    chart.arrows.map((arrow) => {
      const around =
        ways.get(arrow.name) === 'up' ? arrow.targets.find((id) => isWithin(id, arrow.source, states)) : undefined
      return [
        arrow.name,
        labelOf(around === undefined ? arrow : { ...arrow, says: `${arrow.says} ↑ ${states.get(around)?.key}` })
      ]
    })
  )
  return { chart, states, children, heads, labels, ways }
}

/** In the order of first sight. */
export function grouped<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(key(one))
    if (group) group.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}

type States = ReadonlyMap<string, ChartState>

function wayOf(
  { source, targets }: ChartArrow,
  states: States,
  children: ReadonlyMap<string, readonly ChartState[]>
): Way {
  if (targets.length === 0) return 'inside'
  if (targets.every((target) => target === source)) return children.get(source)?.length ? 'inside' : 'loop'
  if (targets.some((target) => isWithin(source, target, states))) return 'down'
  return targets.some((target) => isWithin(target, source, states)) ? 'up' : 'between'
}

/** Whether a state is another, or within it. */
export function isWithin(outer: string, inner: string, states: States): boolean {
  for (let at: string | null = inner; at !== null; at = states.get(at)?.parent ?? null) if (at === outer) return true
  return false
}

function headOf(state: ChartState, inside: readonly ChartArrow[], isLeaf: boolean): Head {
  if (state.type === 'history')
    return { title: 'H', titleY: 21, chips: [], lines: [], width: 32, height: 32, isAlone: true }
  const title = cutTo(state.key, WIDEST.title, SIZE.title, true)
  const titleWidth = widthOf(title, SIZE.title, true)
  let x = SIZE.pad + titleWidth + 8
  const chips = state.tags
    .filter((tag) => tag !== state.key)
    .slice(0, 6)
    .map((tag) => {
      const text = cutTo(tag, 110, SIZE.chip, true)
      const chip = { text, x, width: Math.ceil(widthOf(text, SIZE.chip, true)) + 13 }
      x += chip.width + 5
      return chip
    })
  const said =
    state.description === '' ? [] : wrapped(state.description, isLeaf ? WIDEST.text : 420, SIZE.text, isLeaf ? 3 : 2)
  const rows = rowsOf(state, inside)
  const isAlone = said.length === 0 && rows.length === 0 && isLeaf
  const lines: Line[] = []
  let y = 22
  for (const text of said) {
    y += lines.length === 0 ? 17 : 15
    lines.push({ kind: 'says', y, word: '', text, arrow: null })
  }
  if (rows.length > 0) y += 3
  for (const row of rows) {
    y += SIZE.row
    lines.push({ kind: 'does', y, ...row })
  }
  const widest = Math.max(
    0,
    ...lines.map(({ word, text }) => widthOf(word, SIZE.text) + (word && text ? 7 : 0) + widthOf(text, SIZE.text))
  )
  const width = Math.ceil(Math.max(x - 8 + SIZE.pad, widest + 2 * SIZE.pad, isLeaf ? 96 : 120))
  const height = isAlone ? 44 : y + (isLeaf ? 12 : 6)
  return { title, titleY: isAlone ? 27 : 22, chips, lines, width, height, isAlone: isAlone && chips.length === 0 }
}

function rowsOf(state: ChartState, inside: readonly ChartArrow[]): Omit<Line, 'kind' | 'y'>[] {
  const row = (word: string, text: string, arrow: string | null = null) => {
    const short = cutTo(word, WIDEST.row * 0.6, SIZE.text)
    return { word: short, text: cutTo(text, WIDEST.row - widthOf(short, SIZE.text), SIZE.text), arrow }
  }
  const listed = (word: string, names: readonly string[]) => (names.length === 0 ? [] : [row(word, names.join(', '))])
  return [
    ...listed('entry', state.entry),
    ...listed('exit', state.exit),
    ...listed('runs', state.invokes),
    ...inside.map((arrow) => {
      const guard = arrow.guard === '' ? '' : `[${arrow.guard}] `
      return row(arrow.says, `${guard}${inPlaceOf(arrow)}`.trim(), arrow.name)
    })
  ]
}

/** What a transition that goes nowhere does; one that leaves its state and enters it again says so. */
const inPlaceOf = ({ actions, targets }: ChartArrow): string =>
  [targets.length > 0 ? '↻ starts over' : '', actions.join(', ')].filter((part) => part !== '').join(', ')

function labelOf({ says, kind, guard, actions }: ChartArrow): Label {
  const said = cutTo(says, WIDEST.label, SIZE.label, true)
  const saidWidth = widthOf(said, SIZE.label, true) + (kind === 'event' ? 0 : SIZE.icon)
  const bracketed = guard === '' ? '' : cutTo(guard, WIDEST.label, SIZE.small)
  const guardWidth = guard === '' ? 0 : widthOf(`[${bracketed}]`, SIZE.small)
  const isGuardBelow = guard !== '' && saidWidth + guardWidth > 150
  const does = actions.length === 0 ? '' : cutTo(actions.join(', '), WIDEST.label, SIZE.small)
  const doesWidth = does === '' ? 0 : widthOf(`→ ${does}`, SIZE.small)
  const first = saidWidth + (guardWidth > 0 && !isGuardBelow ? guardWidth + 6 : 0)
  const width = Math.ceil(Math.max(first, isGuardBelow ? guardWidth : 0, doesWidth)) + 20
  return {
    says: said,
    guard: bracketed === '' ? '' : `[${bracketed}]`,
    isGuardBelow,
    does: does === '' ? '' : `→ ${does}`,
    width,
    height: 22 + (isGuardBelow ? 14 : 0) + (does === '' ? 0 : 14)
  }
}
