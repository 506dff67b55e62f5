import type { Catalogue } from '../../contract/plugin.ts'
import type { DayValue, SeasonResult } from '../../contract/season.ts'
import { dayValue, meanOf } from './day.ts'

/** People who are followed at most, evenly spaced. */
const FOLLOWED = 20_000
/** Pairs whose likeness is looked at. */
const PAIRS = 2_000
/** The part of people who count as in a bubble on day 0. */
const NARROW = 0.2

type Series = Pick<SeasonResult, 'breadth' | 'depth' | 'bubble' | 'escape' | 'likeness' | 'drift'>

/** What some people open, by topic, from day to day. */
export function createTastes(users: number, { topics, topic }: Catalogue) {
  const every = Math.max(1, Math.ceil(users / FOLLOWED))
  const followed = Math.ceil(users / every)
  const width = topics.length
  const now = new Float32Array(followed * width)
  const first = new Float32Array(followed * width)
  const firstDay = new Int32Array(followed).fill(-1)
  const wasNarrow = new Int8Array(followed).fill(-1)
  const items = new Map<number, Set<number>>()
  const paired = Math.min(2 * PAIRS, followed - (followed % 2)) // followed people 2i and 2i + 1 are a pair
  const series: { [Name in keyof Series]: DayValue[] } = {
    breadth: [],
    depth: [],
    bubble: [],
    escape: [],
    likeness: [],
    drift: []
  }
  let narrow: number | undefined

  const rowOf = (user: number) => (user % every === 0 ? user / every : -1)

  function close(day: number, present: readonly number[]): void {
    const rows = present.map(rowOf).filter((row) => row >= 0)
    const breadths: number[] = []
    const depths: number[] = []
    const drifts: number[] = []
    const narrowBefore: number[] = []
    const told: { row: number; breadth: number }[] = []
    for (const row of rows) {
      const of = now.subarray(row * width, (row + 1) * width)
      const figures = figuresOf(of)
      if (!figures) continue
      breadths.push(figures.breadth)
      depths.push(figures.depth)
      told.push({ row, breadth: figures.breadth })
      if (firstDay[row]! < 0) {
        firstDay[row] = day
        first.set(of, row * width)
      } else drifts.push(1 - cosine(first, of, row * width, width))
    }
    narrow ??= breadths.length > 0 ? quantile(breadths, NARROW) : undefined
    const isNarrow = told.map(({ breadth }) => (breadth < narrow! ? 1 : 0))
    for (const [at, { row }] of told.entries()) {
      if (wasNarrow[row] === 1) narrowBefore.push(1 - isNarrow[at]!)
      wasNarrow[row] = isNarrow[at]!
    }
    series.breadth.push(dayValue(day, meanOf(breadths, [1, width])))
    series.depth.push(dayValue(day, meanOf(depths, [0, 1])))
    series.bubble.push(dayValue(day, meanOf(isNarrow, [0, 1])))
    if (narrowBefore.length > 0) series.escape.push(dayValue(day, meanOf(narrowBefore, [0, 1])))
    if (drifts.length > 0) series.drift.push(dayValue(day, meanOf(drifts, [0, 1])))
    series.likeness.push(dayValue(day, meanOf(likenesses(items, paired), [0, 1])))
    for (const row of rows) now.fill(0, row * width, (row + 1) * width)
    items.clear()
  }

  return {
    followed,
    opened(user: number, item: number): void {
      const row = rowOf(user)
      if (row < 0) return
      now[row * width + topic[item]!]!++
      if (row >= paired) return
      const own = items.get(row)
      if (own) own.add(item)
      else items.set(row, new Set([item]))
    },
    close,
    series: (): Series => series
  }
}

/** Effective number of topics, exp(−Σ p ln p), and the share of the greatest; nothing where nothing was opened. @source Hill, Ecology 54(2), 1973 */
function figuresOf(counts: Float32Array): { breadth: number; depth: number } | undefined {
  let [sum, most, entropy] = [0, 0, 0]
  for (const count of counts) {
    sum += count
    if (count > most) most = count
  }
  if (sum === 0) return undefined
  for (const count of counts) if (count > 0) entropy -= (count / sum) * Math.log(count / sum)
  return { breadth: Math.min(counts.length, Math.exp(entropy)), depth: most / sum }
}

function cosine(a: Float32Array, b: Float32Array, from: number, width: number): number {
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < width; i++) {
    ab += a[from + i]! * b[i]!
    aa += a[from + i]! ** 2
    bb += b[i]! ** 2
  }
  return aa > 0 && bb > 0 ? Math.min(1, ab / Math.sqrt(aa * bb)) : 0
}

/** Of pairs of whom both opened something: what both opened, of all that they opened. */
function likenesses(items: ReadonlyMap<number, ReadonlySet<number>>, paired: number): number[] {
  const found: number[] = []
  for (let row = 0; row < paired; row += 2) {
    const [a, b] = [items.get(row), items.get(row + 1)]
    if (!a || !b) continue
    let both = 0
    for (const item of a) if (b.has(item)) both++
    found.push(both / (a.size + b.size - both))
  }
  return found
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(q * (sorted.length - 1))]!
}
