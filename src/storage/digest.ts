import { createHash } from 'node:crypto'
import type { WorldEvent } from '../contract/event.ts'

/** The order in which events are read and hashed: session, turn, user; within a user's turn, as they happened. */
export const byPlace = (a: WorldEvent, b: WorldEvent): number =>
  a.session - b.session || a.turn - b.turn || a.user - b.user

/** Takes events in canonical order, one by one, and gives the hash of all of them. */
export function createDigest(): { add(event: WorldEvent): void; hex(): string } {
  const hash = createHash('sha256')
  let waiting = ''
  return {
    add({ run, ...event }) {
      waiting += `${canonical(event)}\n`
      if (waiting.length < 65_536) return
      hash.update(waiting)
      waiting = ''
    },
    hex: () => hash.update(waiting).digest('hex')
  }
}

/**
 * A hash over all events, equal for two runs that went alike: sha-256 of their canonical JSON (keys sorted), a line each, in
 * canonical order. The run's own name is left out; events of one user's turn must come in the order in which they happened.
 */
export function digestOf(events: Iterable<WorldEvent>): string {
  const digest = createDigest()
  for (const event of [...events].sort(byPlace)) digest.add(event)
  return digest.hex()
}

function canonical(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.replace(/\p{Surrogate}/gu, '\ufffd')) // as a log keeps it
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const object = value as Record<string, unknown>
  const present = Object.keys(object).filter((key) => object[key] !== undefined)
  return `{${present
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(object[key])}`)
    .join()}}`
}
