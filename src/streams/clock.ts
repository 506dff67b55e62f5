/** Something to be done at a time, unless it is cleared before. */
export interface Alarm {
  readonly person: number
  /** Simulated ms of the person's own clock. */
  readonly due: number
  readonly ring: () => void
}

/** What XState asks of a clock, for many people who each have a time of their own. Nothing happens but in `runTo`. */
export interface PersonalClock {
  setTimeout(ring: () => void, delay: number): Alarm
  clearTimeout(alarm: Alarm): void
  /** Rings what one person's clock owes until then, each alarm at its own time, and leaves the clock there. */
  runTo(person: number, at: number): void
  /** A person's alarms, in the order in which they were set. */
  alarms(person: number): readonly Alarm[]
  /** Simulated ms of the clock that was run last; while an alarm rings, the time at which it was due. */
  readonly now: number
}

const NONE: readonly Alarm[] = []

/**
 * A simulated clock for each person. Alarms ring in the order of (due, set first); what is set while one rings counts from
 * the time at which that one was due. Whoever sets an alarm is the person for whom `runTo` was called last.
 */
export function createClock(): PersonalClock {
  const pending = new Map<number, Alarm[]>()
  let current = 0
  let now = 0

  function remove(alarm: Alarm): void {
    const own = pending.get(alarm.person)
    const place = own ? own.indexOf(alarm) : -1
    if (place < 0) return
    own!.splice(place, 1)
    if (own!.length === 0) pending.delete(alarm.person)
  }

  return {
    setTimeout(ring, delay) {
      const alarm = { person: current, due: now + Math.max(0, delay), ring }
      const own = pending.get(current)
      if (own) own.push(alarm)
      else pending.set(current, [alarm])
      return alarm
    },
    clearTimeout: remove,
    runTo(person, at) {
      current = person
      for (let next = earliest(pending.get(person)); next && next.due <= at; next = earliest(pending.get(person))) {
        now = next.due
        remove(next)
        next.ring()
        current = person
      }
      now = at
    },
    alarms: (person) => pending.get(person) ?? NONE,
    get now() {
      return now
    }
  }
}

/** Alarms stand in the order in which they were set; of those due at once the first one is taken. */
function earliest(alarms: readonly Alarm[] = NONE): Alarm | undefined {
  let first = alarms[0]
  for (const alarm of alarms) if (alarm.due < first!.due) first = alarm
  return first
}
