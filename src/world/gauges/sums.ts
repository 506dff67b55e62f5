import { RecoError } from '../../contract/error.ts'
import type { Chance } from '../../contract/plugin.ts'
import { ACTIONS } from '../../contract/session.ts'
import type { Range } from '../parts.ts'
import { BLOCKS } from './thirds.ts'
import { RATIO_BINS } from './watching.ts'

/** Every set of actions that an impression may have. */
export const MASKS = 1 << ACTIONS.length

/**
 * What some people did, in sums: row r is person `people[r]`, its numbers start at r · stride. Nothing of one person hangs on
 * another, so that parts are put together by laying them one after the other.
 */
export interface GaugeSums {
  /** Items of the catalogue. */
  readonly items: number
  /** Ascending. */
  readonly people: Int32Array
  readonly columns: GaugeColumns
}

export type GaugeColumns = ReturnType<typeof emptyColumns>

const STRIDES = (items: number) => ({
  /** Impressions by their set of actions. */
  masks: MASKS,
  /** Opened items by the share that was watched. */
  ratios: RATIO_BINS,
  /** Bits: which items were shown, and which were opened when first shown. */
  seen: Math.ceil(items / 32),
  taken: Math.ceil(items / 32),
  /** Turns; turns with something opened; of those: two stars or fewer, four and a half or more. */
  turns: 4,
  /** Impressions and those opened, by block of turns. */
  blocks: 2 * BLOCKS
})

function emptyColumns(rows: number, items: number) {
  const strides = STRIDES(items)
  const counts = (stride: number) => new Uint32Array(rows * stride)
  return {
    masks: counts(strides.masks),
    ratios: counts(strides.ratios),
    seen: counts(strides.seen),
    taken: counts(strides.taken),
    turns: counts(strides.turns),
    blocks: counts(strides.blocks),
    /** Sum of the shares watched of what was opened. */
    ratio: new Float64Array(rows),
    /** Sum of delight over turns with something opened. */
    delight: new Float64Array(rows),
    /** Sum of delight by block of turns. */
    delights: new Float64Array(rows * BLOCKS)
  }
}

export const bytesOf = (items: number): number =>
  4 * Object.values(STRIDES(items)).reduce((sum, stride) => sum + stride, 0) + 8 * (2 + BLOCKS)

export const emptySums = (people: Int32Array, items: number): GaugeSums => ({
  items,
  people,
  columns: emptyColumns(people.length, items)
})

/**
 * Everybody, or `most` of them: one by chance from each of as many stretches of people, so that each thread finds those of
 * its own range by itself.
 *
 * @returns ascending
 */
export function sampleOf(users: number, most: number, { from, to }: Range, chance: Chance): Int32Array {
  if (users <= most) return Int32Array.from({ length: to - from }, (_, at) => from + at)
  const luck = chance.for('gauges')
  const chosen: number[] = []
  for (let stretch = 0; stretch < most; stretch++) {
    const first = Math.floor((stretch * users) / most)
    const next = Math.floor(((stretch + 1) * users) / most)
    if (next <= from || first >= to) continue
    const user = first + Math.floor(luck.at(stretch) * (next - first))
    if (user >= from && user < to) chosen.push(user)
  }
  return Int32Array.from(chosen)
}

/**
 * The sums of people who were seen apart, as if they had been seen together: the same to the last bit.
 *
 * @throws RecoError `gauges.unlike` where the parts are not of one world, or somebody is in two of them
 */
export function joinGauges(parts: readonly GaugeSums[]): GaugeSums {
  const ordered = parts.filter(({ people }) => people.length > 0).sort((a, b) => a.people[0]! - b.people[0]!)
  const [first] = ordered
  if (!first) return parts[0] ?? emptySums(new Int32Array(0), 0)
  const { items } = first
  if (ordered.some((part) => part.items !== items)) throw unlike('The catalogues of the parts differ in size.')
  const people = Int32Array.from(ordered.flatMap((part) => [...part.people]))
  if (people.some((user, at) => at > 0 && user <= people[at - 1]!)) throw unlike('The parts share people.')
  const whole = emptySums(people, items)
  let row = 0
  for (const part of ordered) {
    for (const [name, column] of Object.entries(whole.columns)) {
      const stride = column.length / people.length
      column.set(part.columns[name as keyof GaugeColumns], row * stride)
    }
    row += part.people.length
  }
  return whole
}

const unlike = (what: string) =>
  new RecoError('gauges.unlike', { what, fix: 'Join the sums of one run, each range of its people once.' })
