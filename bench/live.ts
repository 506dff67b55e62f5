import { spawnSync } from 'node:child_process'
import { createWorld } from 'recoworld'
import { print } from './print.ts'

const SLATES = 10

/** One process a size, so that memory is its own. */
interface Row {
  users: number
  bytes: number
  seconds: number
  userSteps: number
  /** From nothing to the result. */
  wall: number
}

if (process.argv[2]) console.log(JSON.stringify(await measure(Number(process.argv[2]))))
else report([1_000, 10_000, 50_000].map(inOwnProcess))

/** Memory is read after the first slate, when everybody is there and all that belongs to it; the clock runs from then on. */
async function measure(users: number): Promise<Row> {
  let bytes = 0
  let before = 0
  let since = process.cpuUsage()
  const beginning = performance.now()
  const run = await createWorld({ recommender: 'random', users, seed: 7, engine: 'live', threads: 1 }).run({
    turns: SLATES,
    onProgress(done) {
      if (bytes > 0) return
      globalThis.gc!()
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      bytes = heapUsed + arrayBuffers
      before = done
      since = process.cpuUsage()
    }
  })
  const { user, system } = process.cpuUsage(since)
  return {
    users,
    bytes,
    seconds: (user + system) / 1e6,
    userSteps: run.userSteps - before,
    wall: (performance.now() - beginning) / 1_000
  }
}

function inOwnProcess(users: number): Row {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...process.execArgv, import.meta.filename, String(users)],
    { encoding: 'utf8', maxBuffer: 1e8 }
  )
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Row
}

function report(rows: readonly Row[]): void {
  const [smallest] = rows
  const perStep = ({ seconds, userSteps }: Row) => (seconds / userSteps) * 1e6
  print(
    `Live actors: attention, rules, random, ${SLATES} slates of 10; CPU time after the first slate`,
    rows.map((row) => ({
      users: row.users.toLocaleString('en'),
      'whole run, s': row.wall.toFixed(1),
      'user-steps': row.userSteps.toLocaleString('en'),
      'µs a user-step': perStep(row).toFixed(0),
      '× 1,000 users': (perStep(row) / perStep(smallest!)).toFixed(2),
      'bytes a user':
        row === smallest
          ? '–'
          : Math.round((row.bytes - smallest!.bytes) / (row.users - smallest!.users)).toLocaleString('en')
    }))
  )
}
