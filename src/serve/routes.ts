import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as z from 'zod'
import { asyncEnvironmentOf } from '../gym/environment.ts'
import { numberedOf } from '../gym/numbers.ts'
import type { Gate } from '../loopback/gate.ts'
import { answerRpc } from './mcp.ts'
import type { Offer, Shape } from './offer.ts'
import { openApi } from './openapi.ts'
import { checkedBy, type Fault, faultOf, type Message, Refused, ResetData } from './protocol.ts'
import { schemasOf } from './schema.ts'
import type { Session } from './session.ts'
import type { Sessions } from './sessions.ts'
import { tokenIn } from './sockets.ts'

type Env = { readonly Bindings: HttpBindings }

/** Names the session that a request belongs to; it came with the answer of /reset, or of MCP's `initialize`. */
const SESSION = 'x-session-id'
const MCP_SESSION = 'mcp-session-id'
/** What a body may come to, bytes. */
const MOST_BYTES = 1_048_576

const StepBody = z.looseObject({
  action: z.record(z.string(), z.unknown()),
  session_id: z.string().max(100).optional()
})

/**
 * The routes of the protocol: what is served, and episodes over HTTP for who has no sockets.
 */
export function routesOf(offer: Offer, sessions: Sessions, gate: Gate): Hono<Env> {
  const app = new Hono<Env>()
  const spacesOf = (shape: Shape) => {
    const staged = offer.stage()
    return (shape === 'numbers' ? numberedOf(staged) : staged)?.process.spaces
  }

  app.use(async (c, next) => {
    const { host, origin, authorization } = c.env.incoming.headers
    if (!gate.isAllowedHost(host) || !gate.isAllowedOrigin(origin))
      return c.json({ detail: 'Neither another host nor another page may ask.' }, 403)
    if (gate.isOpen && c.req.path !== '/health' && !gate.isToken(tokenIn(authorization)))
      return c.json({ detail: 'Send the token that was printed: Authorization: Bearer …' }, 401)
    c.header('cache-control', 'no-store')
    c.header('x-content-type-options', 'nosniff')
    return next()
  })
  app.use(
    bodyLimit({
      maxSize: MOST_BYTES,
      onError: (c) => c.json({ detail: 'The body is larger than 1 MB.' }, 413, { connection: 'close' })
    })
  )
  app.onError((cause, c) => {
    const fault = faultOf(cause)
    return c.json({ detail: fault }, statusOf(fault))
  })
  app.notFound((c) => c.json({ detail: 'There is no such route; /openapi.json names all.' }, 404))

  app.get('/health', (c) => c.json({ status: 'healthy', active_sessions: sessions.size, max_sessions: sessions.most }))
  app.get('/metadata', (c) => {
    const { name, description, version } = offer
    return c.json({ name, description, version, readme_content: null, author: null, documentation_url: null })
  })
  app.get('/schema', (c) => c.json(schemasOf(spacesOf('plain')!)))
  app.get('/spaces', (c) => {
    const spaces = spacesOf(c.req.query('as') === 'numbers' ? 'numbers' : 'plain')
    return spaces ? c.json(spaces) : c.json({ detail: `"${offer.name}" tells no numbers.` }, 404)
  })
  app.get('/openapi.json', (c) => c.json(openApi(offer)))

  app.post('/reset', async (c) => {
    const { session_id, ...data } = checkedBy(ResetData, (await bodyOf(c)) ?? {})
    const known = sessionOf(c, session_id)
    const session = known ?? sessions.open('plain')
    try {
      return await answered(c, session, { type: 'reset', data })
    } catch (cause) {
      if (!known) sessions.close(session)
      throw cause
    }
  })
  app.post('/step', async (c) => {
    const { action, session_id } = checkedBy(StepBody, await bodyOf(c))
    return answered(c, mustBe(sessionOf(c, session_id)), { type: 'step', data: action })
  })
  app.get('/state', (c) => answered(c, mustBe(sessionOf(c, undefined)), { type: 'state' }))
  app.post('/close', async (c) => {
    const session = sessionOf(c, ((await bodyOf(c)) as { session_id?: unknown } | undefined)?.session_id)
    if (session) sessions.close(session)
    return c.json({ closed: session !== undefined })
  })
  app.post('/mcp', async (c) => {
    const said = await bodyOf(c)
    const session = begins(said) ? sessions.open('plain') : sessions.find(c.req.header(MCP_SESSION) ?? '')
    if (session) sessions.use(session)
    if (session && begins(said)) {
      await session.answer({ type: 'reset', data: {} })
      c.header(MCP_SESSION, session.id)
    }
    const answer = await answerRpc(
      session?.bench ?? { environment: asyncEnvironmentOf(offer.stage()), version: offer.version },
      said
    )
    return answer ? c.json(answer) : c.body(null, 202)
  })

  async function answered(c: Context<Env>, session: Session, message: Message) {
    sessions.use(session)
    const reply = await session.answer(message)
    c.header(SESSION, session.id)
    return c.json(reply!.data)
  }
  const sessionOf = (c: Context<Env>, named: unknown): Session | undefined =>
    sessions.find(c.req.header(SESSION) ?? String(named ?? ''))
  return app
}

function mustBe(session: Session | undefined): Session {
  if (session) return session
  throw new Refused('SESSION_ERROR', `No such session: POST /reset first, and send its ${SESSION} with what follows.`)
}

/** @throws Refused INVALID_JSON */
async function bodyOf(c: Context<Env>): Promise<unknown> {
  const text = await c.req.text()
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused('INVALID_JSON', 'The body is no JSON.')
  }
}

const begins = (said: unknown): boolean => (said as { method?: unknown } | null)?.method === 'initialize'

const STATUS: Partial<Record<Fault['code'], 404 | 422 | 429 | 500>> = {
  SESSION_ERROR: 404,
  CAPACITY_REACHED: 429,
  EXECUTION_ERROR: 500,
  FACTORY_ERROR: 500
}
const statusOf = ({ code }: Fault) => STATUS[code] ?? 422
