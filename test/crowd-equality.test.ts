import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile, refusals } from '../src/crowd/compile.ts'
import { createChance } from '../src/kernel/chance.ts'
import { DRAWN_EVENTS, drawnChart } from './helpers/crowd-charts.ts'
import { type Happening, liveThrice } from './helpers/crowd-lives.ts'
import { machines } from './helpers/crowd-machines.ts'

const PAUSES = [0, 0, 1, 3, 5, 10, 40]

const lives = (types: readonly string[]) =>
  fc.array(fc.record({ type: fc.constantFrom(...types), by: fc.nat(4), after: fc.constantFrom(...PAUSES) }), {
    maxLength: 60
  })

test.each(Object.keys(machines))('%s does the same live, as reference and as crowd, whatever happens', (name) => {
  const given = machines[name]!
  fc.assert(
    fc.property(fc.nat(9), lives(given.events), (a, happenings: Happening[]) => {
      liveThrice(given.machine, { a }, happenings)
    }),
    { numRuns: 150, seed: 7 }
  )
})

test.each(Object.keys(machines))('%s does the same in long lives, which see most of what it can do', (name) => {
  const given = machines[name]!
  const visited = new Set<string>()
  for (let life = 0; life < 12; life++)
    for (const pair of liveThrice(given.machine, { a: life % 10 }, drawnLife(life, 250, given.events)))
      if (pair.startsWith('active')) visited.add(pair)
  const { configurations } = compile(given.machine)
  const active = configurations.filter(({ status }, i) => i > 0 && status === 'active').length
  expect(visited.size).toBeGreaterThan(given.sees * active * given.events.length)
  if (process.env.SHOW) console.log(name, configurations.length, visited.size, active * given.events.length)
})

/** Something happens, again and again; the same number gives the same life. */
function drawnLife(number: number, length: number, types: readonly string[]): Happening[] {
  const luck = createChance(1).for('lives')
  return Array.from({ length }, (_, step) => {
    luck.at(number, 0, step)
    const [which = 0, by = 0, pause = 0] = luck.block
    return {
      type: types[Math.floor(which * types.length)]!,
      by: Math.floor(by * 5),
      after: PAUSES[Math.floor(pause * PAUSES.length)]!
    }
  })
}

const CHARTS = Number(process.env.CHARTS ?? 40)

test('charts drawn by chance do the same live, as reference and as crowd, or are refused', () => {
  let compiled = 0
  for (let number = 0; number < CHARTS; number++) {
    const machine = drawnChart(number)
    if (refusals(machine).length > 0) continue
    compiled++
    for (let life = 0; life < 4; life++) {
      try {
        liveThrice(machine, {}, drawnLife(4 * number + life, 60, DRAWN_EVENTS))
      } catch (cause) {
        throw new Error(`chart ${number}, life ${life}`, { cause })
      }
    }
  }
  expect(compiled).toBeGreaterThan(CHARTS / 3)
}, 600_000)
