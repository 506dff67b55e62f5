/** A value in few words, as it is shown in a message. */
export function seen(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'empty'
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  const names = Object.keys(value as object)
  if (names.length === 0) return '{}'
  return `{ ${names.slice(0, 4).map(clip).join(', ')}${names.length > 4 ? ', …' : ''} }`
}

export const quoted = (text: string) => `"${clip(text)}"`

const unprintable = /[\p{Cc}\p{Cs}\p{Bidi_Control}]/u

/** Text on one line, cut to 40 characters, with nothing that a terminal would act on. */
export const clip = (text: string) => {
  const plain = [...text.slice(0, 90)].slice(0, 41).map((letter) => (unprintable.test(letter) ? ' ' : letter))
  return plain.length > 40 ? `${plain.slice(0, 39).join('')}…` : plain.join('')
}

/** `['segments', 1, 'name']` as `segments[1].name`; nothing for the whole. */
export const dotted = (path: readonly PropertyKey[]) =>
  path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index ? '.' : ''}${clip(String(key)) || '""'}`))
    .join('')

export const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
