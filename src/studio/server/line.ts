import type { ServerResponse } from 'node:http'
import { ANSWER } from './headers.ts'

/** What may wait for a slow browser, bytes; beyond, it is told nothing until it has caught up. */
export const MOST_UNSENT = 256 * 1_024

/** Server-sent events to one browser. Nothing that is slow about it is waited for. */
export interface Line {
  /** Whether it keeps up. */
  hasRoom(): boolean
  send(message: Buffer): void
  /** Ends it where it has not kept up for longer than its patience. Returns whether it did. */
  cutIfStuck(): boolean
  close(): void
}

export interface LineOptions {
  /** How long somebody may fail to keep up before it is cut, ms. */
  readonly patience: number
  /** It has caught up. */
  readonly onDrain: () => void
}

export function openLine(outgoing: ServerResponse, { patience, onDrain }: LineOptions): Line {
  let stuckSince: number | undefined
  outgoing.on('error', () => outgoing.destroy()) // somebody who hangs up in the middle is gone, and nothing more
  outgoing.on('drain', onDrain)
  outgoing.writeHead(200, { ...ANSWER, 'content-type': 'text/event-stream; charset=utf-8' })
  outgoing.flushHeaders()

  const hasRoom = () => {
    const keepsUp = outgoing.writableLength <= MOST_UNSENT
    stuckSince = keepsUp ? undefined : (stuckSince ?? Date.now())
    return keepsUp
  }
  return {
    hasRoom,
    send: (message) => void outgoing.write(message),
    cutIfStuck() {
      if (hasRoom() || stuckSince === undefined || Date.now() - stuckSince < patience) return false
      outgoing.destroy()
      return true
    },
    close: () => void outgoing.end()
  }
}

/** An event as it is sent. JSON has no line breaks of its own. */
export const eventOf = (event: string, told: unknown, id?: number): Buffer =>
  Buffer.from(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(told)}\n\n`)

/** Keeps a line open on which nothing is said. */
export const HEARTBEAT = Buffer.from(': \n\n')
