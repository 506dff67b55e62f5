/** A state value by the names of its innermost states, such as `waiting · bored`. */
export function stateWords(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || depth > 20) return ''
  return Object.entries(value)
    .map(([key, within]) => stateWords(within, depth + 1) || key)
    .join(' · ')
}
