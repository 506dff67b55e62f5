import { randomUUID } from 'node:crypto'
import type { AsyncEnvironment, Info, Step } from '../contract/environment.ts'
import { asyncEnvironmentOf } from '../gym/environment.ts'
import { numberedOf } from '../gym/numbers.ts'
import { answerRpc, type Bench } from './mcp.ts'
import type { Offer, Shape } from './offer.ts'
import { type Message, type Observed, Refused, type Reply } from './protocol.ts'
import { plainActionIn, plainObservation } from './wrapped.ts'

/** One client and its environment. Messages are answered one at a time, in their order. */
export interface Session {
  readonly id: string
  readonly environment: AsyncEnvironment
  readonly bench: Bench
  /** @returns nothing where the client has taken its leave. @throws Refused, RecoError */
  answer(message: Message): Promise<Reply | undefined>
}

/**
 * @param next gives the number of the next episode to whoever begins without a seed
 * @throws Refused FACTORY_ERROR, VALIDATION_ERROR where the world tells no numbers
 */
export function createSession(offer: Offer, shape: Shape, next: () => number): Session {
  const id = randomUUID()
  const environment = environmentFor(offer, shape, next)
  const { spaces } = environment
  let episode: string | null = null
  let steps = 0
  let isDone = false

  function observed(step: Pick<Step, 'observation' | 'info'> & Partial<Step>): Observed {
    const { observation, reward = null, terminated = false, truncated = false, info } = step
    isDone = terminated || truncated
    const metadata = { terminated, truncated, info: { ...info } }
    return { observation: plainObservation(observation), reward, done: isDone, metadata }
  }

  async function reset({ seed, episode: wanted, episode_id, options, ...others }: ResetMessage['data']) {
    const begun = await environment.reset({
      seed: seed ?? undefined,
      episode: wanted ?? undefined,
      options: { ...others, ...options }
    })
    episode = episode_id ?? nameOf(begun.info)
    steps = 0
    return observed(begun)
  }

  async function step(action: unknown): Promise<Observed> {
    const step = await environment.step(action)
    steps++
    return observed(step)
  }

  const bench: Bench = { environment, version: offer.version, step }

  async function answer(message: Message): Promise<Reply | undefined> {
    switch (message.type) {
      case 'reset':
        return { type: 'observation', data: await reset(message.data) }
      case 'step':
        return { type: 'observation', data: await step(plainActionIn(message.data, spaces.action)) }
      case 'state':
        return { type: 'state', data: { episode_id: episode, step_count: steps, is_done: isDone, session_id: id } }
      case 'mcp':
        return { type: 'mcp', data: (await answerRpc(bench, message.data)) ?? {} }
      case 'close':
        return undefined
    }
  }
  return { id, environment, bench, answer }
}

function environmentFor(offer: Offer, shape: Shape, next: () => number): AsyncEnvironment {
  let staged: ReturnType<Offer['stage']>
  try {
    staged = offer.stage()
  } catch (cause) {
    throw new Refused('FACTORY_ERROR', `The environment could not be made: ${(cause as Error).message}`, {
      factory_name: offer.name
    })
  }
  const told = shape === 'numbers' ? numberedOf(staged) : staged
  if (!told) throw new Refused('VALIDATION_ERROR', `"${offer.name}" tells no numbers: connect without as=numbers.`)
  return asyncEnvironmentOf<unknown, unknown, unknown>(told as typeof staged, { seed: offer.seed, next })
}

type ResetMessage = Extract<Message, { type: 'reset' }>

/** Seed and number of the episode: with both, it can be played again. */
const nameOf = ({ seed, episode }: Info): string => `${String(seed)}/${String(episode)}`
