import type { Observable } from 'rxjs'
import { createRecommenderAgent } from '../../agents/recommender.ts'
import type { InspectionObserver } from '../../agents/user.ts'
import { RecoError } from '../contract/error.ts'
import type { EventOf, WorldEvent } from '../contract/event.ts'
import type { Catalogue, MetricDefinition, Mind, Representation } from '../contract/plugin.ts'
import type { People } from '../contract/population.ts'
import type { Manifest, RunResult } from '../contract/result.ts'
import type { CrowdCast } from '../crowd/cast.ts'
import type { Promoted } from '../crowd/promote.ts'
import type { OpenModels } from '../models/index.ts'
import type { ModelOptions } from '../models/options.ts'
import type { EventLog, LoggedRun } from '../storage/event-log.ts'
import type { Ledger } from '../storage/ledger.ts'
import { createBus, type MoodCount, only } from '../streams/bus.ts'
import type { Cast } from '../streams/cast.ts'
import { createTurnBatch } from '../streams/turn.ts'
import { type Outcome, play } from '../world/play.ts'
import { createEnsemble } from '../world/troupe.ts'
import { version } from './assets.ts'
import { engineOf, isLoadable } from './engine.ts'
import { cast, join, mindOf } from './joining.ts'
import { inspectionOf, isLoggedIn } from './listening.ts'
import { modelsFor } from './models.ts'
import { checkKeys, numbersOf, type RunOptions, type WorldOptions } from './options.ts'
import { resultOf } from './outcome.ts'
import { createExposures, type Exposures } from './react/exposures.ts'
import { checkNames, hashOf, type Setting, settingOf } from './setting.ts'
import { createCrew } from './threads/crew.ts'

/** A world: what happens in it as streams, what comes of it as a promise. */
export interface World {
  readonly events$: Observable<WorldEvent>
  readonly feedback$: Observable<EventOf<'feedback.given'>>
  readonly disengagement$: Observable<EventOf<'disengagement.sensed'>>
  readonly instructions$: Observable<EventOf<'instruction.given'>>
  /** How many people are in each mood, after each turn. */
  readonly mindsets$: Observable<MoodCount>
  /** Lets everybody meet the recommender, from the beginning; the same every time. */
  run(options?: RunOptions): Promise<RunResult>
  /**
   * Makes a person of a crowd a live actor, while a run is under way: it can be inspected and driven, hears all that its row
   * hears, and is compared with it after every event, until it is released.
   *
   * @throws RecoError `promote.no-crowd` where there is no crowd in this thread; `promote.no-such-person`
   */
  promote(user: number, inspect?: InspectionObserver): Promoted
}

/** What a run came to, with what estimates are made of. */
export interface Played {
  readonly result: RunResult
  readonly outcome: Outcome
  readonly metrics: Readonly<Record<string, MetricDefinition>>
  readonly people: People
  readonly catalogue: Catalogue
  /** What happened around the watched items. */
  readonly exposures: Exposures
}

/**
 * A population that meets a recommender.
 *
 * @throws RecoError `run.bad-option`, `shelf.unknown-name`; what needs a file to be read is thrown by `run`
 */
export function createWorld(options: WorldOptions = {}): World {
  checkKeys(options)
  numbersOf(options)
  checkNames(options)
  const bus = createBus()
  let isUnderWay = false
  let people: Cast | undefined
  return {
    events$: bus.events.asObservable(),
    feedback$: bus.events.pipe(only('feedback.given')),
    disengagement$: bus.events.pipe(only('disengagement.sensed')),
    instructions$: bus.events.pipe(only('instruction.given')),
    mindsets$: bus.mindsets.asObservable(),
    async run(run = {}) {
      if (isUnderWay)
        throw new RecoError('run.under-way', {
          what: 'This world is being run already; two runs of one world would share its streams.',
          fix: 'Await the first run, or make a second world.'
        })
      isUnderWay = true
      try {
        const onCast = (cast: Cast) => {
          people = cast
        }
        return (await playWorld(options, run, bus, { onCast })).result
      } finally {
        isUnderWay = false
        people = undefined
      }
    },
    promote(user, inspect) {
      if (!people || !isCrowd(people)) throw noCrowd()
      const most = numbersOf(options).users - 1
      if (!(Number.isInteger(user) && user >= 0 && user <= most))
        throw new RecoError('promote.no-such-person', {
          what: `There is no person ${String(user)}; people are numbered 0 … ${most}.`,
          fix: 'Give a whole number in that range.'
        })
      return people.promote(user, inspect ? { inspect } : {})
    }
  }
}

/** What a run may be told beyond what a user tells it. */
export interface Extras {
  readonly kind?: Manifest['kind']
  readonly posts?: Manifest['posts']
  /** The parts, where they have been found already. */
  readonly setting?: Setting
  /** Items around which everything is kept. */
  readonly watched?: readonly string[]
  /** A model that several worlds share; whoever opened it closes it. */
  readonly models?: OpenModels
  /** Told of everybody's mindsets, where they are run in this thread. */
  readonly onCast?: (cast: Cast) => void
}

const isCrowd = (cast: Cast): cast is CrowdCast => 'promote' in cast

const noCrowd = () =>
  new RecoError('promote.no-crowd', {
    what: 'There is no crowd under way in this thread.',
    fix: "Promote while run() is under way, say from onProgress, with engine 'crowd' and threads 1; live people are named in `inspect`."
  })

/** Joins the parts, plays them, and makes estimates of what came. */
export async function playWorld(
  options: WorldOptions,
  run: RunOptions,
  bus = createBus(),
  extras: Extras = {}
): Promise<Played> {
  const setting = extras.setting ?? (await settingOf(options))
  if (extras.models) return playWith(options, run, bus, { ...extras, setting })
  const models = await modelsFor(options, [setting.mind, setting.recommender], run.signal)
  try {
    return await playWith(options, run, bus, { ...extras, setting, ...(models ? { models } : {}) })
  } finally {
    await models?.close()
  }
}

async function playWith(
  options: WorldOptions,
  run: RunOptions,
  bus: ReturnType<typeof createBus>,
  { kind = 'run', posts, setting, watched, onCast, models }: Extras & { readonly setting: Setting }
): Promise<Played> {
  const numbers = numbersOf({ ...options, ...run })
  const { engine, threads, notes: chosen } = engineOf(options, setting, numbers)
  const started = performance.now()
  const joint = await join(setting, numbers, options)
  const { people, catalogue, metrics } = joint
  const notes = [
    ...setting.notes,
    ...chosen,
    ...unread(people.phrases, posts ?? [], setting.representation.definition.create())
  ]
  const decisive = {
    recoworld: version(),
    kind,
    populations: setting.populations.map(({ source }) => source),
    recommender: setting.recommender.source,
    mindset: setting.mindset.source,
    mind: setting.mind.source,
    representation: setting.representation.source,
    catalogue: { ...setting.catalogue.source, items: setting.catalogue.definition.length },
    ...(posts ? { posts } : {}),
    ...(models ? { model: manifestOf(models, options.model) } : {}),
    ...numbers
  }
  const id = hashOf(JSON.stringify(decisive))
  const { logShare = 1 } = options
  const kept = options.log === undefined ? 'off' : logShare === 1 ? 'all' : { share: logShare }
  const { measure } = options
  const manifest: Manifest = { ...decisive, engine, threads, log: kept, ...(measure ? { measure } : {}) }
  const log = options.log === undefined ? undefined : await newLog(options.log, { id, manifest })
  const isLogged = log && isLoggedIn(joint.chance, logShare)
  const listening = { run: id, bus, isLogged }
  const inspection = inspectionOf(options.inspect)
  const { definition, source } = setting.recommender
  const isSplit = threads > 1 && kind === 'run' && definition.splits === true && isLoadable(options.recommender)
  const mind = threads > 1 ? undefined : mindOf(setting, joint, numbers, models)
  const truth = definition.oracle ? mind?.affinity : undefined
  const about = {
    catalogue,
    chance: joint.chance,
    slateSize: numbers.slateSize,
    ...(truth ? { truth } : {}),
    ...(models ? { models } : {})
  }
  const agent = isSplit
    ? undefined
    : createRecommenderAgent(definition, about, bus, {
        name: source.name,
        people: numbers.users,
        inspect: inspection?.observer
      })
  const exposures = mind && watched && createExposures(watched, { catalogue, mind })
  const crew = mind
    ? undefined
    : await createCrew({ options, setting, numbers, engine, threads, isSplit, ...listening, log, watched })
  const troupe = crew ?? ensembleOf(mind!)
  try {
    const { onProgress } = run
    const played = await play(troupe, {
      ...numbers,
      signal: signalOf(run.signal, models?.stopped),
      onProgress: onProgress && (({ done, left }) => onProgress(done, left))
    })
    const lost = (await agent?.finish()) ?? [] // what could be told to the recommender only after the last slate
    const { recommender, first } = played.failures
    const failures = { ...played.failures, recommender: recommender + lost.length, first: first ?? lost[0] }
    const outcome = { ...played, failures }
    const measured = resultOf(outcome, metrics, numbers.users, (performance.now() - started) / 1_000, notes, manifest)
    const late = agent?.late() ?? 0
    const result: RunResult = {
      ...measured,
      lateSlates: late,
      ...(models ? { model: models.usage(), notes: [...measured.notes, ...models.notes()] } : {})
    }
    await log?.finish(result)
    return {
      result,
      outcome,
      metrics,
      people,
      catalogue,
      exposures: exposures?.byItem ?? crew?.exposures() ?? new Map()
    }
  } finally {
    agent?.dismiss()
    await crew?.dismiss()
    await log?.close()
  }

  function ensembleOf(ofAll: Mind) {
    const range = { from: 0, to: numbers.users }
    const everybody = cast(engine, setting, joint, numbers, range, inspection)
    onCast?.(everybody.cast)
    const parts = {
      ...joint,
      ...listening,
      ledger: log?.ledger(),
      ...everybody,
      mind: ofAll,
      asksModel: setting.mind.definition.asksModel !== undefined,
      users: numbers.users,
      range,
      slateSize: numbers.slateSize,
      recommender: source.name,
      witness: exposures
    }
    return createEnsemble(parts, numbers.turns, createTurnBatch(numbers.users, numbers.slateSize))
  }
}

/** Whatever stops first. */
const signalOf = (...signals: (AbortSignal | undefined)[]): AbortSignal | undefined => {
  const given = signals.filter((signal) => signal !== undefined)
  return given.length > 1 ? AbortSignal.any(given) : given[0]
}

/** What of a model decides its answers; neither its address nor a key. */
const manifestOf = ({ name }: OpenModels, { body }: ModelOptions = { name: '' }): NonNullable<Manifest['model']> => ({
  name,
  ...(body && Object.keys(body).length > 0 ? { body } : {})
})

/** The database is loaded only by who wants a log. */
async function newLog(file: string, run: LoggedRun): Promise<EventLog & { ledger(): Ledger }> {
  const { createLog } = await import('../storage/event-log.ts')
  const { createLedger } = await import('../storage/ledger.ts')
  const log = await createLog(file, run)
  return { ...log, ledger: () => createLedger({ run: run.id, write: (facts) => log.write([facts]) }) }
}

/** What the representation cannot read, so that nobody wonders why it moves no one. */
function unread(
  phrases: readonly string[],
  posts: NonNullable<Manifest['posts']>,
  { knows }: Representation
): string[] {
  if (!knows) return []
  const strange = (what: string, title: string) =>
    `no word of the ${what} “${title}” is known: it is told apart by its spelling alone`
  return [
    ...phrases.filter((phrase) => !knows({ title: phrase })).map((phrase) => strange('interest', phrase)),
    ...posts.filter((post) => !knows(post)).map((post) => strange('post', post.title))
  ]
}
