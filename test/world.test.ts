import {
  createWorld,
  type Feedback,
  fromShelf,
  type Instruction,
  type MindDefinition,
  type RecommenderDefinition,
  type WorldEvent,
  type WorldOptions
} from 'recoworld'
import rules from 'recoworld/minds/rules'
import { createChance } from 'recoworld/testing'
import { expect, test } from 'vitest'
import type { AnyActorRef } from 'xstate'

const SMALL = { population: 'commuters', recommender: 'instructable', users: 40, seed: 7 } as const

async function eventsOf(options: WorldOptions, sessions = 2, turns = 8): Promise<WorldEvent[]> {
  const world = createWorld(options)
  const events: WorldEvent[] = []
  world.events$.subscribe((event) => events.push(event))
  await world.run({ sessions, turns })
  return events
}

const withoutRun = (events: readonly WorldEvent[]) => events.map(({ run, ...event }) => event)
const ofUser = (events: readonly WorldEvent[], user: number) =>
  withoutRun(events.filter((event) => event.user === user))

test('the same seed tells the same story, event by event', async () => {
  const one = await eventsOf(SMALL)
  expect(one.length).toBeGreaterThan(500)
  expect(await eventsOf(SMALL)).toEqual(one)
})

test('another seed tells another', async () => {
  expect(withoutRun(await eventsOf({ ...SMALL, seed: 8 }))).not.toEqual(withoutRun(await eventsOf(SMALL)))
})

/** A mind that answers later, whoever comes first: the same answers as rules, in a shuffled order of arrival. */
function later(seed: number): MindDefinition {
  const luck = createChance(seed).for('delay')
  const wait = (user: number, turn: number) =>
    new Promise<void>((resolve) => setTimeout(resolve, 8 * luck.at(user, 0, turn)))
  return {
    ...rules,
    create(setting) {
      const mind = rules.create(setting as never)
      return {
        ...mind,
        review: async (row, slate, chance, out) => {
          await wait(slate.user, slate.turn)
          mind.review(row, slate, chance, out)
        },
        reflect: async (row, slate, review, chance) => {
          await wait(slate.user, slate.turn)
          return mind.reflect(row, slate, review, chance)
        }
      }
    }
  }
}

test('the order in which answers arrive changes nothing', async () => {
  const sorted = withoutRun(await eventsOf({ ...SMALL, mind: 'rules' }))
  for (const seed of [1, 2]) expect(withoutRun(await eventsOf({ ...SMALL, mind: later(seed) }))).toEqual(sorted)
})

test('person 7 lives the same life among 10 people and among 60, where the recommender learns from each alone', async () => {
  const few = ofUser(await eventsOf({ ...SMALL, recommender: 'nearest', users: 10 }), 7)
  const many = ofUser(await eventsOf({ ...SMALL, recommender: 'nearest', users: 60 }), 7)
  expect(few.length).toBeGreaterThan(10)
  expect(many).toEqual(few)
})

test('every fact names the fact that led to it, and that fact came before', async () => {
  const seen = new Set<string>()
  for (const { id, cause, type, turn } of await eventsOf(SMALL)) {
    expect(seen.has(id), `${id} told twice`).toBe(false)
    if (cause !== null) expect(seen.has(cause), `${id} because of ${cause}`).toBe(true)
    else expect(['session.started', 'user.returned', 'recommender.failed'], `${type} at turn ${turn}`).toContain(type)
    seen.add(id)
  }
})

test('a session, told line by line', async () => {
  const events = await eventsOf({ ...SMALL, users: 60 }, 1, 12)
  const speaker = events.find(({ type }) => type === 'instruction.given')!
  const story = events.filter(({ user }) => user === speaker.user)
  const told = story.map(({ type }) => type)
  expect(told[0]).toBe('session.started')
  expect(told.at(-1)).toMatch(/session\.ended|user\.churned/)
  const at = told.indexOf('instruction.given')
  expect(told.slice(at - 6, at + 1)).toEqual(
    [
      'slate.shown',
      'review.asked',
      'review.answered',
      'feedback.given',
      'disengagement.sensed',
      'instruction.asked',
      'instruction.answered',
      'instruction.given'
    ].slice(-7)
  )
  const followed = story.find((event) => event.type === 'instruction.followed')
  if (followed?.type === 'instruction.followed') expect(followed.turn).toBe(speaker.turn + 1)
  let clock = 0
  for (const { at: now } of story) {
    expect(now).toBeGreaterThanOrEqual(clock)
    clock = now
  }
})

test('sessions end in one way each, and the counts add up', async () => {
  const world = createWorld({ ...SMALL, users: 200 })
  const ended: string[] = []
  world.events$.subscribe((event) => event.type === 'session.ended' && ended.push(event.how))
  const { endings, metrics, mindsets, userSteps } = await world.run({ sessions: 2, turns: 6 })
  expect(ended.length).toBe(endings.left + endings.truncated + endings.failed)
  expect(ended.filter((how) => how === 'left').length).toBe(endings.left)
  expect(metrics.retention!.value).toBeCloseTo(endings.truncated / (endings.left + endings.truncated), 12)
  expect(Object.values(mindsets).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
  expect(userSteps).toBeGreaterThan(400)
})

test('a mind that breaks fails its session, is counted, and is no bored user', async () => {
  const broken: MindDefinition = {
    ...rules,
    create(setting) {
      const mind = rules.create(setting as never)
      return {
        ...mind,
        review(row, slate, chance, out) {
          if (slate.user === 3 && slate.turn === 2) throw new Error('lost the thread')
          mind.review(row, slate, chance, out)
          if (slate.user === 4 && slate.turn === 1) out.delight = Number.NaN
        }
      }
    }
  }
  const events = await eventsOf({ ...SMALL, mind: broken, users: 12, recommender: 'random' }, 2, 6)
  const failed = events.filter((event) => event.type === 'mind.failed')
  const ended = events.filter((event) => event.type === 'session.ended' && event.how === 'failed')
  expect(failed.length).toBeGreaterThan(0)
  expect(ended.map(({ user }) => user)).toEqual(failed.map(({ user }) => user))
  for (const { user, session } of failed)
    expect(events.some((event) => event.user === user && event.session > session)).toBe(false)
})

test('a recommender that breaks for one person does not take the others with it', async () => {
  const moody: RecommenderDefinition = {
    description: 'Refuses person 2',
    create: ({ catalogue }) => ({
      recommend({ user, size, shown }) {
        if (user === 2) throw new Error('not you')
        const items = []
        for (let item = 0; items.length < size && item < catalogue.size; item++) if (!shown(item)) items.push(item)
        return { items }
      }
    })
  }
  const world = createWorld({ ...SMALL, recommender: moody, users: 5 })
  const { endings, failures } = await world.run({ turns: 3 })
  expect(endings.failed).toBe(1)
  expect(failures).toMatchObject({ recommender: 1, mind: 0 })
  expect(failures.first).toContain('not you')
})

test.each([
  ['too long', () => Array.from({ length: 11 }, (_, i) => i), 'slate.too-long'],
  ['empty', () => [], 'slate.empty'],
  ['with an item twice', () => [1, 2, 1], 'slate.repeated-item'],
  ['with an item that is not there', () => [1, 1e6], 'slate.unknown-item']
])('a slate that is %s is refused by name', async (_, items, code) => {
  const world = createWorld({
    ...SMALL,
    users: 2,
    recommender: { description: '', create: () => ({ recommend: () => ({ items: items() }) }) }
  })
  const { endings, failures } = await world.run({ turns: 2 })
  expect(endings.failed).toBe(2)
  expect(failures.first).toContain(code)
})

test('what people ask for reaches the recommender with what they had seen', async () => {
  const heard: { user: number; instruction: Instruction; feedback: Feedback }[] = []
  const listener: RecommenderDefinition = {
    description: 'Only listens',
    create: ({ catalogue, chance }) => ({
      recommend: ({ user, turn, size }) => {
        const start = Math.floor(chance.for('test').at(user, 0, turn) * (catalogue.size - size))
        return { items: Array.from({ length: size }, (_, i) => start + i) }
      },
      instructed: (user, instruction, feedback) => void heard.push({ user, instruction, feedback })
    })
  }
  const world = createWorld({ ...SMALL, users: 80, recommender: listener })
  let given = 0
  world.instructions$.subscribe(() => given++)
  await world.run({ turns: 8 })
  expect(heard.length).toBeGreaterThan(5)
  expect(heard.length).toBeLessThanOrEqual(given)
  for (const { feedback, instruction } of heard) {
    expect(feedback.reached).toBeGreaterThan(0)
    expect(feedback.reached).toBeLessThanOrEqual(feedback.length)
    expect(instruction.text.length).toBeGreaterThan(8)
  }
})

test('a run that is stopped gives what is known, and gives no ending to visits under way', async () => {
  const stop = new AbortController()
  const world = createWorld({ ...SMALL, users: 50 })
  const result = await world.run({ turns: 20, signal: stop.signal, onProgress: (done) => done > 100 && stop.abort() })
  expect(result.interrupted).toBe(true)
  const { left, truncated, failed } = result.endings
  expect(left + truncated + failed).toBeLessThan(50)
  expect(truncated).toBe(0)
})

test('an observer sees the person that it asked for, and nobody else', async () => {
  const seen = new Set<string>()
  const world = createWorld({
    ...SMALL,
    inspect: {
      users: [5],
      observer: (event) => void (event.type === '@xstate.snapshot' && seen.add((event.actorRef as AnyActorRef).id))
    }
  })
  await world.run({ turns: 3 })
  expect([...seen].sort()).toEqual(['recommender', 'user-5'])
})

test('a mindset that throws fails its visits, one by one, and says where', async () => {
  const { definition } = fromShelf('mindsets', 'attention')
  const fragile = definition.provide({
    actions: {
      feel: ({ context }: { context: { patience: number } }) => {
        if (context.patience > 0.55) throw new Error('too patient')
      }
    }
  })
  const { endings, failures } = await createWorld({ ...SMALL, mindset: fragile }).run({ turns: 4 })
  expect(endings.failed).toBeGreaterThan(0)
  expect(endings.failed).toBeLessThan(SMALL.users)
  expect(failures.mind).toBe(endings.failed)
  expect(failures.first).toMatch(/mindset\.failed.*too patient[\s\S]*at user \d+/)
})

test.each(['born', 'arrive', 'rest', 'reflect'] as const)(
  'a mind whose %s breaks for some is counted, and the others live on',
  async (method) => {
    const broken: MindDefinition = {
      ...rules,
      create(setting) {
        const mind = rules.create(setting as never)
        const breaks = (row: number) => {
          if (row % 3 === 0) throw new Error('no more')
        }
        const original = mind[method] as (row: number, ...rest: unknown[]) => unknown
        return {
          ...mind,
          [method](row: number, ...rest: unknown[]) {
            breaks(row)
            return original(row, ...rest)
          }
        }
      }
    }
    const { endings, failures } = await createWorld({ ...SMALL, mind: broken }).run({ turns: 6 })
    expect(failures.mind).toBeGreaterThan(0)
    expect(endings.left + endings.truncated).toBeGreaterThan(20)
    if (method === 'born' || method === 'arrive') expect(endings.failed).toBe(14)
  }
)

test('a stopped run says nothing of whole visits, since only those who left early have ended', async () => {
  const stop = new AbortController()
  const { metrics } = await createWorld({ ...SMALL, users: 200 }).run({
    turns: 20,
    signal: stop.signal,
    onProgress: (done) => done > 600 && stop.abort()
  })
  expect(metrics['click-rate']!.n).toBeGreaterThan(100)
  for (const name of ['retention', 'watch-time', 'session-length'])
    expect(metrics[name]).toMatchObject({ n: 0, value: Number.NaN })
})

test('one world is not run twice at once, but twice after each other', async () => {
  const world = createWorld(SMALL)
  const first = world.run({ turns: 3 })
  await expect(world.run({ turns: 3 })).rejects.toMatchObject({ code: 'run.under-way' })
  const { endings } = await first
  expect((await world.run({ turns: 3 })).endings).toEqual(endings)
})

test.each([
  [{ recomender: 'random' }, 'run.unknown-option', /recommender/],
  [{ users: 2.5 }, 'run.bad-option', /users/],
  [{ engine: 'crowds' }, 'run.bad-option', /live, crowd, reference/],
  [{ threads: 0 }, 'run.bad-option', /from 1 to 64/],
  [{ logShare: 2 }, 'run.bad-option', /above 0 to 1/],
  [{ recommender: {} }, 'shelf.bad-definition', /create/],
  [{ population: 'everyon' }, 'shelf.unknown-name', /everyone/]
])('%o is refused as %s', (options, code, says) => {
  expect(() => createWorld(options as never)).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(says) })
  )
})

test('a metric of whole numbers out of its range is refused by name', async () => {
  const odd = {
    description: 'Odd one',
    unit: 'share',
    better: 'higher',
    range: [0, 1],
    turn: (_: unknown, add: (a: number, b: number) => void) => add(7, 1)
  } as const
  await expect(createWorld({ ...SMALL, metrics: { odd } }).run({ turns: 2 })).rejects.toMatchObject({
    code: 'metric.failed',
    message: expect.stringContaining('"odd"')
  })
})
