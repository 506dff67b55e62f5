export interface Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly path: readonly string[]
}

const ATTRIBUTE = /\s+([\w:-]+)="([^"<>]*)"/y
const ENTITY = /&(?:amp|lt|gt|quot|#\d+);/g

/** All elements of a text that is well-formed XML, in order; throws where it is not. Knows what drawings of ours are made of. */
export function elementsOf(text: string): Element[] {
  const open: string[] = []
  const found: Element[] = []
  let at = 0
  while (at < text.length) {
    const next = text.indexOf('<', at)
    const between = text.slice(at, next === -1 ? undefined : next)
    check(between.replace(ENTITY, ''), at)
    if (next === -1) break
    const close = /^<\/([\w-]+)>/.exec(text.slice(next, next + 60))
    if (close) {
      if (open.pop() !== close[1]) throw new Error(`</${close[1]}> at ${next} closes nothing`)
      at = next + close[0].length
      continue
    }
    const tag = /^<([\w-]+)/.exec(text.slice(next, next + 60))
    if (!tag) throw new Error(`a stray < at ${next}: ${text.slice(next, next + 40)}`)
    at = next + tag[0].length
    const attributes = new Map<string, string>()
    for (;;) {
      ATTRIBUTE.lastIndex = at
      const attribute = ATTRIBUTE.exec(text)
      if (!attribute) break
      check(attribute[2]!.replace(ENTITY, ''), at)
      if (attributes.has(attribute[1]!)) throw new Error(`${attribute[1]} twice at ${at}`)
      attributes.set(attribute[1]!, plain(attribute[2]!))
      at += attribute[0].length
    }
    found.push({ name: tag[1]!, attributes, path: [...open] })
    if (text.startsWith('/>', at)) at += 2
    else if (text[at] === '>') {
      open.push(tag[1]!)
      at += 1
      if (tag[1] === 'style') at = text.indexOf('</style>', at)
    } else throw new Error(`a tag that does not end at ${at}: ${text.slice(at, at + 40)}`)
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} not closed`)
  return found
}

function check(text: string, at: number): void {
  const bad = /[&<>]|[^\P{Cc}\t\n\r]|[\p{Cs}\ufffe\uffff]/u.exec(text)
  if (bad) throw new Error(`${JSON.stringify(bad[0])} near ${at}`)
}

const SIGNS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }
const plain = (text: string): string =>
  text.replace(/&(#?)(\w+);/g, (_, number, name) => (number ? String.fromCodePoint(Number(name)) : SIGNS[name]!))
