import type { EventOf, WorldEvent } from '../../contract/event.ts'
import type { Intervention, Whom } from '../../contract/intervention.ts'
import type { LogReader } from '../../storage/log-reader.ts'
import type { Place } from '../../world/onlooker.ts'
import { readIntervention } from '../story/interventions.ts'
import type { Logged } from './logged.ts'

/** Something that was done to a world, as its log has it. */
export interface Made {
  readonly event: EventOf<'intervention.made'>
  /** None where it is written in a way that is not known here. */
  readonly change: Intervention | undefined
}

/** All interventions of a log, in the order in which they were made. */
export async function interventionsIn(log: LogReader): Promise<Made[]> {
  const events = await log.events({ types: ['intervention.made'] })
  return events
    .filter(isIntervention)
    .sort((a, b) => a.session - b.session || a.turn - b.turn || nth(a) - nth(b))
    .map((event) => ({ event, change: readIntervention(event.change) }))
}

const isIntervention = (event: WorldEvent): event is Made['event'] => event.type === 'intervention.made'

/** Of those before one turn, which: the end of its id. */
const nth = ({ id }: Made['event']): number => Number(id.slice(id.lastIndexOf('.') + 1)) || 0

/** Whether a change concerns a row. What is done to the recommender concerns everybody. */
export function concerns({ change }: Made, row: number, { users, groups }: Logged): boolean {
  return change?.do !== 'set-trait' || isAmong(change.whom, row, users, groups)
}

function isAmong(whom: Whom, row: number, users: Logged['users'], { of, segments }: Logged['groups']): boolean {
  if (whom === 'everyone') return true
  if ('user' in whom) return users[row] === whom.user
  const { population, segment } = segments[of[row]!]!
  return population === whom.population && segment === whom.segment
}

/** Who had taken over last by a turn; undefined where nobody had. */
export function recommenderAt({ session, turn }: Place, made: readonly Made[]): string | undefined {
  const swaps = made.flatMap(({ event, change }) =>
    change?.do === 'swap-recommender' && (event.session < session || (event.session === session && event.turn <= turn))
      ? [change.to]
      : []
  )
  return swaps.at(-1)
}
