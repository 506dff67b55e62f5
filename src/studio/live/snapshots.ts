import type { AnyMachineSnapshot } from 'xstate'
import type { Cast, Census } from '../../streams/cast.ts'

/** Where everybody is, for a cast that takes no census: looked up in snapshots. It counts no arrows. */
export function censusBySnapshots(cast: Pick<Cast, 'snapshot'>): Census {
  const configurations: { readonly nodes: readonly string[] }[] = []
  const places = new Map<string, number>()
  return {
    configurations,
    ways: [],
    placeOf(user) {
      const nodes = nodesOf(cast.snapshot(user))
      const key = JSON.stringify(nodes)
      const known = places.get(key) ?? configurations.push({ nodes }) - 1
      places.set(key, known)
      return known
    },
    gone: () => 0
  }
}

/** Ids of active states. */
export const nodesOf = (snapshot: unknown): string[] =>
  (snapshot as AnyMachineSnapshot)._nodes.map(({ id }: { id: string }) => id)
