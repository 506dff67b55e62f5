import type { AnyStateNode } from 'xstate'

/** All states, the root first. */
export const nodesOf = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap(nodesOf)]

/** All transitions that leave a state, eventless ones last. */
export const transitionsOf = (node: AnyStateNode) => [...[...node.transitions.values()].flat(), ...(node.always ?? [])]

/** All actions that a state names. */
export const actionsOf = (node: AnyStateNode): unknown[] => [
  ...node.entry,
  ...node.exit,
  ...(node.initial?.actions ?? []),
  ...transitionsOf(node).flatMap(({ actions }) => actions)
]

/** A state's path, such as `visit.away.left`. */
export const pathOf = (node: AnyStateNode): string => node.path.join('.') || '(the machine itself)'
