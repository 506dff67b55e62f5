/** How a guard reads: `isCurrent and not hasHadEnough`. Names are the machine's; a guard without one is `inline`. */
export function guardWords(guard: unknown): string {
  return guard === undefined || guard === null ? '' : spoken(guard, 0)
}

const DEEPEST = 12

function spoken(guard: unknown, depth: number): string {
  const parts = partsOf(guard)
  if (parts === null) return nameOf(guard)
  if (depth > DEEPEST) return '…'
  const inner = parts.guards.map((one) => {
    const words = spoken(one, depth + 1)
    return isCompound(one) ? `(${words})` : words
  })
  if (parts.joint === 'not') return `not ${inner[0] ?? '…'}`
  return inner.join(` ${parts.joint} `)
}

/** `and`, `or` and `not` are functions that carry what they join. */
function partsOf(guard: unknown): { joint: string; guards: readonly unknown[] } | null {
  if (typeof guard !== 'function') return null
  const { guards } = guard as { guards?: unknown }
  return Array.isArray(guards) && /^(and|or|not)$/.test(guard.name) ? { joint: guard.name, guards } : null
}

const isCompound = (guard: unknown): boolean => {
  const parts = partsOf(guard)
  return parts !== null && parts.joint !== 'not' && parts.guards.length > 1
}

/** What an action does: its name, or for one of XState's own what it is about, such as `raise felt`. */
export function actionWords(action: unknown): string {
  const type = typeOf(action)
  if (!type.startsWith('xstate.')) return nameOf(action)
  const about = action as { event?: unknown; params?: unknown; src?: unknown; sendId?: unknown }
  const verb = type.slice('xstate.'.length).replace(/^spawnChild$/, 'spawn')
  const object = typeOf(about.event) || (typeof about.event === 'string' ? about.event : '') || textOf(about.src)
  return object ? `${verb} ${object}` : verb
}

/** The name of a guard, an action or an actor, however the machine gives it. */
export function nameOf(named: unknown): string {
  if (typeof named === 'string') return named
  if (typeof named === 'function') {
    if (named.name === 'stateIn') return `in ${placeOf((named as { stateValue?: unknown }).stateValue)}`
    return /^(|guard|actions|entry|exit|src)$/.test(named.name) ? 'inline' : named.name
  }
  return typeOf(named) || 'inline'
}

/** A state's value, as one would point at it: `visit.away`. */
function placeOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return 'a state'
  return Object.entries(value)
    .map(([key, inner]) => (inner && placeOf(inner) !== 'a state' ? `${key}.${placeOf(inner)}` : key))
    .join(' and ')
}

const typeOf = (thing: unknown): string =>
  (typeof thing === 'object' || typeof thing === 'function') && thing !== null
    ? textOf((thing as { type?: unknown }).type)
    : ''
const textOf = (thing: unknown): string => (typeof thing === 'string' ? thing : '')

/** A delay by its name, or in the largest unit that suits: `800 ms`, `2 s`, `1.5 min`, `3 h`, `2 days`. */
export function delayWords(delay: string): string {
  if (!/^\d+(\.\d+)?$/.test(delay)) return delay
  const ms = Number(delay)
  for (const [unit, size] of UNITS) if (ms >= size) return `${round(ms / size)} ${unit}`
  return `${round(ms)} ms`
}

const UNITS = [
  ['days', 172_800_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000]
] as const
const round = (value: number): string => String(Math.round(value * 100) / 100)
