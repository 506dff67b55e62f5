import { deepStrictEqual } from 'node:assert/strict'
import type { EnvironmentDefinition } from '../contract/environment.ts'
import { anyAction, EPISODES, environmentIn, goOn, playMany, playOne, processOf, SEED } from './environment-play.ts'

export function isRepeatable(definition: EnvironmentDefinition): void {
  const process = processOf(definition)
  const first = playMany(process, EPISODES, SEED)
  deepStrictEqual(playMany(process, EPISODES, SEED), first, 'the same process plays otherwise the second time')
  deepStrictEqual(playMany(processOf(definition), EPISODES, SEED), first, 'a process made anew plays otherwise')
}

export function isPlain(definition: EnvironmentDefinition): void {
  const process = processOf(definition)
  const act = anyAction(process)
  const environment = environmentIn(process, { seed: SEED })
  let { observation } = environment.reset()
  let turn = 0
  for (; turn < 2; turn++) {
    const step = environment.step(act(observation, 0, turn))
    if (step.terminated || step.truncated) break
    observation = step.observation
  }
  if (turn < 2) observation = environment.reset().observation
  const from = { observation: structuredClone(observation), turn: turn < 2 ? 0 : turn }
  const saved = environment.snapshot()
  const asItWas = structuredClone(saved)
  const fork = environment.fork()
  const others = [1, 1].map((luck) => environment.fork({ luck }))
  const went = goOn(environment, act, from)
  deepStrictEqual(saved, asItWas, 'what is played later changes a snapshot: copy() shares something')
  deepStrictEqual(goOn(fork, act, from), went, 'a fork goes on otherwise')
  deepStrictEqual(environment.restore(asItWas).observation, from.observation, 'what is restored looks otherwise')
  deepStrictEqual(goOn(environment, act, from), went, 'what is restored goes on otherwise')
  const elsewhere = environmentIn(processOf(definition))
  elsewhere.restore(JSON.parse(JSON.stringify(asItWas)) as typeof asItWas)
  deepStrictEqual(
    goOn(elsewhere, act, from),
    went,
    'what was written as JSON goes on otherwise: its state is not plain'
  )
  const [one, other] = others.map((forked) => goOn(forked, act, from))
  deepStrictEqual(one, other, 'forks of one other luck go on apart')
}

export function isAddressed(definition: EnvironmentDefinition): void {
  const process = processOf(definition)
  const all = playMany(process, EPISODES, SEED)
  const act = anyAction(process)
  const odd = environmentIn(process, { seed: SEED, from: 1, every: 2 })
  const other = environmentIn(process, { seed: SEED + 1 })
  for (let at = 1; at < EPISODES; at += 2) {
    playOne(other, act)
    deepStrictEqual(playOne(odd, act), all[at], `episode ${at} is another where others are played before it`)
  }
  const two = [0, 1].map((from) => environmentIn(process, { seed: SEED, from }))
  const seen = two.map((environment) => environment.reset().observation)
  const isOver = [false, false]
  for (let turn = 0; turn < 20 && isOver.includes(false); turn++)
    for (const [at, environment] of two.entries()) {
      if (isOver[at]) continue
      const step = environment.step(act(seen[at], at, turn))
      deepStrictEqual(step, all[at]!.steps[turn], `episode ${at} is another where one is played beside it`)
      seen[at] = step.observation
      isOver[at] = step.terminated || step.truncated
    }
}
