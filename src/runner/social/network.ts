import type { Manifest } from '../../contract/result.ts'
import type { GraphOption, SpreadResult } from '../../contract/spread.ts'
import { createSharedFeed, graphOf, type SharedFeed } from '../../social/index.ts'
import type { Joint } from '../joining.ts'
import { graphNamed } from './graph.ts'
import { spreadResult } from './result.ts'

/** The people of a world, joined by who follows whom. */
export interface Network {
  /** None where nobody follows anybody, but creators. */
  readonly source: Manifest['graph'] | undefined
  readonly feed: SharedFeed
  result(): SpreadResult
}

/** @throws RecoError as `graphNamed`; `graph.too-many` */
export async function networkOf(
  given: string | GraphOption | undefined,
  { people, chance, catalogue }: Joint,
  users: number
): Promise<Network> {
  const found = given === undefined ? undefined : await graphNamed(given)
  const source = found?.source
  const graph = found?.make(people, users, chance) ?? graphOf(users, [])
  const feed = createSharedFeed({ graph, chance })
  return { source, feed, result: () => spreadResult(source?.name ?? 'none', graph, people.segmentOf, feed, catalogue) }
}
