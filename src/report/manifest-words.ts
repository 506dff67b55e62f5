import type { Manifest, RunResult } from '../contract/result.ts'
import { broken } from './react-headline.ts'
import { clip, listed, many } from './text.ts'

/** How many people from where. */
export function whoOf({ users, populations }: Manifest): string {
  const people = many(users, 'simulated person', 'simulated people')
  return `${people} from ${listed(
    populations.map(({ name }) => `“${clip(name, 40)}”`),
    8
  )}`
}

/** What is said first of runs that were cut short or broke. */
export const warnings = (results: readonly RunResult[], interrupted: boolean): string[] => [
  ...(interrupted ? ['It was interrupted: all figures rest on what had happened until then.'] : []),
  ...new Set(results.flatMap(({ failures }) => broken(failures)))
]
