import type { AnyStateMachine, AnyStateNode } from 'xstate'
import { arrowsOf, type Transition } from '../../../src/streams/arrows.ts'

interface Way {
  readonly name: string
  readonly at: number
  /** Where it leads: the leaf that one comes to. */
  readonly leaf: number
}

/** Many people walk over a statechart of parallel regions by luck: where each of them is, and how often an arrow was gone. */
export interface Walk {
  readonly states: readonly string[]
  readonly arrows: readonly string[]
  /** Fires what an event fires where the person is; `place`: which of several. Names of the arrows, in order. */
  fire(user: number, event: string, place: (ways: number) => number): readonly string[]
  /** Ids of the active states, inner ones after those they are in. */
  activeOf(user: number): readonly string[]
  isIn(user: number, state: string): boolean
  /** The active leaves. */
  leavesOf(user: number): readonly string[]
  /** People in each state, and arrows gone, of a group or of all. */
  counts(group?: number): { readonly states: number[]; readonly arrows: number[] }
}

export function walkOver(
  machine: AnyStateMachine,
  people: number,
  groupOf: (user: number) => number,
  groups: number
): Walk {
  const nodes: AnyStateNode[] = []
  const gather = (node: AnyStateNode): void => {
    nodes.push(node)
    for (const child of Object.values(node.states)) gather(child)
  }
  gather(machine.root)
  const states = nodes.map(({ id }) => id)
  const at = new Map(states.map((id, place) => [id, place]))
  const placeOf = (id: string): number => at.get(id) ?? 0
  const leafOf = (node: AnyStateNode): number => {
    const [first] = node.initial?.target ?? []
    return first ? leafOf(first) : placeOf(node.id)
  }
  const chains = nodes.map((node) => chainOf(node).map(({ id }) => placeOf(id)))
  const { names, ways } = waysOf(machine, leafOf)
  const regions = Object.values(machine.root.states)
  const leaves = regions.map((region) => new Uint16Array(people).fill(leafOf(region)))
  const gone = Array.from({ length: groups }, () => new Uint32Array(names.length))

  const activeOf = (user: number): string[] => {
    const active = new Set<number>()
    for (const region of leaves) for (const place of chains[region[user] ?? 0] ?? []) active.add(place)
    return [...active].map((place) => states[place] ?? '')
  }
  return {
    states,
    arrows: names,
    activeOf,
    isIn: (user, state) => leaves.some((region) => chains[region[user] ?? 0]?.includes(placeOf(state))),
    leavesOf: (user) => leaves.map((region) => states[region[user] ?? 0] ?? ''),
    fire(user, event, place) {
      const fired: string[] = []
      for (const region of leaves) {
        for (const node of [...(chains[region[user] ?? 0] ?? [])].reverse()) {
          const open = ways.get(`${states[node]} ${event}`)
          if (!open) continue
          const way = open[place(open.length)]
          if (way) {
            region[user] = way.leaf
            const counted = gone[groupOf(user)]
            if (counted) counted[way.at] = (counted[way.at] ?? 0) + 1
            fired.push(way.name)
          }
          break
        }
      }
      return fired
    },
    counts(group) {
      const here = new Array<number>(states.length).fill(0)
      for (let user = 0; user < people; user++) {
        if (group !== undefined && groupOf(user) !== group) continue
        for (const [index, region] of leaves.entries())
          for (const place of chains[region[user] ?? 0] ?? [])
            if (place !== 0 || index === 0) here[place] = (here[place] ?? 0) + 1
      }
      const fired = names.map((_, arrow) =>
        gone.reduce((sum, of, each) => (group === undefined || group === each ? sum + (of[arrow] ?? 0) : sum), 0)
      )
      return { states: here, arrows: fired }
    }
  }
}

function waysOf(machine: AnyStateMachine, leafOf: (node: AnyStateNode) => number) {
  const names: string[] = []
  const ways = new Map<string, Way[]>()
  for (const [transition, name] of arrowsOf(machine)) {
    const { source, eventType, target } = transition as Transition & {
      readonly source: AnyStateNode
      readonly eventType: string
      readonly target?: readonly AnyStateNode[]
    }
    const [first] = target ?? []
    const key = `${source.id} ${eventType}`
    const way = { name, at: names.length, leaf: leafOf(first ?? source) }
    ways.set(key, [...(ways.get(key) ?? []), way])
    names.push(name)
  }
  return { names, ways }
}

function chainOf(node: AnyStateNode): AnyStateNode[] {
  return node.parent ? [...chainOf(node.parent), node] : [node]
}
