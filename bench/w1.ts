import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { createWorld, type WorldOptions } from 'recoworld'
import { print } from './print.ts'
import { everyItem, limit } from './w1/limit.ts'
import { PEERS } from './w1/peers.ts'
import { type PerSession, perSession, perSessionOf, TURNS, w1 } from './w1/world.ts'

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
    engine: { type: 'string', default: 'crowd' },
    threads: { type: 'string', default: '1' },
    /** One row alone, for the process that measures it. */
    row: { type: 'string' }
  }
})
const users = Number(values.users)

const ROWS = {
  limit: 'typed-array JS (the limit)',
  world: 'recoworld, numbers of its own',
  exact: 'recoworld, numbers as W1 has them'
} as const
type RowName = keyof typeof ROWS

/** What a process measures: seconds of CPU time but for `wall`, megabytes. */
interface Row {
  readonly userSteps: number
  readonly startUp: number
  readonly running: number
  /** User-steps done in `running`. */
  readonly timed: number
  /** From the last slate to the result. */
  readonly closing: number
  readonly wall: number
  readonly peak: number
  readonly figures: PerSession
}

if (values.row)
  console.log(JSON.stringify(await (values.row === 'limit' ? theLimit() : aWorld(values.row === 'exact'))))
else report()

function theLimit(): Row {
  const begun = clock()
  const items = everyItem()
  const started = clock()
  const digest = limit(users, 'tick', items)
  const over = clock()
  return {
    userSteps: digest.steps,
    startUp: started.cpu - begun.cpu,
    running: over.cpu - started.cpu,
    timed: digest.steps,
    closing: 0,
    wall: over.wall - begun.wall,
    peak: peakMemory(),
    figures: perSessionOf(digest, users)
  }
}

/** Running begins when the first are through their first slate: everybody is there then. */
async function aWorld(isExact: boolean): Promise<Row> {
  const begun = clock()
  const engine = values.engine as NonNullable<WorldOptions['engine']>
  let first: ReturnType<typeof clock> & { done: number } = { ...begun, done: 0 }
  let last = begun
  const run = await createWorld({ ...w1(users, isExact), engine, threads: Number(values.threads) }).run({
    turns: TURNS,
    onProgress(done, left) {
      if (first.done > 0 && left > 0) return
      last = clock()
      if (first.done === 0) first = { ...last, done }
    }
  })
  const over = clock()
  return {
    userSteps: run.userSteps,
    startUp: first.cpu - begun.cpu,
    running: last.cpu - first.cpu,
    timed: run.userSteps - first.done,
    closing: over.cpu - last.cpu,
    wall: over.wall - begun.wall,
    peak: peakMemory(),
    figures: perSession(run)
  }
}

/** Seconds: of all threads of this process, and of the world outside. */
function clock() {
  const { user, system } = process.cpuUsage()
  return { cpu: (user + system) / 1e6, wall: performance.now() / 1_000 }
}

function peakMemory(): number {
  return process.resourceUsage().maxRSS / 1_024
}

function inOwnProcess(row: RowName): Row {
  const { engine, threads } = values
  const args = ['--row', row, '--users', String(users), '--engine', engine, '--threads', threads]
  const { stdout, stderr, status } = spawnSync(process.execPath, [...process.execArgv, import.meta.filename, ...args], {
    encoding: 'utf8',
    maxBuffer: 1e8
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Row
}

function report(): void {
  const names = Object.keys(ROWS) as RowName[]
  const rounds = Array.from(
    { length: Number(values.rounds) },
    () => Object.fromEntries(names.map((name) => [name, inOwnProcess(name)])) as Record<RowName, Row>
  )
  const rate = ({ timed, running }: Row) => timed / running
  const [one] = rounds
  const over = (name: RowName, of: (row: Row, limit: Row) => number) =>
    median(rounds.map((round) => of(round[name], round.limit)))
  print(
    `W1, ${users.toLocaleString('en')} people alive at once, ${values.rounds} rounds in turn, medians; engine ${values.engine}, ${values.threads} threads`,
    names.map((name) => ({
      what: ROWS[name],
      'user-steps per CPU-s': Math.round(over(name, rate)).toLocaleString('en'),
      'of limit': over(name, (row, limit) => rate(row) / rate(limit)).toFixed(2),
      'start-up, CPU-s': over(name, ({ startUp }) => startUp).toFixed(2),
      'running, CPU-s': over(name, ({ running }) => running).toFixed(2),
      'closing, CPU-s': over(name, ({ closing }) => closing).toFixed(2),
      'wall, s': over(name, ({ wall }) => wall).toFixed(2),
      'user-steps per s, wall': Math.round(over(name, ({ userSteps, wall }) => userSteps / wall)).toLocaleString('en'),
      'peak MB': over(name, ({ peak }) => peak).toFixed(0)
    }))
  )
  const w1s = one!.limit.figures
  const off = (is: number, was: number) => `${(100 * (is / was - 1)).toFixed(3).replace(/^-(0\.0+)$/, '$1')} %`
  print(
    'A session, and how far from the limit program’s',
    names.map((name) => {
      const { steps, choices, minutes } = one![name].figures
      return {
        what: ROWS[name],
        steps: steps.toFixed(3),
        'off by': off(steps, w1s.steps),
        'choices a step': choices.toFixed(4),
        'off by ': off(choices, w1s.choices),
        minutes: minutes.toFixed(3),
        'off by  ': off(minutes, w1s.minutes)
      }
    })
  )
  print(
    'What people would take instead, measured the same way before; read “of limit”',
    PEERS.map(({ name, users: people, rate: perCpuSecond, ofLimit }) => ({
      what: name,
      users: people.toLocaleString('en'),
      'user-steps per CPU-s': perCpuSecond.toLocaleString('en'),
      'of limit': String(ofLimit)
    }))
  )
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}
