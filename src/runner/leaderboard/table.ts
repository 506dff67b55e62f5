import {
  BOARD_MEASURES,
  type BoardDifference,
  type BoardFigures,
  type BoardMeasure,
  type BoardNoise,
  type BoardPlace,
  type Leaderboard,
  type Quadrant
} from '../../contract/leaderboard.ts'
import type { MetricDefinition } from '../../contract/metric.ts'
import type { Measured } from '../../contract/result.ts'
import { meanInterval } from '../../experiment/index.ts'
import { estimateOf } from '../estimate.ts'
import { allPairs, differenceOf, groupsOf } from './apart.ts'
import { measures } from './cell.ts'
import { type Field, isKnown, linearised, pooled } from './field.ts'
import { ranksOf } from './ranks.ts'

/** What the cells say of who stands where. Nothing in it hangs on how long anything took but `seconds`. */
export function tableOf(field: Field, self: Field): Pick<Leaderboard, 'places' | 'differences' | 'noise' | 'baseline'> {
  const definitions = measures()
  const figures = field.entries.map((_, entry) => figuresOf(field, entry, definitions))
  const likely = ranksOf(field)
  const levelOf = (entry: number, measure: BoardMeasure) => figures[entry]!.overall[measure]?.value ?? 0
  const order = field.entries
    .map((_, entry) => entry)
    .sort((a, b) => levelOf(b, 'retention') - levelOf(a, 'retention') || a - b)
  const pairs = allPairs(field)
  const names = order.map((entry) => field.entries[entry]!)
  const noise = noiseOf(field, self)
  const groups = groupsOf(names, pairs, noise.floor)
  const middle = (measure: BoardMeasure) =>
    order.reduce((total, entry) => total + levelOf(entry, measure), 0) / order.length
  const [keeps, ranks] = [middle('retention'), middle('ndcg')]
  const places = order.map((entry, at): BoardPlace => {
    const alike = groups.flatMap((group, place) => (group === groups[at] ? [place + 1] : []))
    const cells = cellsOf(field, entry)
    return {
      name: field.entries[entry]!,
      rank: [alike[0]!, alike.at(-1)!],
      likely: likely[entry]!,
      ...figures[entry]!,
      quadrant: quadrantOf(levelOf(entry, 'retention') > keeps, levelOf(entry, 'ndcg') > ranks),
      failures: cells.reduce((total, { run }) => total + run.failures, 0),
      seconds: cells.reduce((total, { seconds }) => total + seconds, 0)
    }
  })
  const baseline = field.entries.includes('popular') ? 'popular' : names.at(-1)!
  return {
    places,
    baseline,
    differences: [...pairs, ...inScenarios(field, order[0]!, field.entries.indexOf(baseline))],
    noise
  }
}

function figuresOf(
  field: Field,
  entry: number,
  definitions: Readonly<Record<BoardMeasure, MetricDefinition>>
): Pick<BoardPlace, 'overall' | 'scenarios'> {
  const own = (measure: BoardMeasure, at: number) => pooled(field, at, entry, measure)
  const each = (of: (measure: BoardMeasure) => Measured | null) =>
    Object.fromEntries(BOARD_MEASURES.map((measure) => [measure, of(measure)])) as BoardFigures
  return {
    overall: each((measure) => {
      const known = field.scenarios.flatMap((_, at) => (isKnownOfAll(field, at, measure) ? [own(measure, at)] : []))
      if (known.length === 0) return null
      return measured(meanInterval(linearised(known), { range: definitions[measure].range }))
    }),
    scenarios: Object.fromEntries(
      field.scenarios.map((name, at) => [
        name,
        each((measure) => {
          const tally = own(measure, at)
          return isKnown(tally) ? measured(estimateOf(definitions[measure], tally)) : null
        })
      ])
    )
  }
}

/** A scenario counts for a mean where it says something of everybody in the field. */
const isKnownOfAll = (field: Field, scenario: number, measure: BoardMeasure): boolean =>
  field.entries.every((_, entry) => isKnown(pooled(field, scenario, entry, measure)))

const measured = ({ value, low, high, n }: Measured): Measured => ({ value, low, high, n })

const cellsOf = (field: Field, entry: number) =>
  field.scenarios.flatMap((_, at) =>
    Array.from({ length: field.replicates }, (_, replicate) => field.cell(at, entry, replicate))
  )

const quadrantOf = (keeps: boolean, ranks: boolean): Quadrant =>
  keeps ? (ranks ? 'keeps-and-ranks' : 'keeps') : ranks ? 'ranks' : 'neither'

/** Each against the best, and each against the baseline, scenario by scenario. */
function inScenarios(field: Field, best: number, baseline: number): BoardDifference[] {
  const pairs = [...new Set([best, baseline])].flatMap((a) =>
    field.entries.flatMap((_, b) => (b === a || (a === baseline && b === best) ? [] : [{ a, b }]))
  )
  return field.scenarios.flatMap((_, scenario) => pairs.map((pair) => differenceOf(field, { ...pair, scenario })))
}

/** @param self one entry, which is in the field too, with another chance; or two, the same with one and with another */
function noiseOf(field: Field, self: Field): BoardNoise {
  const [of] = self.entries
  const [first, a, b] = self.entries.length === 1 ? [field, field.entries.indexOf(of!), 0] : [self, 0, 1]
  const differences = [...field.scenarios.map((_, scenario) => scenario), null].map((scenario) =>
    differenceOf(first, { a, b, scenario }, self)
  )
  const { low, high } = differences.at(-1)!
  return { of: of!, differences, floor: Math.max(Math.abs(low), Math.abs(high)) }
}
