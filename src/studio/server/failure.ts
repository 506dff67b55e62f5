import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ZodError } from 'zod'
import { RecoError } from '../../contract/error.ts'

export interface Failure {
  readonly status: ContentfulStatusCode
  readonly body: { readonly error: { readonly code: string; readonly what: string; readonly fix: string } }
}

const STATUS: Readonly<Record<string, ContentfulStatusCode>> = {
  'studio.wrong-host': 403,
  'studio.wrong-origin': 403,
  'studio.no-token': 401,
  'studio.not-found': 404,
  'studio.wrong-method': 405,
  'studio.nothing-shown': 404,
  'studio.no-such-person': 404,
  'studio.no-such-chart': 404,
  'studio.no-director': 409,
  'studio.under-way': 409,
  'studio.nothing-to-do': 409,
  'studio.too-large': 413,
  'studio.not-json': 415,
  'studio.too-many': 429,
  'studio.full': 503,
  'chart.too-slow': 504,
  'studio.too-slow': 504
}

/** What is said of an error: its three parts where it has them; nothing of where in the code it came from. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof RecoError))
    return failure(500, 'studio.broke', 'The studio broke over this; it goes on.', 'Please tell us what you did.')
  const { what, at = {}, fix } = error.parts
  const place = Object.entries(at).map(([name, value]) => `${name} ${value}`)
  return failure(STATUS[error.code] ?? 400, error.code, place.length ? `${what} (${place.join(', ')})` : what, fix)
}

const failure = (status: ContentfulStatusCode, code: string, what: string, fix: string): Failure => ({
  status,
  body: { error: { code, what, fix } }
})

/** What is wrong with something that came in, field by field. */
export function badRequest({ issues }: ZodError): RecoError {
  const said = issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'all of it'}: ${message}`)
  return new RecoError('studio.bad-request', {
    what: `This cannot be taken. ${said.join('; ')}.`,
    fix: 'Mend what is named; src/studio/api.ts says what may be sent.'
  })
}
