import type { Limits } from './limits.ts'
import type { ActorRecord, Kept } from './record.ts'

/** Everybody who is known, in the order of their coming. */
export interface Roll {
  get(id: string): ActorRecord | undefined
  all(): Iterable<ActorRecord>
  /** False where there is no place for it. One that is gone makes room for the next of its name and parent. */
  add(record: ActorRecord): boolean
  keep(record: ActorRecord, kept: Kept): void
  /** What is held of it beside its steps weighs that much now. */
  weigh(record: ActorRecord, bytes: number): void
  gone(record: ActorRecord, at: number): void
  /** Lets go of other programs' actors that have been gone for long. */
  forgetBefore(at: number): void
  forget(record: ActorRecord): void
  readonly bytes: number
  /** Bounds that were hit, each in a sentence. */
  notes(): readonly string[]
}

/** @param onForget told of each that is let go of */
export function createRoll(limits: Limits, onForget: (record: ActorRecord) => void): Roll {
  const records = new Map<string, ActorRecord>()
  const counts = new Map<number, number>()
  /** The last to come, by program, parent and name. */
  const named = new Map<string, ActorRecord>()
  const keys = new WeakMap<ActorRecord, string>()
  let bytes = 0
  let refused = 0
  let shed = 0

  const placesOf = (source: number) => (source === 0 ? limits.actors : Math.ceil(limits.actors / 2))

  function forget(record: ActorRecord): void {
    if (!records.delete(record.id)) return
    bytes -= record.weight + record.stepsWeight
    counts.set(record.source, (counts.get(record.source) ?? 1) - 1)
    letGoOfSteps(record)
    const key = keys.get(record)
    if (key !== undefined && named.get(key) === record) named.delete(key)
    onForget(record)
  }

  function letGoOfSteps(record: ActorRecord): void {
    record.dropped += record.steps.length
    record.steps = []
    record.stepsWeight = 0
  }

  function makeRoom(): void {
    if (bytes <= limits.total) return
    shed++
    const enough = 0.75 * limits.total
    for (const record of records.values()) {
      if (bytes <= enough) return
      bytes -= record.stepsWeight
      letGoOfSteps(record)
    }
    for (const isGone of [true, false])
      for (const record of [...records.values()]) {
        if (bytes <= enough) return
        if (record.source !== 0 && record.isLive !== isGone) forget(record)
      }
  }

  return {
    get: (id) => records.get(id),
    all: () => records.values(),
    add(record) {
      const key = JSON.stringify([record.source, record.parentId, record.name])
      const before = named.get(key)
      if (before && !before.isLive) forget(before)
      if ((counts.get(record.source) ?? 0) >= placesOf(record.source)) {
        const oldest = [...records.values()].find(({ source, isLive }) => source === record.source && !isLive)
        if (!oldest) {
          refused++
          return false
        }
        forget(oldest)
      }
      records.set(record.id, record)
      named.set(key, record)
      keys.set(record, key)
      counts.set(record.source, (counts.get(record.source) ?? 0) + 1)
      bytes += record.weight
      makeRoom()
      return records.has(record.id)
    },
    keep(record, kept) {
      if (records.get(record.id) !== record) return
      record.steps.push(kept)
      record.stepsWeight += kept.bytes
      bytes += kept.bytes
      while (record.steps.length > limits.steps || (record.steps.length > 1 && record.stepsWeight > limits.message)) {
        const oldest = record.steps.shift()!.bytes
        record.stepsWeight -= oldest
        bytes -= oldest
        record.dropped++
      }
      makeRoom()
    },
    weigh(record, now) {
      if (records.get(record.id) !== record) return
      bytes += now - record.weight
      record.weight = now
      makeRoom()
    },
    gone(record, at) {
      record.isLive = false
      record.goneAt = at
    },
    forgetBefore(at) {
      for (const record of [...records.values()])
        if (record.source !== 0 && !record.isLive && record.goneAt < at) forget(record)
    },
    forget,
    get bytes() {
      return bytes
    },
    notes: () => [
      ...(refused > 0
        ? [
            `${refused} more actors are not shown: ${limits.actors} of this process and half as many of another program are kept.`
          ]
        : []),
      ...(shed > 0
        ? [
            `Earlier steps were let go of ${shed} ${shed === 1 ? 'time' : 'times'}: ${Math.round(limits.total / 1_048_576)} MB are kept in all.`
          ]
        : [])
    ]
  }
}
