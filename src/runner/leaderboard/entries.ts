import { RecoError } from '../../contract/error.ts'
import type { RecommenderDefinition } from '../../contract/recommender.ts'
import { createChance } from '../../kernel/chance.ts'
import { allOn } from '../../shelf.ts'
import { toldApart } from '../apart.ts'
import { isUrl, knock, nameOfUrl, type RemoteOptions, remoteRecommender } from '../remote.ts'
import { type Found, hashOf, partOf } from '../setting.ts'

/** A recommender that takes part. */
export interface Entry extends Found<RecommenderDefinition> {
  readonly name: string
  /** The name, file or address that was given. */
  readonly from: string
}

/** Everybody on the shelf who asks no model. */
export const shelfEntries = (): string[] =>
  Object.entries(allOn('recommenders')).flatMap(([name, { asksModel, oracle }]) => (asksModel || oracle ? [] : [name]))

/**
 * By name, file or address.
 *
 * @throws RecoError of the shelf; `leaderboard.needs-model`; `leaderboard.named-twice`; `leaderboard.too-few`;
 *                   `leaderboard.bad-url`, `leaderboard.no-answer`
 */
export async function entriesOf(given: readonly string[], remote: RemoteOptions = {}): Promise<Entry[]> {
  if (given.length < 2)
    throw new RecoError('leaderboard.too-few', {
      what: `${given.length} recommender was named; a ranking takes two.`,
      fix: 'Name two or more, or none for the whole shelf.'
    })
  const twice = given.find((from, at) => given.indexOf(from) !== at)
  if (twice !== undefined)
    throw new RecoError('leaderboard.named-twice', {
      what: `"${twice}" was named twice.`,
      fix: 'Name each once; how far one is from itself is measured as the noise floor.'
    })
  const found = given.map((from) => ({ from, ...foundOf(from, remote) }))
  for (const { from } of found) if (isUrl(from)) await knock(from, remote)
  const names = toldApart(found.map(({ source }) => source.name))
  return found.map((one, at) => ({ ...one, name: names[at]! }))
}

function foundOf(from: string, remote: RemoteOptions): Found<RecommenderDefinition> {
  if (isUrl(from)) {
    const definition = remoteRecommender(from, remote)
    return { definition, source: { name: nameOfUrl(from), hash: hashOf(from) } }
  }
  const found = partOf('recommenders', from)
  if (!found.definition.asksModel) return found
  throw new RecoError('leaderboard.needs-model', {
    what: `"${from}" asks a language model, and a leaderboard asks none.`,
    fix: `Compare it with compare ${from} instructable --model …, or take those that ask none.`
  })
}

/** The same recommender with another chance of its own, beside the same people with the same luck. */
export function withOtherChance({ definition, source }: Found<RecommenderDefinition>): Found<RecommenderDefinition> {
  return {
    source,
    definition: {
      ...definition,
      create: (setting) => definition.create({ ...setting, chance: createChance(OTHER + setting.chance.seed) })
    }
  }
}

/** Far from every seed that a replicate has. */
const OTHER = 2 ** 40
