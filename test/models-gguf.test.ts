import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod'
import { createModels } from '../src/models/index.ts'
import { askStructured } from '../src/models/structured.ts'
import { randomGguf } from './helpers/random-gguf.ts'

const folder = mkdtempSync(join(tmpdir(), 'gguf-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'random.gguf')

const isInstalled = () => {
  try {
    return Boolean(createRequire(import.meta.url).resolve('node-llama-cpp'))
  } catch {
    return false
  }
}

const about = { agent: 'mind', kind: 'review', user: 0, session: 0, turn: 0 } as const
const messages = [
  { role: 'system', content: 'You decide.' },
  { role: 'user', content: 'Decide.' }
] as const

test.skipIf(!isInstalled())(
  'a GGUF file in this process answers in shape (skipped where node-llama-cpp is not installed)',
  async () => {
    writeFileSync(file, randomGguf())
    const models = await createModels({ name: file, timeoutSeconds: 60 })
    const schema = z.object({
      next: z.enum(['stay', 'leave']),
      appeal: z.number().int().min(1).max(5),
      actions: z
        .array(z.enum(['skip', 'click']))
        .min(1)
        .max(2),
      also: z.object({ act: z.enum(['more', 'less']) }).nullable()
    })
    const ask = (seed: number) =>
      askStructured(models, { name: 'choice', schema, messages, maxTokens: 200, body: { seed } }, about)
    const answers = await Promise.all([1, 2, 3].map(ask))
    for (const answer of answers) expect(['stay', 'leave']).toContain(answer.next)
    expect(models.usage().total).toMatchObject({ failed: 0, calls: 3 })
    expect(models.usage().total.outputTokens).toBeGreaterThan(20)
    await models.close()
  }
)

test.skipIf(isInstalled())('without node-llama-cpp it says what to install', async () => {
  await expect(createModels({ name: file })).rejects.toThrow(/model\.no-llama.*npm install node-llama-cpp/s)
})
