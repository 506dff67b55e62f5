import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { firstValueFrom, timeout } from 'rxjs'
import * as z from 'zod'
import { RecoError } from '../../contract/error.ts'
import type { Gate } from '../../loopback/gate.ts'
import { Act, type ChartView, Interference, PeopleQuery, Start } from '../api.ts'
import type { Director, Programme, Show } from '../scene.ts'
import type { Audience } from './audience.ts'
import { ACT_BYTES, bodyOf } from './body.ts'
import { CHART_BYTES } from './drawing.ts'
import { badRequest } from './failure.ts'
import { type FollowOptions, follow } from './follow.ts'
import { type Env, mayAct, ours } from './guards.ts'
import { bounded } from './track.ts'

export interface Routes {
  readonly gate: Gate
  readonly programme: Programme
  readonly audience: Audience
  /** Streams that may be open at once, of all kinds. */
  readonly mostStreams: number
  readonly following: FollowOptions
  charts(hash: string): Promise<ChartView | undefined>
  draw(definition: unknown): Promise<ChartView>
}

const Segment = z.object({ segment: z.coerce.number().int().min(0).optional() })
const Turns = Segment.extend({ most: z.coerce.number().int().min(1).max(1_000).default(300) })
const Items = z.object({ text: z.string().max(200).default('') })
const User = z.coerce.number().int().min(0)
const Definition = z.strictObject({ definition: z.unknown() })

/** Items that a search gives at most. */
const MOST_ITEMS = 20
/** Until somebody's first track is there, ms. */
const FIRST_TRACK = 10_000

/** All that `src/studio/api.ts` lists. */
export function apiRoutes({ gate, programme, audience, mostStreams, following, charts, draw }: Routes): Hono<Env> {
  const api = new Hono<Env>()
  const acting = mayAct(gate)
  let streams = 0

  /** Counts a stream until it is over. */
  const streaming = (c: Context<Env>): void => {
    if (streams >= mostStreams)
      throw new RecoError('studio.full', {
        what: `${mostStreams} pages look on already.`,
        fix: 'Close some of them.'
      })
    streams++
    c.env.outgoing.once('close', () => streams--)
  }
  const shown = (): Show => {
    if (programme.show) return programme.show
    throw new RecoError('studio.nothing-shown', { what: 'Nothing is shown yet.', fix: 'Start a run first.' })
  }
  const director = (): Director => {
    if (programme.director) return programme.director
    throw new RecoError('studio.no-director', {
      what: 'What is shown is the log of a run; nobody can act in it.',
      fix: 'Start `recoworld studio` without a log to run something.'
    })
  }

  api.use('*', ours(gate))
  api.get('/scene', (c) => c.json(programme.show?.view ?? null))
  api.get('/stream', (c) => {
    const segment = segmentOf(c, programme.show)
    streaming(c)
    audience.join(c.env.outgoing, segment)
    return RESPONSE_ALREADY_SENT
  })
  api.get('/turns', (c) => {
    const { most } = queryOf(c, Turns)
    return c.json(shown().turns(segmentOf(c, shown()), most))
  })
  api.get('/population', (c) => c.json(shown().population(segmentOf(c, shown()))))
  api.get('/people', (c) => c.json(shown().find(queryOf(c, PeopleQuery))))
  api.get('/people/:user', async (c) => {
    const track$ = shown()
      .track(userOf(c))
      .pipe(timeout({ first: FIRST_TRACK, with: tooSlow }))
    return c.json(bounded(await firstValueFrom(track$)))
  })
  api.get('/people/:user/stream', async (c) => {
    const user = userOf(c)
    shown()
    streaming(c)
    await follow(programme, user, c.env.outgoing, following)
    return RESPONSE_ALREADY_SENT
  })
  api.get('/items', (c) => c.json(shown().items(queryOf(c, Items).text, MOST_ITEMS)))
  api.get('/charts/:hash', async (c) => {
    const chart = await charts(c.req.param('hash'))
    if (chart) return c.json(chart)
    throw new RecoError('studio.no-such-chart', {
      what: 'There is no chart of this hash.',
      fix: 'Take the hash from the scene, or send the definition to POST /api/charts.'
    })
  })
  api.post('/charts', async (c) => c.json(await draw((await bodyOf(c.req.raw, Definition, CHART_BYTES)).definition)))
  api.get('/form', (c) => c.json(programme.director?.form ?? null))
  api.post('/runs', acting, async (c) => {
    await director().start(await bodyOf(c.req.raw, Start, ACT_BYTES))
    return c.json({})
  })
  api.post('/acts', acting, async (c) => {
    director().act(await bodyOf(c.req.raw, Act, ACT_BYTES))
    return c.json({})
  })
  api.post('/interventions', acting, async (c) => {
    await director().intervene(await bodyOf(c.req.raw, Interference, ACT_BYTES))
    return c.json({})
  })
  api.all('*', () => {
    throw new RecoError('studio.not-found', { what: 'There is no such address.', fix: 'See src/studio/api.ts.' })
  })
  return api
}

/** What stands behind the question mark; what is left empty counts as left out. */
function queryOf<Told>(c: Context<Env>, schema: z.ZodType<Told>): Told {
  const given = Object.entries(c.req.query()).filter(([, value]) => value !== '')
  const parsed = schema.safeParse(Object.fromEntries(given))
  if (parsed.success) return parsed.data
  throw badRequest(parsed.error)
}

function segmentOf(c: Context<Env>, show: Show | undefined): number | undefined {
  const { segment } = queryOf(c, Segment)
  const segments = show?.view.segments.length
  if (segment === undefined || segments === undefined || segment < segments) return segment
  throw new RecoError('studio.bad-request', {
    what: `There is no segment ${segment}; there are ${segments}.`,
    fix: `Give a number from 0 to ${segments - 1}.`
  })
}

function userOf(c: Context<Env>): number {
  const parsed = User.safeParse(c.req.param('user'))
  if (parsed.success) return parsed.data
  throw new RecoError('studio.bad-request', { what: 'People are numbers from 0.', fix: 'Give a whole number.' })
}

const tooSlow = () => {
  throw new RecoError('studio.too-slow', {
    what: 'This person could not be looked up in time.',
    fix: 'Try again in a moment.'
  })
}
