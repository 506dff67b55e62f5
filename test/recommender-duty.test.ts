import { createWorld } from 'recoworld'
import { describe, expect, test } from 'vitest'
import { getInitialSnapshot, getNextSnapshot, type SnapshotFrom } from 'xstate'
import { createRecommenderAgent } from '../agents/recommender.ts'
import duty, { type DutyEvent } from '../machines/recommender.ts'
import { RecoError, type Recommender, type RecommenderDefinition, type Request } from '../src/define.ts'
import { createChance } from '../src/kernel/chance.ts'
import { createBus } from '../src/streams/bus.ts'
import { createShown } from '../src/streams/shown.ts'
import { createTurnBatch, feedbackOf } from '../src/streams/turn.ts'
import { fakeCatalogue } from '../src/testing/catalogue.ts'

const SIZE = 2
const INSTRUCTION = { text: 'less chess', act: 'reduce', target: 'chess' } as const
const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : cause)
const breath = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Some people before a recommender, round by round, by hand. */
function meet(methods: Partial<Recommender>, people = 5) {
  const bus = createBus()
  const batch = createTurnBatch(people, SIZE)
  const definition: RecommenderDefinition = {
    description: 'Serves everybody the same',
    create: () => ({ recommend: () => ({ items: [0, 1] }), ...methods })
  }
  const setting = { catalogue: fakeCatalogue({ items: 20 }), chance: createChance(1), slateSize: SIZE }
  const agent = createRecommenderAgent(definition, setting, bus, { name: 'mine', people })
  const walked: unknown[] = []
  agent.actor.subscribe(({ value }) => value !== walked.at(-1) && walked.push(value))
  let turn = -1

  return {
    agent,
    batch,
    walked,
    /** Slates are asked for; resolves when they are there. */
    ask(users: readonly number[] = Array.from({ length: people }, (_, user) => user)): Promise<void> {
      turn++
      batch.turn = turn
      batch.count = users.length
      batch.users.set(users)
      batch.lengths.fill(0)
      batch.reached.fill(0)
      batch.failures.clear()
      const served = new Promise<void>((resolve) => {
        const subscription = bus.slates.subscribe(() => {
          subscription.unsubscribe()
          resolve()
        })
      })
      bus.requests.next(batch)
      return served
    },
    /** Everybody who was served looks at all of it, and watches `turn` + 1 seconds. */
    react(): void {
      for (let row = 0; row < batch.count; row++) {
        if (batch.lengths[row] === 0) continue
        batch.reached[row] = batch.lengths[row]!
        batch.watchSeconds.fill(turn + 1, row * SIZE, (row + 1) * SIZE)
      }
      bus.feedback.next(batch)
    },
    speak: (user: number) =>
      bus.instructions.next({ user, instruction: INSTRUCTION, feedback: feedbackOf(batch, user) }),
    leave: (user: number, session = 0) => bus.endings.next({ user, session }),
    /** Who has no slate, and why. */
    without: () =>
      Array.from({ length: batch.count }, (_, row) => [batch.users[row]!, messageOf(batch.failures.get(row))]).filter(
        ([, why]) => why !== undefined
      ),
    served: () => Array.from({ length: batch.count }, (_, row) => row).filter((row) => batch.lengths[row]! > 0).length
  }
}

type Method = 'learn' | 'instructed' | 'endOfSession'
const METHODS: readonly Method[] = ['learn', 'instructed', 'endOfSession']

/** Writes down whom each method is called for, and does more than that for some. */
function diary(more: (method: Method, user: number) => void | Promise<void> = () => {}) {
  const calls: string[] = []
  const note = (method: Method, user: number) => {
    calls.push(`${method} ${user}`)
    return more(method, user)
  }
  const methods: Partial<Recommender> = {
    learn: ({ user }) => note('learn', user),
    instructed: (user) => note('instructed', user),
    endOfSession: (user) => note('endOfSession', user)
  }
  return { calls, methods }
}

describe('the duty', () => {
  test('walks a round from state to state, and is idle again', async () => {
    const { ask, react, walked } = meet(diary().methods)
    await ask()
    react()
    expect(walked).toEqual(['perceiving', 'planning', 'acting', 'listening', 'remembering', 'idle'])
  })

  test('walks the same way for a recommender that takes its time', async () => {
    const { ask, react, walked, speak, leave, agent } = meet({
      ...diary(breath).methods,
      recommendBatch: async (requests) => {
        await breath()
        return requests.map(() => ({ items: [3] }))
      }
    })
    await ask()
    react()
    speak(1)
    leave(2)
    await ask()
    react()
    await agent.finish()
    const round = ['perceiving', 'planning', 'acting', 'listening', 'remembering', 'idle']
    expect(walked).toEqual([...round, ...round, 'parting', 'retired'])
  })

  test('a round that failed is followed by one that works', async () => {
    let broken = true
    const { ask, react, walked, without, served, agent } = meet({
      recommendBatch: (requests) => {
        if (broken) throw new Error('out of order')
        return requests.map(() => ({ items: [3] }))
      }
    })
    await ask()
    react()
    expect(without()).toEqual(
      [0, 1, 2, 3, 4].map((user) => [user, expect.stringContaining('"mine" broke: out of order')])
    )
    broken = false
    await ask()
    react()
    expect(without()).toEqual([])
    expect(served()).toBe(5)
    expect(walked).toEqual([
      ...['perceiving', 'planning', 'acting', 'failed'],
      ...['perceiving', 'planning', 'acting', 'listening', 'remembering', 'idle']
    ])
    expect(agent.actor.getSnapshot().context).toEqual({ rounds: 2, waiting: 5, late: 0, failures: 1 })
  })

  test('who waits while nobody has reacted is served', async () => {
    const { ask, walked, served } = meet({})
    await ask()
    await ask([3, 4])
    expect(served()).toBe(2)
    expect(walked).toEqual([
      'perceiving',
      'planning',
      'acting',
      'listening',
      'perceiving',
      'planning',
      'acting',
      'listening'
    ])
  })

  test('every state is reached and every transition is taken by some order of events', () => {
    const nodes = Object.values(duty.root.states)
    const transitions = nodes.flatMap((node) => [...node.transitions.values()].flat().map((taken) => ({ node, taken })))
    const events = [...new Set(transitions.map(({ taken }) => taken.eventType))].map(
      (type) => ({ type, waiting: 3, late: 2 }) as DutyEvent
    )
    const first = getInitialSnapshot(duty)
    const reached = new Map<unknown, SnapshotFrom<typeof duty>>([[first.value, first]])
    const taken = new Set<string>()
    for (const snapshot of reached.values())
      for (const event of events) {
        if (!snapshot.can(event)) continue
        const next = getNextSnapshot(duty, snapshot, event)
        taken.add(`${snapshot.value} ${event.type}`)
        if (!reached.has(next.value)) reached.set(next.value, next)
      }
    expect([...reached.keys()].sort()).toEqual(nodes.map(({ key }) => key).sort())
    expect([...taken].sort()).toEqual(transitions.map(({ node, taken }) => `${node.key} ${taken.eventType}`).sort())
  })

  test('every state and every transition says in words what it is', () => {
    for (const node of Object.values(duty.root.states)) {
      expect(node.description, node.key).toBeTruthy()
      for (const transition of [...node.transitions.values()].flat())
        expect(transition.description, `${node.key} ${transition.eventType}`).toBeTruthy()
    }
  })
})

describe('thinking', () => {
  const kinds = { 'at once': <T>(answer: T) => answer, later: <T>(answer: T) => breath().then(() => answer) }
  const stopped = new RecoError('model.stopped', { what: 'No call is left.', fix: 'Raise the cap.' })
  const plain = { plan: 'had no time', calls: [] }

  test.each(['at once', 'later'] as const)('comes before anybody gets a slate, %s', async (kind) => {
    const told: string[] = []
    const { ask, walked, served, agent } = meet({
      plan(requests) {
        told.push(`plan ${requests.map(({ user }) => user)}`)
        return kinds[kind](0)
      },
      recommend({ user }) {
        told.push(`serve ${user}`)
        return { items: [1] }
      }
    })
    await ask([2, 4])
    expect(told).toEqual(['plan 2,4', 'serve 2', 'serve 4'])
    expect(served()).toBe(2)
    expect(walked).toEqual(['perceiving', 'planning', 'acting', 'listening'])
    expect(agent.late()).toBe(0)
  })

  test.each(['at once', 'later'] as const)(
    'that was too slow for some, as said %s, ends in late slates',
    async (kind) => {
      const { ask, react, walked, served, agent } = meet({
        plan: () => kinds[kind](2),
        recommend: ({ user }) => (user < 2 ? { items: [1], isLate: true, plan: plain } : { items: [2] })
      })
      await ask()
      expect(served()).toBe(5)
      expect(walked).toEqual(['perceiving', 'planning', 'late', 'listening'])
      expect(agent.late()).toBe(2)
      react()
      await ask()
      expect(agent.late()).toBe(4)
      expect(agent.actor.getSnapshot().context).toEqual({ rounds: 2, waiting: 5, late: 4, failures: 0 })
    }
  )

  test('leaves out who goes without a slate anyway', async () => {
    const asked: number[][] = []
    const { ask, react } = meet({
      plan(requests) {
        asked.push(requests.map(({ user }) => user))
        return 0
      },
      learn({ user }) {
        if (user === 1) throw new Error('no')
      }
    })
    await ask([0, 1])
    react()
    await ask([0, 1])
    expect(asked).toEqual([[0, 1], [0]])
  })

  test.each(['at once', 'later'] as const)('that breaks %s loses the round, and no other', async (kind) => {
    let isBroken = true
    const { ask, without, served, walked, agent } = meet({
      plan() {
        if (!isBroken) return 0
        if (kind === 'later') return breath().then(() => Promise.reject(new Error('no idea')))
        throw new Error('no idea')
      }
    })
    await ask([0, 3])
    expect(without()).toEqual([0, 3].map((user) => [user, expect.stringContaining('plan() of "mine" broke: no idea')]))
    isBroken = false
    await ask([0, 3])
    expect(served()).toBe(2)
    expect(walked.slice(0, 4)).toEqual(['perceiving', 'planning', 'failed', 'perceiving'])
    expect(agent.actor.getSnapshot().context.failures).toBe(1)
  })

  test('that stops with the run tells so as it is, and nothing failed', async () => {
    const { ask, batch, walked, agent } = meet({ plan: () => breath().then(() => Promise.reject(stopped)) })
    await ask([0, 3])
    expect([0, 1].map((row) => batch.failures.get(row))).toEqual([stopped, stopped])
    expect(walked).toEqual(['perceiving', 'planning', 'listening'])
    expect(agent.actor.getSnapshot().context.failures).toBe(0)
  })

  test('too late has to be explained', async () => {
    const { ask, without, agent } = meet({ recommend: () => ({ items: [1], isLate: true }) })
    await ask([0])
    expect(without()).toEqual([[0, expect.stringContaining('slate.late-without-plan')]])
    expect(agent.late()).toBe(0)
  })
})

describe('what people did and said', () => {
  test('is taken in by the order of people, and once', async () => {
    const { calls, methods } = diary()
    const { ask, react, speak, leave } = meet(methods)
    await ask([0, 2, 4])
    react()
    for (const user of [4, 2]) speak(user)
    for (const user of [2, 0]) leave(user)
    calls.length = 0
    await ask([4])
    expect(calls).toEqual(['instructed 2', 'instructed 4', 'endOfSession 0', 'endOfSession 2'])
    await ask([4])
    expect(calls.length).toBe(4)
  })

  test('is taken in by the order of people when some of them take longer', async () => {
    const slow = diary(async (_, user) => {
      for (let i = user; i < 5; i++) await breath()
      slow.calls.push(`${user} is done`)
    })
    const { ask, react, speak, leave } = meet(slow.methods, 3)
    await ask()
    react()
    for (const user of [2, 1]) speak(user)
    for (const user of [1, 0]) leave(user)
    await ask([2])
    const calls = [
      ...['learn 0', 'learn 1', 'learn 2'],
      ...['instructed 1', 'instructed 2'],
      ...['endOfSession 0', 'endOfSession 1']
    ]
    expect(slow.calls).toEqual(calls.flatMap((call) => [call, `${call.split(' ')[1]} is done`]))
  })

  test('is all there for who takes its time: the next round waits until it is learnt', async () => {
    const learnt: string[] = []
    const { ask, react, batch, agent } = meet({
      learn: async (feedback) => {
        await breath()
        learnt.push(
          `${feedback.user}: ${feedback.reached} of turn ${feedback.turn}, ${feedback.watchSeconds.join(' and ')} s`
        )
      }
    })
    await ask([0, 1, 4])
    react()
    await ask([2])
    expect(learnt).toEqual([0, 1, 4].map((user) => `${user}: 2 of turn 0, 1 and 1 s`))
    expect(batch.count).toBe(1)
    react()
    await agent.finish()
    expect(learnt.at(-1)).toBe('2: 2 of turn 1, 2 and 2 s')
  })

  test('reaches a recommender that does not wait in the same breath', () => {
    const { calls, methods } = diary()
    const { ask, react, served } = meet(methods)
    void ask()
    expect(served()).toBe(5)
    react()
    expect(calls.length).toBe(5)
  })
})

describe.each(METHODS)('when %s breaks for one person', (method) => {
  const kinds = {
    'at once': (user: number, method: string) => {
      throw new Error(`${method} does not like ${user}`)
    },
    later: async (user: number, method: string) => {
      await breath()
      throw new Error(`${method} does not like ${user}`)
    }
  }

  test.each(['at once', 'later'] as const)('%s, its next slate fails, and only that', async (kind) => {
    let moody = true
    const { calls, methods } = diary((called, user) => {
      if (moody && called === method && user === 3) return kinds[kind](user, method)
    })
    const { ask, react, speak, leave, without, served, walked, agent } = meet(methods)
    await ask()
    react()
    for (const user of [3, 1]) speak(user)
    for (const user of [3, 4]) leave(user)
    moody = method !== 'learn'
    await ask()
    expect(without()).toEqual([
      [3, expect.stringContaining(`${method}() broke for person 3: ${method} does not like 3`)]
    ])
    expect(served()).toBe(4)
    expect(calls).toEqual([
      ...[0, 1, 2, 3, 4].map((user) => `learn ${user}`),
      ...['instructed 1', 'instructed 3', 'endOfSession 3', 'endOfSession 4']
    ])
    moody = false
    react()
    await ask()
    expect(without()).toEqual([])
    expect(served()).toBe(5)
    expect(calls.filter((call) => !call.startsWith('learn')).length).toBe(4)
    expect(walked).not.toContain('failed')
    react()
    expect(await agent.finish()).toEqual([])
  })
})

test('who is left out of a round because of its trouble is not asked about, in a batch as one by one', async () => {
  const asked: number[][] = []
  const { ask, react, batch, without } = meet({
    learn({ user }) {
      if (user === 1) throw new Error('no')
    },
    recommendBatch(requests: readonly Request[]) {
      asked.push(requests.map(({ user }) => user))
      return requests.map(({ user }) => ({ items: [10 + user] }))
    }
  })
  await ask()
  react()
  await ask([0, 1, 2, 4])
  expect(asked).toEqual([
    [0, 1, 2, 3, 4],
    [0, 2, 4]
  ])
  expect([0, 1, 2, 3].map((row) => [batch.lengths[row], batch.items[row * SIZE]])).toEqual([
    [1, 10],
    [0, expect.anything()],
    [1, 12],
    [1, 14]
  ])
  react() // 1 was not served: nothing to learn from it
  await ask([1])
  expect(asked.at(-1)).toEqual([1])
  expect(without()).toEqual([])
  react()
  await ask([1])
  expect(asked.length).toBe(3) // nobody was left to ask about
  expect(without().length).toBe(1)
})

describe('at the end', () => {
  test('what was said last and who went last is still taken in', async () => {
    const { calls, methods } = diary()
    const { ask, react, speak, leave, agent, walked } = meet(methods)
    await ask([0, 1])
    react()
    speak(1)
    for (const user of [1, 0]) leave(user)
    calls.length = 0
    expect(await agent.finish()).toEqual([])
    expect(calls).toEqual(['instructed 1', 'endOfSession 0', 'endOfSession 1'])
    expect(walked.at(-1)).toBe('retired')
    expect(await agent.finish()).toEqual([])
    expect(calls.length).toBe(3)
  })

  test('what breaks and can spoil no slate any more is told', async () => {
    const { methods } = diary(async (method, user) => {
      await breath()
      if (method === 'endOfSession' && user !== 2) throw new Error('too late')
    })
    const { ask, react, leave, agent } = meet(methods)
    await ask()
    react()
    for (const user of [2, 1, 0]) leave(user, 4)
    const left = await agent.finish()
    expect(left.map(({ code, parts }) => [code, parts.at])).toEqual([
      ['recommender.failed', { user: 0, session: 4 }],
      ['recommender.failed', { user: 1, session: 4 }]
    ])
  })

  test('a recommender that nobody ever asked may go', async () => {
    expect(await meet({}).agent.finish()).toEqual([])
  })
})

describe('a world', () => {
  const sound = (methods: Partial<Recommender>): RecommenderDefinition => ({
    description: 'Serves what is new, in the order of the catalogue',
    create: ({ catalogue }) => ({
      recommend({ size, shown }) {
        const items = Array.from({ length: catalogue.size }, (_, item) => item)
        return { items: items.filter((item) => !shown(item)).slice(0, size) }
      },
      ...methods
    })
  })

  test.each(['at once', 'later'])(
    'fails the session of the person whom it could not learn from %s, and no other',
    async (kind) => {
      const learn: Recommender['learn'] = ({ user, turn }) => {
        if (user !== 3 || turn !== 1) return
        if (kind === 'at once') throw new Error('a strange one')
        return Promise.reject(new Error('a strange one'))
      }
      const world = createWorld({
        population: 'commuters',
        recommender: sound({ learn }),
        users: 8,
        seed: 3,
        mind: patient
      })
      const failed: (string | number)[][] = []
      world.events$.subscribe((event) => {
        if (event.type === 'recommender.failed') failed.push([event.user, event.turn, event.message])
      })
      const { endings, failures } = await world.run({ turns: 4 })
      expect(failed).toEqual([[3, 2, expect.stringContaining('learn() broke for person 3: a strange one')]])
      expect(endings).toEqual({ left: 0, truncated: 7, failed: 1 })
      expect(failures).toMatchObject({ recommender: 1, mind: 0 })
    }
  )

  test('tells the recommender of every visit that ended and of every instruction that was given', async () => {
    const { calls, methods } = diary((method, user) => {
      if (method === 'endOfSession' && user === 3) throw new Error('farewell')
    })
    const world = createWorld({ population: 'commuters', recommender: sound(methods), users: 100, seed: 7 })
    let given = 0
    world.instructions$.subscribe(() => given++)
    const { endings, failures } = await world.run({ turns: 3 })
    const heard = (method: Method) => calls.filter((call) => call.startsWith(method)).length
    expect(endings.left + endings.truncated).toBe(100)
    expect(heard('endOfSession')).toBe(100)
    expect(given).toBeGreaterThan(5)
    expect(heard('instructed')).toBe(given)
    expect(failures).toMatchObject({ recommender: 1, mind: 0 })
    expect(failures.first).toContain('endOfSession() broke for person 3: farewell')
  })
})

/** Never leaves, never speaks. */
const patient = {
  description: 'Takes everything as it comes',
  columns: {},
  create: () => ({
    born() {},
    arrive() {},
    review(_row: number, slate: { length: number }, _chance: unknown, out: { reached: number; seconds: number }) {
      out.reached = slate.length
      out.seconds = 10
    },
    reflect: () => INSTRUCTION,
    rest: () => 1_000,
    thought: () => 'hm'
  })
}

describe('what somebody was shown', () => {
  test('is remembered until it is half of the catalogue; the last slate still is', () => {
    const shown = createShown(2, 25)
    const seen = (user = 0) => Array.from({ length: 25 }, (_, item) => item).filter((item) => shown.has(user, item))
    shown.add(0, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 0, 10)
    expect(seen()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    shown.add(0, [15, 16, 17, 18, 19, 20, 21, 22, 23, 24], 0, 10)
    expect(seen()).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24])
    shown.add(0, [0, 15], 0, 2)
    expect(seen()).toEqual([0, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24])
    expect(seen(1)).toEqual([])
  })

  test.each([
    [25, 10],
    [20, 10],
    [64, 32],
    [3, 1],
    [100, 7]
  ])('of %i items leaves enough for a new slate of %i, none of the slate before', (items, size) => {
    const shown = createShown(1, items)
    let before: number[] = []
    for (let turn = 0; turn < 60; turn++) {
      const fresh = Array.from({ length: items }, (_, item) => item).filter((item) => !shown.has(0, item))
      const slate = fresh.slice(0, size)
      expect(slate.length).toBe(size)
      expect(slate.filter((item) => before.includes(item))).toEqual([])
      shown.add(0, slate, 0, size)
      before = slate
    }
  })

  test('counts an item once, and only the slots in use', () => {
    const shown = createShown(1, 10)
    for (let turn = 0; turn < 20; turn++) shown.add(0, Int32Array.of(1, 2, 3), 0, 2)
    shown.add(0, [7, 8], 0, 2)
    expect([1, 2, 3, 7, 8].map((item) => shown.has(0, item))).toEqual([true, true, false, true, true])
  })
})
