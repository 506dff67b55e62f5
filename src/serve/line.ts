import type { RawData, WebSocket } from 'ws'
import type { Shape } from './offer.ts'
import { faultOf, messageIn, type Reply } from './protocol.ts'
import type { Session } from './session.ts'
import type { Sessions } from './sessions.ts'

/** How long a client may fail to answer a ping, and how long it may say nothing, ms. */
export interface Patience {
  readonly ping: number
  readonly idle: number
}

/**
 * One client on its socket: it has a session for as long as it is there. While a message is being answered nothing more is
 * read, so that one who sends without listening holds up itself alone.
 */
export function serveLine(socket: WebSocket, shape: Shape, sessions: Sessions, patience: Patience): void {
  let session: Session | undefined
  let isBusy = false
  let isAnswering = true
  let saidAt = Date.now()
  const waiting: string[] = []

  const tell = (reply: Reply): void => socket.send(JSON.stringify(reply))
  const end = (cause: unknown): void => {
    tell({ type: 'error', data: faultOf(cause) })
    socket.close(1000)
  }

  async function work(): Promise<void> {
    isBusy = true
    socket.pause()
    for (let text = waiting.shift(); text !== undefined && session; text = waiting.shift()) {
      try {
        const reply = await session.answer(messageIn(text))
        if (reply) tell(reply)
        else {
          waiting.length = 0 // it has taken its leave
          socket.close(1000)
        }
      } catch (cause) {
        tell({ type: 'error', data: faultOf(cause) })
      }
    }
    isBusy = false
    isAnswering = true
    saidAt = Date.now()
    socket.resume()
  }

  const watch = setInterval(() => {
    if (isBusy) return // nothing of it is read now, pongs neither
    if (!isAnswering) return socket.terminate()
    if (Date.now() - saidAt > patience.idle) {
      tell({
        type: 'error',
        data: { code: 'SESSION_ERROR', message: 'Nothing was said for too long: the session ends.' }
      })
      return socket.close(1000)
    }
    isAnswering = false
    socket.ping()
  }, patience.ping)
  watch.unref()

  socket.on('pong', () => {
    isAnswering = true
  })
  socket.on('message', (data: RawData, isBinary: boolean) => {
    saidAt = Date.now()
    waiting.push(isBinary ? '' : String(data))
    if (!isBusy) void work()
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearInterval(watch)
    if (session) sessions.close(session)
    session = undefined
  })

  try {
    session = sessions.open(shape)
  } catch (cause) {
    end(cause)
  }
}
