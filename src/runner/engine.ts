import { availableParallelism } from 'node:os'
import { RecoError } from '../contract/error.ts'
import type { EngineName } from '../contract/result.ts'
import { refusals } from '../crowd/compile.ts'
import type { RunNumbers } from './joining.ts'
import type { WorldOptions } from './options.ts'
import type { Setting } from './setting.ts'

/** How a world is run: what it costs, and never what comes of it. */
export interface Engine {
  readonly engine: EngineName
  /** 1: in the thread that asks. More: as many workers beside it. */
  readonly threads: number
  /** What was decided that somebody may want to know. */
  readonly notes: readonly string[]
}

/** From so many people on a crowd is worth the time that it takes to compile. */
const CROWD_FROM = 300
/** From so many on several threads are worth starting. */
const THREADS_FROM = 50_000
/** Up to so many people live without being asked to, where their mindset cannot be a crowd. */
const LIVE_UP_TO = 20_000
const MOST_THREADS = 8

/**
 * Chooses what was left open.
 *
 * @param isVisited somebody looks on, in this thread
 * @throws RecoError `crowd.refused` where a crowd was asked for, or is needed, and the mindset cannot be one;
 *                   `threads.cannot-travel` where several threads were asked for, and a part cannot go there
 */
export function engineOf(
  options: WorldOptions,
  { mindset, mind, recommender }: Setting,
  { users }: RunNumbers,
  isVisited = false
): Engine {
  const { engine: asked, inspect, threads } = options
  const { asksModel } = mind.definition
  const asking = askingHere(mind, recommender)
  const stuck = asking ?? (isVisited ? 'a world that somebody looks into' : stayingHere(options))
  if (threads !== undefined && threads > 1 && stuck !== undefined)
    throw new RecoError('threads.cannot-travel', {
      what: `${threads} threads were asked for, and ${stuck} cannot go to another thread.`,
      fix: asking
        ? 'Leave out threads: its waiting is what takes time, and one thread waits for many.'
        : isVisited || options.interventions?.length
          ? 'Leave out threads: it is played in one.'
          : 'Put it into a file and give the path, or leave out threads.'
    })
  const isOracle = recommender.definition.oracle === true
  const many = Math.min(MOST_THREADS, availableParallelism(), users)
  const chosen = threads ?? (users >= THREADS_FROM && stuck === undefined ? many : 1)
  const found = (engine: EngineName, notes: readonly string[] = []) => ({
    engine,
    threads: isOracle ? 1 : Math.min(chosen, users),
    notes: isOracle && chosen > 1 ? [...notes, 'an oracle looks into minds: it was run in one thread'] : notes
  })
  if (asked !== undefined && asked !== 'crowd') return found(asked)
  if (
    asked === undefined &&
    (users < CROWD_FROM || (asksModel && users <= LIVE_UP_TO) || (inspect !== undefined && users <= LIVE_UP_TO))
  )
    return found('live')
  const why = refusals(mindset.definition)
  if (why.length === 0) return found('crowd')
  if (asked === undefined && users <= LIVE_UP_TO)
    return found('live', [
      `the mindset “${mindset.source.name}” cannot run as a crowd (${why[0]}): its people are live`
    ])
  throw new RecoError('crowd.refused', {
    what: `The mindset "${mindset.source.name}" cannot run as a crowd:${why.map((one) => `\n  ${one}`).join('')}`,
    at: { mindset: mindset.source.name },
    fix: 'Mend these places, or take live actors: engine "live" (--engine live), some hundred microseconds a slate.'
  })
}

/** All who ask a model share its lanes, its budget and its answers, which are in one thread. */
function askingHere(mind: Setting['mind'], recommender: Setting['recommender']): string | undefined {
  const [who] = [mind, recommender].filter(({ definition }) => definition.asksModel)
  return who && `"${who.source.name}", which asks a language model,`
}

/** The first part that is an object with functions, and no name or path of something that can be loaded elsewhere. */
function stayingHere({
  mindset,
  mind,
  representation,
  metrics,
  inspect,
  calibrate,
  interventions
}: WorldOptions): string | undefined {
  for (const [what, given] of Object.entries({ mindset, mind, representation }))
    if (given !== undefined && typeof given !== 'string') return `a ${what} that was given as an object`
  if (Object.values(metrics ?? {}).some((metric) => typeof metric !== 'string'))
    return 'a metric that was given as an object'
  if (inspect) return 'an observer'
  if (calibrate) return 'a mind that is corrected'
  if (interventions && interventions.length > 0) return 'a world that is reached into'
  return undefined
}

/** Whether each thread can have a recommender of its own, loaded by name. */
export const isLoadable = (given: WorldOptions['recommender']): boolean => typeof given !== 'object'
