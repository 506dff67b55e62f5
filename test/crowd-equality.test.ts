import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../src/crowd/compile.ts'
import { createChance } from '../src/kernel/chance.ts'
import { after, crowd, type Happening, live, reference, see } from './helpers/crowd-lives.ts'
import { machines } from './helpers/crowd-machines.ts'

const PAUSES = [0, 0, 1, 3, 5, 10, 40]

const lives = (types: readonly string[]) =>
  fc.array(fc.record({ type: fc.constantFrom(...types), by: fc.nat(4), after: fc.constantFrom(...PAUSES) }), {
    maxLength: 60
  })

/** One life three ways, compared from birth and after every event; where it was, on what. */
function liveThrice(
  { machine }: (typeof machines)[string],
  input: unknown,
  happenings: readonly Happening[]
): string[] {
  const ways = [live, reference, crowd].map((make) => make(machine, input))
  const { rows } = ways[2] as ReturnType<typeof crowd>
  const [born, ...others] = ways.map((way) => see(way))
  for (const other of others) expect(other).toEqual(born)
  let at = 0
  return happenings.map(({ type, by, after: pause }) => {
    at += pause
    const pair = `${rows.configuration(2).status} ${rows.places[2]} ${type}`
    const [first, ...same] = ways.map((way) => after(way, { type, by } as { type: string }, at))
    for (const other of same) expect(other).toEqual(first)
    return pair
  })
}

test.each(Object.keys(machines))('%s does the same live, as reference and as crowd, whatever happens', (name) => {
  const given = machines[name]!
  fc.assert(
    fc.property(fc.nat(9), lives(given.events), (a, happenings: Happening[]) => {
      liveThrice(given, { a }, happenings)
    }),
    { numRuns: 150, seed: 7 }
  )
})

test.each(Object.keys(machines))('%s does the same in long lives, which see most of what it can do', (name) => {
  const given = machines[name]!
  const luck = createChance(1).for('long lives')
  const visited = new Set<string>()
  for (let life = 0; life < 12; life++) {
    const happenings = Array.from({ length: 250 }, (_, step) => {
      luck.at(life, 0, step)
      const [which = 0, by = 0, pause = 0] = luck.block
      return {
        type: given.events[Math.floor(which * given.events.length)]!,
        by: Math.floor(by * 5),
        after: PAUSES[Math.floor(pause * PAUSES.length)]!
      }
    })
    for (const pair of liveThrice(given, { a: life % 10 }, happenings)) if (pair.startsWith('active')) visited.add(pair)
  }
  const { configurations } = compile(given.machine)
  const active = configurations.filter(({ status }, i) => i > 0 && status === 'active').length
  expect(visited.size).toBeGreaterThan(given.sees * active * given.events.length)
  if (process.env.SHOW) console.log(name, configurations.length, visited.size, active * given.events.length)
})
