import type { Chart, ChartArrow, ChartState } from '../contract/chart.ts'
import { escaped } from './escape.ts'
import { arrowAlong, arrowOver, short } from './path.ts'
import { countWords } from './people.ts'
import type { Box, Layout } from './place.ts'
import { grouped, type Head, type Label, type Plan, planOf, SIZE } from './plan.ts'
import { type Start, startOf } from './start.ts'
import { STANDALONE_STYLE } from './style.ts'

export interface DrawOptions {
  /** Ids of states that are ringed. */
  readonly active?: ReadonlySet<string>
  /** Names of arrows that are lit. */
  readonly fired?: ReadonlySet<string>
  /** How many are in each state: counts of the leaves tint them, each against the fullest. */
  readonly people?: ReadonlyMap<string, number>
  /** How often each arrow was taken: the busiest is the widest. */
  readonly traffic?: ReadonlyMap<string, number>
  /** What it is called for who cannot see it; the machine's id if not given. */
  readonly title?: string
  /** With its own style, and colours after the reader's system; without, the page holds `CHART_STYLE`. */
  readonly standalone?: boolean
}

/** The drawing as SVG text. Elements carry data-state (an id) or data-arrow (a name: one group for its line, one for its label). */
export function draw(chart: Chart, layout: Layout, options: DrawOptions = {}): string {
  const plan = planOf(chart)
  const pen = penFor(plan, layout, options)
  const isLeaf = ({ id }: ChartState) => plan.children.get(id)?.length === 0
  const parts = [
    ...chart.states.filter((state) => !isLeaf(state)).map(pen.state),
    ...chart.states.map(pen.start),
    ...bundled(chart.arrows).map((lines) => `<g class="sc-bundle">${lines.map(pen.line).join('')}</g>`),
    ...chart.states.filter(isLeaf).map(pen.state),
    ...chart.arrows.map(pen.label)
  ]
  const { width, height } = layout
  const label = `Statechart ${options.title ?? chart.id}${chart.description && !options.title ? `: ${chart.description}` : ''}`
  const style = options.standalone ? `<style>${STANDALONE_STYLE}</style>` : ''
  const kind = options.people ? 'statechart populated' : 'statechart'
  return `<svg xmlns="http://www.w3.org/2000/svg" class="${kind}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(label)}">${style}${parts.join('')}</svg>`
}

/** Arrows that share a line: CSS shows the first, the busy and the lit of them. */
const bundled = (arrows: readonly ChartArrow[]): ChartArrow[][] => [
  ...grouped(arrows, ({ source, targets }) => JSON.stringify([source, targets])).values()
]

interface Pen {
  readonly state: (state: ChartState) => string
  readonly start: (state: ChartState) => string
  readonly line: (arrow: ChartArrow) => string
  readonly label: (arrow: ChartArrow) => string
}

function penFor(plan: Plan, layout: Layout, { active, fired, people, traffic }: DrawOptions): Pen {
  const leaves = plan.chart.states.filter(({ id }) => plan.children.get(id)?.length === 0)
  const fullest = Math.max(1, ...leaves.map(({ id }) => people?.get(id) ?? 0))
  const busiest = Math.max(1, ...(traffic?.values() ?? []))
  const varied = (name: string, value: number | undefined, most: number) =>
    value === undefined ? '' : ` style="--${name}:${(value / most).toFixed(3)}"`
  const depthOf = (state: ChartState): number => {
    let depth = 0
    for (let at = state.parent; at !== null; at = plan.states.get(at)?.parent ?? null) depth++
    return depth
  }
  const lit = (name: string) => (fired?.has(name) ? ' fired' : '')
  const weight = (name: string) => varied('weight', traffic?.get(name), busiest)

  const row = (box: Box, line: Head['lines'][number]): string => {
    const [x, y] = [short(box.x + SIZE.pad), short(box.y + line.y)]
    if (line.kind === 'says') return `<text class="sc-soft" x="${x}" y="${y}">${escaped(line.text)}</text>`
    const text = `<text class="sc-row" x="${x}" y="${y}"><tspan class="sc-word">${escaped(line.word)}</tspan>${line.text ? `<tspan dx="7">${escaped(line.text)}</tspan>` : ''}</text>`
    return line.arrow === null
      ? text
      : `<g class="sc-inside${lit(line.arrow)}" data-arrow="${escaped(line.arrow)}"${weight(line.arrow)}>${text}</g>`
  }

  return {
    state(state) {
      const box = layout.boxes.get(state.id)!
      const head = plan.heads.get(state.id)!
      const isLeaf = plan.children.get(state.id)?.length === 0
      const depth = depthOf(state)
      const classes = [
        'sc-state',
        isLeaf ? 'sc-leaf' : 'sc-nest',
        `sc-${state.type}`,
        depth === 0 && !isLeaf && 'sc-root',
        depth > 1 && depth % 2 === 0 && 'sc-deep',
        active?.has(state.id) && 'active'
      ]
      const count = people?.get(state.id)
      const share = isLeaf ? varied('share', count, fullest) : ''
      const words = [state.id, state.description].filter((text) => text !== '').join('\n')
      return `<g class="${classes.filter(Boolean).join(' ')}" data-state="${escaped(state.id)}"${share}><title>${escaped(words)}</title>${outline(state, box, isLeaf)}${titleOf(head, box)}${head.lines.map((line) => row(box, line)).join('')}${badge(box, count)}</g>`
    },
    start(state) {
      const box = state.initial === null ? undefined : layout.boxes.get(state.initial)
      return box ? startMark(startOf(box, layout)) : ''
    },
    line({ name, kind }) {
      const route = layout.routes.get(name)
      if (!route) return ''
      const drawn = [...route.lines.map(arrowAlong), ...route.curves.map(arrowOver)].map(arrow).join('')
      return `<g class="sc-arrow sc-${kind}${lit(name)}" data-arrow="${escaped(name)}"${weight(name)}>${drawn}</g>`
    },
    label(one) {
      const route = layout.routes.get(one.name)
      if (!route) return ''
      return `<g class="sc-label sc-${one.kind}${lit(one.name)}" data-arrow="${escaped(one.name)}"><title>${escaped(wordsOf(one))}</title>${pill(route.label, plan.labels.get(one.name)!, one)}</g>`
    }
  }
}

function outline(state: ChartState, { x, y, width, height }: Box, isLeaf: boolean): string {
  const rect = (kind: string, by: number, radius: number) =>
    `<rect class="sc-${kind}" x="${short(x + by)}" y="${short(y + by)}" width="${short(width - 2 * by)}" height="${short(height - 2 * by)}" rx="${radius}"/>`
  if (state.type === 'history') {
    const r = width / 2
    return `<circle class="sc-halo" cx="${short(x + r)}" cy="${short(y + r)}" r="${r + 3}"/><circle class="sc-box" cx="${short(x + r)}" cy="${short(y + r)}" r="${r}"/>`
  }
  const inner = state.type === 'final' ? rect('inner', 3.5, 7.5) : ''
  return isLeaf ? rect('halo', -3, 14) + rect('box', 0, 11) + inner : rect('box', 0, 15)
}

function titleOf({ title, titleY, chips, isAlone, width }: Head, box: Box): string {
  const y = short(box.y + titleY)
  const text = isAlone
    ? `<text class="sc-title" x="${short(box.x + box.width / 2)}" y="${y}" text-anchor="middle">${escaped(title)}</text>`
    : `<text class="sc-title" x="${short(box.x + SIZE.pad)}" y="${y}">${escaped(title)}</text>`
  if (width === 0) return text
  return (
    text +
    chips
      .map(({ text: tag, x, width: wide }) => {
        const left = box.x + x
        return `<rect class="sc-chip" x="${short(left)}" y="${short(box.y + titleY - 12)}" width="${wide}" height="16" rx="8"/><text class="sc-chip-text" x="${short(left + 6.5)}" y="${short(box.y + titleY - 0.6)}">${escaped(tag)}</text>`
      })
      .join('')
  )
}

/** Where a page writes how many are in the state; an empty one is not shown. */
function badge({ x, y, width }: Box, count: number | undefined): string {
  const right = x + width + 16 // mostly beside the state: arrows come in from above
  return `<g class="badge"><rect x="${short(right - 48)}" y="${short(y - 10)}" width="48" height="19" rx="9.5"/><text x="${short(right - 24)}" y="${short(y + 3.4)}">${count === undefined ? '' : countWords(count)}</text></g>`
}

function startMark({ dot, tip }: Start): string {
  const isAbove = dot.y < tip.y
  const line = isAbove ? `V${short(tip.y - 5)}` : `H${short(tip.x - 5)}`
  const head = isAbove ? 'l-3.8 -7h7.6z' : 'l-7 -3.8v7.6z'
  return `<g><circle class="sc-start-dot" cx="${short(dot.x)}" cy="${short(dot.y)}" r="4.4"/><path class="sc-start" d="M${short(dot.x)} ${short(dot.y)}${line}"/><path class="sc-start-head" d="M${short(tip.x)} ${short(tip.y)}${head}"/></g>`
}

function arrow({ line, tip, turn }: ReturnType<typeof arrowAlong>): string {
  return `<path class="sc-path" d="${line}"/><g transform="translate(${short(tip.x)} ${short(tip.y)}) rotate(${short(turn)})"><path class="sc-head" d="M0 0L-8 -4L-8 4Z"/></g>`
}

const ICONS: Record<ChartArrow['kind'], string> = {
  event: '',
  always: '<path class="sc-icon" d="M6.4 .6 2.4 6.2h3.2l-1.1 4.4 4-5.6H5.3z"/>',
  after: '<circle class="sc-icon" cx="5.4" cy="5.6" r="4.8"/><path class="sc-icon" d="M5.4 3v2.8l1.9 1.2"/>',
  done: '<path class="sc-icon" d="M1 6l3 3 5.6-6.6"/>',
  error: '<path class="sc-icon" d="M2 2.4l6.8 6.8M8.8 2.4 2 9.2"/>'
}

function pill({ x, y, width, height }: Box, label: Label, { kind }: ChartArrow): string {
  const left = x + 10
  const icon = kind === 'event' ? '' : `<g transform="translate(${short(left)} ${short(y + 5.4)})">${ICONS[kind]}</g>`
  const start = kind === 'event' ? left : left + SIZE.icon
  const guard =
    label.guard && !label.isGuardBelow ? `<tspan class="sc-guard" dx="6">${escaped(label.guard)}</tspan>` : ''
  const lines = [
    ['guard', label.isGuardBelow ? label.guard : ''],
    ['does', label.does]
  ].filter(([, text]) => text !== '')
  const below = lines.map(
    ([role, text], at) =>
      `<text class="sc-${role}" x="${short(left)}" y="${short(y + 15 + 14 * (at + 1))}">${escaped(text ?? '')}</text>`
  )
  return `<rect class="sc-pill" x="${short(x)}" y="${short(y)}" width="${width}" height="${height}" rx="11"/>${icon}<text class="sc-says" x="${short(start)}" y="${short(y + 15)}">${escaped(label.says)}${guard}</text>${below.join('')}`
}

function wordsOf({ source, targets, says, guard, actions, description }: ChartArrow): string {
  const lines = [
    `${source} → ${targets.join(', ')}`,
    `${says}${guard ? `, if ${guard}` : ''}`,
    actions.length > 0 ? `does ${actions.join(', ')}` : '',
    description
  ]
  return lines.filter((line) => line !== '').join('\n')
}
