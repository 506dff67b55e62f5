import { z } from 'zod'

/** What a server is told of the shape that an answer must have. */
export interface ResponseFormat {
  readonly type: 'json_schema'
  readonly json_schema: { readonly name: string; readonly schema: unknown; readonly strict: true }
}

const known = new WeakMap<z.ZodType, Map<string, ResponseFormat>>()

/**
 * A zod schema as servers hold models to: every field required, no other, no titles, and none of the limits that a strict mode does
 * not know (lengths of texts); zod checks those afterwards. Made once for each schema and name.
 */
export function responseFormat(schema: z.ZodType, name: string): ResponseFormat {
  const formats = known.get(schema) ?? new Map<string, ResponseFormat>()
  known.set(schema, formats)
  const format = formats.get(name) ?? {
    type: 'json_schema',
    json_schema: { name, schema: strictSchema(schema), strict: true }
  }
  formats.set(name, format)
  return format
}

function strictSchema(schema: z.ZodType): unknown {
  const { $schema, ...whole } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema: part }) => {
      for (const name of ['title', 'default', 'minLength', 'maxLength'] as const) delete part[name]
      if (part.minimum === Number.MIN_SAFE_INTEGER) delete part.minimum
      if (part.maximum === Number.MAX_SAFE_INTEGER) delete part.maximum
      if (part.type !== 'object' || !part.properties) return
      part.required = Object.keys(part.properties)
      part.additionalProperties = false
    }
  })
  return whole
}
