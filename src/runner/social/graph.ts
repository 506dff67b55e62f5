import { basename } from 'node:path'
import { RecoError } from '../../contract/error.ts'
import { didYouMean } from '../../contract/nearest.ts'
import type { Chance } from '../../contract/plugin.ts'
import type { People } from '../../contract/population.ts'
import { GRAPH_KINDS, GraphOption } from '../../contract/spread.ts'
import { readGraph } from '../../input/graph.ts'
import { isPath } from '../../shelf.ts'
import { blocks, graphOf, preferential, type SocialGraph, smallWorld } from '../../social/index.ts'
import { hashOf } from '../fingerprint.ts'

/** A graph that was asked for: what the manifest says of it, and how it is made for so many people. */
export interface FoundGraph {
  readonly source: { readonly name: string; readonly hash?: string; readonly options?: object }
  make(people: People, users: number, chance: Chance): SocialGraph
}

type Given = string | GraphOption

/**
 * A kind by name (small-world, preferential, blocks), a file of ties, or a description.
 *
 * @throws RecoError `graph.unknown-kind`, `graph.bad-options`; those of the reader
 */
export async function graphNamed(given: Given): Promise<FoundGraph> {
  if (typeof given !== 'string') return described(given)
  if (!isPath(given)) {
    if (!(GRAPH_KINDS as readonly string[]).includes(given))
      throw new RecoError('graph.unknown-kind', {
        what: `There is no kind of graph "${given}"; there are ${GRAPH_KINDS.join(', ')}.`,
        fix: didYouMean(given, GRAPH_KINDS)
      })
    return described({ kind: given as (typeof GRAPH_KINDS)[number] })
  }
  const { rows } = await readGraph(given)
  return ofTies(rows, basename(given))
}

function described(given: GraphOption): FoundGraph {
  const read = GraphOption.safeParse(given)
  if (!read.success)
    throw new RecoError('graph.bad-options', {
      what: `The graph is described as ${JSON.stringify(given)?.slice(0, 200)}: ${read.error.issues[0]!.message}.`,
      fix: `Give a kind (${GRAPH_KINDS.join(', ')}) with degree, homophily, rewire and weight, or ties.`
    })
  if ('ties' in read.data) return ofTies(read.data.ties, 'own')
  const { kind, ...options } = read.data
  return {
    source: { name: kind, options },
    make(people, users, chance) {
      const all = { ...options, people: users, groupOf: people.segmentOf }
      if (options.degree >= users && users > 1)
        throw new RecoError('graph.bad-options', {
          what: `Everybody is to have ${options.degree} followers, and there are ${users} people.`,
          fix: 'Take a smaller degree, or more people.'
        })
      if (kind === 'small-world') return smallWorld(all, chance)
      return kind === 'preferential' ? preferential(all, chance) : blocks(all, chance)
    }
  }
}

/** Names are people in the order in which they come, unless all of them are numbers. */
function ofTies(
  ties: readonly { from: string | number; to: string | number; weight?: number | undefined }[],
  name: string
): FoundGraph {
  const isNumbered = ties.every(({ from, to }) => /^\d+$/.test(`${from}`) && /^\d+$/.test(`${to}`))
  const places = new Map<string, number>()
  const place = (one: string | number): number => {
    if (isNumbered) return Number(one)
    if (!places.has(`${one}`)) places.set(`${one}`, places.size)
    return places.get(`${one}`)!
  }
  const numbered = ties.map(({ from, to, weight = 1 }) => ({ from: place(from), to: place(to), weight }))
  const needed = numbered.reduce((most, { from, to }) => Math.max(most, from + 1, to + 1), 1)
  return {
    source: { name, hash: hashOf(JSON.stringify(numbered)) },
    make(_people, users) {
      if (needed > users)
        throw new RecoError('graph.too-many', {
          what: `The ties are between ${needed} people, and there are ${users}.`,
          fix: `Let there be ${needed} people or more: --users ${needed}.`
        })
      return graphOf(users, numbered)
    }
  }
}
