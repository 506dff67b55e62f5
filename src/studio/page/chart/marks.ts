import { countWords } from '../../../chart/people.ts'
import type { Chart } from '../../../contract/chart.ts'
import { MOODS } from '../../../contract/session.ts'

/** What is live in a drawing. */
export interface Marks {
  /** Ids of active states. */
  readonly active?: readonly string[]
  /** Names of the arrows that fired last. */
  readonly fired?: readonly string[]
  /** People in each state, by id; `total` is what shares are of. */
  readonly people?: ReadonlyMap<string, number>
  readonly total?: number
  /** How often each arrow fired lately, by name. */
  readonly traffic?: ReadonlyMap<string, number>
  /** The state or arrow that is looked into. */
  readonly chosen?: string | null
}

/** Marks a drawing; what is as it was is not touched. */
export function mark(drawing: Element, { active, fired, people, total, traffic, chosen }: Marks): void {
  const isActive = active && new Set(active)
  const hasFired = fired && new Set(fired)
  drawing.querySelector('svg')?.classList.toggle('populated', people !== undefined)
  const busiest = traffic ? Math.max(1, ...traffic.values()) : 1
  for (const state of drawing.querySelectorAll<SVGGElement>('[data-state]')) {
    const id = state.dataset.state ?? ''
    if (isActive) toggle(state, 'active', isActive.has(id))
    toggle(state, 'chosen', id === chosen)
    if (people) count(state, people.get(id) ?? 0, total ?? 0)
  }
  for (const arrow of drawing.querySelectorAll<SVGGElement>('[data-arrow]')) {
    const name = arrow.dataset.arrow ?? ''
    if (hasFired) toggle(arrow, 'fired', hasFired.has(name))
    toggle(arrow, 'chosen', name === chosen)
    if (traffic) weigh(arrow, traffic.get(name) ?? 0, busiest)
  }
}

/** The tint goes with the root of the share, so that small groups can be told from none. */
function count(state: SVGGElement, people: number, total: number): void {
  const isLeaf = state.classList.contains('sc-leaf')
  if (isLeaf) vary(state, '--share', total > 0 ? Math.sqrt(people / total).toFixed(2) : '0')
  toggle(state, 'peopled', people > 0)
  const text = state.querySelector(':scope > .badge > text')
  // what holds everybody says nothing
  const says = people === 0 || (!isLeaf && people === total) ? '' : countWords(people)
  if (text && text.textContent !== says) text.textContent = says
}

/** Thickness goes with the root of traffic, so that a busy arrow does not make all others hairlines. */
function weigh(arrow: SVGGElement, times: number, busiest: number): void {
  vary(arrow, '--weight', Math.sqrt(times / busiest).toFixed(2))
  toggle(arrow, 'travelled', times > 0)
}

function toggle(element: Element, name: string, is: boolean): void {
  if (element.classList.contains(name) !== is) element.classList.toggle(name, is)
}

function vary(element: SVGElement, name: string, value: string): void {
  if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value)
}

/** States that stand for a mood have its colour. */
export function tint(drawing: Element, { states }: Chart): void {
  const moods = new Map(states.map(({ id, tags }) => [id, MOODS.find((mood) => tags.includes(mood))]))
  for (const state of drawing.querySelectorAll<SVGGElement>('[data-state]')) {
    const mood = moods.get(state.dataset.state ?? '')
    if (mood) state.style.setProperty('--sc-accent', `var(--${mood})`)
  }
}
