import type { Space, Spaces } from '../contract/environment.ts'
import { ACTION, isWrapped, OBSERVATION } from './wrapped.ts'

type Schema = Readonly<Record<string, unknown>>

/** A space as JSON Schema (2020-12). @param words  that are named at most, where only some will do */
export function schemaOf(space: Space, words = Number.POSITIVE_INFINITY): Schema {
  switch (space.kind) {
    case 'index':
      return { type: 'integer', minimum: 0, maximum: space.n - 1 }
    case 'whole':
      return { type: 'integer', minimum: space.low, ...(space.high === null ? {} : { maximum: space.high }) }
    case 'box':
      return boxOf(space)
    case 'word':
      return {
        type: 'string',
        ...(space.of && space.of.length <= words && { enum: space.of }),
        ...(space.most && { maxLength: space.most })
      }
    case 'flag':
      return { type: 'boolean' }
    case 'maybe':
      return { anyOf: [schemaOf(space.of, words), { type: 'null' }] }
    case 'list': {
      const { of, least, most, distinct } = space
      return {
        type: 'array',
        items: schemaOf(of, words),
        minItems: least,
        maxItems: most,
        uniqueItems: distinct === true
      }
    }
    case 'record':
      return objectOf(Object.fromEntries(Object.entries(space.of).map(([name, of]) => [name, schemaOf(of, words)])))
  }
}

/** What goes over the wire: objects, whatever the world's spaces are. */
export function schemasOf({ observation, action }: Spaces): { action: Schema; observation: Schema; state: Schema } {
  return {
    action: named(action, ACTION),
    observation: named(observation, OBSERVATION),
    state: objectOf({
      episode_id: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      step_count: { type: 'integer', minimum: 0 },
      is_done: { type: 'boolean' },
      session_id: { type: 'string' }
    })
  }
}

const named = (space: Space, name: string): Schema =>
  isWrapped(space) ? objectOf({ [name]: schemaOf(space) }) : schemaOf(space)

const objectOf = (properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties)
})

function boxOf({ shape, low, high }: Space & { kind: 'box' }): Schema {
  const number = {
    type: 'number',
    ...(low === null ? {} : { minimum: low }),
    ...(high === null ? {} : { maximum: high })
  }
  return shape.reduceRight<Schema>((items, many) => ({ type: 'array', items, minItems: many, maxItems: many }), number)
}
