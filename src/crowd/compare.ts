import type { AnyMachineSnapshot } from 'xstate'
import { keyOf } from './configuration.ts'
import { stateOf } from './explore.ts'
import type { Rows } from './rows.ts'

/** What a row has and a snapshot of XState's has not, in words; undefined where they are the same to the last bit. */
export function difference(rows: Rows, row: number, snapshot: AnyMachineSnapshot): string | undefined {
  const { key, value } = rows.configuration(row)
  const isBroken = snapshot.status === 'error'
  if (isBroken !== rows.isBroken(row))
    return isBroken
      ? `XState breaks (${told(snapshot.error)}), the crowd does not`
      : 'the crowd breaks, XState does not'
  if (!isBroken && keyOf(snapshot) !== key)
    return `the crowd is in ${stateOf(value)} (${key}), XState in ${stateOf(snapshot.value)} (${keyOf(snapshot)})`
  const context = snapshot.context as Record<string, unknown>
  const own = rows.context(row)
  const other = [...new Set([...rows.keys, ...Object.keys(context)])].find(
    (name) => !Object.is(own[name], context[name])
  )
  return other && `«${other}» is ${own[other]} in the crowd, ${String(context[other])} in XState`
}

const told = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Whether two values hold the same, numbers to the last bit. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => key in b && isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  )
}
