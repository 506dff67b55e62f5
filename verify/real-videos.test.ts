import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createWorld, react } from 'recoworld'
import { expect, test } from 'vitest'

const catalogue = fileURLToPath(new URL('../../shared/data/trending-videos.csv', import.meta.url))
const isThere = existsSync(catalogue)
if (!isThere) console.warn(`skipped: ${catalogue} is not there`)

test.skipIf(!isThere)('1,608 real videos work as they stand, as a catalogue to recommend from', async () => {
  const { endings, manifest, metrics } = await createWorld({ catalogue, users: 400 }).run({ sessions: 2, turns: 10 })
  expect(manifest.catalogue.items).toBe(1_608)
  expect(endings.failed).toBe(0)
  expect(metrics['click-rate']!.value).toBeGreaterThan(0.1)
})

test.skipIf(!isThere)('and as the feed around a post', async () => {
  const posts = [{ title: 'Cats explain gravity' }, { title: 'Quarterly tax deadlines explained' }]
  const { verdicts, failures } = await react({ posts, catalogue, population: 'everyone', users: 800 })
  expect(failures).toMatchObject({ mind: 0, recommender: 0 })
  expect(verdicts).toHaveLength(1)
})
