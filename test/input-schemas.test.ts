import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { folder, schemaFiles } from '../scripts/build-schemas.ts'

const files = schemaFiles()

test('the JSON schemas for editors are those of the contract', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(files).sort())
  for (const [name, text] of Object.entries(files)) expect(readFileSync(`${folder}${name}`, 'utf8'), name).toBe(text)
})

test('only what has no default must be written, and a $schema may', () => {
  const schema = (name: string) => JSON.parse(files[name]!)
  expect(schema('post.json').required).toEqual(['title'])
  expect(schema('item.json').required).toEqual(['id', 'title'])
  expect(schema('population.json').required).toEqual(['description', 'sources'])
  for (const name of Object.keys(files)) {
    expect(schema(name).$schema).toBe('http://json-schema.org/draft-07/schema#')
    expect(schema(name).properties.$schema).toEqual({ type: 'string' })
    expect(schema(name).additionalProperties).toBe(false)
  }
})
