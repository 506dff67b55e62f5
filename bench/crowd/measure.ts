import { createWorld } from 'recoworld'
import { createRecommenderAgent } from '../../dist/agents/recommender.js'
import { join, mindOf } from '../../dist/src/runner/joining.js'
import { numbersOf } from '../../dist/src/runner/options.js'
import { settingOf } from '../../dist/src/runner/setting.js'
import { createBus } from '../../dist/src/streams/bus.js'
import { createTurnBatch } from '../../dist/src/streams/turn.js'
import { play } from '../../dist/src/world/play.js'
import { createEnsemble } from '../../dist/src/world/troupe.js'
import { byHand, visitsByHand } from './by-hand.ts'

/** What one run of the default world took, in a process of its own. */
export interface Measured {
  readonly userSteps: number
  /** CPU seconds from the first slates on, and the user-steps that they were spent on. */
  readonly cpu: number
  readonly steps: number
  /** The same from the middle of the run on, when all code is warm. */
  readonly warmCpu: number
  readonly warmSteps: number
  /** Wall seconds from nothing to the result, and until the first slates had been gone through. */
  readonly wall: number
  readonly first: number
  readonly peakMegabytes: number
  /** Heap and columns after the first progress, bytes; needs --expose-gc. */
  readonly bytes: number
  readonly retention: number
}

export interface What {
  readonly engine: 'live' | 'crowd' | 'reference' | 'by hand'
  readonly users: number
  readonly turns?: number
  readonly sessions?: number
  readonly threads?: number
  readonly recommender?: string
  /** People who are made live actors beside their rows, from the beginning. */
  readonly promoted?: number
}

/** Runs it once. The clock of `cpu` starts when some have gone through their first slate. */
export async function measure({
  engine,
  users,
  turns = 10,
  sessions = 1,
  threads = 1,
  recommender = 'popular',
  promoted = 0
}: What): Promise<Measured> {
  const began = performance.now()
  let [first, before, bytes] = [0, 0, 0]
  let since = process.cpuUsage()
  let warm: { done: number; since: NodeJS.CpuUsage } | undefined
  const onProgress = (done: number, left = 0) => {
    if (!warm && done > left) warm = { done, since: process.cpuUsage() }
    if (first > 0 || done === 0) return
    first = (performance.now() - began) / 1_000
    globalThis.gc?.()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    bytes = heapUsed + arrayBuffers
    before = done
    since = process.cpuUsage()
  }
  const run =
    engine === 'by hand'
      ? await runByHand({ users, turns, recommender, onProgress })
      : await runWorld({ engine, users, turns, sessions, threads, recommender, promoted, onProgress })
  const seconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1e6
  return {
    ...run,
    cpu: seconds(process.cpuUsage(since)),
    warmCpu: seconds(process.cpuUsage(warm?.since)),
    warmSteps: run.userSteps - (warm?.done ?? 0),
    steps: run.userSteps - before,
    wall: (performance.now() - began) / 1_000,
    first,
    bytes,
    peakMegabytes: process.resourceUsage().maxRSS / 1_024
  }
}

type Run = Required<Pick<What, 'users' | 'turns' | 'recommender'>> & {
  onProgress: (done: number, left?: number) => void
}

async function runWorld({
  engine,
  users,
  turns,
  sessions,
  threads,
  recommender,
  promoted,
  onProgress
}: Run & Required<What>) {
  const inspect = {
    observer: () => undefined,
    users: Array.from({ length: promoted }, (_, at) => Math.floor((at * users) / promoted))
  }
  const world = createWorld({
    recommender,
    users,
    engine: engine as 'crowd',
    threads,
    seed: 7,
    ...(promoted > 0 ? { inspect } : {})
  })
  const { userSteps, metrics } = await world.run({ turns, sessions, onProgress })
  return { userSteps, retention: metrics.retention!.value }
}

/** The same world, whose mindsets and visits are plain code. */
async function runByHand({ users, turns, recommender, onProgress }: Run) {
  const numbers = numbersOf({ users, turns, seed: 7 })
  const setting = await settingOf({ recommender })
  const joint = await join(setting, numbers)
  const bus = createBus()
  const inputOf = (user: number) => joint.people.traits(user)
  const { definition, source } = setting.recommender
  const about = { catalogue: joint.catalogue, chance: joint.chance, slateSize: numbers.slateSize }
  const agent = createRecommenderAgent(definition, about, bus, { name: source.name, people: users })
  const parts = {
    ...joint,
    run: 'by-hand',
    bus,
    ...mindOf(setting, joint, numbers),
    cast: byHand(inputOf, users),
    visits: visitsByHand(users),
    users,
    range: { from: 0, to: users },
    slateSize: numbers.slateSize,
    recommender: source.name
  }
  const ensemble = createEnsemble(parts, turns, createTurnBatch(users, numbers.slateSize))
  const { userSteps, tallies } = await play(ensemble, {
    ...numbers,
    onProgress: ({ done, left }) => onProgress(done, left)
  })
  await agent.finish()
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
  const { numerators, denominators } = tallies.retention!
  return { userSteps, retention: sum(numerators) / sum(denominators) }
}

if (process.argv[2]) console.log(JSON.stringify(await measure(JSON.parse(process.argv[2]) as What)))
