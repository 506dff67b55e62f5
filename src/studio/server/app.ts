import { Hono } from 'hono'
import { RecoError } from '../../contract/error.ts'
import { failureOf } from './failure.ts'
import { type Env, knowsUs } from './guards.ts'
import { ASSET, pageHeaders } from './headers.ts'
import type { Page } from './page.ts'
import { apiRoutes, type Routes } from './routes.ts'

export interface App extends Routes {
  readonly page: () => Page
  readonly onFault: (error: unknown) => void
}

/** Addresses that are the page itself, and what each may frame: the second feeds the inspector that Stately hosts. */
const PAGES: Readonly<Record<string, { readonly file: string; readonly frames: readonly string[] }>> = {
  '/': { file: '/index.html', frames: [] },
  '/stately': { file: '/stately.html', frames: ['https://stately.ai'] }
}
const FILES_OF_PAGES = new Set(Object.values(PAGES).map(({ file }) => file))

/** The page and the API behind their guards. Whatever throws becomes an answer. */
export function createApp({ page, onFault, ...routes }: App): Hono<Env> {
  const app = new Hono<Env>()
  app.use('*', knowsUs(routes.gate))
  app.route('/api', apiRoutes(routes))
  app.get('*', (c) => {
    const asked = PAGES[c.req.path]
    const file = page().get(asked?.file ?? c.req.path)
    if (!file || FILES_OF_PAGES.has(c.req.path))
      throw new RecoError('studio.not-found', { what: 'There is no such page.', fix: 'Open / instead.' })
    const headers = asked ? pageHeaders(c.env.incoming.headers.host ?? '', asked.frames) : ASSET
    return c.body(new Uint8Array(file.bytes), 200, { ...headers, 'content-type': file.type })
  })
  app.notFound(() => {
    throw new RecoError('studio.not-found', { what: 'There is no such address.', fix: 'Open / instead.' })
  })
  app.onError((error, c) => {
    const { status, body } = failureOf(error)
    if (status === 500) onFault(error)
    return c.json(body, status)
  })
  return app
}
