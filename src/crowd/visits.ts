import type { AnyStateMachine } from 'xstate'
import { ENDINGS } from '../contract/session.ts'
import type { Visits } from '../streams/cast.ts'
import { compile } from './compile.ts'
import { createRows } from './rows.ts'
import type { Event } from './shadow.ts'

/** Everybody's visit as a row: its configuration and two numbers. Rows that never begin cost nothing. */
export function createCrowdVisits(session: AnyStateMachine, people: number): Visits {
  const program = compile(session)
  const rows = createRows(program, people, [{ turnLimit: 1 }])
  const endings = Int8Array.from(program.configurations, ({ status, tags }) =>
    status === 'done' ? ENDINGS.findIndex((how) => tags.has(how)) : -1
  )
  const heard = Object.fromEntries(program.events.map((type, at) => [type, { at, event: { type } as Event }]))
  return {
    begin: (user, turnLimit) => rows.bear(user, { turnLimit }),
    send(user, type) {
      const { at, event } = heard[type]!
      rows.sendAt(user, at, event, 0)
      return endings[rows.places[user]!]!
    }
  }
}
