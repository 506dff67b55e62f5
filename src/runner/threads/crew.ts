import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { RecoError } from '../../contract/error.ts'
import type { EngineName } from '../../contract/result.ts'
import type { EventLog } from '../../storage/event-log.ts'
import type { Facts } from '../../storage/facts.ts'
import { BATCH } from '../../storage/ledger.ts'
import type { Bus } from '../../streams/bus.ts'
import { createTurnBatch } from '../../streams/turn.ts'
import { type GaugeSums, joinGauges } from '../../world/gauges/sums.ts'
import type { Range } from '../../world/parts.ts'
import type { OnRows, Troupe } from '../../world/troupe.ts'
import type { RunNumbers } from '../joining.ts'
import type { WorldOptions } from '../options.ts'
import { type Exposures, together } from '../react/exposures.ts'
import type { Setting } from '../setting.ts'
import { accountOf } from './account.ts'
import { copyFeedback, copySlates, servedTo } from './exchange.ts'
import { recorded } from './memory.ts'
import { type Answer, errorOf, type Heard, type Order, type Report, type Task } from './messages.ts'

export interface CrewOptions {
  readonly options: WorldOptions
  readonly setting: Setting
  readonly numbers: RunNumbers
  readonly engine: EngineName
  readonly threads: number
  /** Each worker has a recommender of its own; else whoever listens on the bus serves all. */
  readonly isSplit: boolean
  readonly run: string
  readonly bus: Bus
  readonly log: EventLog | undefined
  readonly watched: readonly string[] | undefined
  readonly isGauged: boolean
}

/** A troupe over several threads. */
export interface Crew extends Troupe {
  dismiss(): Promise<void>
  /** Around the watched items, once it has finished. */
  exposures(): Exposures
  /** Of all of them, once it has finished. */
  gauged(): GaugeSums | undefined
}

/**
 * Neighbours share a worker: each plays its people as a single thread would, turn by turn, and all wait for the last of a
 * turn. What is learnt of everybody is taken in between turns, in the order of people; so nothing depends on how many
 * threads there are.
 */
export async function createCrew(about: CrewOptions): Promise<Crew> {
  const { numbers, threads, isSplit, bus, log } = about
  const ranges = rangesOf(numbers.users, threads)
  const shared = ranges.map(({ from, to }) => {
    const { memory, kept } = recorded()
    return { kept, batch: createTurnBatch(to - from, numbers.slateSize, memory) }
  })
  const whole = isSplit ? undefined : createTurnBatch(numbers.users, numbers.slateSize)
  const hands = ranges.map(() => createHand())
  const heard = (): Heard => ({
    events: bus.events.observed,
    moods: bus.mindsets.observed
  })
  let present: readonly number[] = [] // in each thread
  let userSteps = 0
  let held: Facts[] = []
  let found: readonly Exposures[] = []
  let gauged: readonly GaugeSums[] = []

  const all = async (orderOf: (at: number) => Order, onRows?: OnRows): Promise<Report[]> => {
    const rows = hands.map(() => 0)
    const report = (at: number) => (done: number) => {
      rows[at] = done
      onRows?.(rows.reduce((sum, one) => sum + one, 0))
    }
    const reports = await Promise.all(hands.map((hand, at) => hand.obey(orderOf(at), report(at))))
    userSteps = reports.reduce((sum, one) => sum + one.userSteps, 0)
    return reports
  }
  const tasks = tasksOf(
    about,
    ranges,
    shared.map(({ kept }) => kept)
  )
  try {
    await all((at) => ({ do: 'set up', task: tasks[at]! }))
  } catch (error) {
    await Promise.all(hands.map((hand) => hand.dismiss()))
    throw error
  }

  /** What was said in the threads is said here, in the order of people. */
  async function hear(reports: readonly Report[], session: number, turn: number): Promise<number> {
    for (const { instructions, endings } of reports) {
      for (const signal of instructions) bus.instructions.next(signal)
      for (const signal of endings) bus.endings.next(signal)
    }
    for (const { events } of reports) for (const event of events) bus.events.next(event)
    if (bus.mindsets.observed && session < numbers.sessions)
      bus.mindsets.next({ session, turn, moods: sumOf(reports.map(({ moods }) => moods ?? {})) })
    for (const { facts } of reports) held.push(...facts)
    await write(BATCH)
    return presentIn(reports)
  }

  async function write(atLeast: number): Promise<void> {
    if (!log || held.length === 0 || held.reduce((sum, { count }) => sum + count, 0) < atLeast) return
    const batch = held
    held = []
    await log.write(batch)
  }

  async function apart(session: number, turn: number, onRows?: OnRows): Promise<Report[]> {
    const order = { do: 'turn', session, turn, served: undefined, heard: heard() } as const
    const reports = await all(() => order, onRows)
    const counts = present
    await all(() => ({ do: 'gather', counts }))
    return reports
  }

  async function asOne(session: number, turn: number, onRows?: OnRows): Promise<Report[]> {
    await all(() => ({ do: 'line up', session, turn, heard: heard() }))
    const batch = whole!
    const parts = shared.map(({ batch: part }, at) => ({ part, count: present[at]! }))
    await servedTo(batch, parts, { session, turn, isHeard: bus.events.observed || log !== undefined, bus })
    const served = copySlates(batch, parts)
    const reports = await all((at) => ({ do: 'turn', session, turn, served: served[at]!, heard: heard() }), onRows)
    copyFeedback(batch, parts)
    bus.feedback.next(batch)
    return reports
  }

  return {
    async begin(session, onRows) {
      const reports = await all(() => ({ do: 'begin', session, heard: heard() }), onRows)
      present = reports.map((report) => report.present)
      return hearBegin(reports)
    },
    async turn(session, turn, onRows) {
      const reports = await (isSplit ? apart : asOne)(session, turn, onRows)
      present = reports.map((report) => report.present)
      return hear(reports, session, turn)
    },
    async settle() {
      await all(() => ({ do: 'settle' }))
    },
    userSteps: () => userSteps,
    async finish() {
      const reports = await all(() => ({ do: 'finish' }))
      await hear(reports, numbers.sessions, 0)
      await write(1)
      found = reports.flatMap(({ exposures }) => (exposures ? [exposures] : []))
      gauged = reports.flatMap((report) => (report.gauged ? [report.gauged] : []))
      return accountOf(
        reports.map(({ account }) => account!),
        ranges,
        numbers.users
      )
    },
    exposures: () => together(found),
    gauged: () => (gauged.length === 0 ? undefined : joinGauges(gauged)),
    async dismiss() {
      await Promise.all(hands.map((hand) => hand.dismiss()))
    }
  }

  function hearBegin(reports: readonly Report[]): number {
    for (const { endings } of reports) for (const signal of endings) bus.endings.next(signal)
    return presentIn(reports)
  }
}

const presentIn = (reports: readonly Report[]) => reports.reduce((sum, one) => sum + one.present, 0)

function sumOf(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const one of counts) for (const [name, count] of Object.entries(one)) sum[name] = (sum[name] ?? 0) + count
  return sum
}

/** Neighbours, in parts that differ by one person at most. */
export const rangesOf = (users: number, threads: number): Range[] =>
  Array.from({ length: threads }, (_, at) => ({
    from: Math.floor((users * at) / threads),
    to: Math.floor((users * (at + 1)) / threads)
  }))

function tasksOf(
  { options, setting, numbers, engine, isSplit, run, log, watched, isGauged }: CrewOptions,
  ranges: readonly Range[],
  memory: readonly (readonly SharedArrayBuffer[])[]
): Task[] {
  const { mindset, mind, representation, recommender, metrics, measure, logShare = 1 } = options
  const named = {
    mindset,
    mind,
    representation,
    metrics,
    measure,
    ...(isSplit ? { recommender } : {})
  } as Task['named']
  return ranges.map((_, own) => ({
    run,
    named,
    populations: setting.populations,
    catalogue: setting.catalogue.definition,
    recommender: setting.recommender.source.name,
    numbers,
    engine,
    ranges,
    own,
    memory,
    isSplit,
    logShare: log ? logShare : undefined,
    watched,
    isGauged
  }))
}

/** One worker: does one thing at a time. */
function createHand() {
  const worker = new Worker(new URL(`./worker${extname(import.meta.url)}`, import.meta.url), { stdout: true })
  worker.stdout.on('data', (said) => process.stderr.write(said)) // what files of one's own print is no result
  let isOver = false
  let broken: RecoError | undefined
  let waiting: { resolve: (report: Report) => void; reject: (error: unknown) => void; onRows: OnRows } | undefined
  const lost = (error: Error) => {
    isOver = true
    broken ??= new RecoError('thread.failed', {
      what: `A thread broke: ${error.message}`,
      fix: 'Something that nobody awaited threw there; run it in one thread (threads 1) to look at it.',
      cause: error
    })
    waiting?.reject(broken)
  }
  worker.on('error', lost)
  worker.on('exit', (code) => !isOver && lost(new Error(`it ended with code ${code}`)))
  worker.on('message', (answer: Answer) => {
    if ('rows' in answer) waiting?.onRows(answer.rows)
    else if ('report' in answer) waiting?.resolve(answer.report)
    else waiting?.reject(errorOf(answer.broke))
  })
  return {
    obey: (order: Order, onRows: OnRows) =>
      new Promise<Report>((resolve, reject) => {
        if (broken) return reject(broken) // it broke while nobody asked
        waiting = { resolve, reject, onRows }
        worker.postMessage(order)
      }),
    async dismiss() {
      isOver = true
      await worker.terminate()
    }
  }
}
