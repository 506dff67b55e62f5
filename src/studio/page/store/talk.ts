import type { TOKEN_HEADER } from '../../api.ts'
import { token } from './token.ts'

/** By its type it is the server's; its module is not taken in, since that would bring along all that checks what comes in. */
const HEADER = 'x-recoworld-token' satisfies typeof TOKEN_HEADER
const WITH_TOKEN: Readonly<Record<string, string>> = token === null ? {} : { [HEADER]: token }

/** What went wrong, in the three parts of all errors of the project. */
export class Trouble extends Error {
  readonly code: string
  readonly what: string
  readonly fix: string

  constructor(code: string, what: string, fix: string) {
    super(what)
    this.name = 'Trouble'
    this.code = code
    this.what = what
    this.fix = fix
  }
}

/** @throws Trouble */
export const getJson = <Told>(path: string, signal?: AbortSignal): Promise<Told> =>
  ask<Told>(path, { headers: WITH_TOKEN, ...(signal ? { signal } : {}) })

/** Sends something that acts, with the token. @throws Trouble */
export const post = <Told>(path: string, body: unknown): Promise<Told> =>
  ask<Told>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...WITH_TOKEN },
    body: JSON.stringify(body)
  })

async function ask<Told>(path: string, init: RequestInit): Promise<Told> {
  const response = await fetch(path, init).catch((broken: unknown) => {
    if (init.signal?.aborted) throw broken
    throw new Trouble(
      'studio.unreachable',
      'The studio does not answer.',
      'See whether `recoworld studio` is still running in its terminal, and start it again if it is not.'
    )
  })
  const told: unknown = await response.json().catch(() => undefined)
  if (response.ok) return told as Told
  throw troubleOf(told, response.status)
}

function troubleOf(told: unknown, status: number): Trouble {
  const error = (told as { error?: { code?: unknown; what?: unknown; fix?: unknown } } | undefined)?.error
  if (typeof error?.code === 'string') return new Trouble(error.code, String(error.what ?? ''), String(error.fix ?? ''))
  return new Trouble(
    'studio.bad-answer',
    `The studio answered with status ${status} and nothing that can be read.`,
    'Load the page again. If it stays, the terminal of `recoworld studio` may say more.'
  )
}

/** Whatever was thrown, in three parts. */
export const asTrouble = (thrown: unknown): Trouble =>
  thrown instanceof Trouble
    ? thrown
    : new Trouble(
        'studio.page',
        thrown instanceof Error ? thrown.message : String(thrown),
        'Load the page again; if it comes back, please tell us what you did before.'
      )
