import { createCast, type Inspection } from '../../agents/user.ts'
import { createVisits } from '../../agents/visit.ts'

import session from '../../machines/session.ts'
import { peopleOf } from '../../populations/sample.ts'
import { RecoError } from '../contract/error.ts'
import { FORMATS } from '../contract/item.ts'
import type { ColumnSpec, ColumnsOf } from '../contract/mind.ts'
import type { Models } from '../contract/model.ts'
import type { Catalogue, Chance, MetricDefinition, Mind } from '../contract/plugin.ts'
import type { People } from '../contract/population.ts'
import type { EngineName } from '../contract/result.ts'
import { createCrowdCast } from '../crowd/cast.ts'
import { createReferenceCast } from '../crowd/reference.ts'
import { createCrowdVisits } from '../crowd/visits.ts'
import { createChance } from '../kernel/chance.ts'
import { allocate } from '../kernel/columns.ts'
import { allOn, checked, fromShelf, namesOn } from '../shelf.ts'
import { created } from '../streams/broken.ts'
import type { Cast, Visits } from '../streams/cast.ts'
import type { Range } from '../world/parts.ts'
import { catalogueOf } from './catalogues.ts'
import type { numbersOf, WorldOptions } from './options.ts'
import type { Setting } from './setting.ts'

export type RunNumbers = ReturnType<typeof numbersOf>

/** What a world is made of, alike in every thread. */
export interface Joint {
  readonly chance: Chance
  readonly people: People
  readonly catalogue: Catalogue
  readonly metrics: Readonly<Record<string, MetricDefinition>>
}

export type Parts = Pick<Setting, 'populations' | 'catalogue' | 'representation' | 'mind' | 'mindset'>

/** Joins people and catalogue. The same parts and numbers give the same joint, in whatever thread. */
export async function join(
  parts: Parts,
  { seed }: RunNumbers,
  { metrics, measure }: Pick<WorldOptions, 'metrics' | 'measure'> = {}
): Promise<Joint> {
  const chance = createChance(seed)
  const people = peopleOf(
    parts.populations.map(({ definition }) => definition),
    chance
  )
  const catalogue = await catalogueOf(parts.catalogue.definition, people.phrases, parts.representation.definition)
  return { chance, people, catalogue, metrics: { ...measured(measure), ...ownMetrics(metrics) } }
}

/** Everybody's mind, and its columns. Rows are addressed by person in every thread; memory that nobody touches costs nothing. */
export function mindOf(
  { mind }: Parts,
  { catalogue, chance }: Joint,
  { users }: RunNumbers,
  models?: Models
): { mind: Mind; columns: ColumnsOf<Record<string, ColumnSpec>> } {
  const widths = { topics: catalogue.topics.length, formats: FORMATS.length }
  const columns = allocate(mind.definition.columns, users, widths)
  const made = created('mind', mind.source.name, () =>
    mind.definition.create({ catalogue, chance, columns, ...(models ? { models } : {}) })
  )
  return { mind: made, columns }
}

/** Everybody's mindset and visit, run the way that was chosen. */
export function cast(
  engine: EngineName,
  { mindset }: Parts,
  { people }: Joint,
  { users, seed }: RunNumbers,
  range: Range,
  inspection?: Inspection
): { cast: Cast; visits: Visits } {
  const inputOf = (user: number) => {
    const { patience, trust } = people.traits(user)
    return { patience, trust }
  }
  if (engine === 'live')
    return {
      cast: createCast(mindset.definition, inputOf, users, inspection, range),
      visits: createVisits(users)
    }
  if (engine === 'reference')
    return { cast: createReferenceCast(mindset.definition, inputOf, users, { range }), visits: createVisits(users) }
  const crowd = createCrowdCast(mindset.definition, inputOf, users, { range, seed })
  for (const user of inspection?.users ?? []) crowd.promote(user, { inspect: inspection!.observer })
  return { cast: crowd, visits: createCrowdVisits(session, users) }
}

const measured = (names: WorldOptions['measure']): Record<string, MetricDefinition> =>
  names
    ? Object.fromEntries(names.map((name) => [name, fromShelf('metrics', name).definition]))
    : (allOn('metrics') as Record<string, MetricDefinition>)

function ownMetrics(given: WorldOptions['metrics'] = {}): Record<string, MetricDefinition> {
  const shelf = namesOn('metrics')
  const taken = Object.keys(given).find((name) => shelf.includes(name))
  if (taken)
    throw new RecoError('metric.taken', {
      what: `There is a metric "${taken}" on the shelf.`,
      fix: 'Give yours another name.'
    })
  const found = (metric: string | MetricDefinition) =>
    typeof metric === 'string' ? fromShelf('metrics', metric).definition : checked('metrics', metric)
  return Object.fromEntries(Object.entries(given).map(([name, metric]) => [name, found(metric)]))
}
