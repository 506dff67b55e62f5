import type { AnyStateMachine, AnyStateNode } from 'xstate'

/** Names of where somebody is, made of ids of active states. */
export interface Labels {
  /** Active leaf states by their own names, such as `waiting · bored`. */
  of(nodes: readonly string[]): string
  /** Active states in the order of the machine, however they came. */
  sorted(nodes: Iterable<string>): string[]
}

export function labelsOf(machine: AnyStateMachine): Labels {
  const places = new Map<string, number>()
  const leaves = new Map<string, string>()
  const visit = (node: AnyStateNode): void => {
    places.set(node.id, places.size)
    const children = Object.values(node.states)
    if (children.length === 0) leaves.set(node.id, node.key)
    for (const child of children) visit(child)
  }
  visit(machine.root)
  const sorted = (nodes: Iterable<string>) => [...nodes].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
  return {
    sorted,
    of: (nodes) =>
      sorted(nodes)
        .map((id) => leaves.get(id))
        .filter((key) => key !== undefined)
        .join(' · ')
  }
}
