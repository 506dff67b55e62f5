/** One thing that is asked for before a run starts. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly help: string
  readonly kind: 'choice' | 'suggested' | 'number' | 'text' | 'yes'
  /** What can be chosen, or is suggested. */
  readonly options: readonly string[]
  readonly low: number | undefined
  readonly high: number | undefined
}

const WORDS: Readonly<Record<string, readonly [label: string, help: string]>> = {
  population: ['Population', 'who comes'],
  recommender: ['Recommender', 'what serves them'],
  mindset: ['Mindset', 'the statechart that each person lives'],
  mind: ['Mind', 'what decides how people react'],
  catalogue: ['Catalogue', 'what there is to be shown'],
  users: ['People', 'in all'],
  sessions: ['Visits', 'of each person, at most'],
  turns: ['Turns', 'slates in a visit, at most'],
  slateSize: ['Slate', 'items in a slate'],
  seed: ['Seed', 'same seed, same run'],
  isPaused: ['Wait before the first turn', 'to look around or step']
}

interface Schema {
  readonly type?: unknown
  readonly enum?: readonly unknown[]
  readonly examples?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly minimum?: number
  readonly maximum?: number
  readonly title?: string
  readonly description?: string
}

/** The fields that a JSON Schema of an object asks for, in its order. */
export function fieldsOf(schema: Readonly<Record<string, unknown>>): Field[] {
  const properties = (schema.properties ?? {}) as Readonly<Record<string, Schema>>
  return Object.entries(properties).map(([name, property]) => {
    const [label = property.title ?? spaced(name), help = property.description ?? ''] = WORDS[name] ?? []
    return { name, label, help, ...shapeOf(property) }
  })
}

function shapeOf(property: Schema): Pick<Field, 'kind' | 'options' | 'low' | 'high'> {
  const shapes = property.anyOf ?? [property]
  const options = shapes.flatMap((shape) => shape.enum ?? shape.examples ?? []).map(String)
  const [first] = shapes
  const range = { low: first?.minimum, high: first?.maximum }
  if (first?.type === 'integer' || first?.type === 'number') return { kind: 'number', options, ...range }
  if (first?.type === 'boolean') return { kind: 'yes', options, ...range }
  if (options.length === 0) return { kind: 'text', options, ...range }
  return { kind: shapes.every((shape) => shape.enum !== undefined) ? 'choice' : 'suggested', options, ...range }
}

const spaced = (name: string) => {
  const words = name
    .replaceAll('-', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export type Values = Readonly<Record<string, string | boolean>>

/** What was filled in as the server wants it: numbers as numbers, and nothing of what was left empty. */
export function startOf(fields: readonly Field[], values: Values): Record<string, string | number | boolean> {
  const filled = fields.flatMap(({ name, kind }) => {
    const value = values[name]
    if (value === undefined || value === '') return []
    return [[name, kind === 'number' ? Number(value) : value] as const]
  })
  return Object.fromEntries(filled)
}

/** What is wrong with a number as it stands; nothing where it is fine. */
export function faultOf({ kind, low, high }: Field, value: string | boolean | undefined): string | undefined {
  if (kind !== 'number' || typeof value !== 'string' || value === '') return undefined
  const number = Number(value)
  if (!Number.isInteger(number)) return 'This must be a whole number.'
  if (low !== undefined && number < low) return `This must be ${low.toLocaleString('en')} or more.`
  if (high !== undefined && number > high) return `This must be ${high.toLocaleString('en')} or less.`
  return undefined
}

/** The field that a complaint of the server is about: one that it names, or whose value it quotes. */
export const concerned = (fields: readonly Field[], values: Values, what: string): string | undefined =>
  fields.find(({ name }) => new RegExp(`(^|[\\s"“‘'-])${name}\\b`).test(what))?.name ??
  fields.find(({ name }) => {
    const value = values[name]
    return typeof value === 'string' && value !== '' && (what.includes(`"${value}"`) || what.includes(`“${value}”`))
  })?.name
