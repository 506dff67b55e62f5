import { createWorld } from 'recoworld'
import { createChance } from 'recoworld/testing'
import { inTurns, print } from './print.ts'

/** Kept, so that no draw is optimised away. */
let sink = 0
const luck = createChance(7).for('bench')
const draws = inTurns(
  {
    'Math.random, 4 numbers': (times) => {
      for (let i = 0; i < times; i++) sink += Math.random() + Math.random() + Math.random() + Math.random()
    },
    'Philox 4x32-10, a block of 4': (times) => {
      for (let i = 0; i < times; i++) sink += luck.at(i, 1, 2, 3)
    }
  },
  1_000_000
)
const least = Math.min(...Object.values(draws))
print(
  'Chance',
  Object.entries(draws).map(([what, ns]) => ({
    what,
    'ns a block': ns.toFixed(1),
    '× the cheapest': (ns / least).toFixed(2)
  }))
)

/** The same world, with and without what may be left out; taken in turns. */
const USERS = 400
const variants: Record<string, { recommender: string; listens: boolean }> = {
  'random, nobody listens': { recommender: 'random', listens: false },
  'popular, nobody listens': { recommender: 'popular', listens: false },
  'nearest, nobody listens': { recommender: 'nearest', listens: false },
  'bandit, nobody listens': { recommender: 'bandit', listens: false },
  'instructable, nobody listens': { recommender: 'instructable', listens: false },
  'random, events as objects': { recommender: 'random', listens: true }
}
const micros: Record<string, number[]> = Object.fromEntries(Object.keys(variants).map((name) => [name, []]))
for (let round = 0; round < 4; round++) {
  for (const [name, { recommender, listens }] of Object.entries(variants)) {
    const world = createWorld({ recommender, users: USERS, seed: 7, engine: 'live' })
    if (listens) world.events$.subscribe(() => sink++)
    const before = process.cpuUsage()
    const { userSteps } = await world.run({ turns: 10 })
    const { user, system } = process.cpuUsage(before)
    if (round > 0) micros[name]!.push((user + system) / userSteps)
  }
}
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!
const base = median(micros['random, nobody listens']!)
print(
  `A user-step of the live engine (${USERS} people, start-up included)`,
  Object.entries(micros).map(([what, all]) => ({
    what,
    'µs CPU': median(all).toFixed(0),
    '× the first': (median(all) / base).toFixed(2)
  }))
)
if (sink === 0) throw new Error('nothing was measured')
