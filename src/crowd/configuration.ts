import type { AnyMachineSnapshot, AnyStateMachine, AnyStateNode, StateValue } from 'xstate'

/** Where a machine can be at rest: its active states and what its history states remember. States are told by their ids. */
export interface Configuration {
  /** Equal for configurations that behave alike, of any machine drawn with these ids. */
  readonly key: string
  /** Active states, in the order in which XState keeps them. */
  readonly nodes: readonly string[]
  readonly history: Readonly<Record<string, readonly string[]>>
  readonly value: StateValue
  readonly tags: ReadonlySet<string>
  readonly status: AnyMachineSnapshot['status']
  readonly output: unknown
}

export const configurationOf = (snapshot: AnyMachineSnapshot): Configuration => ({
  key: keyOf(snapshot),
  nodes: snapshot._nodes.map(({ id }) => id),
  history: Object.fromEntries(
    Object.entries(snapshot.historyValue).map(([id, nodes]) => [id, (nodes as AnyStateNode[]).map((node) => node.id)])
  ),
  value: snapshot.value,
  tags: snapshot.tags,
  status: snapshot.status,
  output: snapshot.output
})

/** What tells one configuration from another; a broken machine is told by `placeOf` alone. */
export const keyOf = (snapshot: AnyMachineSnapshot): string => `${placeOf(snapshot)} ${snapshot.status}`

/** Active states, remembered states, and, where eventless transitions compete, in which order XState asks them. */
export function placeOf({ _nodes, historyValue }: AnyMachineSnapshot): string {
  const nodes = _nodes as AnyStateNode[]
  const active = nodes.map(({ id }) => id).sort()
  const remembered = Object.keys(historyValue)
    .sort()
    .map((id) => `${id}:${idsIn(historyValue[id] as AnyStateNode[])}`)
  const eager = nodes.filter(isEager).map(({ id }) => id)
  return `${active.join('|')} ${remembered.join(';')} ${eager.length > 1 ? eager.join('>') : ''}`
}

const idsIn = (nodes: readonly AnyStateNode[]): string =>
  nodes
    .map(({ id }) => id)
    .sort()
    .join('|')

/** A state without states inside that may go on without an event. */
const isEager = (node: AnyStateNode): boolean => Object.keys(node.states).length === 0 && goesOn(node)
const goesOn = (node: AnyStateNode): boolean => node.always !== undefined || (node.parent ? goesOn(node.parent) : false)

/** Makes snapshots of one machine: the same object, states and history that XState itself would hold there. */
export type Resolver = (configuration: Configuration, context: object) => AnyMachineSnapshot

export function createResolver(machine: AnyStateMachine): Resolver {
  const nodes = nodesById(machine.root)
  const known = new Map<string, AnyMachineSnapshot>()
  const resolved = (ids: readonly string[]): AnyStateNode[] => ids.flatMap((id) => nodes.get(id) ?? [])
  const make = ({ nodes: active, history, value, tags, status, output }: Configuration) =>
    ({
      ...machine.resolveState({ value, context: {} }),
      _nodes: resolved(active),
      historyValue: Object.fromEntries(Object.entries(history).map(([id, ids]) => [id, resolved(ids)])),
      value,
      tags: new Set(tags),
      status,
      output
    }) as AnyMachineSnapshot
  return (configuration, context) => {
    let base = known.get(configuration.key)
    if (!base) {
      base = make(configuration)
      known.set(configuration.key, base)
    }
    return { ...base, context } as AnyMachineSnapshot
  }
}

function nodesById(root: AnyStateNode): Map<string, AnyStateNode> {
  const found = new Map<string, AnyStateNode>()
  const visit = (node: AnyStateNode): void => {
    found.set(node.id, node)
    for (const child of Object.values(node.states)) visit(child)
  }
  visit(root)
  return found
}
