import type { Chart, ChartArrow, ChartState } from '../contract/chart.ts'
import { grouped, isWithin, type Plan, planOf } from './plan.ts'

/**
 * The chart as Mermaid's `stateDiagram-v2`, for a README. States go by aliases of ours, and every sign that Mermaid might
 * act on is written as its number, so that no name can break out. Mermaid knows no arrow between the insides of two nested
 * states: such an arrow joins the nested states themselves, and its label says from where and to where it really leads.
 */
export function mermaidOf(chart: Chart): string {
  const plan = planOf(chart)
  const aliases = new Map(chart.states.map(({ id }, at) => [id, `s${at}`]))
  const writer: Writer = { plan, alias: (id) => aliases.get(id) ?? 's0', ...jointsOf(plan) }
  const [root] = chart.states
  const lines = ['stateDiagram-v2', '  direction TB', `  accTitle: ${safe(chart.id)}`]
  if (chart.description !== '') lines.push(`  accDescr: ${safe(chart.description)}`)
  if (root) lines.push(...stateLines(writer, root, 1))
  return `${lines.join('\n')}\n`
}

interface Writer {
  readonly plan: Plan
  readonly alias: (id: string) => string
  /** Arrows by the state in whose block they are written. */
  readonly joints: ReadonlyMap<string, readonly Joint[]>
  /** Arrows between a state and what is within it, by the state around. */
  readonly notes: ReadonlyMap<string, readonly string[]>
}

/** An arrow as Mermaid may draw it: between two children of one state. */
interface Joint {
  readonly from: string
  readonly to: string
  readonly label: string
}

function stateLines(writer: Writer, state: ChartState, depth: number): string[] {
  const { plan, alias } = writer
  const pad = '  '.repeat(depth)
  const own = alias(state.id)
  const name = state.type === 'history' ? 'H' : state.key
  const rows = [...rowsOf(plan.chart, state), ...(writer.notes.get(state.id) ?? [])]
  if (!plan.children.get(state.id)?.length)
    return [`${pad}state "${safe(name)}" as ${own}`, ...rows.map((row) => `${pad}${own} : ${row}`)]
  const note =
    rows.length === 0 ? [] : [`${pad}note right of ${own}`, ...rows.map((row) => `${pad}  ${row}`), `${pad}end note`]
  return [`${pad}state "${safe(name)}" as ${own} {`, ...inside(writer, state, depth + 1), `${pad}}`, ...note]
}

function inside(writer: Writer, state: ChartState, depth: number): string[] {
  const { plan, alias, joints } = writer
  const pad = '  '.repeat(depth)
  const children = plan.children.get(state.id) ?? []
  const between = state.type === 'parallel' ? [`${pad}--`] : []
  const lines = children.flatMap((child, at) => [...(at > 0 ? between : []), ...stateLines(writer, child, depth)])
  const first = children.find(({ id }) => state.initial !== null && isWithin(id, state.initial, plan.states))
  if (first) lines.push(`${pad}[*] --> ${alias(first.id)}`)
  for (const { from, to, label } of joints.get(state.id) ?? [])
    lines.push(`${pad}${alias(from)} --> ${alias(to)} : ${label}`)
  for (const { id, type } of children) if (type === 'final') lines.push(`${pad}${alias(id)} --> [*]`)
  return lines
}

/** What is said within a state: what it is, what it does, and which arrows have no line of their own. */
function rowsOf(chart: Chart, { id, parent, description, entry, exit, invokes }: ChartState): string[] {
  const listed = (word: string, names: readonly string[]) => (names.length > 0 ? [`${word} / ${names.join(', ')}`] : [])
  const inner = chart.arrows.filter(({ source, targets }) => source === id && targets.every((to) => to === id))
  return [
    ...(description === '' || parent === null ? [] : [description]), // the whole has its accDescr
    ...listed('entry', entry),
    ...listed('exit', exit),
    ...listed('runs', invokes),
    ...inner.map((arrow) => `${wordsOf(arrow)}${arrow.targets.length > 0 ? ' (starts over)' : ''}`)
  ].map(safe)
}

function jointsOf({ chart, states }: Plan): Pick<Writer, 'joints' | 'notes'> {
  const all = chart.arrows.flatMap((arrow) =>
    arrow.targets.filter((to) => to !== arrow.source).map((target) => jointOf(states, arrow, target))
  )
  const joints = grouped(
    all.filter(({ from, to }) => from !== to),
    ({ block }) => block
  )
  const notes = grouped(
    all.filter(({ from, to }) => from === to),
    ({ from }) => from
  )
  return { joints, notes: new Map([...notes].map(([id, own]) => [id, own.map(({ label }) => label)])) }
}

/** The innermost state around both ends, and its children that hold them: one and the same where one end is around the other. */
function jointOf(states: Plan['states'], arrow: ChartArrow, target: string): Joint & { block: string } {
  const { source } = arrow
  const up = (id: string) => states.get(id)?.parent ?? null
  let block = up(source)
  while (block !== null && (block === target || !isWithin(block, target, states))) block = up(block)
  const childFor = (id: string): string => {
    let at = id
    for (let around = up(at); around !== block && around !== null; around = up(at)) at = around
    return at
  }
  const [from, to] = [childFor(source), childFor(target)]
  const keyOf = (id: string): string => states.get(id)?.key ?? id
  const away = from === source ? '' : `in ${keyOf(source)}, `
  const onto = to === target && from !== to ? '' : ` → ${keyOf(target)}`
  return { block: block ?? from, from, to, label: safe(`${away}${wordsOf(arrow)}${onto}`) }
}

const wordsOf = ({ says, guard, actions }: ChartArrow): string =>
  `${says}${guard === '' ? '' : ` [${guard}]`}${actions.length === 0 ? '' : ` / ${actions.join(', ')}`}`

const LONGEST = 240

/** Letters, digits and signs that mean nothing to Mermaid stay; of all others, what cannot be seen goes and the rest is numbered. */
function safe(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  return short
    .replace(/\s+/g, ' ')
    .replace(/[\p{C}]/gu, '')
    .trim()
    .replace(/[^\p{L}\p{M}\p{N} .,()[\]/'→…_-]/gu, (sign) => `#${sign.codePointAt(0)};`)
}
