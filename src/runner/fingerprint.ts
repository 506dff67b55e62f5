import { createHash } from 'node:crypto'

/** A short fingerprint of content. */
export const hashOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 16)

/**
 * A fingerprint of a definition that was handed over as an object: of its data, and of the source text of its functions.
 * What a function closes over or imports is not in its text, so two that differ only there have the same fingerprint.
 */
export function fingerprint(definition: object): string {
  // a machine shows its states to JSON and hides what they do
  const { config, implementations } = definition as { config?: unknown; implementations?: unknown }
  return hashOf(JSON.stringify(implementations === undefined ? definition : [config, implementations], textual()))
}

/** Functions as their text and what hangs on them; an object that comes a second time only as a sign of it. */
function textual() {
  const seen = new Set<object>()
  return (_key: string, value: unknown): unknown => {
    if (typeof value === 'bigint' || typeof value === 'symbol') return String(value)
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value
    if (seen.has(value)) return '…'
    seen.add(value)
    return typeof value === 'function' ? [String(value), { ...value }] : value
  }
}
