import { type CascadeShape, shapeOf } from './cascade.ts'

/** Who had what from whom, and who passed it on, while it happens. */
export interface SpreadAccount {
  /** Items looked at, however they came. */
  impressions: number
  /** Things that came to wait for a follower; how many of them fell out again, unseen, for want of room. */
  arrived: number
  lost: number
  rounds: number
  /** Somebody looked at what another had shared; the first time counts. */
  saw(item: number, user: number, from: number, round: number): void
  /** Somebody shared something; false when it had done so before. */
  shared(item: number, user: number, round: number): boolean
  /** Cascades by item, those of the largest first. */
  cascades(): readonly Cascades[]
  /** Sharers (of one item, or of all), and for those of them whose shares had at least a round to go on, how many passed it on. */
  sharers(item?: number): { readonly all: number; readonly children: Float64Array }
  readonly seen: number
}

/** All that began with one item: everybody who shared it without having had it from another is a beginning. */
export interface Cascades {
  readonly item: number
  readonly beginnings: number
  /** Of each tree: people in it, and steps to the furthest; the largest first. */
  readonly trees: readonly { readonly size: number; readonly depth: number }[]
  readonly shape: CascadeShape
  /** The largest tree, up to so many people: from whom each had it (place in the list, −1), and in which round. */
  largest(most: number): { from: number[]; round: number[] }
}

interface Node {
  readonly user: number
  readonly round: number
  /** Who it came from; −1: it did not come from another. */
  readonly from: number
  sharedIn: number
}

export function createSpreadAccount(): SpreadAccount {
  const byItem = new Map<number, Map<number, Node>>()
  let seen = 0
  const nodesOf = (item: number) => {
    let nodes = byItem.get(item)
    if (!nodes) {
      nodes = new Map()
      byItem.set(item, nodes)
    }
    return nodes
  }
  const account: SpreadAccount = {
    impressions: 0,
    arrived: 0,
    lost: 0,
    rounds: 0,
    get seen() {
      return seen
    },
    saw(item, user, from, round) {
      seen++
      const nodes = nodesOf(item)
      if (!nodes.has(user)) nodes.set(user, { user, round, from, sharedIn: -1 })
    },
    shared(item, user, round) {
      const nodes = nodesOf(item)
      const node = nodes.get(user)
      if (node && node.sharedIn >= 0) return false
      if (node) node.sharedIn = round
      else nodes.set(user, { user, round, from: -1, sharedIn: round })
      return true
    },
    cascades: () =>
      [...byItem]
        .map(([item, nodes]) => cascadesOf(item, [...nodes.values()], account.rounds))
        .sort((a, b) => b.shape.size - a.shape.size || a.item - b.item),
    sharers(item) {
      let all = 0
      const children: number[] = []
      const some = item === undefined ? byItem.values() : [byItem.get(item) ?? new Map<number, Node>()]
      for (const nodes of some) {
        const passed = new Map<number, number>()
        for (const { from, sharedIn } of nodes.values())
          if (from >= 0 && sharedIn >= 0) passed.set(from, (passed.get(from) ?? 0) + 1)
        for (const { user, sharedIn } of nodes.values()) {
          if (sharedIn < 0) continue
          all++
          if (sharedIn < account.rounds - 1) children.push(passed.get(user) ?? 0)
        }
      }
      return { all, children: Float64Array.from(children) }
    }
  }
  return account
}

function cascadesOf(item: number, nodes: readonly Node[], rounds: number): Cascades {
  const place = new Map(nodes.map(({ user }, at) => [user, at]))
  const from = Int32Array.from(nodes, (node) => (node.from < 0 ? -1 : place.get(node.from)!))
  const round = Int32Array.from(nodes, (node) => node.round)
  const first = round.reduce((least, each) => Math.min(least, each), rounds)
  const roots = Int32Array.from(nodes, (_, at) => at)
  const steps = new Int32Array(nodes.length)
  const order = Array.from(nodes.keys()).sort((a, b) => round[a]! - round[b]!)
  const trees = new Map<number, { size: number; depth: number }>()
  for (const at of order) {
    if (from[at]! >= 0) {
      roots[at] = roots[from[at]!]!
      steps[at] = steps[from[at]!]! + 1
    }
    const tree = trees.get(roots[at]!) ?? { size: 0, depth: 0 }
    trees.set(roots[at]!, { size: tree.size + 1, depth: Math.max(tree.depth, steps[at]!) })
  }
  return {
    item,
    beginnings: trees.size,
    trees: [...trees.values()].sort((a, b) => b.size - a.size),
    shape: shapeOf({ from, round: round.map((each) => each - first) }),
    largest(most) {
      const [root] = [...trees].reduce((a, b) => (b[1].size > a[1].size ? b : a))
      const kept = order.filter((at) => roots[at] === root).slice(0, most)
      const place = new Map(kept.map((at, i) => [at, i]))
      return { from: kept.map((at) => place.get(from[at]!) ?? -1), round: kept.map((at) => round[at]! - first) }
    }
  }
}
