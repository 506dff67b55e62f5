import { RecoError } from '../contract/error.ts'
import type { Chooser } from './chooser.ts'

/** Values of a template's `$names`. */
export type Slots = Readonly<Record<string, string>>

/** Chooses in every `[one|other|]` of a template, from the outside in, and fills its `$names`. */
export function expand(template: string, choose: Chooser, slots: Slots): string {
  return filled(chosen(template, choose), slots)
}

function chosen(template: string, choose: Chooser): string {
  let said = ''
  for (let i = 0; i < template.length; i++) {
    if (template[i] !== '[') {
      said += template[i]
      continue
    }
    const { options, end } = optionsAt(template, i)
    said += chosen(choose.of(options), choose)
    i = end
  }
  return said
}

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

const filled = (text: string, slots: Slots) => text.replace(/\$([a-z]+)/g, (name, key: string) => slots[key] ?? name)
