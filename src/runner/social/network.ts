import type { Manifest } from '../../contract/result.ts'
import type { GraphOption, SpreadResult } from '../../contract/spread.ts'
import { createSharedFeed, type SharedFeed } from '../../social/index.ts'
import type { Joint } from '../joining.ts'
import { graphNamed } from './graph.ts'
import { spreadResult } from './result.ts'

/** The people of a world, joined by who follows whom. */
export interface Network {
  readonly source: NonNullable<Manifest['graph']>
  readonly feed: SharedFeed
  result(): SpreadResult
}

/** @throws RecoError as `graphNamed`; `graph.too-many` */
export async function networkOf(
  given: string | GraphOption,
  { people, chance, catalogue }: Joint,
  users: number
): Promise<Network> {
  const { source, make } = await graphNamed(given)
  const graph = make(people, users, chance)
  const feed = createSharedFeed({ graph, chance })
  return { source, feed, result: () => spreadResult(source.name, graph, people.segmentOf, feed, catalogue) }
}
