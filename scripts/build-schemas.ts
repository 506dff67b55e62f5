import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { Item, Post } from '../src/contract/item.ts'
import { Population } from '../src/contract/population.ts'

const titles = {
  post: [Post, 'A post to rehearse'],
  population: [Population, 'A population: segments of people, and where the numbers come from'],
  item: [Item, 'An item of a catalogue']
} as const

/** What editors check a file by: file name → text, from the same schemas that read the files. */
export function schemaFiles(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(titles).map(([name, [schema, title]]) => {
      const { $schema, properties, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' })
      const whole = { $schema, title, ...rest, properties: { $schema: { type: 'string' }, ...properties } }
      return [`${name}.json`, `${JSON.stringify(whole, null, 2)}\n`]
    })
  )
}

export const folder = fileURLToPath(new URL('../assets/schemas/', import.meta.url))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(schemaFiles())) writeFileSync(`${folder}${name}`, text)
}
