import type { Inspection } from '../../agents/user.ts'
import type { Chance } from '../contract/plugin.ts'
import type { WorldOptions } from './options.ts'

/** Who is watched. */
export function inspectionOf(given: WorldOptions['inspect']): Inspection | undefined {
  if (!given) return undefined
  return 'observer' in given ? given : { observer: given, users: [0] }
}

/** Whose events are kept: everybody's, or those of a share of the people, drawn for each by itself. */
export function isLoggedIn(chance: Chance, share = 1): ((user: number) => boolean) | undefined {
  if (share === 1) return undefined
  const luck = chance.for('log')
  return (user) => luck.at(user) < share
}
