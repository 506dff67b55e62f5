import { RecoError } from '../contract/error.ts'
import type { Models } from '../contract/model.ts'
import type { Manifest, RunResult } from '../contract/result.ts'
import type { Feed } from '../streams/feed.ts'
import type { Place } from '../world/onlooker.ts'
import { creatorsOf, type FoundCreator } from './creators/found.ts'
import { type CreatorStage, createCreatorStage } from './creators/stage.ts'
import type { Joint, RunNumbers } from './joining.ts'
import type { RunOptions, WorldOptions } from './options.ts'
import { createSeason } from './season/season.ts'
import type { Setting } from './setting.ts'
import { type Network, networkOf } from './social/network.ts'

export interface BesideOptions {
  readonly graph: WorldOptions['graph']
  readonly creators: readonly FoundCreator[] | undefined
  readonly joint: Joint
  readonly numbers: RunNumbers
  readonly models: Models | undefined
}

/** Whoever recommends, as far as what is published needs it. */
interface Shelf {
  withdraw(item: number): void
  release(item: number): void
}

/** What happens beside people and recommender: what they send each other, what is published, what is kept from day to day. */
export interface Beside {
  readonly feed: Feed | undefined
  readonly network: Network | undefined
  /** What the manifest says of it. */
  readonly told: Pick<Manifest, 'graph' | 'creators'>
  /** Before a turn: creators publish. */
  before(place: Place, shelf: Shelf | undefined): Promise<void> | undefined
  results(): Pick<RunResult, 'spread' | 'season' | 'creators'>
  notes(): readonly string[]
}

/** @throws RecoError as `networkOf` */
export async function createBeside({ graph, creators, joint, numbers, models }: BesideOptions): Promise<Beside> {
  const { catalogue, chance } = joint
  const { users, days } = numbers
  const network = graph === undefined && !creators ? undefined : await networkOf(graph, joint, users)
  const season = days === undefined ? undefined : createSeason(users, days, catalogue)
  let shelf: Shelf | undefined
  const stage =
    creators &&
    createCreatorStage({
      creators,
      users,
      catalogue,
      chance,
      feed: network!.feed,
      models,
      release: (item) => shelf!.release(item)
    })
  return {
    feed: together([network?.feed, season, stage]),
    network,
    told: {
      ...(network?.source ? { graph: network.source } : {}),
      ...(creators ? { creators: creators.map(({ source }) => source) } : {})
    },
    before({ session, turn }, given) {
      if (!stage || !given || turn > 0) return undefined
      shelf = given
      if (session === 0) for (const item of stage.unpublished) given.withdraw(item)
      return stage.dayBegins(session)
    },
    results: () => ({
      ...(network?.source ? { spread: network.result() } : {}),
      ...(season ? { season: season.result() } : {}),
      ...(stage ? { creators: stage.results() } : {})
    }),
    notes: () => troublesOf(stage)
  }
}

function troublesOf(stage: CreatorStage | undefined): string[] {
  const troubles = stage?.troubles() ?? []
  if (troubles.length === 0) return []
  const [first] = troubles
  const says = first instanceof Error ? first.message : String(first)
  return [`creators could not decide ${troubles.length} times, and published nothing on those days; the first: ${says}`]
}

/** All of them as one. */
function together(given: readonly (Feed | undefined)[]): Feed | undefined {
  const feeds = given.filter((feed) => feed !== undefined)
  if (feeds.length < 2) return feeds[0]
  return {
    fill(batch, has) {
      for (const feed of feeds) feed.fill(batch, has)
    },
    took(batch) {
      for (const feed of feeds) feed.took(batch)
    }
  }
}

/** Those who publish, found. @throws RecoError `creators.need-days`; those of `creatorsOf` */
export function creatorsIn(
  { creators }: Pick<WorldOptions, 'creators'>,
  { days }: RunOptions,
  setting: Setting
): FoundCreator[] | undefined {
  if (creators === undefined) return undefined
  if (days !== undefined) return creatorsOf(creators, setting.catalogue.definition)
  throw new RecoError('creators.need-days', {
    what: 'Creators publish day by day, and this run has no days.',
    fix: 'Say for how many: days: 14, or --days 14.'
  })
}
