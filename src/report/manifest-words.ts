import type { RunResult } from '../contract/result.ts'
import { broken } from './react-headline.ts'
import { listed, many } from './text.ts'

/** Who met what, in one sentence. */
export function setting({ manifest }: RunResult): string {
  const { users, populations, catalogue, sessions, turns, slateSize, mindset, mind, seed } = manifest
  const people = many(users, 'simulated person', 'simulated people')
  const each = populations.length > 1 ? ' each' : ''
  return `${people}${each} from ${listed(
    populations.map(({ name }) => `“${name}”`),
    8
  )} over ${many(catalogue.items, 'item')}, ${many(sessions, 'session')} of up to ${many(turns, 'slate')} of ${slateSize}; mindset “${mindset.name}”, mind “${mind.name}”, seed ${seed}`
}

/** What is said first of runs that were cut short or broke. */
export const warnings = (results: readonly RunResult[], interrupted: boolean): string[] => [
  ...(interrupted ? ['It was interrupted: all figures rest on what had happened until then.'] : []),
  ...new Set(results.flatMap(({ failures }) => broken(failures)))
]
