import type { Environment } from '../../contract/environment.ts'
import { RecoError } from '../../contract/error.ts'
import type { ItemId } from '../../contract/item.ts'
import type { Manifest, Source } from '../../contract/result.ts'
import type { LoggedEpisode, LoggedStep } from '../../exports/episode.ts'
import { environmentOf } from '../../gym/environment.ts'
import type { RewardWeights, Terms } from '../../gym/person/reward.ts'
import type { PersonObservation, Reacted } from '../../gym/person/state.ts'
import type { LogReader } from '../../storage/log-reader.ts'
import { type PersonEnvironmentOptions, personOf, type StagedPerson } from '../environment.ts'

export type PersonWorld = Awaited<ReturnType<typeof personOf>>

/** What a log can be played again with: the world that it names, or parts of it given anew, such as a file that was moved. */
export type ReplayOptions = {
  readonly [Part in 'population' | 'mindset' | 'mind' | 'catalogue' | 'representation' | 'history']?:
    | PersonEnvironmentOptions[Part]
    | undefined
} & { readonly reward?: RewardWeights | undefined }

/** People that are read at once. */
const AT_ONCE = 256

/**
 * The world of a log, as an environment.
 *
 * @throws RecoError `export.no-people` for a log of posts; `export.not-again` where somebody changed the world by hand,
 *         corrected its mind, or asked a model; `export.own-file`; and what `createEnvironment` throws
 */
export async function worldOfLog(
  manifest: Manifest,
  { reward, history, ...parts }: ReplayOptions
): Promise<PersonWorld> {
  mustBePlayable(manifest)
  const { populations, mindset, mind, catalogue, representation } = manifest
  const named = { population: populations, mindset: [mindset], mind: [mind], catalogue: [catalogue] }
  for (const [part, sources] of Object.entries({ ...named, representation: [representation] }))
    if (parts[part as keyof typeof parts] === undefined) mustBeOurs(part, sources)
  const { seed, turns, sessions, slateSize } = manifest
  try {
    return await personOf({
      population: parts.population ?? populations.map(({ name }) => name),
      mindset: parts.mindset ?? mindset.name,
      mind: parts.mind ?? mind.name,
      catalogue: parts.catalogue ?? catalogue.name,
      representation: parts.representation ?? representation.name,
      seed,
      turns,
      sessions,
      slateSize,
      ...(reward && { reward }),
      ...(history === undefined ? {} : { history })
    })
  } catch (cause) {
    if (cause instanceof RecoError && cause.code === 'environment.needs-async')
      throw notAgain(`A language model decided for the people of this run (mind "${mind.name}").`)
    throw cause
  }
}

function mustBePlayable({ kind, interventions = [], calibration, days, graph, creators }: Manifest): void {
  if (days !== undefined) throw notAgain('People came day by day in this run.')
  if (creators) throw notAgain('Creators published in this run.')
  if (graph) throw notAgain('People sent each other things in this run.')
  if (kind !== 'run')
    throw new RecoError('export.no-people', {
      what: 'This log is of reactions to a post, where nobody chose what was shown.',
      fix: 'Export the log of `recoworld run`.'
    })
  if (interventions.length > 0) throw notAgain(`Somebody reached into this run, ${interventions.length} times.`)
  if (calibration) throw notAgain('The mind of this run was corrected (--calibrate).')
}

/** What was a file of somebody's own is known by name and hash, and not by where it is. */
function mustBeOurs(part: string, sources: readonly Source[]): void {
  const own = sources.find(({ hash }) => hash !== undefined)
  if (own)
    throw new RecoError('export.own-file', {
      what: `The ${part} "${own.name}" of this run was a file of somebody's own.`,
      fix: `Say where it is: --${part} <file>.`
    })
}

const notAgain = (what: string): RecoError =>
  new RecoError('export.not-again', {
    what: `${what} It cannot be played again as an environment.`,
    fix: 'Run it again without that, and export the new log; events as they are: SQL, or recoworld/log.'
  })

export interface Replayed {
  readonly episodes: AsyncIterable<LoggedEpisode>
  /** People whose visit failed or was still under way: what came of it nobody knows. Counted as it goes on. */
  readonly failed: () => number
  /** Turns in the log, of all people. */
  readonly turns: number
}

/**
 * The people of a log, each played again with the slates that it was shown, and held against what it did then.
 *
 * @param onFork is given the environment before each slate, to go on from there another way
 * @throws RecoError `export.other-world` where somebody does otherwise than the log has it
 */
export async function replayed(
  log: LogReader,
  { seed }: Manifest,
  staged: StagedPerson,
  onTurn?: (env: Environment<PersonObservation, readonly ItemId[]>, shown: readonly ItemId[]) => void
): Promise<Replayed> {
  const env = environmentOf(staged, { seed })
  const people = await log.query<{ user: number; population: string; segment: string; broke: boolean }>(
    `SELECT "user", any_value(population) AS population, any_value(segment) AS segment, bool_or(how = 'failed') AS broke
     FROM sessions GROUP BY "user" ORDER BY "user"`
  )
  const [counted] = await log.query<{ turns: number }>('SELECT count(*) AS turns FROM feedback_given')
  const result = (await log.result()) as { readonly interrupted?: boolean } | null
  const isStopped = result === null || result.interrupted === true
  let failed = 0

  async function* episodes(): AsyncIterable<LoggedEpisode> {
    for (let from = 0; from < people.length; from += AT_ONCE) {
      const some = people.slice(from, from + AT_ONCE)
      const slates = await slatesOf(log, Number(some[0]!.user), Number(some.at(-1)!.user))
      for (const { user, population, segment, broke } of some) {
        const own = slates.get(Number(user)) ?? []
        if (broke || own.length === 0) {
          failed++
          continue
        }
        const episode = { person: Number(user), population, segment, ...played(env, Number(user), own, onTurn) }
        const last = episode.steps.at(-1)!
        if (last.terminated || last.truncated) yield episode
        else if (isStopped) failed++
        else throw otherWorld(Number(user), own.at(-1)!)
      }
    }
  }
  return { episodes: episodes(), failed: () => failed, turns: Number(counted?.turns ?? 0) }
}

interface Slate {
  readonly session: number
  readonly turn: number
  readonly items: readonly { readonly item: ItemId; readonly propensity: number | null }[]
  readonly slots: readonly {
    readonly item: ItemId
    readonly actions: readonly string[]
    readonly watch_seconds: number
  }[]
}

function played(
  env: Environment<PersonObservation, readonly ItemId[]>,
  user: number,
  slates: readonly Slate[],
  onTurn: Parameters<typeof replayed>[3]
): Pick<LoggedEpisode, 'steps' | 'last'> {
  let { observation } = env.reset({ options: { user } })
  const steps: LoggedStep[] = []
  for (const slate of slates) {
    const action = slate.items.map(({ item }) => item)
    if (steps.at(-1)?.terminated || steps.at(-1)?.truncated) throw otherWorld(user, slate)
    onTurn?.(env, action)
    const { observation: next, reward, terminated, truncated, info } = env.step(action)
    if (!isSame(next.history.at(-1)!.slots, slate.slots)) throw otherWorld(user, slate)
    const propensities = slate.items.map(({ propensity }) => propensity)
    steps.push({ observation, action, propensities, reward, terms: info.terms as Terms, terminated, truncated })
    observation = next
  }
  return { steps, last: observation }
}

const isSame = (seen: readonly Reacted[], logged: Slate['slots']): boolean =>
  seen.length === logged.length &&
  seen.every(({ item, actions, watchSeconds }, at) => {
    const own = logged[at]!
    return item === own.item && watchSeconds === own.watch_seconds && actions.join() === own.actions.join()
  })

async function slatesOf(log: LogReader, first: number, last: number): Promise<Map<number, Slate[]>> {
  const rows = await log.query<Slate & { user: number }>(
    `SELECT s."user", s.session, s.turn, s.items, f.slots
     FROM slate_shown s JOIN feedback_given f USING ("user", session, turn)
     WHERE s."user" BETWEEN ? AND ? ORDER BY s."user", s.session, s.turn`,
    [first, last]
  )
  const found = new Map<number, Slate[]>()
  for (const row of rows) {
    const own = found.get(Number(row.user))
    if (own) own.push(row)
    else found.set(Number(row.user), [row])
  }
  return found
}

const otherWorld = (user: number, { session, turn }: Slate): RecoError =>
  new RecoError('export.other-world', {
    what: 'Played again, this person does otherwise than the log has it: the world is not the one that it was logged in.',
    at: { user, session, turn },
    fix: 'Export with the version and the files of then; --population, --catalogue and the like name files that were moved.'
  })
