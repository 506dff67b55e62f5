const TRUSTED = Symbol('markup')

/** Markup made by us. Nothing that was read from a file can be one: the key is a symbol of this module. */
export interface Html {
  readonly [TRUSTED]: string
}
type Part = Html | string | number | null | undefined | false | readonly Part[]

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escapeText = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!)

/** A template whose values are escaped unless they are markup themselves; nothing, null and false leave no trace. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return markup(strings.reduce((before, string, i) => before + written(parts[i - 1]) + string))
}

/** Vouches for a text that is markup already. */
export const markup = (text: string): Html => ({ [TRUSTED]: text })

export const textOf = (of: Html): string => of[TRUSTED]

function written(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (typeof part === 'string') return escapeText(part)
  if (typeof part === 'number') return String(part)
  if (isList(part)) return part.map(written).join('')
  return TRUSTED in part ? part[TRUSTED] : escapeText(String(part))
}

const isList = (part: Part): part is readonly Part[] => Array.isArray(part)
