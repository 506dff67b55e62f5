import { expect, test } from 'vitest'
import { chanceOf } from '../src/gym/environment.ts'
import { planning } from '../src/laws/index.ts'
import { TRAINERS } from '../src/learning/index.ts'
import { stagedOf } from '../src/runner/environment.ts'
import { returnsOf } from '../src/runner/train.ts'

/** The best that was published for it, by QL with optimal slates. */
const PUBLISHED = 174.6
const evolution = stagedOf({ environment: 'interest-evolution' })

test.each(['slateq', 'slateq-sarsa'] as const)('%s learns what gives people time back: three seeds', (name) => {
  for (const seed of [11, 12, 13]) {
    const began = performance.now()
    const trainer = TRAINERS[name].create(
      { staged: evolution, encoder: evolution.process.encoder! },
      { seed },
      undefined
    )
    let steps = 0
    while (steps < 60_000) steps = trainer.improve().steps
    const seconds = (performance.now() - began) / 1_000
    const { value, low } = returnsOf(evolution, (seen, moment) => trainer.act(seen, moment, true), 1_000 + seed, 400)
    console.log(`${name}, seed ${seed}: ${value.toFixed(1)} after ${steps} steps in ${seconds.toFixed(0)} s`)
    expect(low).toBeGreaterThan(PUBLISHED)
  }
})

const moment = { episode: 0, turn: 0, chance: chanceOf(0, 0) }
test.each(['mood-swings', 'ask-or-lose'])(
  'in %s it comes within a twentieth of the optimum, five seeds of five',
  (environment) => {
    const staged = stagedOf({ environment })
    const { mdp, encoder } = staged.process
    const best = planning.plan(mdp!).value
    const needed = [1, 2, 3, 4, 5].map((seed) => {
      const trainer = TRAINERS.slateq.create({ staged, encoder: encoder! }, { seed, hidden: [], rate: 0.01 }, undefined)
      for (let steps = 0, since = 0; steps < 45_000; ) {
        steps = trainer.improve().steps
        const worth = planning.worthUnder(mdp!, (state) => trainer.act(state, moment, true) as number)
        since = worth < 0.95 * best ? 0 : since || steps
        if (since > 0 && steps > since + 5_000) return since
      }
      return Number.POSITIVE_INFINITY
    })
    console.log(`${environment}: steps to 95 % of the optimum for good: ${needed.join(', ')}`)
    expect(Math.max(...needed)).toBeLessThan(45_000)
  }
)
