import { availableParallelism } from 'node:os'
import { RecoError } from '../contract/error.ts'
import type { MetricValue, RunResult } from '../contract/result.ts'
import type { SweepCell, SweepResult } from '../contract/sweep.ts'
import { holm, meanInterval, pairedDifference } from '../experiment/index.ts'
import { apartOf, checkKeys, numbersOf, type RunOptions, type WorldOptions } from './options.ts'
import { playWorld } from './playing.ts'
import { seedsOf } from './seeds.ts'
import { checkNames } from './setting.ts'
import { set, type Told, type Value } from './sweep/axes.ts'
import { createPool } from './sweep/pool.ts'

export interface SweepOptions
  extends Omit<WorldOptions, 'log' | 'logShare' | 'inspect' | 'threads' | 'model'>,
    RunOptions {
  /** Values by what is varied: parts (recommender, population, mindset …), numbers (users, turns, slate …), traits, graph.degree …. */
  vary: Readonly<Record<string, readonly Value[]>>
  /** Worlds in each cell, each with a seed of its own, 1 … 1,000. Default 1. */
  replicates?: number
  /** Worlds at once, 1 … 64. Default: what suits. */
  workers?: number
}

/** Cells in all. */
const MOST = 10_000
/** From so many user-steps on, threads are worth starting. */
const THREADS_FROM = 100_000

/**
 * A world for every combination of what is varied, each cell with the same people and luck.
 *
 * @throws RecoError `sweep.nothing`, `sweep.too-many`, `sweep.unknown-axis`, `sweep.bad-value`; those of `createWorld`
 */
export async function sweep(options: SweepOptions): Promise<SweepResult> {
  const started = performance.now()
  const { vary, replicates = 1, workers, signal, onProgress, ...told } = options
  checkKeys(told, ['sessions', 'turns', 'days'])
  const axes = Object.entries(vary).map(([name, values]) => ({ name, values: [...values] }))
  checkAxes(axes, replicates)
  const numbers = numbersOf(told)
  const seeds = seedsOf(numbers.seed, replicates)
  const places = combinations(axes)
  const worlds = places.flatMap((at) =>
    seeds.map((seed): Told => {
      const one = Object.entries(at).reduce((before, [name, value]) => set(before, name, value), {
        ...told,
        seed
      } as Told)
      return { ...one, threads: 1 }
    })
  )
  for (const { world } of worlds.map(apartOf)) {
    numbersOf(world)
    checkNames(world)
  }
  const steps = worlds.map((one) => {
    const { users, sessions, turns } = numbersOf(one)
    return users * sessions * turns
  })
  const all = steps.reduce((sum, each) => sum + each, 0)
  const size = Math.min(worlds.length, workers ?? (all >= THREADS_FROM && canTravel(told) ? availableParallelism() : 1))
  const progress = steps.map(() => 0)
  const report = (world: number, share: number) => {
    progress[world] = share
    const done = steps.reduce((sum, each, at) => sum + each * progress[at]!, 0)
    onProgress?.(Math.round(done), Math.round(all - done))
  }
  const results = await played(worlds, size, { report, ...(signal ? { signal } : {}) })
  const cells = places.map((at, cell) => cellOf(at, results.slice(cell * replicates, (cell + 1) * replicates)))
  const whole = results.flatMap((one) => (one ? [one] : []))
  return {
    axes,
    cells: cells.filter((cell) => cell !== undefined),
    seeds,
    unit: replicates > 1 ? 'worlds' : 'people',
    differences: replicates > 1 && cells.every((cell) => cell !== undefined) ? differencesOf(cells as SweepCell[]) : [],
    userSteps: whole.reduce((sum, { userSteps }) => sum + userSteps, 0),
    interrupted: whole.length < worlds.length,
    notes: [...new Set(whole.flatMap(({ notes }) => notes))],
    seconds: (performance.now() - started) / 1_000
  }
}

function checkAxes(axes: SweepResult['axes'], replicates: number): void {
  const empty = axes.find(({ values }) => values.length === 0)
  if (axes.length === 0 || empty)
    throw new RecoError('sweep.nothing', {
      what: empty ? `Nothing is given for "${empty.name}".` : 'Nothing is to be varied.',
      fix: 'Name what, and its values: vary: { patience: [0.2, 0.5, 0.8] }, or --vary patience=0.2,0.5,0.8.'
    })
  const cells = axes.reduce((product, { values }) => product * values.length, 1)
  const isCount = Number.isInteger(replicates) && replicates >= 1 && replicates <= 1_000
  if (cells * replicates <= MOST && isCount) return
  throw new RecoError('sweep.too-many', {
    what: `${cells} combinations with ${replicates} replicates each.`,
    fix: `Give 1 to 1,000 replicates, and ${MOST.toLocaleString('en')} worlds at most.`
  })
}

function combinations(axes: SweepResult['axes']): Record<string, Value>[] {
  return axes.reduce<Record<string, Value>[]>(
    (before, { name, values }) => before.flatMap((at) => values.map((value) => ({ ...at, [name]: value }))),
    [{}]
  )
}

/** Whether all of it can go to another thread: definitions that are programs cannot. */
function canTravel(told: object): boolean {
  try {
    structuredClone(told)
    return true
  } catch {
    return false
  }
}

interface Watch {
  readonly report: (world: number, share: number) => void
  readonly signal?: AbortSignal
}

/** What came of each world; nothing of those that were not played to the end. */
async function played(
  worlds: readonly Told[],
  size: number,
  { report, signal }: Watch
): Promise<(RunResult | undefined)[]> {
  const results: (RunResult | undefined)[] = worlds.map(() => undefined)
  const shareOf = (done: number, left: number) => (done + left > 0 ? done / (done + left) : 0)
  if (size === 1) {
    for (const [at, told] of worlds.entries()) {
      if (signal?.aborted) break
      const { world, run } = apartOf(told)
      const onProgress = (done: number, left: number) => report(at, shareOf(done, left))
      const { result } = await playWorld(world, { ...run, ...(signal ? { signal } : {}), onProgress })
      if (!result.interrupted) results[at] = result
      report(at, 1)
    }
    return results
  }
  const pool = createPool(size)
  const stop = () => void pool.close()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const stopped = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }))
    const work = Promise.all(
      worlds.map(async (world, at) => {
        results[at] = await pool.play(world, (done, left) => report(at, shareOf(done, left)))
        report(at, 1)
      })
    )
    await Promise.race([work, stopped])
    work.catch(() => undefined) // threads that were ended answer no more
  } finally {
    signal?.removeEventListener('abort', stop)
    await pool.close()
  }
  return results
}

function cellOf(at: SweepCell['at'], results: readonly (RunResult | undefined)[]): SweepCell | undefined {
  const whole = results.flatMap((one) => (one ? [one] : []))
  const [first] = whole
  if (!first || whole.length < results.length) return undefined
  const metrics = Object.entries(first.metrics).map(([name, metric]): [string, MetricValue] => {
    if (whole.length === 1) return [name, metric]
    const values = whole.flatMap(({ metrics: own }) => (Number.isFinite(own[name]!.value) ? [own[name]!.value] : []))
    if (values.length === 0) return [name, metric]
    const { value, low, high, n } = meanInterval(values, { range: rangeOf(metric) })
    return [name, { ...metric, value, low, high, n }]
  })
  return {
    at,
    metrics: Object.fromEntries(metrics),
    worlds: whole.map(({ metrics: own }) =>
      Object.fromEntries(Object.entries(own).map(([name, { value }]) => [name, value]))
    ),
    failures: whole.reduce((sum, { failures }) => sum + failures.mind + failures.recommender, 0)
  }
}

/** What values of a metric can be, by its unit. */
const rangeOf = ({ unit }: Pick<MetricValue, 'unit'>): [number, number] =>
  /^share\b|^0 to 1$/.test(unit) ? [0, 1] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]

function differencesOf(cells: readonly SweepCell[]): SweepResult['differences'] {
  const [first, ...others] = cells
  return Object.keys(first!.metrics).flatMap((metric) => {
    const raw = others.flatMap((cell, at) => {
      const [a, b] = [first!, cell].map(({ worlds }) => worlds.map((world) => world[metric]!)) as [number[], number[]]
      if (![...a, ...b].every(Number.isFinite)) return []
      const { difference, low, high, p, n } = pairedDifference(a, b, { range: rangeOf(first!.metrics[metric]!) })
      return { cell: at + 1, metric, difference, low, high, p, n }
    })
    const ps = holm(raw.map(({ p }) => p))
    return raw.map((one, at) => ({ ...one, p: ps[at]! }))
  })
}
