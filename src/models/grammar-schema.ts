/** A JSON schema as it is told to servers. */
export type JsonSchema = Readonly<Record<string, unknown>>
/** What a grammar can be made of: fewer words, and no bounds of numbers. */
export type GrammarSchema = Readonly<Record<string, unknown>>

/** Whole numbers in so small a range become a choice among them; other bounds are left to the check that comes after. */
const FEW = 32

export function grammarSchema(schema: JsonSchema): GrammarSchema {
  const { type, minimum, maximum } = schema
  const options = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined
  if (options) return { oneOf: options.map(grammarSchema) }
  if ('const' in schema) return { const: schema.const }
  if (Array.isArray(schema.enum)) return { enum: schema.enum }
  if (type === 'object') {
    const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
    return { type, properties: Object.fromEntries(properties.map(([name, part]) => [name, grammarSchema(part)])) }
  }
  if (type === 'array') {
    const bounds = ['minItems', 'maxItems'].filter((bound) => schema[bound] !== undefined)
    return {
      type,
      items: grammarSchema(schema.items as JsonSchema),
      ...Object.fromEntries(bounds.map((bound) => [bound, schema[bound]]))
    }
  }
  if (type === 'integer' && typeof minimum === 'number' && typeof maximum === 'number' && maximum - minimum < FEW)
    return { enum: Array.from({ length: maximum - minimum + 1 }, (_, at) => minimum + at) }
  if (type === 'string' && typeof schema.maxLength === 'number') return { type, maxLength: schema.maxLength }
  return { type }
}
