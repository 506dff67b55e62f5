import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare, createWorld, react } from 'recoworld'
import { describe, expect, test } from 'vitest'
import { story } from './helpers/story.ts'

describe.each(['attention', 'goal-seeking', 'overloaded'])('people whose mindset is %s', (mindset) => {
  test.each(['popular', 'instructable'])('do the same with %s whichever way they are run', async (recommender) => {
    const live = await story({ engine: 'live', mindset, recommender })
    expect(live.events).toBeGreaterThan(1_200)
    for (const engine of ['crowd', 'reference'] as const) {
      const other = await story({ engine, mindset, recommender })
      expect(other.manifest.engine).toBe(engine)
      expect(other.result).toEqual(live.result)
      expect(other.digest).toBe(live.digest)
    }
  })
})

describe.each([
  ['random', [2]],
  ['popular', [3]], // knows all people by what each copy gathers
  ['instructable', [7]] // serves all from the main thread
] as const)('%s', (recommender, several) => {
  test(`serves the same people the same in 1 and in ${several.join(', ')} threads`, async () => {
    const one = await story({ engine: 'crowd', threads: 1, recommender })
    for (const threads of several) {
      const spread = await story({ engine: 'crowd', threads, recommender })
      expect(spread.manifest.threads).toBe(threads)
      expect(spread.result).toEqual(one.result)
      expect(spread.digest).toBe(one.digest)
      expect(spread.audited).toBe(one.audited)
    }
  })
})

test('live people and rows of the interpreter go into threads as well', async () => {
  const [one, live, reference] = await Promise.all([
    story({ threads: 1, engine: 'live' }),
    story({ threads: 3, engine: 'live' }),
    story({ threads: 2, engine: 'reference' })
  ])
  expect(live.digest).toBe(one.digest)
  expect(reference.digest).toBe(one.digest)
})

test('moods are counted alike in one thread and in several', async () => {
  const of = async (threads: number) => {
    const world = createWorld({ users: 40, threads, recommender: 'popular' })
    const counts: unknown[] = []
    world.mindsets$.subscribe((count) => counts.push(count))
    await world.run({ turns: 3 })
    return counts
  }
  const one = await of(1)
  expect(one.length).toBe(3)
  expect(await of(2)).toEqual(one)
})

test('a thread that breaks while nobody asks ends the run', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stray-'))
  const file = join(folder, 'stray.ts')
  writeFileSync(
    file,
    `import rules from '${import.meta.resolve('recoworld/minds/rules')}'
export default {
  ...rules,
  create(setting) {
    const mind = rules.create(setting)
    return {
      ...mind,
      review(row, slate, chance, out) {
        if (row === 0 && slate.turn === 0) setTimeout(() => { throw new Error('stray') }, 1)
        if (row === 30) for (const since = performance.now(); performance.now() - since < 300; );
        return mind.review(row, slate, chance, out)
      }
    }
  }
}`
  )
  await expect(story({ mind: file, threads: 2, users: 40, recommender: 'popular' })).rejects.toMatchObject({
    code: 'thread.failed',
    message: expect.stringContaining('stray')
  })
})

test('a recommender that is an object serves people in several threads from this one', async () => {
  const counting = () => {
    let served = 0
    return {
      description: 'Goes round the catalogue, whoever asks',
      create: ({ catalogue }: { catalogue: { size: number } }) => ({
        recommend: ({ size }: { size: number }) => ({
          items: Array.from({ length: size }, () => served++ % catalogue.size),
          why: `slate ${served}`
        })
      })
    }
  }
  const one = await story({ recommender: counting(), threads: 1, engine: 'crowd' })
  const three = await story({ recommender: counting(), threads: 3, engine: 'crowd' })
  expect(three.result).toEqual(one.result)
  expect(three.digest).toBe(one.digest)
})

test('what reacts to posts is the same in several threads', async () => {
  const posts = [
    { title: 'A one-pan dinner', topics: ['cooking'] },
    { title: 'The goal of the season', topics: ['football'] }
  ]
  const of = (threads: number) => react({ posts, users: 150, seed: 3, threads, engine: 'crowd' })
  const [one, two] = await Promise.all([of(1), of(2)])
  expect(two.posts).toEqual(one.posts)
  expect(two.comparison).toEqual(one.comparison)
  expect(two.manifest).toMatchObject({ engine: 'crowd', threads: 2 })
})

test('comparisons are the same in several threads', async () => {
  const of = (threads: number) =>
    compare({ recommenders: ['popular', 'instructable'], users: 100, turns: 5, threads, engine: 'crowd' })
  const [one, two] = await Promise.all([of(1), of(2)])
  expect(two.differences).toEqual(one.differences)
})

describe('what was left open is chosen', () => {
  test('a handful is live, many are a crowd', async () => {
    expect((await story({ users: 40 }, { turns: 1, sessions: 1 })).manifest).toMatchObject({
      engine: 'live',
      threads: 1
    })
    expect((await story({ users: 2_000 }, { turns: 1, sessions: 1 })).manifest).toMatchObject({ engine: 'crowd' })
  })

  test('a part that cannot travel keeps the run in one thread, and refuses several by name', async () => {
    const metrics = { mine: { description: 'Mine', unit: 'x', better: 'neither', range: [0, 1] } } as const
    await expect(story({ metrics, threads: 2 })).rejects.toMatchObject({
      code: 'threads.cannot-travel',
      message: expect.stringContaining('a metric that was given as an object')
    })
  })
})

describe('somebody of a crowd', () => {
  test('becomes a live actor while the world goes on, and changes nothing', async () => {
    const untouched = await story({ engine: 'crowd', threads: 1 })
    const world = createWorld({ users: 80, seed: 5, engine: 'crowd', threads: 1 })
    const hash = createHash('sha256')
    world.events$.subscribe((event) => hash.update(JSON.stringify(event)))
    const seen: unknown[] = []
    const { audited } = await world.run({
      turns: 6,
      sessions: 2,
      onProgress() {
        const promoted = world.promote(17, () => seen.push(1))
        expect(promoted.actor.getSnapshot()).toMatchObject({ status: 'active' })
      }
    })
    expect(hash.digest('hex')).toBe(untouched.digest)
    expect(seen.length).toBeGreaterThan(10)
    expect(audited).toBeGreaterThanOrEqual(untouched.audited)
  })

  test('must be somebody', async () => {
    const world = createWorld({ users: 20, engine: 'crowd', threads: 1 })
    const codes: unknown[] = []
    await world.run({
      turns: 1,
      onProgress() {
        for (const user of [-1, 20, 1.5, Number.NaN])
          try {
            world.promote(user)
          } catch (error) {
            codes.push((error as { code: string }).code)
          }
      }
    })
    expect(new Set(codes)).toEqual(new Set(['promote.no-such-person']))
  })

  test('gets an observer also when it is alive already', async () => {
    let seen = 0
    const world = createWorld({ users: 20, engine: 'crowd', threads: 1 })
    let isFirst = true
    await world.run({
      turns: 4,
      onProgress() {
        world.promote(3)
        if (isFirst) world.promote(3, () => seen++)
        isFirst = false
      }
    })
    expect(seen).toBeGreaterThan(3)
  })

  test('is asked for while nothing runs in vain', () => {
    expect(() => createWorld().promote(3)).toThrow(expect.objectContaining({ code: 'promote.no-crowd' }))
  })
})

test('a log may keep the events of some people only, all of theirs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'share-'))
  const { openLog } = await import('recoworld/log')
  const of = async (logShare: number) => {
    const file = join(folder, `${logShare}.duckdb`)
    await createWorld({ users: 80, seed: 5, log: file, logShare }).run({ turns: 3 })
    const log = await openLog(file)
    const events = await log.events()
    await log.close()
    return events
  }
  const [all, some] = [await of(1), await of(0.1)]
  const kept = new Set(some.map(({ user }) => user))
  expect(kept.size).toBeGreaterThan(2)
  expect(kept.size).toBeLessThan(50)
  expect(some).toEqual(all.filter(({ user }) => kept.has(user)))
})

const unfit = join(mkdtempSync(join(tmpdir(), 'unfit-')), 'unfit.ts')

describe('a mindset that cannot be a crowd', () => {
  test('is refused by name where a crowd is asked for, and lives where it is not', async () => {
    writeFileSync(
      unfit,
      `import { setup } from 'xstate'
import { mindsetTypes, visit, visitActions, visitGuards } from 'recoworld/define'
export default setup({ types: mindsetTypes, guards: visitGuards, actions: { ...visitActions(), feel: () => {}, recover: () => {} } }).createMachine({
  id: 'unfit',
  context: ({ input }) => ({ interest: 0.5, satisfaction: 0.5, satiation: 0, fatigue: 0, patience: input.patience, trust: input.trust, session: 0, turn: 0 }),
  type: 'parallel',
  states: {
    visit,
    mood: { initial: 'curious', states: { curious: { tags: 'curious', on: { felt: { guard: () => false, target: 'curious' } } } } }
  }
})`
    )
    await expect(story({ mindset: unfit, engine: 'crowd' })).rejects.toMatchObject({
      code: 'crowd.refused',
      message: expect.stringMatching(/inline guard.*curious/s)
    })
    const { manifest, result } = await story({ mindset: unfit, users: 400 }, { turns: 2, sessions: 1 })
    expect(manifest.engine).toBe('live')
    expect(result.notes.join()).toContain('cannot run as a crowd')
  })
})
