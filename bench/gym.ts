import { createEnvironment, createEnvironments } from '../dist/src/index.js'
import { stagedOf } from '../dist/src/runner/environment.js'

/**
 * Steps a second of environments: one, 1,024 in step, and each world of the shelf; and what a learner's numbers cost.
 * Actions are chosen beforehand, so that only the environments are timed.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const PERSON = { population: 'everyone', slateSize: 10, seed: 7 } as const

interface Measured {
  readonly what: string
  readonly steps: number
  run(): number
}

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!

function one(): Measured {
  const env = createEnvironment(PERSON)
  let { observation } = env.reset()
  const slates = slatesOf(observation.candidates)
  return {
    what: 'one person, slates of 10',
    steps: 20_000,
    run() {
      for (let i = 0; i < this.steps; i++) {
        const { terminated, truncated } = env.step(slates[i % slates.length]!)
        if (terminated || truncated) observation = env.reset().observation
      }
      return observation.user.id
    }
  }
}

function many(n: number): Measured {
  const all = createEnvironments({ ...PERSON, n })
  const { observations } = all.reset()
  const slates = slatesOf(observations[0]!.candidates)
  return {
    what: `${n.toLocaleString('en')} people in step`,
    steps: 20 * n,
    run() {
      let sum = 0
      for (let i = 0; i < 20; i++)
        sum += all.step(Array.from({ length: n }, (_, at) => slates[(i + at) % slates.length]!)).rewards[0]!
      return sum
    }
  }
}

const slatesOf = (candidates: readonly string[]) =>
  Array.from({ length: 40 }, (_, i) => candidates.slice((i * 7) % (candidates.length - 10)).slice(0, 10))

function world(name: string, options: Record<string, unknown>, action: unknown): Measured {
  const env = createEnvironment({ environment: name, options })
  env.reset()
  return {
    what: name,
    steps: 20_000,
    run() {
      for (let i = 0; i < this.steps; i++) {
        const { terminated, truncated } = env.step(action)
        if (terminated || truncated) env.reset()
      }
      return 0
    }
  }
}

function numbers(): Measured {
  const { encoder } = stagedOf(PERSON).process
  const env = createEnvironment(PERSON)
  const { observation } = env.reset()
  env.step(observation.candidates.slice(0, 10))
  const seen = env.step(observation.candidates.slice(10, 20)).observation
  const state = new Float64Array(encoder!.stateSize)
  const items = new Float64Array(encoder!.most * encoder!.itemSize)
  return {
    what: `a learner's numbers of ${encoder!.most} candidates`,
    steps: 2_000,
    run() {
      for (let i = 0; i < this.steps; i++) encoder!.encode(seen, state, items)
      return items[0]!
    }
  }
}

const all = [
  one(),
  many(1_024),
  world('long-term-satisfaction', {}, 0),
  world('interest-evolution', {}, [0, 1, 2]),
  world('mood-swings', {}, 1),
  numbers()
]
const times = new Map(all.map(({ what }) => [what, [] as number[]]))
for (let round = 0; round <= ROUNDS; round++)
  for (const measured of round % 2 === 0 ? all : [...all].reverse()) {
    const { user, system } = process.cpuUsage()
    measured.run()
    const used = process.cpuUsage({ user, system })
    if (round > 0) times.get(measured.what)!.push((used.user + used.system) / measured.steps)
  }
console.log('| | µs of CPU a step | steps a CPU-second |\n| --- | ---: | ---: |')
for (const [what, each] of times)
  console.log(`| ${what} | ${median(each).toFixed(2)} | ${Math.round(1e6 / median(each)).toLocaleString('en')} |`)
