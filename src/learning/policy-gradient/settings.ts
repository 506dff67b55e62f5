import { RecoError } from '../../contract/error.ts'
import { didYouMean } from '../../contract/nearest.ts'

/** What a setting may be: numbers low … high; one of some words; widths of layers. */
export type Range =
  | { readonly is: number; readonly low: number; readonly high: number; readonly whole?: true }
  | { readonly is: string; readonly of: readonly string[] }
  | { readonly is: boolean }
  | { readonly is: readonly number[] }

type Given = Readonly<Record<string, unknown>>

/** Settings with those that are left out filled in. @throws RecoError `train.bad-option`, naming the first that is wrong */
export function settingsFrom<Settings>(ranges: { readonly [Name in keyof Settings]: Range }, given: object): Settings {
  const known = ranges as Readonly<Record<string, Range>>
  for (const [name, value] of Object.entries(given as Given)) {
    if (name === 'seed' || value === undefined) continue
    const range = known[name]
    if (!range)
      throw new RecoError('train.bad-option', {
        what: `There is no setting "${name}" of this algorithm.`,
        fix: didYouMean(name, Object.keys(known))
      })
    const wanted = faultOf(range, value)
    if (wanted) throw new RecoError('train.bad-option', { what: `${name} is ${shown(value)}.`, fix: `Give ${wanted}.` })
  }
  const filled = Object.entries(known).map(([name, { is }]) => [name, (given as Given)[name] ?? is])
  return Object.fromEntries(filled) as Settings
}

/** What it must be instead; nothing when it may be that. */
function faultOf(range: Range, value: unknown): string | undefined {
  if ('of' in range) return range.of.includes(value as string) ? undefined : `one of ${range.of.join(', ')}`
  if ('low' in range) {
    const { low, high, whole } = range
    const isIn = typeof value === 'number' && value >= low && value <= high && (!whole || Number.isInteger(value))
    return isIn ? undefined : `a ${whole ? 'whole ' : ''}number from ${low} to ${high}`
  }
  if (typeof range.is === 'boolean') return typeof value === 'boolean' ? undefined : 'true or false'
  const isLayers = Array.isArray(value) && value.length <= 4 && value.every((one) => isWidth(one))
  return isLayers ? undefined : 'a list of at most 4 widths from 1 to 1024, or an empty one'
}

const isWidth = (one: unknown): boolean => Number.isInteger(one) && (one as number) >= 1 && (one as number) <= 1_024

const shown = (value: unknown): string => (typeof value === 'number' ? String(value) : JSON.stringify(value))
