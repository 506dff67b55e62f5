import assert from 'node:assert/strict'
import type { Content, RepresentationDefinition } from '../contract/plugin.ts'
import type { Check } from './kit.ts'

const SAMPLES: Content[] = [
  {
    title: 'One-pan dinner in twelve minutes',
    description: 'Chicken, rice and greens',
    topics: ['cooking'],
    tags: ['dinner']
  },
  { title: 'The last-minute winner', category: 'football' },
  { title: 'home cooking' },
  { title: 'Как приготовить борщ' },
  { title: '!!! ???' },
  { title: 'x'.repeat(500), description: 'y '.repeat(2_000) }
]

/** What a representation promises: finite rows of unit length (or all zeros), the same for the same content, whatever it stands beside. */
export function representationKit(name: string, definition: RepresentationDefinition): Check[] {
  const embed = async (contents: readonly Content[]) => {
    const representation = definition.create()
    return { width: representation.dimensions, noise: representation.noise, rows: await representation.embed(contents) }
  }
  const named = (what: string) => `${name}: ${what}`
  return [
    {
      name: named('gives one row of its dimensions for each content'),
      async check() {
        const { width, rows } = await embed(SAMPLES)
        assert.ok(Number.isInteger(width) && width >= 1, `dimensions is ${width}`)
        assert.equal(rows.length, width * SAMPLES.length)
        assert.equal((await embed([])).rows.length, 0)
      }
    },
    {
      name: named('rows are finite, and of unit length or all zeros'),
      async check() {
        const { width, rows } = await embed(SAMPLES)
        for (let at = 0; at < SAMPLES.length; at++) {
          const length = Math.hypot(...rows.subarray(at * width, (at + 1) * width))
          assert.ok(
            length === 0 || Math.abs(length - 1) < 1e-3,
            `row ${at} («${SAMPLES[at]!.title.slice(0, 30)}») has length ${length}`
          )
        }
      }
    },
    {
      name: named('content has the same row alone, in company, and the second time'),
      async check() {
        const { width, rows } = await embed(SAMPLES)
        const { rows: alone } = await embed([SAMPLES[1]!])
        assert.deepEqual(Array.from(alone), Array.from(rows.subarray(width, 2 * width)))
        assert.deepEqual(Array.from((await embed(SAMPLES)).rows), Array.from(rows))
      }
    },
    {
      name: named('says how alike unrelated contents are'),
      async check() {
        const { noise } = await embed([])
        assert.ok(noise.mean > -1 && noise.mean < 1, `noise.mean is ${noise.mean}`)
        assert.ok(noise.sd > 0 && noise.sd < 1, `noise.sd is ${noise.sd}`)
      }
    }
  ]
}
