import { createAsyncEnvironment } from 'recoworld'
import { expect, test } from 'vitest'
import { of, play, serve } from './helpers/model-runs.ts'

const SMALL = { population: 'everyone', slateSize: 6, seed: 5 } as const

test('a person whom a model decides for does in an environment what it does in a world', async () => {
  const server = await serve()
  const { events } = await play(
    { ...SMALL, mind: 'llm', users: 6, recommender: 'nearest' },
    { url: server.url, turns: 5 }
  )
  const model = { name: 'tiny', baseUrl: server.url }
  const env = await createAsyncEnvironment({ ...SMALL, mind: 'llm', turns: 5, model })
  let said = 0
  for (let user = 0; user < 6; user++) {
    await env.reset({ options: { user } })
    const own = events.filter((event) => event.user === user)
    for (const [at, { items }] of of(own, 'slate.shown').entries()) {
      const step = await env.step(items.map(({ item }) => item))
      const { slots } = of(own, 'feedback.given')[at]!
      expect(step.observation.history.at(-1)!.slots).toEqual(
        slots.map(({ item, actions, watchSeconds, reason }) => ({ item, actions, watchSeconds, reason }))
      )
      if (step.observation.instruction) said++
    }
  }
  expect(said).toBeGreaterThan(0)
  await env.close()
})

test('steps are taken one at a time, and what a model breaks ends the episode as a failure', async () => {
  const server = await serve({ shares: { prose: 1 }, times: Number.POSITIVE_INFINITY })
  const model = { name: 'tiny', baseUrl: server.url, retries: 0, backOffSeconds: 0.01 }
  const env = await createAsyncEnvironment({ ...SMALL, mind: 'llm', model })
  const { observation } = await env.reset({ seed: 1 })
  const slate = observation.candidates.slice(0, 6)
  const first = env.step(slate)
  await expect(env.step(slate)).rejects.toMatchObject({ code: 'environment.not-under-way' })
  await expect(first).rejects.toMatchObject({ name: 'RecoError' })
  await expect(env.step(slate)).rejects.toMatchObject({ code: 'environment.not-under-way' })
  await env.reset()
  await env.close()
})

test('what a mind needs is asked for before anything is begun', async () => {
  await expect(createAsyncEnvironment({ mind: 'llm' })).rejects.toMatchObject({ code: 'model.none' })
  await expect(createAsyncEnvironment({ slateSise: 1 } as never)).rejects.toMatchObject({
    code: 'environment.bad-option'
  })
})

test('a mind that answers at once needs no waiting for', async () => {
  const env = await createAsyncEnvironment(SMALL)
  const { observation } = await env.reset()
  expect((await env.step(observation.candidates.slice(0, 6))).observation.history).toHaveLength(1)
})
