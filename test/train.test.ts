import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare, createWorld } from 'recoworld'
import { recommenderKit, runKit } from 'recoworld/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ITEM_NUMBERS, STATE_NUMBERS } from '../src/gym/person/encoder.ts'
import { policyModule, policyRecommender, trainerRecommender } from '../src/learning/index.ts'
import { type Checkpoint, train } from '../src/runner/train.ts'
import { build, recoworld } from './helpers/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'train-'))
beforeAll(build, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function command(args: readonly string[]) {
  const { code, stdout, stderr } = await recoworld(args, { cwd: folder })
  return { status: code, stderr, json: code === 0 ? (JSON.parse(stdout) as unknown) : undefined }
}

const WORLD = { environment: 'long-term-satisfaction', options: { budget: 10, sensitivity: 0.2 } } as const

test('what a training knows after a stop in between is what it knows without one', async () => {
  const options = { world: WORLD, algorithm: 'ppo', settings: { episodes: 4 }, trials: 5, points: 2, seed: 3 } as const
  const whole = await train({ ...options, steps: 160 })
  const half = await train({ ...options, steps: 80 })
  const rest = await train({
    ...options,
    steps: 80,
    from: JSON.parse(JSON.stringify(half.checkpoint)) as Checkpoint
  })
  expect(rest.checkpoint.knows).toEqual(whole.checkpoint.knows)
  expect(rest.checkpoint.curve.at(-1)).toMatchObject({ steps: 160, value: whole.checkpoint.curve.at(-1)!.value })
  expect(Object.keys(whole.others)).toContain('random')
})

test('a training in another world is not gone on with', async () => {
  const { checkpoint } = await train({ world: WORLD, steps: 40, trials: 2, points: 1, settings: { episodes: 4 } })
  const other = { ...WORLD, options: { ...WORLD.options, budget: 12 } }
  await expect(train({ world: other, steps: 40, trials: 2, from: checkpoint })).rejects.toMatchObject({
    code: 'train.other-world'
  })
})

test.each([
  [{ algorithm: 'pp' }, 'Did you mean "ppo"?'],
  [{ steps: 0 }, 'steps is 0'],
  [{ settings: { rat: 1 } }, 'rate']
])('%j is refused in words', async (wrong, says) => {
  await expect(train({ world: WORLD, steps: 10, trials: 2, ...(wrong as object) })).rejects.toThrow(says)
})

describe('a policy that was taught', () => {
  const weights = ITEM_NUMBERS.map((name) =>
    name === 'liked' ? 3 : name === 'shown' ? -2 : name === 'wished' ? 2 : 0.1
  )
  const taught = {
    by: 'hand',
    state: STATE_NUMBERS,
    items: ITEM_NUMBERS,
    policy: { hidden: [], weights: [...weights, 0, -1] }
  }

  test('is a recommender that keeps its promises', async () => {
    await runKit(recommenderKit('taught', policyRecommender(taught)))
  })

  test('does better than chance, by what it learns of people', async () => {
    const { recommenders } = await compare({
      recommenders: ['random', policyRecommender(taught)],
      population: 'everyone',
      users: 150,
      turns: 10
    })
    const [random, own] = recommenders.map(({ result }) => result.metrics['click-rate']!.value)
    expect(own).toBeGreaterThan(random!)
  })

  test('is refused where other numbers are told', () => {
    expect(() => policyRecommender({ ...taught, items: ['liked'] })).toThrow('policy.other-numbers')
  })
})

describe('recoworld train', () => {
  const out = join(folder, 'keeper.mjs')

  test('leaves a recommender, a checkpoint and a curve, and goes on from there', async () => {
    const flags = ['train', '--steps', '60', '--trials', '4', '--turns', '4', '--slate', '4', '--candidates', '20']
    const small = [...flags, '--set', 'episodes=4', '--json']
    const { status, json } = await command([...small, '--out', out])
    expect(status).toBe(0)
    expect((json as { curve: unknown[] }).curve.length).toBeGreaterThan(1)
    expect(readFileSync(out, 'utf8')).toContain('policyRecommender(')
    expect(readFileSync(join(folder, 'keeper.html'), 'utf8')).toMatch(/^<!doctype html>/)
    const again = await command([...small, '--out', out])
    expect(again.status).not.toBe(0)
    expect(again.stderr).toContain('out.taken')
    const resumed = ['--resume', join(folder, 'keeper.training.json'), '--out', join(folder, 'keeper-2.mjs')]
    const gone = await command([...small, ...resumed])
    expect(gone.status).toBe(0)
    const steps = (gone.json as { curve: { steps: number }[] }).curve.at(-1)!.steps
    expect(steps).toBeGreaterThanOrEqual(120)
    const run = await command(['run', '--recommender', out, '--users', '20', '--turns', '3', '--slate', '4', '--json'])
    expect(run.status).toBe(0)
  })

  test.each(['thompson', 'slateq'])(
    'what %s learns serves people in a world, in threads as well',
    async (algorithm) => {
      const world = { candidates: 12, slateSize: 4, turns: 5 }
      const { checkpoint } = await train({
        world,
        algorithm: algorithm as 'slateq',
        settings: { episodes: 10 },
        steps: 60,
        trials: 2,
        points: 1
      })
      const file = join(folder, `${algorithm}.mjs`)
      writeFileSync(file, policyModule(algorithm, checkpoint.knows, checkpoint.settings))
      const run = (threads: number) =>
        createWorld({ recommender: file, users: 12, slateSize: 4, threads, engine: 'crowd' }).run({
          turns: 4,
          sessions: 2
        })
      const [one, two] = [await run(1), await run(2)]
      expect(one.failures.recommender).toBe(0)
      expect(one.userSteps).toBeGreaterThan(24)
      expect(two.metrics).toEqual(one.metrics)
    }
  )

  test('what learns tables, and what nobody knows, serves nobody', () => {
    const numbers = { state: STATE_NUMBERS, items: ITEM_NUMBERS, settings: {}, knows: {} }
    for (const by of ['q-learning', 'magic'])
      expect(() => trainerRecommender({ by, ...numbers })).toThrow(
        expect.objectContaining({ code: 'train.bad-option' })
      )
    expect(() => trainerRecommender({ by: 'lin-ucb', ...numbers, items: ['other'] })).toThrow(
      expect.objectContaining({ code: 'policy.other-numbers' })
    )
  })

  test('what is no checkpoint is refused', async () => {
    const file = join(folder, 'odd.json')
    writeFileSync(file, '{}')
    const { status, stderr } = await command(['train', '--resume', file, '--out', join(folder, 'x.mjs')])
    expect(status).toBe(2)
    expect(stderr).toContain('train.no-checkpoint')
    expect(existsSync(join(folder, 'x.mjs'))).toBe(false)
  })

  test('a module holds what it was taught', () => {
    expect(policyModule('ppo', { policy: { hidden: [], weights: [1] } })).toContain('"weights":[1]')
  })
})
