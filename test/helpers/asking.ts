import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import type { ChatBody, Decision } from '../../src/contract/model.ts'
import { createModels, type ModelOptions, type OpenModels } from '../../src/models/index.ts'
import { type ModelServer, type ModelServerOptions, startModelServer } from './model-server.ts'

/** A decision of person `user`. */
export const of = (user: number, turn = 1): Decision => ({ agent: 'mind', kind: 'review', user, session: 1, turn })

export const saying = (content: string, maxTokens = 50): ChatBody => ({
  messages: [{ role: 'user', content }],
  max_tokens: maxTokens
})

/** What persons of these tests answer. */
export const Mood = z.object({ mood: z.enum(['curious', 'bored']), stays: z.boolean(), slots: z.int().min(1).max(5) })

export const moodOf = (user: number) => ({
  messages: [
    { role: 'system', content: 'You are a person.' },
    { role: 'user', content: `Person ${user}: how do you feel?` }
  ] as const,
  schema: Mood,
  name: 'mood',
  maxTokens: 100
})

/** A server that ends with the test. */
export async function server(options: ModelServerOptions = {}): Promise<ModelServer> {
  const started = await startModelServer(options)
  onTestFinished(() => started.close())
  return started
}

/** Models that end with the test; they wait a hundredth of a second before they ask again. */
export async function models(
  baseUrl: string,
  options: Partial<ModelOptions> = {},
  signal?: AbortSignal
): Promise<OpenModels> {
  const opened = await createModels({ name: 'test-model', baseUrl, backOffSeconds: 0.01, ...options }, { signal })
  onTestFinished(() => opened.close())
  return opened
}

/** A path for a file in a folder of its own. */
export const newFile = (name = 'answers.jsonl') => join(mkdtempSync(join(tmpdir(), 'models-')), name)

/** The code of what it rejects with. */
export const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'answered',
    (error) => error.code ?? String(error)
  )
