import type { AnyStateMachine, AnyStateNode } from 'xstate'
import { MOODS } from '../../contract/session.ts'
import { arrowsOf } from '../../streams/arrows.ts'

/** A mindset's states and arrows in an order that stays, which is that of counts. */
export interface Shape {
  /** Ids of states in the order of the machine, the root first, each before those inside it. */
  readonly states: readonly string[]
  /** Names as `arrowsOf` gives them. */
  readonly arrows: readonly string[]
  /** Whether somebody in these states is not here. */
  isAway(nodes: readonly string[]): boolean
  /** Position in MOODS, −1 for none. */
  moodOf(nodes: readonly string[]): number
}

export function shapeOf(machine: AnyStateMachine): Shape {
  const tags = new Map<string, readonly string[]>()
  const visit = (node: AnyStateNode): void => {
    tags.set(node.id, node.tags)
    for (const child of Object.values(node.states)) visit(child)
  }
  visit(machine.root)
  const has = (nodes: readonly string[], tag: string) => nodes.some((id) => tags.get(id)?.includes(tag))
  return {
    states: [...tags.keys()],
    arrows: [...arrowsOf(machine).values()],
    isAway: (nodes) => has(nodes, 'away'),
    moodOf: (nodes) => MOODS.findIndex((mood) => has(nodes, mood))
  }
}
