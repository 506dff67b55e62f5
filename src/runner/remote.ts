import type { Catalogue } from '../contract/catalogue.ts'
import { RecoError } from '../contract/error.ts'
import type { Instruction } from '../contract/instruction.ts'
import type { Feedback, RecommenderDefinition, Request, Slate } from '../contract/recommender.ts'
import { actionsOf } from '../contract/session.ts'

export interface RemoteOptions {
  /** How long an answer may take, seconds. Default 10. */
  readonly timeoutSeconds?: number
}

/** The most that an answer may have, bytes. */
const MOST_BYTES = 20_000_000
/** So often in a row it may fail before it is asked no more in that world. */
const PATIENCE = 3

/**
 * A recommender behind HTTP, in any language. Every message is a POST of JSON to the one address:
 *
 * - `{ catalogue: [items], slateSize }` begins a world; what was learnt in the one before is to be forgotten
 * - `{ requests: [{ user, session, turn, size }], feedback: [{ user, session, turn, items, actions, watchSeconds, reached }],
 *   instructions: [{ user, text, act, target }] }` asks for `{ slates: [[ids]] }`, one for each request, in their order;
 *   feedback and instructions are those since it was last asked
 *
 * An answer that comes late, is none, or does not fit is a failure of the recommender: that person, or all who waited, go
 * without a slate, and it is counted.
 *
 * @throws RecoError `leaderboard.bad-url`
 */
export function remoteRecommender(url: string, { timeoutSeconds = 10 }: RemoteOptions = {}): RecommenderDefinition {
  checkUrl(url)
  return {
    description: `A recommender behind HTTP: ${nameOfUrl(url)}`,
    create({ catalogue, slateSize }) {
      let isOffered = false
      let failed = 0
      let feedback: Told[] = []
      let instructions: Said[] = []
      async function ask(message: object): Promise<unknown> {
        if (failed >= PATIENCE) throw broke(url, `It failed ${PATIENCE} times in a row, and is asked no more.`)
        try {
          const answer = await post(url, message, timeoutSeconds)
          failed = 0
          return answer
        } catch (cause) {
          failed++
          throw cause
        }
      }
      async function recommendBatch(requests: readonly Request[]): Promise<Slate[]> {
        if (!isOffered) {
          await ask({ catalogue: catalogue.items, slateSize })
          isOffered = true
        }
        const asked = requests.map(({ user, session, turn, size }) => ({ user, session, turn, size }))
        const message = { requests: asked, feedback, instructions }
        feedback = []
        instructions = []
        return slatesIn(await ask(message), requests.length, catalogue, url)
      }
      return {
        recommend: async (one) => (await recommendBatch([one]))[0]!,
        recommendBatch,
        learn(one) {
          feedback.push(told(one, catalogue))
        },
        instructed(user, { text, act, target }) {
          instructions.push({ user, text, act, target })
        }
      }
    }
  }
}

type Said = { readonly user: number } & Pick<Instruction, 'text' | 'act' | 'target'>
type Told = ReturnType<typeof told>

const told = (
  { user, session, turn, items, length, actions, watchSeconds, reached }: Feedback,
  { items: all }: Catalogue
) => ({
  user,
  session,
  turn,
  items: Array.from(items.subarray(0, length), (item) => all[item]!.id),
  actions: Array.from(actions.subarray(0, length), actionsOf),
  watchSeconds: Array.from(watchSeconds.subarray(0, length)),
  reached
})

/** @throws RecoError `recommender.failed`; an id that is none becomes −1, which is refused for its person alone */
function slatesIn(answer: unknown, wanted: number, catalogue: Catalogue, url: string): Slate[] {
  const { slates } = (answer ?? {}) as { slates?: unknown }
  if (!Array.isArray(slates) || slates.length !== wanted)
    throw broke(
      url,
      `It answered ${Array.isArray(slates) ? `${slates.length} slates to ${wanted} requests` : 'without slates'}.`
    )
  return slates.map((ids: unknown) => ({
    items: Array.isArray(ids) ? ids.map((id) => (typeof id === 'string' ? catalogue.indexOf(id) : -1)) : []
  }))
}

/**
 * Asks for no slate at all, to see whether anybody is there who speaks this way.
 *
 * @throws RecoError `leaderboard.no-answer`
 */
export async function knock(url: string, { timeoutSeconds = 10 }: RemoteOptions = {}): Promise<void> {
  try {
    const answer = (await post(url, { requests: [], feedback: [], instructions: [] }, timeoutSeconds)) as {
      slates?: unknown
    } | null
    if (Array.isArray(answer?.slates) && answer.slates.length === 0) return
    throw broke(url, 'It answered without an empty list of slates.')
  } catch (cause) {
    throw new RecoError('leaderboard.no-answer', {
      what: `${nameOfUrl(url)} was asked for no slates, and did not answer { "slates": [] }: ${(cause as RecoError).parts.what}`,
      fix: 'Start it, and see that it answers POST with JSON; examples/recommender.py shows how.',
      cause
    })
  }
}

async function post(url: string, message: object, timeoutSeconds: number): Promise<unknown> {
  const { request } = await import('undici') // only those who ask a server load it
  try {
    const { statusCode, body } = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(timeoutSeconds * 1_000)
    })
    let text = ''
    for await (const chunk of body.setEncoding('utf8')) {
      text += chunk
      if (text.length > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes came`)
    }
    if (statusCode < 200 || statusCode > 299) throw new Error(`HTTP ${statusCode}`)
    return JSON.parse(text)
  } catch (cause) {
    const { name, message: said, code } = cause as Error & { code?: string }
    throw broke(url, name === 'TimeoutError' ? `No answer within ${timeoutSeconds} s.` : `${code ?? said}.`, cause)
  }
}

const broke = (url: string, what: string, cause?: unknown) =>
  new RecoError('recommender.failed', {
    what: `${nameOfUrl(url)}: ${what}`,
    fix: 'See what its server says; examples/recommender.py shows what is asked and answered.',
    cause
  })

export const isUrl = (text: string): boolean => /^https?:/i.test(text)

/** Host and path: what a URL is called, without what may be secret in it. */
export function nameOfUrl(url: string): string {
  const { host, pathname } = new URL(url)
  return host + pathname.replace(/\/$/, '')
}

function checkUrl(url: string): void {
  if (isUrl(url) && URL.canParse(url)) return
  throw new RecoError('leaderboard.bad-url', {
    what: `${JSON.stringify(url)} is no address of a server.`,
    fix: 'Give one such as http://127.0.0.1:8000/.'
  })
}
