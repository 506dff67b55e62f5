import type * as z from 'zod'
import { didYouMean, nearest } from '../contract/nearest.ts'
import { dotted, quoted, seen } from './say.ts'
import { knownKeys, mayBeLeftOut, optionsOf, schemaAt, wanted } from './wanted.ts'

type Path = readonly PropertyKey[]
type Issue = z.core.$ZodIssue

/** One thing wrong in a value: where in it, on the name or on what it holds, what was seen, what to do. */
export interface Finding {
  path: Path
  on: 'name' | 'value'
  what: string
  fix: string
  /** The path of the name that was meant. */
  meant?: Path
}

/** What a schema has against a value, in words for people; a misspelt name is not also reported as a missing one. */
export function findings(schema: z.core.$ZodType, value: unknown, issues: readonly Issue[]): Finding[] {
  const all = issues.flatMap((issue) => explain({ schema, value, base: [] }, issue))
  const meant = new Set(all.flatMap((finding) => (finding.meant ? [dotted(finding.meant)] : [])))
  return all.filter(({ path, what }) => !(what.endsWith('is missing.') && meant.has(dotted(path))))
}

/** A part of the value, the schema it should fit, and the way to it. */
interface Part {
  schema: z.core.$ZodType
  value: unknown
  base: Path
}

function explain(part: Part, issue: Issue): Finding[] {
  const path = [...part.base, ...issue.path]
  const schema = schemaAt(part.schema, issue.path)
  const value = valueAt(part.value, issue.path)
  const name = dotted(path) || 'the whole'
  const one = (what: string, fix: string): Finding[] => [{ path, on: 'value', what: `${name} ${what}`, fix }]

  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = knownKeys(schema, namesIn(value))
      return issue.keys.map((key) => unknownKey([...path, key], known))
    }
    case 'invalid_union':
      return explainUnion({ schema: schema ?? part.schema, value, base: path }, issue.errors, one)
    case 'invalid_type':
      if (value === undefined) return one('is missing.', `Add "${String(path.at(-1) ?? '')}": ${wanted(schema)}.`)
      return one(`is ${seen(value)}.`, `Give ${wanted(schema)}${hint(schema, value)}.`)
    case 'invalid_value': {
      const meant = typeof value === 'string' ? nearest(value, issue.values.map(String)) : undefined
      return one(`is ${seen(value)}.`, `${meant ? `Did you mean "${meant}"? ` : ''}Give ${wanted(schema)}.`)
    }
    case 'too_small':
    case 'too_big':
      return one(...outOfBounds(issue, value, wanted(schema)))
    case 'invalid_key': {
      const key = String(path.at(-1))
      const why = key.trim() === '' ? 'a name is empty' : `the name ${quoted(key)} does not fit`
      const where = dotted(path.slice(0, -1))
      return [
        { path, on: 'name', what: `${where ? `${where}: ` : ''}${why}.`, fix: 'Use a name of 1 to 80 characters.' }
      ]
    }
    case 'custom':
      return one(`is ${seen(value)}: ${issue.message}.`, 'Change it so that this holds.')
    default:
      return one(`is ${seen(value)}: ${issue.message}.`, `Give ${wanted(schema)}.`)
  }
}

function unknownKey(path: Path, known: string[]): Finding {
  const key = String(path.at(-1))
  const meant = nearest(key, known)
  return {
    path,
    on: 'name',
    what: `${dotted(path)} is not known.`,
    fix: didYouMean(key, known),
    ...(meant === undefined ? {} : { meant: [...path.slice(0, -1), meant] })
  }
}

/** Of the ways in which it could be written, tells what is wrong with the one that was plainly meant; else names them all. */
function explainUnion(
  part: Part,
  errors: readonly (readonly Issue[])[],
  one: (what: string, fix: string) => Finding[]
) {
  const weight = (issues: readonly Issue[]) =>
    issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0)
  const tried = errors
    .map((issues, index) => ({ issues, schema: optionsOf(part.schema)[index], weight: weight(issues) }))
    .filter(({ issues }) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0))
    .sort((a, b) => a.weight - b.weight)
  const [best, second] = tried
  if (best?.schema && (!second || best.weight < second.weight)) {
    const { schema } = best
    return best.issues.flatMap((issue) => explain({ ...part, schema }, issue))
  }
  return one(`is ${seen(part.value)}.`, `Give ${wanted(part.schema)}.`)
}

type Bounds = Extract<Issue, { code: 'too_small' | 'too_big' }>

function outOfBounds(issue: Bounds, value: unknown, want: string): [what: string, fix: string] {
  const small = issue.code === 'too_small'
  const limit = Number(small ? issue.minimum : issue.maximum)
  const size = typeof value === 'string' || Array.isArray(value) ? value.length : 0
  if (typeof value === 'string')
    return small ? ['is blank.', 'Write something.'] : [`has ${size} characters.`, `Shorten it to ${limit}.`]
  if (Array.isArray(value))
    return small
      ? [`has ${size} entries.`, `Give ${limit} or more.`]
      : [`has ${size} entries.`, `Leave at most ${limit}.`]
  const side = small ? (issue.inclusive ? 'below' : 'not above') : issue.inclusive ? 'above' : 'not below'
  return [`is ${seen(value)}, ${side} ${limit.toLocaleString('en')}.`, `Give ${want}.`]
}

function hint(schema: z.core.$ZodType | undefined, value: unknown): string {
  const want = wanted(schema)
  if (value === null && mayBeLeftOut(schema)) return ', or remove it'
  const scalar = typeof value === 'number' || typeof value === 'boolean'
  if (want === 'text' && scalar) return `: put it in quotes, "${String(value)}"`
  if (want === 'a list of texts' && typeof value === 'string')
    return `, such as [${quoted(value).replaceAll(/[[\]]/g, '')}]`
  return ''
}

function valueAt(value: unknown, path: Path): unknown {
  let here = value
  for (const key of path) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, key)) return undefined
    here = (here as Record<PropertyKey, unknown>)[key]
  }
  return here
}

const namesIn = (value: unknown) => (value !== null && typeof value === 'object' ? Object.keys(value) : [])
