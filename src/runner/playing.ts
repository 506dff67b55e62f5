import duty from '../../machines/recommender.ts'
import type { Catalogue, MetricDefinition, Mind } from '../contract/plugin.ts'
import type { People } from '../contract/population.ts'
import type { Manifest, RunResult } from '../contract/result.ts'
import type { OpenModels } from '../models/index.ts'
import type { EventLog, LoggedRun } from '../storage/event-log.ts'
import type { Ledger } from '../storage/ledger.ts'
import { createBus } from '../streams/bus.ts'
import type { Cast } from '../streams/cast.ts'
import { createTurnBatch } from '../streams/turn.ts'
import type { Visitor } from '../studio/scene.ts'
import { alongside } from '../world/gauges/alongside.ts'
import { createGauges } from '../world/gauges/gauges.ts'
import { type Outcome, play } from '../world/play.ts'
import { createEnsemble, type Troupe } from '../world/troupe.ts'
import { createBeside, creatorsIn } from './beside.ts'
import { type Correction, correcting } from './correcting.ts'
import { type FoundCreator, withDrafts } from './creators/found.ts'
import { engineOf, isLoadable } from './engine.ts'
import { weightsOf } from './estimate.ts'
import { gaugesOf } from './gauges/index.ts'
import { createInterventions, type Interventions, interventionsIn, traitsOf } from './interventions.ts'
import { cast, join, mindOf } from './joining.ts'
import { inspectionOf, isLoggedIn } from './listening.ts'
import { manifestFor } from './manifest.ts'
import { modelsFor } from './models.ts'
import { lateNote, missedNote, notesOf, unread, WEIGHTED, WEIGHTED_REACTION } from './notes.ts'
import { numbersOf, type RunOptions, type WorldOptions } from './options.ts'
import { resultOf } from './outcome.ts'
import { createExposures, type Exposures } from './react/exposures.ts'
import { createRecommending } from './recommending.ts'
import { type Setting, settingOf } from './setting.ts'
import type { Network } from './social/network.ts'
import { createCrew } from './threads/crew.ts'

/** What a run came to, with what estimates are made of. */
export interface Played {
  readonly result: RunResult
  readonly outcome: Outcome
  readonly metrics: Readonly<Record<string, MetricDefinition>>
  readonly people: People
  readonly catalogue: Catalogue
  /** What happened around the watched items. */
  readonly exposures: Exposures
  /** Who follows whom, and what went between them. */
  readonly network?: Network
  /** The recommender learns of everybody from everybody, so that people are not wholly independent. */
  readonly isCoupled: boolean
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
  /** Looks on; may reach into the world through what `onReach` is given. */
  readonly visitor?: Visitor | undefined
  readonly onReach?: ((interventions: Interventions) => void) | undefined
}

/** Joins the parts, plays them, and makes estimates of what came. */
export async function playWorld(
  options: WorldOptions,
  run: RunOptions,
  bus = createBus(),
  extras: Extras = {}
): Promise<Played> {
  const bare = extras.setting ?? (await settingOf(options))
  const creators = creatorsIn(options, run, bare)
  const found = creators ? withDrafts(bare, creators) : bare
  const correction = options.calibrate && correcting(options.calibrate)
  const setting = correction ? { ...found, mind: correction.of(found.mind) } : found
  if (extras.models) return playWith(options, run, bus, { ...extras, setting, creators }, correction)
  const asking = creators?.map(({ strategy: definition, source }) => ({ definition, source: source.strategy })) ?? []
  const models = await modelsFor(options, [setting.mind, setting.recommender, ...asking], run.signal)
  try {
    return await playWith(
      options,
      run,
      bus,
      { ...extras, setting, creators, ...(models ? { models } : {}) },
      correction
    )
  } finally {
    await models?.close()
  }
}

async function playWith(
  options: WorldOptions,
  run: RunOptions,
  bus: ReturnType<typeof createBus>,
  {
    kind = 'run',
    posts,
    setting,
    watched,
    onCast,
    models,
    visitor,
    onReach,
    creators
  }: Extras & { readonly setting: Setting; readonly creators: readonly FoundCreator[] | undefined },
  correction?: Correction
): Promise<Played> {
  models?.begin()
  const numbers = numbersOf({ ...options, ...run })
  const { engine, threads, notes: chosen } = engineOf(options, setting, numbers, visitor !== undefined)
  const planned = interventionsIn(options.interventions)
  const started = performance.now()
  const joint = await join(setting, numbers, options)
  const beside = await createBeside({ graph: options.graph, creators, joint, numbers, models })
  const { people, catalogue, metrics } = joint
  const notes = [
    ...setting.notes,
    ...chosen,
    ...unread(people.phrases, posts ?? [], setting.representation.definition.create())
  ]
  const { id, manifest } = manifestFor(setting, options, {
    ...numbers,
    kind,
    posts,
    engine,
    threads,
    calibration: correction?.keep,
    model: models && { name: models.name, body: models.body },
    graph: beside.told.graph,
    creators: beside.told.creators,
    interventions: planned
  })
  const log = options.log === undefined ? undefined : await newLog(options.log, { id, manifest })
  const isLogged = log && isLoggedIn(joint.chance, options.logShare)
  const listening = { run: id, bus, isLogged }
  const inspection = inspectionOf(options.inspect)
  const { definition, source } = setting.recommender
  const isSplit =
    threads > 1 && kind === 'run' && definition.splits === true && !beside.feed && isLoadable(options.recommender)
  const own = threads > 1 ? undefined : mindOf(setting, joint, numbers, models)
  const mind = own?.mind
  const truth = definition.oracle ? mind?.affinity : undefined
  const about = {
    catalogue,
    chance: joint.chance,
    slateSize: numbers.slateSize,
    ...(truth ? { truth } : {}),
    ...(models ? { models } : {})
  }
  const recommending = isSplit
    ? undefined
    : createRecommending(setting.recommender, {
        setting: about,
        bus,
        people: numbers.users,
        inspect: inspection?.observer,
        feed: beside.feed
      })
  let interventions: Interventions | undefined
  const exposures = mind && watched && createExposures(watched, { catalogue, mind })
  const isGauged = options.gauges ?? setting.mind.definition.asksModel !== undefined
  const gauges = mind && isGauged ? createGauges({ users: numbers.users, catalogue, chance: joint.chance }) : undefined
  const crew = mind
    ? undefined
    : await createCrew({ options, setting, numbers, engine, threads, isSplit, ...listening, log, watched, isGauged })
  let troupe: Troupe
  try {
    troupe = crew ?? (await ensembleOf(mind!))
  } catch (cause) {
    recommending?.dismiss()
    await log?.discard() // nobody has come
    throw cause
  }
  try {
    const { onProgress } = run
    const played = await play(troupe, {
      ...numbers,
      signal: signalOf(run.signal, models?.stopped),
      onProgress: onProgress && (({ done, left }) => onProgress(done, left)),
      onlooker: visitor,
      intervene: (place) => {
        const publishing = beside.before(place, recommending?.agent)
        return publishing ? publishing.then(() => interventions?.before(place)) : interventions?.before(place)
      }
    })
    const lost = (await recommending?.finish()) ?? [] // what could be told to the recommender only after the last slate
    const { recommender, first } = played.failures
    const failures = { ...played.failures, recommender: recommender + lost.length, first: first ?? lost[0] }
    const outcome = { ...played, failures }
    const made = interventions?.made ?? []
    const missed = planned.filter((one) => !made.includes(one))
    const seconds = (performance.now() - started) / 1_000
    const weights = weightsOf(people, numbers.users)
    const told = [
      ...notes,
      ...(weights ? [kind === 'react' ? WEIGHTED_REACTION : WEIGHTED] : []),
      ...missed.map(missedNote)
    ]
    const measured = resultOf(outcome, metrics, { users: numbers.users, weights }, seconds, told, {
      ...manifest,
      ...(made.length > 0 ? { interventions: [...made, ...missed] } : {})
    })
    const late = recommending?.late() ?? 0
    const sums = gauges?.sums ?? crew?.gauged()
    const mindAccount = mind?.account?.()
    const result: RunResult = {
      ...measured,
      lateSlates: late,
      notes: [
        ...measured.notes,
        ...beside.notes(),
        ...(late > 0 ? [lateNote(late, recommending?.whyLate() ?? '')] : []),
        ...(models ? notesOf(models) : [])
      ],
      ...(mindAccount ? { mindAccount } : {}),
      ...beside.results(),
      ...(sums ? { gauges: gaugesOf(sums, { people, catalogue }) } : {}),
      ...(correction ? { calibration: correction.told() } : {}),
      ...(models ? { model: models.usage() } : {})
    }
    await log?.finish(result)
    visitor?.closed(result)
    return {
      result,
      outcome,
      metrics,
      people,
      catalogue,
      exposures: exposures?.byItem ?? crew?.exposures() ?? new Map(),
      ...(beside.network ? { network: beside.network } : {}),
      isCoupled: Boolean((recommending?.agent.way ?? definition.create(about)).gather)
    }
  } catch (cause) {
    visitor?.closed(undefined, cause)
    throw cause
  } finally {
    recommending?.dismiss()
    await crew?.dismiss()
    await log?.close()
  }

  async function ensembleOf(ofAll: Mind) {
    const range = { from: 0, to: numbers.users }
    const everybody = cast(engine, setting, joint, numbers, range, inspection)
    onCast?.(everybody.cast)
    visitor?.opened({
      run: id,
      manifest,
      people,
      catalogue,
      mindset: setting.mindset.definition,
      cast: everybody.cast,
      mind: ofAll,
      traits: traitsOf(setting.mind.definition.columns),
      duty,
      recommender: () => ({ name: recommending!.name, actor: recommending!.agent.actor, way: recommending!.agent.way })
    })
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
      days: numbers.days,
      get recommender() {
        return recommending?.name ?? source.name
      },
      witness: alongside([exposures, gauges, visitor?.witness]),
      listener: visitor?.listener,
      inOneGo: visitor && WATCHED_IN_ONE_GO
    }
    const ensemble = createEnsemble(parts, numbers.turns, createTurnBatch(numbers.users, numbers.slateSize))
    interventions = await createInterventions(planned, {
      users: numbers.users,
      people,
      catalogue,
      cast: everybody.cast,
      columns: own!.columns,
      specs: setting.mind.definition.columns,
      recommending: recommending!,
      hasModel: models !== undefined,
      tell: ensemble.intervened
    })
    onReach?.(interventions)
    return ensemble
  }
}

/** Whoever looks on is answered between so many people and the next. */
const WATCHED_IN_ONE_GO = 512

/** Whatever stops first. */
const signalOf = (...signals: (AbortSignal | undefined)[]): AbortSignal | undefined => {
  const given = signals.filter((signal) => signal !== undefined)
  return given.length > 1 ? AbortSignal.any(given) : given[0]
}

/** The database is loaded only by who wants a log. */
async function newLog(file: string, run: LoggedRun): Promise<EventLog & { ledger(): Ledger }> {
  const { createLog } = await import('../storage/event-log.ts')
  const { createLedger } = await import('../storage/ledger.ts')
  const log = await createLog(file, run)
  return { ...log, ledger: () => createLedger({ run: run.id, write: (facts) => log.write([facts]) }) }
}
