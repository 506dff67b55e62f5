/** Strangers' text as data: JSON in which no tag can be closed. */
export const asData = (value: unknown): string =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e')

/** Whatever a stranger wrote, in one line, without what cannot be seen, and no longer than it may be. */
export function clip(text: string, length: number): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  const letters = [...line]
  return letters.length <= length ? line : `${letters.slice(0, length - 1).join('')}…`
}
