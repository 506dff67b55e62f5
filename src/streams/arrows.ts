import type { AnyStateMachine, AnyStateNode } from 'xstate'

/** A transition as XState holds it: the same object each time it fires, in all actors of a machine. */
export type Transition = object

/**
 * The names of a machine's transitions: `source event place`, the place among those of one state and event from 0. The same
 * for a machine, for one made of it with `provide`, and for one made of its config.
 */
export function arrowsOf({ root }: AnyStateMachine): ReadonlyMap<Transition, string> {
  const arrows = new Map<Transition, string>()
  const visit = (node: AnyStateNode): void => {
    for (const [event, transitions] of node.transitions)
      for (const [place, transition] of transitions.entries()) arrows.set(transition, `${node.id} ${event} ${place}`)
    for (const [place, transition] of (node.always ?? []).entries())
      arrows.set(transition, `${node.id} always ${place}`)
    for (const child of Object.values(node.states)) visit(child)
  }
  visit(root)
  return arrows
}
