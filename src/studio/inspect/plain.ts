/** How much of a value is said. */
export interface Extent {
  /** Levels of nesting. */
  readonly depth: number
  /** Entries of one list or record. */
  readonly entries: number
  /** Characters of one text. */
  readonly letters: number
  /** Values in all. */
  readonly values: number
  /** Characters in all. */
  readonly length: number
}

export const OF_A_PART: Extent = { depth: 24, entries: 1_000, letters: 10_000, values: 20_000, length: 100_000 }
export const OF_A_DEFINITION: Extent = { depth: 100, entries: 5_000, letters: 20_000, values: 100_000, length: 500_000 }

/**
 * A value as JSON can hold it, keys in their order: what JSON has no word for is put in words (cycles, functions, big
 * integers, errors, maps, sets, dates, numbers that are none), and what is too much is cut, which is said where it was cut.
 * Never throws, whatever the value does when it is looked at.
 */
export function plain(value: unknown, extent: Extent = OF_A_PART): unknown {
  let left = extent.values
  let room = extent.length
  const around = new Set<object>()

  function said(one: unknown, key: string, depth: number): unknown {
    if (left-- <= 0) return '[left out]'
    if (typeof one !== 'object' || one === null) return short(one)
    if (around.has(one)) return '[Circular]'
    if (depth >= extent.depth) return Array.isArray(one) ? '[Array]' : '[Object]'
    around.add(one)
    try {
      const shown = unwrapped(one, key)
      if (typeof shown !== 'object' || shown === null) return short(shown)
      return isList(shown) ? list(shown, depth) : record(shown, depth)
    } catch (cause) {
      return `[cannot be read: ${shortened(cause instanceof Error ? cause.message : String(cause), 200)}]`
    } finally {
      around.delete(one)
    }
  }

  function short(one: unknown): unknown {
    const told = scalar(one, Math.min(extent.letters, Math.max(0, room)))
    room -= typeof told === 'string' ? told.length : 8
    return told
  }

  function list(all: ArrayLike<unknown>, depth: number): unknown[] {
    const shown: unknown[] = []
    while (shown.length < Math.min(all.length, extent.entries) && room > 0)
      shown.push(said(all[shown.length], `${shown.length}`, depth + 1))
    if (all.length > shown.length) shown.push(`[and ${all.length - shown.length} more]`)
    return shown
  }

  function record(all: object, depth: number): object {
    const keys = Object.keys(all).filter((key) => key !== '__proto__')
    const shown: [string, unknown][] = []
    while (shown.length < Math.min(keys.length, extent.entries) && room > 0) {
      const key = keys[shown.length]!
      room -= key.length
      shown.push([shortened(key, extent.letters), property(all, key, depth)])
    }
    if (keys.length > shown.length) shown.push(['…', `[and ${keys.length - shown.length} more]`])
    return Object.fromEntries(shown)
  }

  function property(of: object, key: string, depth: number): unknown {
    try {
      return said((of as Record<string, unknown>)[key], key, depth + 1)
    } catch (cause) {
      return `[cannot be read: ${shortened(cause instanceof Error ? cause.message : 'it throws', 200)}]`
    }
  }

  return said(value, '', 0)
}

/** A snapshot, each of its parts with room of its own: a context of many megabytes does not hide the state. */
export function plainSnapshot(snapshot: unknown): unknown {
  try {
    const told = isReadable(snapshot) ? snapshot.toJSON() : snapshot
    if (typeof told !== 'object' || told === null || Array.isArray(told)) return plain(told)
    const parts = Object.entries(told).slice(0, 20)
    return Object.fromEntries(parts.filter(([key]) => key !== '__proto__').map(([key, part]) => [key, plain(part)]))
  } catch {
    return plain(snapshot) // which says why it cannot be read
  }
}

const isReadable = (value: unknown): value is { toJSON(): unknown } =>
  typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function'

function scalar(value: unknown, letters: number): unknown {
  switch (typeof value) {
    case 'string':
      return shortened(value, letters)
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'bigint':
      return `${value}n`
    case 'symbol':
      return String(value)
    case 'function':
      return { type: value.name }
    default:
      return value
  }
}

const shortened = (text: string, letters: number) =>
  text.length > letters ? `${text.slice(0, letters)}[and ${text.length - letters} more]` : text

const isList = (value: object): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value)

/** What stands for an object: itself, mostly. */
function unwrapped(value: object, key: string): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (value instanceof Map) return { Map: [...value] }
  if (value instanceof Set) return { Set: [...value] }
  if (value instanceof Error) return Object.assign({ name: value.name, message: value.message }, value)
  if (value instanceof RegExp) return String(value)
  if (isLogic(value)) return nameOfLogic(value)
  if ('toJSON' in value && typeof value.toJSON === 'function') return value.toJSON(key)
  return value
}

/** Something that XState can run, such as the machine of an invocation. */
const isLogic = (value: object): value is { config?: unknown } =>
  'transition' in value &&
  'getInitialSnapshot' in value &&
  typeof value.transition === 'function' &&
  typeof value.getInitialSnapshot === 'function'

function nameOfLogic({ config }: { config?: unknown }): string {
  const { id, name } = (config ?? {}) as { id?: unknown; name?: unknown }
  return [id, name].find((one): one is string => typeof one === 'string' && one !== '') ?? '(inline)'
}
