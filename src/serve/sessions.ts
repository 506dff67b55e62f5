import type { Offer, Shape } from './offer.ts'
import { Refused } from './protocol.ts'
import { createSession, type Session } from './session.ts'

/** All sessions of a server, of sockets and of HTTP alike, up to its capacity. */
export interface Sessions {
  readonly size: number
  readonly most: number
  /** @throws Refused CAPACITY_REACHED, FACTORY_ERROR, VALIDATION_ERROR */
  open(shape: Shape): Session
  find(id: string): Session | undefined
  /** Lets its environment go; what is gone already stays so. */
  close(session: Session): void
}

export function createSessions(offer: Offer, most: number): Sessions {
  const open = new Map<string, Session>()
  let episodes = 0
  return {
    get size() {
      return open.size
    },
    most,
    open(shape) {
      if (open.size >= most)
        throw new Refused('CAPACITY_REACHED', `Server at capacity: ${open.size}/${most} sessions active`, {
          active_sessions: open.size,
          max_sessions: most
        })
      const session = createSession(offer, shape, () => episodes++)
      open.set(session.id, session)
      return session
    },
    find: (id) => open.get(id),
    close(session) {
      if (open.delete(session.id)) void session.environment.close()
    }
  }
}
