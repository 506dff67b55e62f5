import * as z from 'zod'
import { listed } from './say.ts'

type Schema = z.core.$ZodType
type Def = z.core.$ZodTypes['_zod']['def']

const defOf = (schema: Schema) => (schema as z.core.$ZodTypes)._zod.def as Def

/** A schema without what only says that it may be left out. */
function bare(schema: Schema): Schema {
  const def = defOf(schema)
  if (def.type === 'optional' || def.type === 'default' || def.type === 'nullable') return bare(def.innerType)
  return schema
}

/** The schema of what lies at a path; undefined where the schema knows no such place. */
export function schemaAt(schema: Schema, path: readonly PropertyKey[]): Schema | undefined {
  let here: Schema | undefined = schema
  for (const key of path) {
    if (!here) return undefined
    const def = defOf(bare(here))
    if (def.type === 'object') here = Object.hasOwn(def.shape, key) ? def.shape[key as string] : undefined
    else if (def.type === 'array') here = def.element
    else if (def.type === 'record') here = def.valueType
    else if (def.type === 'union') here = def.options.flatMap((option) => schemaAt(option, [key]) ?? [])[0]
    else here = undefined
  }
  return here
}

export const optionsOf = (schema: Schema | undefined): readonly Schema[] => {
  const def = schema && defOf(bare(schema))
  return def?.type === 'union' ? def.options : []
}

/** The names that may stand in a place; none where any name may. Of several ways, the one that most of `given` belong to. */
export function knownKeys(schema: Schema | undefined, given: readonly string[]): string[] {
  if (!schema) return []
  const def = defOf(bare(schema))
  if (def.type === 'object') return Object.keys(def.shape)
  if (def.type === 'union') {
    const shared = (keys: string[]) => keys.filter((key) => given.includes(key)).length
    const ways = def.options.map((option) => knownKeys(option, given))
    return ways.reduce((best, way) => (shared(way) > shared(best) ? way : best), [])
  }
  if (def.type !== 'record') return []
  const names = defOf(def.keyType)
  return names.type === 'enum' ? Object.values(names.entries).map(String) : []
}

export const mayBeLeftOut = (schema: Schema | undefined) =>
  schema !== undefined && z.core.safeParse(schema, undefined).success

/** What a schema takes, in words that follow "Give …". */
export function wanted(schema: Schema | undefined): string {
  if (!schema) return 'something else'
  const def = defOf(bare(schema))
  switch (def.type) {
    case 'string':
      return 'text'
    case 'number':
      return numberWanted(bare(schema) as z.ZodNumber)
    case 'enum':
      return `one of ${listed(Object.values(def.entries).map(String))}`
    case 'array':
      return defOf(bare(def.element)).type === 'string' ? 'a list of texts' : 'a list'
    case 'object':
      return `{ ${Object.keys(def.shape).slice(0, 6).join(', ')}${Object.keys(def.shape).length > 6 ? ', …' : ''} }`
    case 'record':
      return 'names with a value each'
    case 'union':
      return listed(def.options.map(wanted))
    default:
      return `a ${def.type}`
  }
}

function numberWanted({ minValue, maxValue, isInt, def }: z.ZodNumber): string {
  const noun = isInt ? 'a whole number' : 'a number'
  const [low, high] = [bound(minValue), bound(maxValue)]
  if (low !== undefined && high !== undefined) return `${noun} from ${low} to ${high.toLocaleString('en')}`
  const isAbove = def.checks?.some(
    (check) =>
      (check as z.core.$ZodChecks)._zod.def.check === 'greater_than' &&
      !(check as z.core.$ZodCheckGreaterThan)._zod.def.inclusive
  )
  if (low !== undefined && isAbove) return `${noun} above ${low}`
  if (low !== undefined) return `${noun}, ${low} or more`
  return high === undefined ? noun : `${noun}, at most ${high.toLocaleString('en')}`
}

const bound = (value: number | null) =>
  value === null || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value
