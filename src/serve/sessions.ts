import type { Offer, Shape } from './offer.ts'
import { Refused } from './protocol.ts'
import { createSession, type Session } from './session.ts'

/** All sessions of a server, of sockets and of HTTP alike, up to its capacity. */
export interface Sessions {
  readonly size: number
  readonly most: number
  /** @throws Refused CAPACITY_REACHED, FACTORY_ERROR, VALIDATION_ERROR */
  open(shape: Shape): Session
  /** One that has no line which could break: it is used now, and gone once it is not used for too long. */
  use(session: Session): void
  /** Lets those go that have no line and were not used for so long, ms. */
  sweep(idle: number): void
  find(id: string): Session | undefined
  /** Lets its environment go; what is gone already stays so. */
  close(session: Session): void
}

export function createSessions(offer: Offer, most: number): Sessions {
  const open = new Map<string, Session>()
  const used = new Map<Session, number>()
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
    use: (session) => used.set(session, Date.now()),
    sweep(idle) {
      for (const [session, at] of used) if (Date.now() - at > idle) close(session)
    },
    find: (id) => open.get(id),
    close
  }

  function close(session: Session): void {
    used.delete(session)
    if (open.delete(session.id)) void session.environment.close()
  }
}
