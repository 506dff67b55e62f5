import type { Space } from '../contract/environment.ts'

/** What keeps a value from being within a space: where it is, and what is wrong with it; nothing when it is. */
export function faultIn(space: Space, value: unknown, at = ''): string | undefined {
  const wrong = (wanted: string) => `${at === '' ? 'it' : at} is ${shown(value)}; it must be ${wanted}`
  switch (space.kind) {
    case 'index':
      return isWhole(value, 0, space.n - 1) ? undefined : wrong(`a whole number from 0 to ${space.n - 1}`)
    case 'whole':
      return isWhole(value, space.low, space.high) ? undefined : wrong(`a whole number ${range(space.low, space.high)}`)
    case 'box':
      return faultInBox(space, value, at)
    case 'flag':
      return typeof value === 'boolean' ? undefined : wrong('true or false')
    case 'word':
      if (typeof value !== 'string') return wrong('a string')
      if (space.of && !setOf(space.of).has(value)) return wrong(`one of ${few(space.of)}`)
      return value.length <= (space.most ?? Number.POSITIVE_INFINITY)
        ? undefined
        : wrong(`at most ${space.most} characters long`)
    case 'maybe':
      return value === null ? undefined : faultIn(space.of, value, at)
    case 'list':
      return faultInList(space, value, at)
    case 'record':
      return faultInRecord(space, value, at)
  }
}

function faultInBox(space: Space & { kind: 'box' }, value: unknown, at: string): string | undefined {
  const [length, ...inner] = space.shape
  if (length === undefined)
    return typeof value === 'number' &&
      value >= (space.low ?? Number.NEGATIVE_INFINITY) &&
      value <= (space.high ?? Number.POSITIVE_INFINITY)
      ? undefined
      : `${at === '' ? 'it' : at} is ${shown(value)}; it must be a number ${range(space.low, space.high)}`
  const rows = Array.isArray(value) || ArrayBuffer.isView(value) ? (value as ArrayLike<unknown>) : undefined
  if (rows?.length !== length)
    return `${at === '' ? 'it' : at} is ${shown(value)}; it must be ${length} numbers${inner.length > 0 ? ' lists' : ''}`
  for (let i = 0; i < length; i++) {
    const fault = faultInBox({ ...space, shape: inner }, rows[i], `${at}[${i}]`)
    if (fault) return fault
  }
  return undefined
}

function faultInList(space: Space & { kind: 'list' }, value: unknown, at: string): string | undefined {
  const { of, least, most, distinct } = space
  const many = least === most ? `${least}` : `${least} to ${most}`
  if (!Array.isArray(value) || value.length < least || value.length > most)
    return `${at === '' ? 'it' : at} is ${shown(value)}; it must be a list of ${many}`
  for (let i = 0; i < value.length; i++) {
    const fault = faultIn(of, value[i], `${at}[${i}]`)
    if (fault) return fault
    if (distinct && value.indexOf(value[i]) < i)
      return `${at}[${i}] is ${shown(value[i])}, as ${at}[${value.indexOf(value[i])}] is; no two may be alike`
  }
  return undefined
}

function faultInRecord({ of }: Space & { kind: 'record' }, value: unknown, at: string): string | undefined {
  if (typeof value !== 'object' || value === null)
    return `${at === '' ? 'it' : at} is ${shown(value)}; it must be an object`
  for (const [name, inner] of Object.entries(of)) {
    const fault = faultIn(inner, (value as Record<string, unknown>)[name], at === '' ? name : `${at}.${name}`)
    if (fault) return fault
  }
  return undefined
}

const sets = new WeakMap<readonly string[], ReadonlySet<string>>()
/** A space may have very many words. */
function setOf(words: readonly string[]): ReadonlySet<string> {
  let found = sets.get(words)
  if (!found) {
    found = new Set(words)
    sets.set(words, found)
  }
  return found
}

const isWhole = (value: unknown, low: number, high: number | null): boolean =>
  Number.isInteger(value) && (value as number) >= low && (value as number) <= (high ?? Number.POSITIVE_INFINITY)

const range = (low: number | null, high: number | null): string =>
  high === null
    ? low === null
      ? 'of any size'
      : `from ${low}`
    : low === null
      ? `up to ${high}`
      : `from ${low} to ${high}`

const few = (words: readonly string[]): string =>
  words.length <= 12 ? words.join(', ') : `${words.slice(0, 8).join(', ')} and ${words.length - 8} others`

function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (typeof value === 'object' && value !== null) return 'an object'
  return String(value)
}
