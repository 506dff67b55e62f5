import type { z } from 'zod'
import { RecoError } from '../contract/error.ts'
import type { ForkResult } from '../contract/fork.ts'
import type { Intervention } from '../contract/intervention.ts'
import type { Manifest, RunResult } from '../contract/result.ts'
import { openLog } from '../storage/log-reader.ts'
import { byPeople, byWorlds } from './compare/differences.ts'
import { mostChanged, segmentDifferences } from './fork/apart.ts'
import { type FromLog, worldOfManifest } from './fork/manifest.ts'
import { placeOf } from './fork/place.ts'
import { interventionsIn } from './interventions.ts'
import { apartOf, type RunOptions, type WorldOptions } from './options.ts'
import { type Played, playWorld } from './playing.ts'
import { seedsOf } from './seeds.ts'

type Without<One, Keys extends PropertyKey> = One extends unknown ? Omit<One, Keys> : never
/** An intervention without its place. */
export type Change = Without<z.input<typeof Intervention>, 'session' | 'turn'>

export interface ForkOptions extends FromLog, Pick<RunOptions, 'signal' | 'onProgress'> {
  /** The log of a run; or else `world`. */
  log?: string
  /** A run that is made now. */
  world?: WorldOptions & Pick<RunOptions, 'sessions' | 'turns' | 'days'>
  /** `session.turn`, counted from 0, or the id of an event of the log: the change is made before that turn, or before the next where that event came after its slate. */
  at: string | { readonly session: number; readonly turn: number }
  /** What is done there: see interventions. */
  changes: readonly Change[]
  /** The metric by which people are told who changed most. Default `session-length`. */
  metric?: string
  /** Worlds; 1 where people are by themselves. Default 1; 8 where they follow each other. */
  replicates?: number
}

/** Worlds that are forked where people are not independent of each other. */
const COUPLED = 8

/**
 * Goes back to a moment of a run and on from there another way. Both ways have the same people and luck, so what differs is
 * what the change did, person by person. The run of a log is made again, and must come out as it was.
 *
 * @throws RecoError `fork.nothing`, `fork.no-such-place`, `fork.other-world`, `fork.own-file`, `fork.not-again`; those of
 *         `openLog`, `createWorld` and interventions
 */
export async function fork(options: ForkOptions): Promise<ForkResult> {
  const started = performance.now()
  const { changes, signal, onProgress, metric = 'session-length', replicates } = options
  if (changes.length === 0)
    throw new RecoError('fork.nothing', { what: 'Nothing is changed.', fix: 'Give one change or more.' })
  const { world, at, told } = await foundIn(options)
  const { world: given, run } = apartOf(world)
  const { interventions = [], log: _log, logShare: _share, ...rest } = given
  const added = interventionsIn(changes.map((change) => ({ ...change, ...at })))
  const seeds = seedsOf(world.seed ?? 7, replicates ?? (world.graph === undefined ? 1 : COUPLED))
  const rounds: Played[][] = []
  for (const [nth, seed] of seeds.entries()) {
    const round: Played[] = []
    for (const planned of [[...interventions], [...interventions, ...added]]) {
      const done = 2 * nth + round.length
      const left = 2 * seeds.length - done - 1
      const call = {
        ...run,
        ...(signal ? { signal } : {}),
        ...(onProgress
          ? { onProgress: (a: number, b: number) => onProgress(done * (a + b) + a, b + left * (a + b)) }
          : {})
      }
      const one = await playWorld({ ...rest, seed, ...(planned.length > 0 ? { interventions: planned } : {}) }, call)
      round.push(one)
      if (one.result.interrupted) break
    }
    rounds.push(round)
    if (round.length < 2 || round.some(({ result }) => result.interrupted)) break
    if (nth === 0 && told) mustBeTheSame(round[0]!.result, told)
  }
  const [first] = rounds
  if (!first || first.length < 2) throw stopped()
  const [before, after] = first as [Played, Played]
  const isWhole = rounds.length === seeds.length && rounds.every((round) => round.length === 2)
  const names = ['before', 'after'] as const
  const isByWorld = seeds.length > 1
  const apart = isByWorld
    ? isWhole
      ? byWorlds(rounds, names)
      : []
    : byPeople([
        { ...before, name: 'before' },
        { ...after, name: 'after' }
      ])
  const changed = mostChanged(before, after, metric)
  return {
    at,
    changes: added,
    before: before.result,
    after: after.result,
    differences: apart.map(({ a: _a, b: _b, ...one }) => one),
    segments: isByWorld ? [] : segmentDifferences(before, after),
    people: changed.people,
    metric,
    changed: changed.count,
    users: before.result.manifest.users,
    unit: isByWorld ? 'worlds' : 'people',
    seeds,
    interrupted: !isWhole,
    notes: [
      ...new Set([...before.result.notes, ...after.result.notes]),
      ...(isByWorld && world.graph !== undefined
        ? [
            'people who follow each other are not independent: differences are over whole worlds, people are those of the first'
          ]
        : [])
    ],
    seconds: (performance.now() - started) / 1_000
  }
}

interface Found {
  readonly world: WorldOptions & Pick<RunOptions, 'sessions' | 'turns' | 'days'>
  readonly at: { readonly session: number; readonly turn: number }
  /** What the log says came of it. */
  readonly told?: RunResult
}

async function foundIn(options: ForkOptions): Promise<Found> {
  const { log: file, world, at } = options
  if (world)
    return {
      world,
      at: placeOf(at, {
        sessions: world.days === undefined ? (world.sessions ?? 1) : world.days + 1,
        turns: world.turns ?? 20
      })
    }
  if (file === undefined)
    throw new RecoError('fork.nothing', { what: 'Neither a log nor a world is given.', fix: 'Give one of them.' })
  const log = await openLog(file)
  try {
    const manifest = (await log.manifest()) as Manifest
    const result = (await log.result()) as RunResult | null
    const found = worldOfManifest(manifest, options)
    const isWhole = result !== null && !result.interrupted
    return { world: found, at: await placeOf(at, manifest, log), ...(isWhole ? { told: result } : {}) }
  } finally {
    await log.close()
  }
}

/** What was played again came out as the log has it. */
function mustBeTheSame(again: RunResult, told: RunResult): void {
  const names = Object.keys(told.metrics).filter((name) => again.metrics[name])
  const figures = (of: RunResult) =>
    JSON.stringify([names.map((name) => of.metrics[name]!.value), of.endings, of.userSteps])
  if (figures(again) === figures(told)) return
  throw new RecoError('fork.other-world', {
    what: `Made again, the run came out otherwise: ${again.userSteps} user-steps instead of ${told.userSteps}.`,
    fix: 'Use the version of recoworld and the files that the run was made with.'
  })
}

const stopped = () =>
  new RecoError('run.interrupted', { what: 'It was stopped before both ways were gone.', fix: 'Start it again.' })
