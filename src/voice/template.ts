import { RecoError } from '../contract/error.ts'
import type { Chooser } from './chooser.ts'

/** Values of a template's `$names`. */
export type Slots = Readonly<Record<string, string>>

/** A template, read: words, names to fill in, and places where one of several is said. */
type Part = string | { readonly name: string } | { readonly options: readonly (readonly Part[])[] }

/** The templates of a house are few; each is read once. */
const read = new Map<string, readonly Part[]>()
const MOST_READ = 10_000

/** Chooses in every `[one|other|]` of a template, from the outside in, and fills its `$names`. */
export function expand(template: string, choose: Chooser, slots: Slots): string {
  let parts = read.get(template)
  if (!parts) {
    parts = partsOf(template)
    if (read.size < MOST_READ) read.set(template, parts)
  }
  return said(parts, choose, slots)
}

function said(parts: readonly Part[], choose: Chooser, slots: Slots): string {
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') text += part
    else if ('name' in part) text += slots[part.name] ?? `$${part.name}`
    else text += said(choose.of(part.options), choose, slots)
  }
  return text
}

function partsOf(template: string): Part[] {
  const parts: Part[] = []
  let words = ''
  const close = () => {
    if (words) parts.push(...withNames(words))
    words = ''
  }
  for (let i = 0; i < template.length; i++) {
    if (template[i] !== '[') {
      words += template[i]
      continue
    }
    close()
    const { options, end } = optionsAt(template, i)
    parts.push({ options: options.map(partsOf) })
    i = end
  }
  close()
  return parts
}

const withNames = (words: string): Part[] =>
  words
    .split(/(\$[a-z]+)/)
    .filter((part) => part !== '')
    .map((part) => (/^\$[a-z]+$/.test(part) ? { name: part.slice(1) } : part))

function optionsAt(template: string, open: number): { options: string[]; end: number } {
  const options: string[] = []
  let [depth, from] = [0, open + 1]
  for (let i = open; i < template.length; i++) {
    const letter = template[i]
    if (letter === '[') depth++
    else if (letter === ']') depth--
    if (depth === 0 || (depth === 1 && letter === '|')) {
      options.push(template.slice(from, i))
      from = i + 1
    }
    if (depth === 0) return { options, end: i }
  }
  throw new RecoError('voice.open-bracket', {
    what: `A bracket stays open in «${template}».`,
    fix: 'Close it in the table of phrases that the template stands in.'
  })
}
