import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Measured, What } from './crowd/measure.ts'
import { namesOf } from './crowd/names.ts'
import { print } from './print.ts'

/** How often everything is measured, in turns; medians are told. */
const ROUNDS = Number(process.argv.find((word) => word.startsWith('--rounds='))?.slice(9) ?? 3)
const isSmall = process.argv.includes('--small')
const MILLION = isSmall ? 100_000 : 1_000_000

const file = (name: string) => join(import.meta.dirname, 'crowd', name)
const count = (n: number) => Math.round(n).toLocaleString('en')

/** One process a measurement, so that memory and warmth are its own. */
function inOwnProcess<Result>(script: string, ...given: string[]): Result {
  const options = { encoding: 'utf8', maxBuffer: 1e8 } as const
  const { stdout, stderr, status } = spawnSync(process.execPath, [...process.execArgv, file(script), ...given], options)
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Result
}
const measured = (what: What) => inOwnProcess<Measured>('measure.ts', JSON.stringify(what))
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!

/** Measures all alike in turns, so that a slow moment of the machine hits all. */
function inRounds<Key extends string, Result>(
  keys: readonly Key[],
  measure: (key: Key) => Result
): Record<Key, Result[]> {
  const all = Object.fromEntries(keys.map((key) => [key, []])) as unknown as Record<Key, Result[]>
  for (let round = 0; round < ROUNDS; round++) for (const key of keys) all[key].push(measure(key))
  return all
}

statechartAlone()
wholePath()
manyPeople()
startUp()
promotion()

function statechartAlone(): void {
  const people = { live: 1_000, reference: 1_000, crowd: 100_000, 'by hand': 100_000 }
  const names = namesOf(people)
  const all = inRounds(names, (name) => inOwnProcess<{ ns: number }>('statechart.ts', name, String(people[name])).ns)
  const live = median(all.live)
  print(
    'The statechart alone: attention, ordinary visits, CPU an event',
    names.map((engine) => ({
      engine,
      people: count(people[engine]),
      'ns an event': count(median(all[engine])),
      '× live': (live / median(all[engine])).toFixed(1)
    }))
  )
}

function wholePath(): void {
  const people = { live: 2_000, reference: 2_000, crowd: 40_000, 'by hand': 40_000 } as const
  const names = namesOf(people)
  const all = inRounds(names, (engine) => measured({ engine, users: people[engine] }))
  const least = inRounds(names, (engine) => measured({ engine, users: 500 }))
  const perStep = ({ cpu, steps }: Measured) => (cpu / steps) * 1e6
  const micros = (engine: (typeof names)[number]) => median(all[engine].map(perStep))
  print(
    'The whole path: attention, rules, popular, 10 slates of 10; CPU from the first slates on',
    names.map((engine) => ({
      engine,
      people: count(people[engine]),
      'µs a user-step': micros(engine).toFixed(2),
      'user-steps a CPU-second': count(1e6 / micros(engine)),
      '× live': (micros('live') / micros(engine)).toFixed(1),
      '× by hand': (micros('by hand') / micros(engine)).toFixed(2),
      'bytes a person': count(
        (median(all[engine].map(({ bytes }) => bytes)) - median(least[engine].map(({ bytes }) => bytes))) /
          (people[engine] - 500)
      )
    }))
  )
}

function manyPeople(): void {
  const sizes = [10_000, 100_000, MILLION]
  const rows: What[] = [
    ...sizes.map((users): What => ({ engine: 'crowd', users, threads: 1, sessions: users < 100_000 ? 20 : 1 })), // as long, so as warm
    { engine: 'crowd', users: MILLION, threads: 2 }
  ]
  const results = rows.map((what) => ({ what, ...measured(what) }))
  const perStep = ({ warmCpu, warmSteps }: Measured) => (warmCpu / warmSteps) * 1e6
  print(
    'Many people: attention, rules, popular, visits of 10 slates; CPU a user-step over the second half of the run',
    results.map((row) => ({
      people: count(row.what.users),
      visits: String(row.what.sessions ?? 1),
      threads: String(row.what.threads),
      'whole run, s': row.wall.toFixed(1),
      'user-steps': count(row.userSteps),
      'user-steps/s': count(row.userSteps / row.wall),
      'µs CPU a user-step': perStep(row).toFixed(2),
      '× 10,000 people': (perStep(row) / perStep(results[0]!)).toFixed(2),
      'peak MB': count(row.peakMegabytes)
    }))
  )
  const [one, two] = results.slice(-2) as unknown as [Measured, Measured]
  console.log(`  2 threads: ${(one.wall / two.wall).toFixed(2)} × one, of wall time`)
}

function startUp(): void {
  const help = inRounds(['help'], () => {
    const began = performance.now()
    spawnSync(process.execPath, [join(import.meta.dirname, '..', 'dist/src/cli/main.js'), '--help'])
    return performance.now() - began
  })
  const first = inRounds(['first'], () => measured({ engine: 'crowd', users: 1_000 }).first)
  const compiled = inOwnProcess<Record<string, { ms: number; configurations: number }>>('compile.ts')
  print('Start-up', [
    { what: 'recoworld --help', ms: count(median(help.help)) },
    { what: 'first slates of 1,000 people gone through', ms: count(1_000 * median(first.first)) },
    ...Object.entries(compiled).map(([name, { ms, configurations }]) => ({
      what: `${name} compiled, ${configurations} configurations`,
      ms: count(ms)
    }))
  ])
}

function promotion(): void {
  const numbers = [0, 100, 1_000]
  const rows = numbers.map((promoted) => ({
    promoted,
    ...measured({ engine: 'crowd', users: MILLION, threads: 1, promoted })
  }))
  print(
    `Live actors among ${count(MILLION)} people, each inspected and compared with its row after every event`,
    rows.map((row) => ({
      'live actors': count(row.promoted),
      'whole run, s': row.wall.toFixed(1),
      'CPU, s': row.cpu.toFixed(1),
      '× none': (row.cpu / row.steps / (rows[0]!.cpu / rows[0]!.steps)).toFixed(2)
    }))
  )
}
