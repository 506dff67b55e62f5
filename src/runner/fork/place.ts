import { RecoError } from '../../contract/error.ts'
import { EVENTS, type EventType } from '../../contract/event.ts'
import type { LogReader } from '../../storage/log-reader.ts'

interface Place {
  readonly session: number
  readonly turn: number
}

const EVENT_TYPES = Object.keys(EVENTS) as EventType[]
/** Events that come before the slate of their turn. */
const BEFORE_THE_SLATE = ['session.started', 'user.returned', 'recommender.planned', 'intervention.made']

export function placeOf(at: string | Place, limits: { sessions: number; turns: number }): Place
export function placeOf(
  at: string | Place,
  limits: { sessions: number; turns: number },
  log: LogReader
): Promise<Place> | Place
/** @throws RecoError `fork.no-such-place` */
export function placeOf(
  at: string | Place,
  limits: { sessions: number; turns: number },
  log?: LogReader
): Promise<Place> | Place {
  if (typeof at !== 'string') return within(at, limits)
  const found = /^(\d+)\.(\d+)$/.exec(at.trim())
  if (found) return within({ session: Number(found[1]), turn: Number(found[2]) }, limits)
  if (!log) throw noPlace(at, 'Name a visit and a turn, counted from 0: 0.5.')
  return ofEvent(at.trim(), log).then((place) => within(place, limits))
}

async function ofEvent(id: string, log: LogReader): Promise<Place> {
  for (const type of EVENT_TYPES) {
    const rows = await log.query<Place>(`SELECT session, turn FROM ${type.replaceAll('.', '_')} WHERE id = ?`, [id])
    const [row] = rows
    if (!row) continue
    const [session, turn] = [Number(row.session), Number(row.turn)]
    return { session, turn: BEFORE_THE_SLATE.includes(type) ? turn : turn + 1 }
  }
  throw noPlace(id, 'Name a visit and a turn, as 0.5, or the id of an event of this log.')
}

function within(place: Place, { sessions, turns }: { sessions: number; turns: number }): Place {
  const { session, turn } = place
  const isThere =
    Number.isInteger(session) &&
    session >= 0 &&
    session < sessions &&
    Number.isInteger(turn) &&
    turn >= 0 &&
    turn < turns
  if (isThere) return { session, turn }
  throw noPlace(`${session}.${turn}`, `The run has visits 0 … ${sessions - 1} of turns 0 … ${turns - 1}.`)
}

const noPlace = (at: string, fix: string) =>
  new RecoError('fork.no-such-place', { what: `There is no place "${at}" in this run.`, fix })
