import type { AnyStateNode } from 'xstate'
import { RecoError } from '../contract/error.ts'
import { MOODS } from '../contract/session.ts'
import type { MindsetMachine } from '../mindset.ts'
import { VISIT_TAGS } from './mindset-life.ts'

/** What is checked. */
export interface Subject {
  readonly name: string
  readonly machine: MindsetMachine
}

/** All states, the root first. */
export const nodesOf = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap(nodesOf)]

/** Those without states inside. */
export const leavesIn = (node: AnyStateNode): AnyStateNode[] =>
  nodesOf(node).filter(({ type }) => type === 'atomic' || type === 'final')

/** A state's path, such as `visit.away.left`. */
export const pathOf = (node: AnyStateNode): string => node.path.join('.') || '(the machine itself)'

/** One of the two regions. */
export function region({ name, machine }: Subject, key: 'visit' | 'mood'): AnyStateNode {
  const keys = Object.keys(machine.root.states)
  const found = machine.root.states[key]
  if (machine.root.type === 'parallel' && keys.length === 2 && found) return found
  throw new RecoError('mindset.regions', {
    what: `The machine is ${machine.root.type} with ${keys.join(', ') || 'no states'}; a mindset is parallel, of visit and mood.`,
    at: { mindset: name },
    fix: "Write type: 'parallel', states: { visit, mood: … }, with `visit` from recoworld/define."
  })
}

const tagsOf = (node: AnyStateNode): string[] => [...node.tags, ...(node.parent ? tagsOf(node.parent) : [])]

/** Every mood has one tag of MOODS, every state of the visit one of away, ready, busy. */
export function checkTags(subject: Subject): void {
  const places = [
    { key: 'mood', wanted: MOODS, foreign: VISIT_TAGS, code: 'mindset.mood' },
    { key: 'visit', wanted: VISIT_TAGS, foreign: MOODS, code: 'mindset.visit' }
  ] as const
  for (const { key, wanted, foreign, code } of places) {
    for (const leaf of leavesIn(region(subject, key))) {
      const tags = tagsOf(leaf)
      const right = tags.filter((tag) => (wanted as readonly string[]).includes(tag))
      const wrong = tags.filter((tag) => (foreign as readonly string[]).includes(tag))
      if (right.length === 1 && wrong.length === 0) continue
      throw new RecoError(code, {
        what: `The state is tagged ${tags.join(', ') || 'with nothing'}; it takes exactly one of ${wanted.join(', ')}.`,
        at: { mindset: subject.name, state: pathOf(leaf) },
        fix: `Give it one of them, and none of ${foreign.join(', ')}.`
      })
    }
  }
}

/** Every state and every transition says in words what it is. */
export function checkDescriptions({ name, machine }: Subject): void {
  for (const node of nodesOf(machine.root)) {
    if (!node.description?.trim()) throw undescribed(name, node, 'The state')
    for (const { eventType, description } of transitionsOf(node)) {
      if (!description?.trim()) throw undescribed(name, node, `A transition on ${eventType || 'always'}`)
    }
  }
}

export const transitionsOf = (node: AnyStateNode) => [...[...node.transitions.values()].flat(), ...(node.always ?? [])]

const undescribed = (mindset: string, node: AnyStateNode, what: string) =>
  new RecoError('mindset.undescribed', {
    what: `${what} has no description, so the drawing does not tell it.`,
    at: { mindset, state: pathOf(node) },
    fix: 'Add a description: a few words on what it is like, or why it happens.'
  })
