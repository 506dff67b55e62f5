import type { ZodType } from 'zod'
import { RecoError } from '../../contract/error.ts'
import { badRequest } from './failure.ts'

/** What an act may come to, bytes. */
export const ACT_BYTES = 64 * 1_024

/**
 * The JSON that a request brings.
 *
 * @param most  bytes; what goes beyond is not read
 * @throws RecoError `studio.not-json`, `studio.too-large`, `studio.bad-request`
 */
export async function bodyOf<Told>(request: Request, schema: ZodType<Told>, most: number): Promise<Told> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? ''))
    throw new RecoError('studio.not-json', {
      what: 'The body is not said to be JSON.',
      fix: 'Send JSON with content-type: application/json.'
    })
  const parsed = schema.safeParse(jsonOf(await textOf(request, most)))
  if (parsed.success) return parsed.data
  throw badRequest(parsed.error)
}

async function textOf(request: Request, most: number): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of request.body ?? []) {
    bytes += part.byteLength
    if (bytes > most) throw tooLarge(most)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RecoError('studio.bad-request', { what: 'The body is no JSON.', fix: 'Send one JSON object.' })
  }
}

const tooLarge = (most: number): RecoError =>
  new RecoError('studio.too-large', {
    what: `The body is larger than ${Math.round(most / 1_024)} kB.`,
    fix: 'Send less at once.'
  })
