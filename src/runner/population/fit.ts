import type { AudienceRow } from '../../contract/audience.ts'
import { RecoError } from '../../contract/error.ts'
import type { Item } from '../../contract/item.ts'
import type { PopulationInput } from '../../contract/population.ts'
import { readAudience } from '../../input/audience.ts'
import type { RunOptions } from '../options.ts'
import { playWorld } from '../playing.ts'
import { RATES, type Rate, rateMetrics, ratesOf, type Written } from './rates.ts'

export interface FitOptions extends Pick<RunOptions, 'signal' | 'onProgress'> {
  /** A file (CSV, JSON, JSONL, Parquet), or its rows. */
  audience: string | readonly AudienceRow[]
  /** People of each segment who are tried, 100 to 20,000; 1,000 if not given. */
  users?: number
  seed?: number
  /** What they are shown: `default`, a file or items. */
  catalogue?: string | readonly Item[]
  /** Who shows it; `popular` if not given. */
  recommender?: string
}

/** How near one rate of a segment came. */
export interface Fitted {
  readonly segment: string
  readonly rate: Rate
  /** What the audience does, and what was aimed at: the same, or its likeness on the scale of the feed. */
  readonly told: number
  readonly aim: number
  readonly reached: number
  /** The trait that it was fitted by, and what it came to; null where a rate is only foretold, from the others. */
  readonly trait: 'activity' | 'expressiveness' | null
  readonly value: number | null
  readonly isReached: boolean
}

export interface FittedPopulation {
  readonly population: PopulationInput
  readonly fits: readonly Fitted[]
  readonly notes: readonly string[]
}

const ROUNDS = 9
/** How widely people of a segment differ in a trait that is fitted. */
const SPREAD = 0.15
const [LEAST, MOST] = [0.02, 0.98]
/** Aims that are met within this part of themselves are reached. */
const NEAR = 0.05

/**
 * A population that does as one's own audience does: segments as they are told, and traits by which people of a run have the
 * rates that are told. How much is opened decides activity and, the other way round, pickiness; how much is liked (or else commented on, or shared) decides
 * expressiveness. Rates that the feed cannot give are taken as how segments differ from each other, and that is said.
 *
 * @throws RecoError `audience.invalid`; `audience.no-rates`; those of `createWorld`
 */
export async function fitPopulation(options: FitOptions): Promise<FittedPopulation> {
  const { audience, users = 1_000, seed = 7, catalogue, recommender = 'popular', signal, onProgress } = options
  const { rows, notes } = typeof audience === 'string' ? await readAudience(audience) : { rows: audience, notes: [] }
  const fitted = RATES.filter((rate) => rows.some((row) => row[rate] !== undefined))
  if (fitted.length === 0)
    throw new RecoError('audience.no-rates', {
      what: 'No column tells what people do: there is no click, like, comment or sharing.',
      ...(typeof audience === 'string' ? { at: { file: audience } } : {}),
      fix: 'Add one, such as ctr; a population without rates is written by hand (`recoworld new population`).'
    })
  const all = users * rows.length
  let tried = 0
  const measure = async (segments: readonly Written[]) => {
    const world = { seed, recommender, users: all, gauges: false, metrics: rateMetrics(), measure: [] }
    const even = segments.map((segment) => ({ ...segment, share: 1 }))
    const played = await playWorld(
      { ...world, ...(catalogue === undefined ? {} : { catalogue }), population: populationOf(even) },
      {
        turns: 6,
        ...(signal ? { signal } : {}),
        onProgress: (done, left) => onProgress?.(tried * all * 6 + done, left + (ROUNDS - tried - 1) * all * 6)
      }
    )
    tried++
    if (played.result.interrupted)
      throw new RecoError('run.interrupted', { what: 'It was stopped before it was fitted.', fix: 'Start it again.' })
    return ratesOf(played, all)
  }
  return search(rows, fitted, notes, measure)
}

/** What is fitted by what: the first rate of the list that a row tells. */
const BY = { activity: ['click'], expressiveness: ['like', 'comment', 'sharing'] } as const
type Fittable = keyof typeof BY
/** How a rate's log-odds move with its trait, to begin with. */
const SLOPE: Record<Fittable, number> = { activity: 1.5, expressiveness: 1 }

async function search(
  rows: readonly AudienceRow[],
  fitted: readonly Rate[],
  notes: readonly string[],
  measure: (segments: readonly Written[]) => Promise<Map<string, Record<Rate, number>>>
): Promise<FittedPopulation> {
  const values = rows.map((): Record<Fittable, number> => ({ activity: 0.5, expressiveness: 0.5 }))
  const segments = () => rows.map((row, at) => segmentOf(row, values[at]!))
  let rates = await measure(segments())
  const start = rates
  const ends = await endsOf(rows, measure)
  const scales = RATES.map((rate) => scaleOf(rate, rows, ends, start))
  const aimOf = (row: AudienceRow, rate: Rate) => scales[RATES.indexOf(rate)]!.aim(row)
  const before = rows.map((): Partial<Record<Fittable, { x: number; y: number }>> => ({}))
  for (let round = 3; round < ROUNDS; round++) {
    for (const [at, row] of rows.entries())
      for (const trait of Object.keys(BY) as Fittable[]) {
        const rate = BY[trait].find((one) => row[one] !== undefined)
        if (!rate) continue
        const x = values[at]![trait]
        const y = logit(rates.get(row.segment)![rate])
        const last = before[at]![trait]
        const seen = last && Math.abs(x - last.x) > 1e-6 ? (y - last.y) / (x - last.x) : SLOPE[trait]
        const slope = Math.sign(seen) === Math.sign(SLOPE[trait]) && Math.abs(seen) > 0.2 ? seen : SLOPE[trait]
        before[at]![trait] = { x, y }
        values[at]![trait] = Math.min(MOST, Math.max(LEAST, x + (logit(aimOf(row, rate)) - y) / slope))
      }
    rates = await measure(segments())
  }
  const fits = rows.flatMap((row, at) =>
    fitted.flatMap((rate): Fitted[] => {
      const told = row[rate]
      if (told === undefined) return []
      const trait = (Object.keys(BY) as Fittable[]).find((one) => BY[one].find((r) => row[r] !== undefined) === rate)
      const [aim, reached] = [aimOf(row, rate), rates.get(row.segment)![rate]]
      return [
        {
          segment: row.segment,
          rate,
          told,
          aim,
          reached,
          trait: trait ?? null,
          value: trait ? values[at]![trait] : null,
          isReached: Math.abs(reached - aim) <= NEAR * aim
        }
      ]
    })
  )
  return {
    population: populationOf(segments(), fits),
    fits,
    notes: [...notes, ...scales.flatMap(({ note }) => note ?? []), ...missed(fits), ...unlikely(rows)]
  }
}

/** The rates of every segment at both ends of the traits. */
async function endsOf(
  rows: readonly AudienceRow[],
  measure: (segments: readonly Written[]) => Promise<Map<string, Record<Rate, number>>>
) {
  const least = await measure(rows.map((row) => segmentOf(row, { activity: LEAST, expressiveness: LEAST })))
  const most = await measure(rows.map((row) => segmentOf(row, { activity: MOST, expressiveness: MOST })))
  return { least, most }
}

/** Rates as they are, where the feed can give most of them; else as far from each other, about what the feed gives. */
function scaleOf(
  rate: Rate,
  rows: readonly AudienceRow[],
  { least, most }: Awaited<ReturnType<typeof endsOf>>,
  start: ReadonlyMap<string, Record<Rate, number>>
): { aim(row: AudienceRow): number; note?: string } {
  const telling = rows.filter((row) => row[rate] !== undefined)
  const fits = telling.filter((row) => {
    const told = row[rate]!
    return told >= least.get(row.segment)![rate] && told <= most.get(row.segment)![rate]
  })
  if (telling.length === 0 || fits.length * 2 > telling.length) return { aim: (row) => row[rate]! }
  const weight = telling.reduce((sum, { share }) => sum + share, 0)
  const meanOf = (of: (row: AudienceRow) => number) =>
    telling.reduce((sum, row) => sum + row.share * of(row), 0) / weight
  const shift = meanOf((row) => logit(start.get(row.segment)![rate])) - meanOf((row) => logit(row[rate]!))
  const [low, high] = [meanOf((row) => least.get(row.segment)![rate]), meanOf((row) => most.get(row.segment)![rate])]
  return {
    aim: (row) => 1 / (1 + Math.exp(-logit(row[rate]!) - shift)),
    note: `the rates of ${rate} are on another scale than this feed, where they lie between ${percent(low)} and ${percent(high)}: fitted was how segments differ from each other`
  }
}

const missed = (fits: readonly Fitted[]): string[] =>
  fits
    .filter(({ trait, isReached }) => trait !== null && !isReached)
    .map(
      ({ segment, rate, aim, reached }) =>
        `“${segment}” could not be brought to ${percent(aim)} of ${rate}: it came to ${percent(reached)}`
    )

const unlikely = (rows: readonly AudienceRow[]): string[] =>
  rows.some(({ interests }) => interests === undefined)
    ? ['what some segments are interested in is not told: to them all topics are alike; add a column interests']
    : []

function segmentOf(row: AudienceRow, traits: Record<Fittable, number>): Written {
  const { segment, share, age, region, device, interests = [], seconds } = row
  const [min, max] = age?.match(/\d+/g)?.map(Number) ?? []
  const rounded = (value: number) => Math.round(value * 1e6) / 1e6
  return {
    name: segment,
    share,
    interests: Object.fromEntries(interests.map((phrase) => [phrase, { mean: 0.7, sd: 0.2 }])),
    ...(min === undefined
      ? {}
      : { age: { min: Math.max(13, min), max: Math.min(110, max ?? Math.max(90, min + 10)) } }),
    ...(region === undefined ? {} : { region }),
    ...(device === undefined ? {} : { device }),
    ...(seconds === undefined ? {} : { preferredSeconds: { median: seconds, spread: 0.5 } }),
    traits: {
      ...(row.click === undefined
        ? {}
        : {
            activity: { mean: rounded(traits.activity), sd: SPREAD },
            pickiness: { mean: rounded(1 - traits.activity), sd: SPREAD }
          }),
      ...(BY.expressiveness.every((rate) => row[rate] === undefined)
        ? {}
        : { expressiveness: { mean: rounded(traits.expressiveness), sd: SPREAD } })
    }
  }
}

const populationOf = (segments: readonly Written[], fits?: readonly Fitted[]): PopulationInput => ({
  description: 'An audience, as an analytics export tells it',
  sources: [
    'segments and shares: an analytics export',
    ...(fits ? [`traits: fitted to its rates of ${[...new Set(fits.map(({ rate }) => rate))].join(', ')}`] : []),
    'assumed: all that it does not tell'
  ],
  segments: [...segments]
})

const logit = (share: number) => Math.log(Math.max(1e-6, share) / Math.max(1e-6, 1 - share))
const percent = (share: number) => `${(100 * share).toPrecision(3)} %`
