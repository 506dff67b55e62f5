import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import { RecoError } from '../../contract/error.ts'
import type { Gate } from '../../loopback/gate.ts'
import { TOKEN_HEADER } from '../api.ts'
import { ANSWER } from './headers.ts'

export interface Env {
  readonly Bindings: HttpBindings
}

/** For every request: it was sent to us by our name, and by a page of ours if by one at all. */
export const knowsUs =
  (gate: Gate): MiddlewareHandler<Env> =>
  (c, next) => {
    for (const [name, value] of Object.entries(ANSWER)) c.header(name, value)
    const { host, origin } = c.env.incoming.headers
    if (!gate.isAllowedHost(host))
      throw new RecoError('studio.wrong-host', {
        what: 'The Host header does not name this server.',
        fix: 'Use the address that `recoworld studio` printed.'
      })
    const { method } = c.req
    if (method !== 'GET' && method !== 'HEAD' && !gate.isOwnOrigin(origin, host)) throw wrongOrigin()
    return next()
  }

/** For the API: no other page may ask, not even without reading the answer; and nothing is told to other machines without the token. */
export const ours =
  (gate: Gate): MiddlewareHandler<Env> =>
  (c, next) => {
    const { host, origin } = c.env.incoming.headers
    const site = c.req.header('sec-fetch-site') ?? 'same-origin'
    if (!gate.isOwnOrigin(origin, host) || (site !== 'same-origin' && site !== 'none')) throw wrongOrigin()
    if (c.req.method !== 'GET' && c.req.method !== 'POST')
      throw new RecoError('studio.wrong-method', {
        what: 'The API takes GET and POST.',
        fix: 'See src/studio/api.ts for what there is.'
      })
    // EventSource sends no headers: to read, the token may stand in the address; to act it may not
    const given = c.req.header(TOKEN_HEADER) ?? (c.req.method === 'GET' ? c.req.query('token') : undefined)
    if (gate.isOpen && !gate.isToken(given)) throw noToken()
    return next()
  }

/** For what acts: the token, as a header, which no other page can send. */
export const mayAct =
  (gate: Gate): MiddlewareHandler<Env> =>
  (c, next) => {
    if (!gate.isToken(c.req.header(TOKEN_HEADER))) throw noToken()
    return next()
  }

const wrongOrigin = (): RecoError =>
  new RecoError('studio.wrong-origin', {
    what: 'Another page asked for this.',
    fix: 'Open the address that `recoworld studio` printed, and act there.'
  })

const noToken = (): RecoError =>
  new RecoError('studio.no-token', {
    what: 'The token is missing or is not the one of this server.',
    fix: 'Open the whole address that `recoworld studio` printed; the token stands behind its #.'
  })
