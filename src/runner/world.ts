import type { Observable } from 'rxjs'
import { createRecommenderAgent } from '../../agents/recommender.ts'
import { createCast, type Inspection } from '../../agents/user.ts'
import { createVisits } from '../../agents/visit.ts'
import { peopleOf } from '../../populations/sample.ts'
import { RecoError } from '../contract/error.ts'
import type { EventOf, WorldEvent } from '../contract/event.ts'
import { FORMATS } from '../contract/item.ts'
import type { Catalogue, MetricDefinition, Representation } from '../contract/plugin.ts'
import type { People } from '../contract/population.ts'
import type { Manifest, RunResult } from '../contract/result.ts'
import { createChance } from '../kernel/chance.ts'
import { allocate } from '../kernel/columns.ts'
import { allOn, checked, namesOn } from '../shelf.ts'
import type { EventLog, LoggedRun } from '../storage/event-log.ts'
import { createBus, type MoodCount, only } from '../streams/bus.ts'
import { createCatalogue } from '../world/catalogue.ts'
import type { WorldParts } from '../world/parts.ts'
import { type Outcome, play } from '../world/play.ts'
import { createShown } from '../world/shown.ts'
import { version } from './assets.ts'
import { checkKeys, numbersOf, type RunOptions, type WorldOptions } from './options.ts'
import { resultOf } from './outcome.ts'
import { checkNames, hashOf, type Setting, settingOf } from './setting.ts'

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
}

/** What a run came to, with what estimates are made of. */
export interface Played {
  readonly result: RunResult
  readonly outcome: Outcome
  readonly metrics: Readonly<Record<string, MetricDefinition>>
  readonly people: People
  readonly catalogue: Catalogue
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
        return (await playWorld(options, run, bus)).result
      } finally {
        isUnderWay = false
      }
    }
  }
}

/** What a run may be told beyond what a user tells it. */
export interface Extras {
  readonly kind?: Manifest['kind']
  readonly posts?: Manifest['posts']
  /** The parts, where they have been found already. */
  readonly setting?: Setting
}

/** Joins the parts, plays them, and makes estimates of what came. */
export async function playWorld(
  options: WorldOptions,
  run: RunOptions,
  bus = createBus(),
  { kind = 'run', posts, setting: found }: Extras = {}
): Promise<Played> {
  const numbers = numbersOf({ ...options, ...run })
  const setting = found ?? (await settingOf(options))
  const started = performance.now()
  const chance = createChance(numbers.seed)
  const people = peopleOf(
    setting.populations.map(({ definition }) => definition),
    chance
  )
  const representation = setting.representation.definition.create()
  const notes = [...setting.notes, ...unread(people.phrases, posts ?? [], representation)]
  const catalogue = await createCatalogue(setting.catalogue.definition, people.phrases, representation)
  const metrics = { ...allOn('metrics'), ...ownMetrics(options.metrics) }
  const manifest: Manifest = {
    recoworld: version(),
    kind,
    populations: setting.populations.map(({ source }) => source),
    recommender: setting.recommender.source,
    mindset: setting.mindset.source,
    mind: setting.mind.source,
    representation: setting.representation.source,
    catalogue: { ...setting.catalogue.source, items: setting.catalogue.definition.length },
    ...(posts ? { posts } : {}),
    ...numbers,
    engine: 'live'
  }
  const id = hashOf(JSON.stringify(manifest))
  const { columns, create } = setting.mind.definition
  const mind = create({
    catalogue,
    chance,
    columns: allocate(columns, numbers.users, { topics: catalogue.topics.length, formats: FORMATS.length })
  })
  const inspection = inspectionOf(options.inspect)
  const shown = createShown(numbers.users, catalogue.size)
  const inputOf = (user: number) => {
    const { patience, trust } = people.person(user).traits
    return { patience, trust }
  }
  const truth = setting.recommender.definition.oracle ? mind.affinity : undefined
  const log = options.log === undefined ? undefined : await newLog(options.log, { id, manifest })
  const agent = createRecommenderAgent(
    setting.recommender.definition,
    { catalogue, chance, slateSize: numbers.slateSize, ...(truth ? { truth } : {}) },
    bus,
    shown.has,
    inspection?.observer
  )
  const parts: WorldParts = {
    run: id,
    people,
    users: numbers.users,
    catalogue,
    chance,
    mind,
    cast: createCast(setting.mindset.definition, inputOf, numbers.users, inspection),
    visits: createVisits(numbers.users),
    bus,
    shown,
    slateSize: numbers.slateSize,
    recommender: setting.recommender.source.name,
    metrics,
    sink: log && ((events) => log.write(events))
  }
  try {
    const onTurn = run.onProgress && (({ done, left }: { done: number; left: number }) => run.onProgress!(done, left))
    const played = await play(parts, { ...numbers, signal: run.signal, onTurn })
    const lost = await agent.finish() // what could be told to the recommender only after the last slate
    const { recommender, first } = played.failures
    const failures = { ...played.failures, recommender: recommender + lost.length, first: first ?? lost[0] }
    const outcome = { ...played, failures }
    const result = resultOf(outcome, metrics, numbers.users, (performance.now() - started) / 1_000, notes, manifest)
    await log?.finish(result)
    return { result, outcome, metrics, people, catalogue }
  } finally {
    agent.dismiss()
    await log?.close()
  }
}

function inspectionOf(given: WorldOptions['inspect']): Inspection | undefined {
  if (!given) return undefined
  return 'observer' in given ? given : { observer: given, users: [0] }
}

/** The database is loaded only by who wants a log. */
async function newLog(file: string, run: LoggedRun): Promise<EventLog> {
  const { createLog } = await import('../storage/event-log.ts')
  return createLog(file, run)
}

function ownMetrics(given: WorldOptions['metrics'] = {}): Record<string, MetricDefinition> {
  const shelf = namesOn('metrics')
  const taken = Object.keys(given).find((name) => shelf.includes(name))
  if (taken)
    throw new RecoError('metric.taken', {
      what: `There is a metric "${taken}" on the shelf.`,
      fix: 'Give yours another name.'
    })
  return Object.fromEntries(Object.entries(given).map(([name, definition]) => [name, checked('metrics', definition)]))
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
