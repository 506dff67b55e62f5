import type { Catalogue } from '../../contract/plugin.ts'
import type { People } from '../../contract/population.ts'
import type { GaugeSums } from '../../world/gauges/sums.ts'
import { createStated, type Stated } from './liking.ts'
import type { Looks } from './looks.ts'
import { type Reading, ratioOf } from './reading.ts'
import { type Ratio, total } from './rows.ts'

/** Impressions of everybody that a segment's own rate of a topic is worth as much as. */
const TRUSTED = 20

/** Who was seen, and what they were shown. */
export interface GaugedWorld {
  readonly people: People
  readonly catalogue: Catalogue
}

/** Whether what people do with what they see for the first time follows from who they say they are. */
export function separability(sums: GaugeSums, looks: readonly Looks[], { people, catalogue }: GaugedWorld): Reading[] {
  const stated = createStated(people, catalogue)
  const said = Array.from(sums.people, stated)
  const half = Math.ceil(said.length / 2)
  const areas = looks.map((look, row) => areaOf(look, said[row]!))
  const strange = looks.map((look, row) => areaOf(look, said[(row + half) % said.length]!))
  const over = (of: (row: number) => number): Ratio => ({
    over: Float64Array.from(areas, (_, row) => of(row)),
    under: Float64Array.from(areas, ({ pairs }) => pairs)
  })
  const reading = (name: string, label: string, unit: Reading['unit'], says: string) => ({
    name,
    label,
    unit,
    reference: null,
    means: { above: says, below: '' }
  })
  return [
    {
      ...reading(
        'persona',
        'How well opening is told by the stated interests',
        'area',
        '0.5 is no better than chance, 1 never errs'
      ),
      measure: ratioOf(
        over((row) => areas[row]!.right),
        [0, 1]
      )
    },
    {
      ...reading(
        'persona-own',
        'The same, less how well a stranger’s interests tell it',
        'area',
        '0 is a mind for which it is all the same who somebody is'
      ),
      measure: ratioOf(
        over((row) => areas[row]!.right - strange[row]!.right),
        [-1, 1]
      )
    },
    {
      ...reading(
        'segment-gain',
        'What knowing the segment adds to telling the next choice',
        'bits',
        'an impression, over what is known of everybody; 0 is a mind without segments'
      ),
      measure: ratioOf(segmentGain(sums, looks, people, catalogue))
    }
  ]
}

/**
 * Of a person's pairs of an opened and a passed item, those in which the opened one is liked more; half of those alike. Their
 * share is the area under the ROC curve; summed over people, none is compared with another.
 */
function areaOf({ items, opened }: Looks, liking: Stated): { right: number; pairs: number } {
  const opens = total(opened)
  const [liked, passed] = [new Float64Array(opens), new Float64Array(items.length - opens)]
  for (let at = 0, o = 0, p = 0; at < items.length; at++)
    if (opened[at] === 1) liked[o++] = liking(items[at]!)
    else passed[p++] = liking(items[at]!)
  liked.sort()
  passed.sort()
  let [right, below, upTo] = [0, 0, 0] // passed items that are liked less, and no more
  for (const much of liked) {
    while (below < passed.length && passed[below]! < much) below++
    while (upTo < passed.length && passed[upTo]! <= much) upTo++
    right += (below + upTo) / 2
  }
  return { right, pairs: opens * passed.length }
}

/**
 * How many bits fewer each impression takes when it is told by the rates of the person's segment, topic by topic, instead of
 * those of everybody; the person itself is in neither.
 */
function segmentGain(
  { people: users }: GaugeSums,
  looks: readonly Looks[],
  people: People,
  catalogue: Catalogue
): Ratio {
  const width = 2 * catalogue.topics.length
  const segments = Array.from(users, (user) => people.segmentOf(user))
  const everybody = new Float64Array(width)
  const bySegment = people.segments.map(() => new Float64Array(width))
  const own = looks.map((look) => byTopic(look, catalogue))
  for (const [row, counts] of own.entries())
    for (const [at, count] of counts) {
      everybody[at]! += count
      bySegment[segments[row]!]![at]! += count
    }
  const gain = (counts: ReadonlyMap<number, number>, theirs: Float64Array) => {
    let bits = 0
    const done = (at: number) => counts.get(at) ?? 0
    for (const at of new Set([...counts.keys()].map((key) => key & ~1))) {
      const [passed, opened] = [done(at), done(at + 1)]
      const all = rateOf(everybody[at]! - passed, everybody[at + 1]! - opened, 0.5, 1)
      const some = rateOf(theirs[at]! - passed, theirs[at + 1]! - opened, all, TRUSTED)
      bits += opened * Math.log2(some / all) + passed * Math.log2((1 - some) / (1 - all))
    }
    return bits
  }
  return {
    over: Float64Array.from(own, (counts, row) => gain(counts, bySegment[segments[row]!]!)),
    under: Float64Array.from(looks, ({ items }) => items.length)
  }
}

/** How often: by 2 · topic, plus 1 where it was opened. */
function byTopic({ items, opened }: Looks, { topic }: Catalogue): Map<number, number> {
  const counts = new Map<number, number>()
  for (const [at, item] of items.entries()) {
    const key = 2 * topic[item]! + opened[at]!
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** A rate that begins at `before`, which counts as `weight` impressions. */
const rateOf = (passed: number, opened: number, before: number, weight: number) =>
  (opened + weight * before) / (passed + opened + weight)
