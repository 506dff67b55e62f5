/** Brackets that hold no JSON are passed over; after so many, a text is given up. */
const MOST = 32

/** The JSON objects and lists in a model's words, in order: all of it, or what is fenced or in the middle of text. */
export function jsonIn(told: string): unknown[] {
  const text = told.replace(/^[\s\S]*<\/think(?:ing)?>/i, '') // what a model thinks aloud before it answers is no answer
  const whole = parsed(text)
  if (whole !== undefined) return [whole]
  const found: unknown[] = []
  let from = nextOpen(text, 0)
  for (let tried = 0; from !== -1 && tried < MOST; tried++) {
    const to = endOf(text, from)
    const value = to === -1 ? undefined : parsed(text.slice(from, to))
    if (value !== undefined) found.push(value)
    from = nextOpen(text, value === undefined ? from + 1 : to)
  }
  return found
}

function nextOpen(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === '{' || text[at] === '[') return at
  return -1
}

/** Behind the bracket that closes the one at `from`, −1 where none does. Brackets in strings do not count. */
function endOf(text: string, from: number): number {
  let depth = 0
  let isText = false
  for (let at = from; at < text.length; at++) {
    const sign = text[at]
    if (isText) {
      if (sign === '\\') at++
      else if (sign === '"') isText = false
    } else if (sign === '"') isText = true
    else if (sign === '{' || sign === '[') depth++
    else if ((sign === '}' || sign === ']') && --depth === 0) return at + 1
  }
  return -1
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
