import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate'
import { RecoError } from '../contract/error.ts'
import { difference, isSame } from './compare.ts'
import { createResolver } from './configuration.ts'
import { stateOf } from './explore.ts'
import { createInterpreter, type Timing, withoutDeeds } from './interpreter.ts'
import type { Auditor, Rows } from './rows.ts'
import type { Event } from './shadow.ts'

/** A sample of steps, taken a second time by XState itself. */
export interface Audit extends Auditor {
  /** How many steps were looked over. */
  readonly audited: number
  /** The first that did not come out the same. */
  readonly divergence: RecoError | undefined
}

/**
 * @param machine what the crowd is to be like; its plain actions are not carried out again
 * @param share   of all steps, 0 … 1; which ones depends on the person, the event, its time and the seed alone
 */
export function createAudit(machine: AnyStateMachine, rows: Rows, share: number, seed: number): Audit {
  const dry = withoutDeeds(machine)
  const interpreter = createInterpreter(dry)
  const resolve = createResolver(dry)
  const threshold = share * 2 ** 32
  let audited = 0
  let divergence: RecoError | undefined
  let from: AnyMachineSnapshot | undefined
  let given: Event = { type: '' }

  /** What XState makes of the same step. A snapshot that it cannot even be in is told as the error it throws. */
  function repeat(): AnyMachineSnapshot {
    try {
      return interpreter.step(from!, given)
    } catch (error) {
      return { ...from!, status: 'error', error } as AnyMachineSnapshot
    }
  }

  return {
    get audited() {
      return audited
    },
    get divergence() {
      return divergence
    },
    wants: (row, event, at) => hash(row, event, at, seed) < threshold,
    before(row, event) {
      given = event
      try {
        from = resolve(rows.configuration(row), rows.context(row))
      } catch (cause) {
        from = undefined
        divergence ??= diverged(rows, row, event, `XState knows no such state (${String(cause)})`)
      }
    },
    after(row, emitted, timing) {
      if (from === undefined) return
      audited++
      const next = repeat()
      const isBroken = next.status === 'error'
      const found =
        difference(rows, row, next) ??
        (isBroken || isSame(emitted, interpreter.emitted)
          ? undefined
          : `${said(emitted)}, XState ${said(interpreter.emitted)}`) ??
        (isBroken ||
        isSame(
          timing.map((one) => timed(rows, one)),
          wanted(interpreter.timing)
        )
          ? undefined
          : 'their timers differ')
      if (found !== undefined) divergence ??= diverged(rows, row, given, found, from)
    },
    distrust(error) {
      divergence ??= error
    }
  }

  function wanted(all: readonly Timing[]): Timing[] {
    const armed = new Set(rows.timing.map(({ id }) => id))
    return all.filter((one) => 'event' in one || armed.has(one.id)) // to cancel what is never armed is nothing
  }
}

const said = (events: readonly Event[]): string => `said ${JSON.stringify(events)}`

const timed = ({ timing }: Rows, one: number | string): Timing => {
  if (typeof one === 'string') return { id: one }
  const { event, delay, id } = timing[one]!
  return { event, delay, id }
}

/** The crowd and XState part: what differs, of whom, on what. */
export const diverged = (
  rows: Rows,
  user: number,
  { type }: Event,
  what: string,
  from?: AnyMachineSnapshot
): RecoError =>
  new RecoError('crowd.diverged', {
    what: `"${rows.program.machine.id}" does not do as a crowd what XState does: ${what}.`,
    at: { user, event: type, ...(from ? { from: stateOf(from.value) } : {}) },
    fix: 'Take live actors (--engine live); a guard or action that draws, counts or remembers may be the cause. An actor that was promoted is driven by `promoted.send` alone. If it is none of these, please report it.'
  })

/** A cheap hash of who, what and when: 0 … 2³² − 1, the same in every thread. */
function hash(row: number, event: number, at: number, seed: number): number {
  let word = Math.imul(row ^ (seed | 0), 0x9e3779b1) ^ Math.imul(event + 1, 0x85ebca77) ^ (at | 0)
  word = Math.imul(word ^ (word >>> 16), 0x7feb352d)
  word = Math.imul(word ^ (word >>> 15), 0x846ca68b)
  return (word ^ (word >>> 16)) >>> 0
}
