/** The innermost states of a state value by their own names, such as `waiting · bored`. */
export function stateInWords(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value.slice(0, 100)
  if (typeof value !== 'object' || value === null || depth > 20) return ''
  const inner = Object.entries(value)
    .slice(0, 20)
    .map(([key, within]) => stateInWords(within, depth + 1) || key.slice(0, 100))
  return inner.join(' · ').slice(0, 400)
}

export const stateOf = (snapshot: unknown): unknown => fieldOf(snapshot, 'value')

/** `active` where nothing else is said. */
export function statusOf(snapshot: unknown): string {
  const status = fieldOf(snapshot, 'status')
  return typeof status === 'string' ? status.slice(0, 40) : 'active'
}

const fieldOf = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined
