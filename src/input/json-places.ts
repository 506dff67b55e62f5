/** Where JSON breaks off: the offset, and what would have gone on there. */
export interface JsonFault {
  offset: number
  expected: string
}

/** Called with the offset of each value: depth 0 is the whole; the key is a name or a position in a list. */
type Visit = (depth: number, key: string | number | undefined, offset: number) => void

const MAX_DEPTH = 500
const space = /[ \t\r\n]*/y
const plain = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const escaped = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y

/** Walks through one JSON value from `start`, and tells where it breaks off, if it does. */
export function walkJson(text: string, start: number, visit: Visit = () => {}): JsonFault | undefined {
  let at = start
  const skip = () => {
    space.lastIndex = at
    space.exec(text)
    at = space.lastIndex
    return text[at]
  }
  const fail = (expected: string): JsonFault => ({ offset: at, expected })
  const token = (pattern: RegExp) => {
    pattern.lastIndex = at
    if (!pattern.test(text)) return false
    at = pattern.lastIndex
    return true
  }

  /** The text in quotes that begins here, quotes included; undefined where it is not closed on its line. */
  function quotedText(): string | undefined {
    const from = at
    for (at++; at < text.length && text[at]! >= ' '; at++) {
      if (text[at] === '"') return text.slice(from, ++at)
      if (text[at] !== '\\') continue
      at++
      if (!token(escaped)) return undefined
      at--
    }
    return undefined
  }

  function value(depth: number, key: string | number | undefined): JsonFault | undefined {
    const first = skip()
    visit(depth, key, at)
    if (depth > MAX_DEPTH) return fail('fewer lists within lists')
    if (first === '[') return members(']', (index) => value(depth + 1, index))
    if (first === '{') return members('}', () => member(depth))
    if (first === '"') return quotedText() === undefined ? fail('a text that is closed on its line') : undefined
    return token(plain) ? undefined : fail('a value')
  }

  function members(close: string, one: (index: number) => JsonFault | undefined): JsonFault | undefined {
    at++
    if (skip() === close) {
      at++
      return undefined
    }
    for (let index = 0; ; index++) {
      const fault = one(index)
      if (fault) return fault
      const after = skip()
      if (after !== ',' && after !== close) return fail(`"," or "${close}"`)
      at++
      if (after === close) return undefined
    }
  }

  function member(depth: number): JsonFault | undefined {
    skip()
    const name = text[at] === '"' ? quotedText() : undefined
    if (name === undefined) return fail('a name in double quotes')
    if (skip() !== ':') return fail('":"')
    at++
    return value(depth + 1, JSON.parse(name) as string)
  }

  const fault = value(0, undefined)
  if (fault) return fault
  return skip() === undefined ? undefined : fail('the end of the text')
}
