import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert/strict'
import * as z from 'zod'
import type { EnvironmentDefinition } from '../contract/environment.ts'
import { chanceOf } from '../gym/environment.ts'
import { faultIn } from '../gym/space.ts'
import { createChance } from '../kernel/chance.ts'
import { encodes } from './environment-encoder.ts'
import { mustAgree, mustBeTables } from './environment-mdp.ts'
import { anyAction, EPISODES, environmentIn, goOn, playMany, playOne, processOf, SEED } from './environment-play.ts'
import { isAddressed, isPlain, isRepeatable } from './environment-same.ts'
import type { Check } from './kit.ts'
import { drawFrom, outsideOf } from './space.ts'

/** What holds of every world to act in: `for (const { name, check } of environmentKit('mine', mine)) test(name, check)`. */
export function environmentKit(name: string, definition: EnvironmentDefinition): Check[] {
  const checks: Check[] = [
    { name: 'says what it is and where it is from', check: () => saysWhatItIs(definition) },
    { name: 'needs no options, and refuses those that it does not know', check: () => takesOptions(definition) },
    { name: 'takes the same steps for the same seed and actions', check: () => isRepeatable(definition) },
    { name: 'shows what its spaces say, and rewards that are numbers', check: () => keepsToSpaces(definition) },
    { name: 'takes every action of its space, and no other', check: () => takesActions(definition) },
    { name: 'ends no later than its horizon', check: () => ends(definition) },
    { name: 'goes on from a snapshot and as a fork, as if nothing had happened', check: () => isPlain(definition) },
    {
      name: 'plays an episode the same, whatever is played before it and beside it',
      check: () => isAddressed(definition)
    },
    { name: 'tells learners as many numbers as it says', check: () => encodes(definition) },
    { name: 'has tables that are what happens', check: () => hasTables(definition) },
    { name: 'has baselines that act within its space', check: () => hasBaselines(definition) }
  ]
  return checks.map(({ name: what, check }) => ({ name: `${name}: ${what}`, check }))
}

function saysWhatItIs({ description, source }: EnvironmentDefinition): void {
  ok(/^\S.{9,}$/.test(description), `the description is "${description}"`)
  ok(/^\S.{2,}$/.test(source), `the source is "${source}"`)
}

function takesOptions({ options }: EnvironmentDefinition): void {
  const empty = options.safeParse({})
  ok(empty.success, 'an empty object of options is refused')
  ok(!options.safeParse({ 'no such option': 1 }).success, 'an unknown option passes for known: use z.strictObject')
  z.toJSONSchema(options, { io: 'input' })
}

function keepsToSpaces(definition: EnvironmentDefinition): void {
  const process = processOf(definition)
  const within = (observation: unknown) => {
    const fault = faultIn(process.spaces.observation, observation)
    ok(fault === undefined, `an observation is not within its space: ${fault}`)
  }
  for (const { first, steps } of playMany(process, EPISODES, SEED)) {
    within(first)
    for (const { observation, reward } of steps) {
      within(observation)
      ok(Number.isFinite(reward), `a reward is ${reward}`)
    }
  }
}

function takesActions(definition: EnvironmentDefinition): void {
  const process = processOf(definition)
  const { action } = process.spaces
  const environment = environmentIn(process, { seed: SEED })
  const act = anyAction(process)
  const { observation } = environment.reset()
  const twin = environment.fork()
  for (const bad of outsideOf(action)) throws(() => environment.step(bad), { code: 'environment.bad-action' })
  deepStrictEqual(
    goOn(environment, act, { observation, turn: 0 }),
    goOn(twin, act, { observation, turn: 0 }),
    'an action that was refused has changed something'
  )
  const luck = createChance(97).for('kit')
  for (let at = 0; at < 100; at++) {
    let drawn = 0
    environment.reset()
    try {
      environment.step(drawFrom(action, () => luck.at(at, 0, 0, drawn++)))
    } catch (error) {
      strictEqual((error as { code?: unknown }).code, 'environment.bad-action', `an action breaks it: ${error}`)
    }
  }
}

function ends(definition: EnvironmentDefinition): void {
  const process = processOf(definition)
  const { horizon } = process
  ok(Number.isSafeInteger(horizon) && horizon >= 1, `the horizon is ${horizon}`)
  const environment = environmentIn(process, { seed: SEED })
  const act = anyAction(process)
  let { observation } = environment.reset()
  for (let turn = 0; turn < horizon; turn++) {
    const step = environment.step(act(observation, 0, turn))
    ok(!(step.terminated && step.truncated), 'a step is terminated and truncated')
    if (step.terminated || step.truncated) return
    observation = step.observation
  }
  ok(false, `after ${horizon} turns the episode has not ended`)
}

function hasTables(definition: EnvironmentDefinition): void {
  const process = processOf(definition)
  if (!process.mdp) return
  mustBeTables(process.mdp)
  mustAgree(process, process.mdp)
}

function hasBaselines(definition: EnvironmentDefinition): void {
  const process = processOf(definition)
  const chance = chanceOf(SEED, 0)
  for (const [name, { description, act }] of Object.entries(process.baselines ?? {})) {
    ok(/^\S.{5,}$/.test(description), `the baseline "${name}" does not say what it does`)
    const decide = (observation: unknown, episode: number, turn: number) => {
      const action = act(observation, { episode, turn, chance })
      const fault = faultIn(process.spaces.action, action)
      ok(fault === undefined, `an action of "${name}" is not within its space: ${fault}`)
      return action
    }
    const play = () => playOne(environmentIn(process, { seed: SEED }), decide)
    deepStrictEqual(play(), play(), `"${name}" acts otherwise the second time`)
  }
}
