import { deepStrictEqual, ok } from 'node:assert/strict'
import type { Mdp } from '../contract/environment.ts'
import { createChance } from '../kernel/chance.ts'
import { type AnyProcess, environmentIn } from './environment-play.ts'

const STEPS = 20_000
/** Standard errors that a count may be off by: of very many counts, none by chance. */
const FAR = 5
const SLACK = 1e-9

/** Tables are chances, as many as there are states and actions. */
export function mustBeTables({ states, actions, starts, outcomes, horizon }: Mdp): void {
  ok(Number.isInteger(horizon) && horizon >= 1, `its horizon is ${horizon}`)
  mustBeChances('starts', starts, states.length)
  ok(Math.abs(sum(starts) - 1) < SLACK, `starts sum to ${sum(starts)}`)
  deepStrictEqual(outcomes.length, states.length, 'outcomes belong to each state')
  for (const [state, row] of outcomes.entries()) {
    deepStrictEqual(row.length, actions.length, `outcomes of ${states[state]} belong to each action`)
    for (const [action, { reward, next }] of row.entries()) {
      const where = `after ${actions[action]} in ${states[state]}`
      mustBeChances(where, next, states.length)
      ok(sum(next) < 1 + SLACK, `chances ${where} sum to ${sum(next)}`)
      ok(Number.isFinite(reward), `the reward ${where} is ${reward}`)
    }
  }
}

/** What happens is what the tables say, within what chance allows. */
export function mustAgree(process: AnyProcess, mdp: Mdp): void {
  const { states, actions, starts, outcomes } = mdp
  deepStrictEqual(mdp.horizon, process.horizon, 'the horizon of the tables is another')
  const luck = createChance(98).for('kit')
  const environment = environmentIn(process, { seed: 4 })
  const begun = new Float64Array(states.length)
  const went = outcomes.map((row) =>
    row.map(() => ({ n: 0, next: new Float64Array(states.length), sum: 0, squares: 0 }))
  )
  let [low, high, episodes] = [0, 0, 0]
  let state = -1
  for (let at = 0; at < STEPS; at++) {
    if (state < 0) {
      state = environment.reset().observation as number
      begun[state]!++
      episodes++
    }
    const action = Math.floor(luck.at(at) * actions.length)
    const { observation, reward, terminated, truncated } = environment.step(action)
    const tally = went[state]![action]!
    tally.n++
    tally.sum += reward
    tally.squares += reward * reward
    low = Math.min(low, reward)
    high = Math.max(high, reward)
    if (!terminated) tally.next[observation as number]!++
    state = terminated || truncated ? -1 : (observation as number)
  }
  for (const [at, chance] of starts.entries())
    mustCount(`episodes begin in ${states[at]}`, begun[at]!, episodes, chance)
  for (const [from, row] of went.entries())
    for (const [action, { n, next, sum: total, squares }] of row.entries()) {
      if (n === 0) continue
      const where = `after ${actions[action]} in ${states[from]}`
      const known = outcomes[from]![action]!
      for (const [to, chance] of known.next.entries()) mustCount(`${states[to]} ${where}`, next[to]!, n, chance)
      mustCount(`endings ${where}`, n - sum(next), n, 1 - sum(known.next))
      const mean = total / n
      const off = FAR * Math.sqrt(Math.max(0, squares / n - mean * mean) / n) + (FAR * (high - low)) / n
      ok(Math.abs(mean - known.reward) <= off + SLACK, `the mean reward ${where} is ${mean}, not ${known.reward}`)
    }
}

function mustBeChances(where: string, chances: readonly number[], count: number): void {
  deepStrictEqual(chances.length, count, `${where}: a chance belongs to each state`)
  for (const chance of chances) ok(chance >= 0 && chance <= 1 + SLACK, `${where}: a chance is ${chance}`)
}

function mustCount(what: string, found: number, of: number, chance: number): void {
  const off = chance < SLACK || chance > 1 - SLACK ? 0 : FAR * Math.sqrt(of * chance * (1 - chance)) + FAR
  ok(
    Math.abs(found - of * chance) <= off + SLACK * of,
    `${what} ${found} times of ${of}; the tables say ${of * chance}`
  )
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0)
