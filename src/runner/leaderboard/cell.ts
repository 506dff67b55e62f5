import { createHash } from 'node:crypto'
import { BOARD_MEASURES, type BoardMeasure, type BoardRun } from '../../contract/leaderboard.ts'
import type { MetricDefinition } from '../../contract/metric.ts'
import type { RecommenderDefinition } from '../../contract/recommender.ts'
import { fromShelf } from '../../shelf.ts'
import { createBus } from '../../streams/bus.ts'
import type { Tally } from '../../world/tally.ts'
import type { RunOptions } from '../options.ts'
import { playWorld } from '../playing.ts'
import type { Found } from '../setting.ts'
import type { FoundScenario } from './scenarios.ts'

/** One scenario, one replicate, one recommender. */
export interface Cell {
  readonly scenario: FoundScenario
  readonly replicate: number
  readonly recommender: Found<RecommenderDefinition> & { readonly name: string }
  readonly users: number
  /** Of its people and their luck. */
  readonly seed: number
}

/** What a cell came to, and what everybody in it did. */
export interface PlayedCell {
  readonly run: BoardRun
  readonly tallies: Readonly<Record<BoardMeasure, Tally>>
  readonly seconds: number
  readonly notes: readonly string[]
}

/** The most user-steps that it can take. */
export const stepsOf = ({ scenario: { scenario }, users }: Cell): number => users * scenario.sessions * scenario.turns

/** Who was still there when the stage ended the visit; whoever breaks a visit has not kept its person. */
const KEPT: MetricDefinition = {
  description: 'Share of visits that lasted to the turn limit, those that broke counted as lost',
  unit: 'share of sessions',
  better: 'higher',
  range: [0, 1],
  session: ({ how }, add) => add(how === 'truncated' ? 1 : 0, 1)
}
const KEPT_NAME = 'kept'
const MEASURED = BOARD_MEASURES.filter((name) => name !== 'retention')

/** The definition of each measure. */
export const measures = (): Record<BoardMeasure, MetricDefinition> =>
  Object.fromEntries(
    BOARD_MEASURES.map((name) => [name, name === 'retention' ? KEPT : fromShelf('metrics', name).definition])
  ) as Record<BoardMeasure, MetricDefinition>

/** @throws RecoError of the run; `run.interrupted` where it was stopped before its end */
export async function playCell(
  { scenario: { name, scenario, setting }, replicate, recommender, users, seed }: Cell,
  run: Pick<RunOptions, 'signal' | 'onProgress'>
): Promise<PlayedCell | undefined> {
  const { population, sessions, turns, slateSize, interventions } = scenario
  const world = {
    population,
    users,
    slateSize,
    seed,
    interventions,
    threads: 1,
    measure: MEASURED,
    metrics: { [KEPT_NAME]: KEPT }
  }
  const { result, outcome } = await playWorld(world, { ...run, sessions, turns }, createBus(), {
    setting: { ...setting, recommender }
  })
  if (result.interrupted) return undefined
  const tallies = Object.fromEntries(
    BOARD_MEASURES.map((measure) => [measure, outcome.tallies[measure === 'retention' ? KEPT_NAME : measure]!])
  ) as Record<BoardMeasure, Tally>
  const { left, truncated, failed } = result.endings
  return {
    tallies,
    seconds: result.seconds,
    notes: result.failures.first === null ? [] : [`${recommender.name}, ${name}: ${result.failures.first}`],
    run: {
      scenario: name,
      replicate,
      seed,
      entry: recommender.name,
      metrics: Object.fromEntries(
        BOARD_MEASURES.map((measure) => [measure, ratioOf(tallies[measure])])
      ) as BoardRun['metrics'],
      visits: left + truncated + failed,
      broken: failed,
      failures: result.failures.recommender,
      userSteps: result.userSteps,
      digest: digestOf(tallies)
    }
  }
}

function ratioOf({ numerators, denominators }: Tally): number | null {
  const [top, bottom] = [numerators, denominators].map((column) => column.reduce((sum, value) => sum + value, 0))
  return bottom! > 0 ? top! / bottom! : null
}

/** Of what every person came to in every measure, to the last bit. */
function digestOf(tallies: PlayedCell['tallies']): string {
  const hash = createHash('sha256')
  for (const measure of BOARD_MEASURES)
    for (const column of [tallies[measure].numerators, tallies[measure].denominators])
      hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  return hash.digest('hex').slice(0, 16)
}
