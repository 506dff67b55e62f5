import type { Catalogue } from '../../../src/define.ts'

/** Characters that a model is shown of a title or a name, and of any text. */
const LONGEST = 100
const MOST = 400

/**
 * Words of others, to be read and not to be obeyed: JSON between two marks that nothing inside can write, since what would
 * be a mark is escaped.
 */
export const asData = (value: unknown): string => `<data>${JSON.stringify(value, cut).replace(/[<>]/g, escaped)}</data>`

const cut = (_: string, value: unknown) =>
  typeof value === 'string' && value.length > MOST ? `${value.slice(0, MOST)}…` : value
const escaped = (mark: string) => (mark === '<' ? '\\u003c' : '\\u003e')

/** An item in few words. */
export function brief({ items, seconds, topics, topic }: Catalogue, item: number) {
  const { id, title } = items[item]!
  const about = topics[topic[item]!]
  return { id, title: title.slice(0, LONGEST), seconds: Math.round(seconds[item]!), topic: about?.slice(0, LONGEST) }
}

/** To two digits: what a model is told need not be finer. */
export const rounded = (value: number): number => Math.round(value * 100) / 100
