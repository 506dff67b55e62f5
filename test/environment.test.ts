import { createEnvironment, createEnvironments, createWorld, type PersonEnvironment, type WorldEvent } from 'recoworld'
import { expect, test } from 'vitest'

const SMALL = { population: 'everyone', slateSize: 6, seed: 11 } as const

/** All that happened to each person of a world, by person. */
async function played(users: number, sessions: number, turns: number): Promise<WorldEvent[][]> {
  const world = createWorld({ ...SMALL, users, recommender: 'nearest', engine: 'crowd' })
  const byUser: WorldEvent[][] = Array.from({ length: users }, () => [])
  world.events$.subscribe((event) => byUser[event.user]!.push(event))
  await world.run({ sessions, turns })
  return byUser
}

const only = <Type extends WorldEvent['type']>(events: readonly WorldEvent[], type: Type) =>
  events.filter((event): event is WorldEvent & { type: Type } => event.type === type)

/** Shows a person the slates that it was shown in the world. */
function replay(env: PersonEnvironment, user: number, events: readonly WorldEvent[]) {
  env.reset({ options: { user } })
  return only(events, 'slate.shown').map(({ items }) => env.step(items.map(({ item }) => item)))
}

test('an episode is a person of a world: the same slates bring the same reactions, instructions, endings and returns', async () => {
  const users = 60
  const people = await played(users, 3, 8)
  const env = createEnvironment({ ...SMALL, sessions: 3, turns: 8 })
  let instructions = 0
  let visits = 0
  for (const [user, events] of people.entries()) {
    const steps = replay(env, user, events)
    const last = only(events, 'slate.shown')
    const feedback = only(events, 'feedback.given')
    for (const [at, step] of steps.entries()) {
      const { slots } = feedback[at]!
      const gone = step.observation.history.at(-1)!
      expect(gone.slots).toEqual(
        slots.map(({ item, actions, watchSeconds, reason }) => ({ item, actions, watchSeconds, reason }))
      )
      const said = only(events, 'instruction.given').find(
        ({ session, turn }) => session === last[at]!.session && turn === last[at]!.turn
      )
      if (!step.info.ended) expect(step.observation.instruction).toEqual(said?.instruction ?? null)
      if (said) instructions++
    }
    const ended = only(events, 'session.ended')
    visits += ended.length
    expect(steps.flatMap(({ info }) => (info.ended ? [info.ended] : []))).toEqual(
      ended.map(({ how, reason }) => ({ how, cause: reason }))
    )
    const { terminated, truncated } = steps.at(-1)!
    const isChurned = only(events, 'user.churned').length > 0
    expect({ terminated, truncated }).toEqual({
      terminated: isChurned || ended.at(-1)!.how === 'left',
      truncated: !isChurned && ended.at(-1)!.how === 'truncated'
    })
  }
  expect(instructions).toBeGreaterThan(20)
  expect(visits).toBeGreaterThan(users)
})

test('an episode is the same whatever was played before it', () => {
  const slates = (env: PersonEnvironment) => {
    const told = []
    for (let turn = 0; turn < 5; turn++) {
      const at = env.step(env.snapshot() && (told.length % 2 === 0 ? first : second))
      told.push(at)
      if (at.terminated) break
    }
    return told
  }
  const one = createEnvironment(SMALL)
  const { observation } = one.reset()
  const [first, second] = [observation.candidates.slice(0, 6), observation.candidates.slice(40, 46)]
  slates(one)
  one.reset()
  const afterOthers = slates(one)
  const other = createEnvironment(SMALL)
  other.reset({ options: { user: 1 } })
  expect(slates(other)).toEqual(afterOthers.map((step) => ({ ...step, info: { ...step.info, episode: 0 } })))
})

test('forks go on alike with the same luck, and apart with another', () => {
  const env = createEnvironment(SMALL)
  const { observation } = env.reset({ seed: 3 })
  const slate = (at: number) => observation.candidates.slice(at, at + 6)
  env.step(slate(0))
  const twin = env.fork()
  const others = [1, 2, 3, 4, 5, 6].map((luck) => env.fork({ luck }))
  const went = env.step(slate(6))
  expect(twin.step(slate(6))).toEqual(went)
  const lucks = others.map((other) => JSON.stringify(other.step(slate(6)).observation.history))
  expect(new Set([JSON.stringify(went.observation.history), ...lucks]).size).toBeGreaterThan(4)
})

test('a snapshot is plain data and outlives what is played after it', () => {
  const env = createEnvironment(SMALL)
  const { observation } = env.reset({ seed: 5 })
  const slate = (at: number) => observation.candidates.slice(at, at + 6)
  env.step(slate(0))
  const saved = structuredClone(env.snapshot())
  const once = env.step(slate(6))
  env.reset()
  env.step(slate(12))
  env.restore(saved)
  expect(env.step(slate(6))).toEqual(once)
})

test('several in step play the episodes of one seed, whatever their number', () => {
  const rewards = (n: number) => {
    const all = createEnvironments({ ...SMALL, turns: 4, n })
    const { observations } = all.reset({ seed: 9 })
    const slate = observations[0]!.candidates.slice(0, 6)
    const sums = new Map<number, number>()
    while (sums.size < 12) {
      const before = Array.from({ length: n }, (_, at) => all.at(at).snapshot().state as { episode: number })
      const { rewards, last } = all.step(Array.from({ length: n }, () => slate))
      for (const at of last.keys()) sums.set(before[at]!.episode, rewards[at]!)
    }
    return [...sums.entries()].filter(([episode]) => episode < 6).sort(([a], [b]) => a - b)
  }
  expect(rewards(3)).toEqual(rewards(6))
})

test('rewards are what is asked for', () => {
  const terms = createEnvironment({ ...SMALL, reward: { watch: 2, clicks: -1, leave: 3 } })
  const { observation } = terms.reset({ seed: 1 })
  const { reward, info } = terms.step(observation.candidates.slice(0, 6))
  const told = info.terms as Record<string, number>
  expect(reward).toBeCloseTo(2 * told.watch! - told.clicks! - 3 * told.leave!, 12)
})

test.each([
  [{ slateSise: 3 }, 'environment.bad-option', 'slateSize'],
  [{ reward: { clicks: Number.NaN } }, 'environment.bad-option', 'NaN'],
  [{ reward: { click: 1 } }, 'environment.bad-option', 'clicks'],
  [{ candidates: 0 }, 'environment.bad-option', 'candidates'],
  [{ slateSize: 0 }, 'run.bad-option', 'slateSize'],
  [{ mind: 'llm' }, 'environment.needs-async', 'createAsyncEnvironment'],
  [{ environment: 'no-such' }, 'shelf.unknown-name', 'environments']
])('bad options %j are refused in words', (options, code, word) => {
  expect(() => createEnvironment(options as never)).toThrow(expect.objectContaining({ code }) as Error)
  expect(() => createEnvironment(options as never)).toThrow(word)
})

test('bad actions change nothing, and steps out of turn are refused', () => {
  const env = createEnvironment({ ...SMALL, turns: 1 })
  expect(() => env.step([])).toThrow(expect.objectContaining({ code: 'environment.not-under-way' }) as Error)
  const { observation } = env.reset({ seed: 2 })
  const slate = observation.candidates.slice(0, 6)
  const twin = env.fork()
  for (const bad of [[], ['nobody'], [slate[0], slate[0]], observation.candidates.slice(0, 7), 'x', null, [1]])
    expect(() => env.step(bad as never)).toThrow(expect.objectContaining({ code: 'environment.bad-action' }) as Error)
  const step = env.step(slate)
  expect(step).toEqual(twin.step(slate))
  expect(step.terminated || step.truncated).toBe(true)
  expect(() => env.step(slate)).toThrow(expect.objectContaining({ code: 'environment.not-under-way' }) as Error)
  expect(() => env.reset({ seed: -1 })).toThrow(expect.objectContaining({ code: 'environment.bad-reset' }) as Error)
  expect(() => env.reset({ options: { who: 1 } })).toThrow(
    expect.objectContaining({ code: 'environment.bad-reset' }) as Error
  )
})

test('candidates are drawn for each turn, and others are refused', () => {
  const env = createEnvironment({ ...SMALL, candidates: 20 })
  const { observation } = env.reset({ seed: 2 })
  expect(new Set(observation.candidates).size).toBe(20)
  const all = createEnvironment(SMALL).reset().observation.candidates
  const other = all.find((id) => !observation.candidates.includes(id))!
  expect(() => env.step([other])).toThrow('not among the 20 candidates')
  const next = env.step(observation.candidates.slice(0, 6))
  expect(next.observation.candidates).not.toEqual(observation.candidates)
})
