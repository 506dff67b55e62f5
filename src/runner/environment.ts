import * as z from 'zod'
import session from '../../machines/session.ts'
import { peopleOf } from '../../populations/sample.ts'
import type { AsyncEnvironment, Environment, EnvironmentDefinition } from '../contract/environment.ts'
import { RecoError } from '../contract/error.ts'
import type { ItemId } from '../contract/item.ts'
import { didYouMean } from '../contract/nearest.ts'
import type { Catalogue } from '../contract/plugin.ts'
import { asyncEnvironmentOf, environmentOf, FIRST_SEED, type Staged } from '../gym/environment.ts'
import { type PersonOptions, personProcess } from '../gym/person/process.ts'
import type { RewardWeights } from '../gym/person/reward.ts'
import type { PersonObservation, PersonState } from '../gym/person/state.ts'
import { needsAsync } from '../gym/person/turn.ts'
import { type Environments, environmentsOf } from '../gym/vector.ts'
import type { OpenModels } from '../models/index.ts'
import { checked, fromShelf } from '../shelf.ts'
import { createCatalogue, createCatalogueNow } from '../world/catalogue.ts'
import { modelsFor } from './models.ts'
import { numbersOf, type WorldOptions } from './options.ts'
import { checkNames, type Setting, settingNow, settingOf } from './setting.ts'

/** A person of a population, to whom one shows slates. Each part is a name, the path of a file of one's own, or the thing itself. */
export interface PersonEnvironmentOptions
  extends Pick<
    WorldOptions,
    'population' | 'mindset' | 'mind' | 'catalogue' | 'representation' | 'slateSize' | 'seed'
  > {
  /** Slates that a visit may have. Default 20. */
  turns?: number
  /** Visits that an episode may have. Default 1. */
  sessions?: number
  /** What a turn is worth: weights of the terms. Default `{ length: 1 }`: a point for each slate after which the person stays. */
  reward?: RewardWeights
  /** Items that may be shown at a turn, drawn anew for each. Default: all. */
  candidates?: number
  /** Slates of which observations tell, 1 … 1,000. Default 20. */
  history?: number
}

/** A world of the shelf `environments`. */
export interface WorldEnvironmentOptions {
  /** By name, by path, or itself. */
  environment: string | EnvironmentDefinition
  /** What it may be told; see `recoworld list environments`. */
  options?: Readonly<Record<string, unknown>>
  seed?: number
}

export type EnvironmentOptions = PersonEnvironmentOptions | WorldEnvironmentOptions
export type PersonEnvironment = Environment<PersonObservation, readonly ItemId[]>

/**
 * Something to act on turn by turn: `reset`, then `step` with a slate until the person has left (`terminated`) or has seen
 * all the slates that there are (`truncated`). Episode e of a seed is person e of a world with that seed.
 *
 * @throws RecoError `environment.bad-option`, `environment.needs-async` where a model decides, those of shelves and readers
 * @example
 *   const env = createEnvironment({ population: 'everyone', slateSize: 10 })
 *   let { observation } = env.reset({ seed: 7 })
 *   const step = env.step(observation.candidates.slice(0, 10))
 */
export function createEnvironment(options?: PersonEnvironmentOptions): PersonEnvironment
export function createEnvironment(options: WorldEnvironmentOptions): Environment
export function createEnvironment(options: EnvironmentOptions = {}): Environment {
  return environmentOf(stagedOf(options), { seed: seedOf(options) })
}

/** `n` of them in step, each with episodes of its own: environment i plays episodes i, i + n, i + 2n … of the seed. */
export function createEnvironments(
  options: PersonEnvironmentOptions & { n: number }
): Environments<PersonObservation, readonly ItemId[]>
export function createEnvironments(options: WorldEnvironmentOptions & { n: number }): Environments
export function createEnvironments({ n, ...options }: EnvironmentOptions & { n: number }): Environments {
  return environmentsOf(stagedOf(options), n, seedOf(options))
}

/** What is staged, before episodes are made of it: for learners, who play very many. */
export function stagedOf(options: EnvironmentOptions): Staged<unknown, unknown, unknown> {
  return ('environment' in options ? stagedWorld(options) : stagedPerson(options)) as Staged<unknown, unknown, unknown>
}

const seedOf = ({ seed }: EnvironmentOptions): number => numbersOf({ seed: seed ?? FIRST_SEED }).seed

function stagedWorld({
  environment,
  options = {},
  seed,
  ...others
}: WorldEnvironmentOptions): Staged<unknown, unknown, unknown> {
  void seed
  refuse(others, ['environment', 'options', 'seed'])
  const { name, definition } = definitionOf(environment)
  const read = definition.options.safeParse(options)
  if (read.success) return { name, process: definition.create(read.data) }
  throw new RecoError('environment.bad-option', {
    what: `The options of "${name}": ${z.prettifyError(read.error).replaceAll('\n', ' ')}`,
    fix: `Its options and their ranges: npx recoworld list environments.`
  })
}

const definitionOf = (environment: WorldEnvironmentOptions['environment']) =>
  typeof environment === 'string'
    ? fromShelf('environments', environment)
    : { name: 'own', definition: checked('environments', environment) }

const PERSON_KEYS = [
  'population',
  'mindset',
  'mind',
  'catalogue',
  'representation',
  'slateSize',
  'seed',
  'turns',
  'sessions',
  'reward',
  'candidates',
  'history'
]

export type StagedPerson = Staged<PersonState, PersonObservation, readonly ItemId[]>

function stagedPerson(options: PersonEnvironmentOptions): StagedPerson {
  const numbers = checkedNumbers(options)
  const setting = settingNow(options)
  if (setting.mind.definition.asksModel) throw needsAsync()
  const representation = setting.representation.definition.create()
  const catalogue = createCatalogueNow(setting.catalogue.definition, phrasesOf(setting), representation)
  return joined(setting, catalogue, numbers)
}

/**
 * A person as something to act on at once, and what there is to show it; files are waited for.
 *
 * @throws RecoError as `createEnvironment` does
 */
export async function personOf(
  options: PersonEnvironmentOptions
): Promise<{ staged: StagedPerson; catalogue: Catalogue }> {
  const numbers = checkedNumbers(options)
  const { setting, catalogue } = await readFor(options)
  if (setting.mind.definition.asksModel) throw needsAsync()
  return { staged: joined(setting, catalogue, numbers), catalogue }
}

async function readFor(options: PersonEnvironmentOptions): Promise<{ setting: Setting; catalogue: Catalogue }> {
  const setting = await settingOf(options)
  const representation = setting.representation.definition.create()
  const catalogue = await createCatalogue(setting.catalogue.definition, phrasesOf(setting), representation)
  return { setting, catalogue }
}

/**
 * The same where somebody answers later: a mind that asks a model, a catalogue of Parquet. `await env.step(slate)`; `close`
 * it when it is done with.
 *
 * @throws RecoError as `createEnvironment` does, and `model.none`, `model.bad-option`
 */
export async function createAsyncEnvironment(
  options: PersonEnvironmentOptions & Pick<WorldOptions, 'model'> = {}
): Promise<AsyncEnvironment<PersonObservation, readonly ItemId[]>> {
  const { stage, close } = await stagesOfPeople(options)
  return asyncEnvironmentOf(stage(), { seed: seedOf(options) }, close)
}

/** The same environment, as many of it as are wanted: for who serves several at once. */
export interface Stages {
  readonly seed: number
  readonly description: string
  stage(): Staged<unknown, unknown, unknown>
  close(): Promise<void>
}

/** @throws RecoError as `createAsyncEnvironment` does */
export async function stagesOf(options: ServedOptions): Promise<Stages> {
  const seed = seedOf(options)
  if ('environment' in options) {
    const staged = stagedWorld(options)
    const { description } = definitionOf(options.environment).definition
    return { seed, description, stage: () => staged, close: async () => undefined }
  }
  const { stage, close } = await stagesOfPeople(options)
  const description = `A person of ${wordsOf(options.population)}, to whom slates are shown; retention is the reward`
  return { seed, description, stage: stage as Stages['stage'], close }
}

export type ServedOptions = (PersonEnvironmentOptions & Pick<WorldOptions, 'model'>) | WorldEnvironmentOptions

const wordsOf = (population: WorldOptions['population'] = 'everyone'): string =>
  [population]
    .flat()
    .map((one) => (typeof one === 'string' ? one : 'a population of one\u2019s own'))
    .join(', ')

/** Where nobody waits for a model one stage serves all: a turn of one is over before another's begins. */
async function stagesOfPeople({ model, ...person }: PersonEnvironmentOptions & Pick<WorldOptions, 'model'>) {
  const numbers = checkedNumbers(person)
  const { setting, catalogue } = await readFor(person)
  const models = await modelsFor(model ? { model } : {}, [setting.mind])
  models?.begin()
  const first = joined(setting, catalogue, numbers, models)
  const close = async (): Promise<void> => {
    await models?.close()
  }
  return { stage: () => (models ? joined(setting, catalogue, numbers, models) : first), close }
}

/** Numbers and names, checked before anything is read. */
function checkedNumbers(options: PersonEnvironmentOptions): PersonOptions {
  refuse(options, PERSON_KEYS)
  const { slateSize, turns, sessions } = numbersOf(options)
  const { candidates, history = 20, reward } = options
  for (const [name, value] of Object.entries({ candidates, history }))
    if (value !== undefined && !(Number.isInteger(value) && value >= 1))
      throw new RecoError('environment.bad-option', {
        what: `${name} is ${String(value)}.`,
        fix: 'Give a whole number from 1, or leave it out.'
      })
  checkNames(options)
  return { slateSize, turns, sessions, reward, candidates, history }
}

const namedIn = ({ populations }: Setting) => populations.map(({ definition }) => definition)

/** What people may like or dislike hangs on no chance. */
const phrasesOf = (setting: Setting): readonly string[] =>
  peopleOf(namedIn(setting), { seed: 0, for: () => noLuck }).phrases

function joined(setting: Setting, catalogue: Catalogue, options: PersonOptions, models?: OpenModels): StagedPerson {
  const { definition, source } = setting.mind
  const process = personProcess(
    {
      peopleOf: (chance) => peopleOf(namedIn(setting), chance),
      catalogue,
      mindset: setting.mindset.definition,
      session,
      mind: { name: source.name, definition },
      models
    },
    options
  )
  return { name: 'person', process }
}

const noLuck = { block: new Float64Array(4), at: () => 0.5 }

function refuse(options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new RecoError('environment.bad-option', {
    what: `There is no option "${unknown}" of an environment.`,
    fix: didYouMean(unknown, known)
  })
}
