import type { Change } from '../../api.ts'

/** Who served, one after the other: of several that took over before the same turn, the last. */
export function servedBy(first: string, changes: readonly Change[]): string[] {
  const swaps = [
    { session: 0, turn: 0, takesOver: first },
    ...changes.filter(({ takesOver }) => takesOver !== undefined)
  ]
  const served = swaps.filter(({ session, turn }, at) => {
    const next = swaps[at + 1]
    return next === undefined || next.session !== session || next.turn !== turn
  })
  const names = served.flatMap(({ takesOver }) => takesOver ?? [])
  return names.filter((name, at) => name !== names[at - 1])
}
