import type { Catalogue } from '../../contract/catalogue.ts'
import type { Manifest, RunResult } from '../../contract/result.ts'
import type { LogReader } from '../../storage/log-reader.ts'
import type { Cast, Census } from '../../streams/cast.ts'
import type { Place } from '../../world/onlooker.ts'
import { createHeadcount, createRecord, type RunRecord, type Shape, type TurnRecord } from '../record/index.ts'
import { createFigures } from './figures.ts'
import { type Made, recommenderAt } from './interventions.ts'
import type { Logged } from './logged.ts'
import { createReading } from './reading.ts'
import { createReplay } from './replay.ts'
import { createSpread } from './spread.ts'

/** All that a log is played again with. */
export interface Stage {
  readonly log: LogReader
  readonly manifest: Manifest
  readonly result: RunResult | null
  readonly logged: Logged
  readonly made: readonly Made[]
  readonly cast: Cast
  readonly census: Census
  readonly shape: Shape
  readonly catalogue: Catalogue | undefined
  /** Arrows of the recommender's chart, of which a log says nothing. */
  readonly dutyArrows: number
}

export interface Played {
  readonly record: RunRecord
  /** How all were before the first turn. */
  readonly before: TurnRecord
  /** Where the log and the mindset parted first, in a sentence. */
  readonly parted: string | undefined
}

/** Plays a log again from its beginning to its end, in memory that does not grow with its length. */
export async function playAgain(stage: Stage, onProgress?: (done: number, left: number) => void): Promise<Played> {
  const { log, manifest, logged, made, cast, census, shape, catalogue } = stage
  const { groups, only } = logged
  const record = createRecord(groups, shape, manifest.turns)
  const headcount = createHeadcount(census, shape, groups)
  /** People of each segment whose visit failed, though their mindset does not know. */
  const stuck = new Float64Array(groups.segments.length)
  const ended: RunRecord['ended'] = (person, place, how, cause) => {
    record.ended(person, place, how, cause)
    if (how === 'failed' && headcount.isHere(person)) stuck[groups.of[person]!]!++
  }
  const reading = createReading(log, only, groups.people)
  const replay = createReplay(reading, cast, logged, made)
  const figures = createFigures(reading, logged, { ...record, ended })
  const spread = catalogue && createSpread(log, logged, catalogue, manifest.seed, record)
  const [[all = 0] = []] = await log.numbers(`SELECT count(*) FROM review_answered WHERE true${only}`)
  const perSecond = stage.result?.userStepsPerSecond ?? 0
  const duty = new Array<number>(stage.dutyArrows).fill(0)
  let done = 0
  const now = (place: Place): TurnRecord => {
    const standing = headcount.count()
    for (const [group, many] of stuck.entries()) standing.present[group] = Math.max(0, standing.present[group]! - many)
    const recommender = recommenderAt(place, made) ?? manifest.recommender.name
    return { ...place, standing, stayed: record.stayed, recommender, done, left: all - done, perSecond, duty }
  }
  const before = { ...now({ session: 0, turn: -1 }), stayed: new Float64Array(groups.segments.length) }
  for (const { session, turns } of await visitsIn(log, only)) {
    await replay.begin(session)
    record.begin(session, await figures.begin(session), headcount.moodOf)
    for (const turn of turns) {
      const place = { session, turn }
      done += await replay.turn(place)
      await figures.turn(place)
      await spread?.(place)
      record.turnOver(now(place), headcount.moodOf)
      onProgress?.(done, all - done)
    }
  }
  record.close()
  return { record, before, parted: replay.parted }
}

/** Every visit of a log, and the turns that somebody played in it. */
async function visitsIn(log: LogReader, only: string): Promise<{ session: number; turns: number[] }[]> {
  const [sessions = []] = await log.numbers(
    `SELECT DISTINCT session FROM session_started WHERE true${only} ORDER BY session`
  )
  const [of = [], turns = []] = await log.numbers(
    `SELECT session, turn FROM slate_shown WHERE true${only} UNION SELECT session, turn FROM recommender_failed
      WHERE true${only} ORDER BY session, turn`
  )
  return Array.from(sessions, (session) => ({
    session,
    turns: Array.from(turns).filter((_, at) => of[at] === session)
  }))
}
