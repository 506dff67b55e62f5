/** One word or mark of a text: `word` as it is compared, `raw` as it was written. */
export interface Token {
  readonly word: string
  readonly raw: string
}

const PIECES = /\d+(?:\.\d+)?|[\p{L}\p{M}\p{N}]+(?:'\p{L}+)*|[.!?;:,()\n—–]|\s-+\s|&/gu

const ENDINGS: Record<string, string> = { m: 'am', re: 'are', ve: 'have', ll: 'will', d: 'would' }
const IS = new Set('it that what there here where who how everyone everybody this something nothing'.split(' '))
const SLOPPY: Record<string, string> = {
  dont: 'do not',
  doesnt: 'does not',
  didnt: 'did not',
  isnt: 'is not',
  arent: 'are not',
  cant: 'can not',
  cannot: 'can not',
  wont: 'will not',
  havent: 'have not',
  im: 'i am',
  ive: 'i have',
  whats: 'what is',
  thats: 'that is',
  lets: 'let us',
  wanna: 'want to',
  gimme: 'give me',
  gonna: 'going to',
  pls: 'please',
  plz: 'please',
  vids: 'videos',
  vid: 'video',
  '&': 'and'
}

/** A text as lower-case words and marks, with contractions written out. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const plain = text
    .slice(0, 2_000)
    .normalize('NFKC')
    .replace(/[‘’`´]/g, "'")
  for (const [raw] of plain.matchAll(PIECES)) {
    const words = written(raw.trim().toLowerCase() || '\n').split(' ')
    for (const word of words) tokens.push({ word, raw: words.length === 1 ? raw : word })
  }
  return tokens
}

function written(word: string): string {
  const sloppy = Object.hasOwn(SLOPPY, word) ? SLOPPY[word] : undefined
  if (sloppy !== undefined) return sloppy
  if (/^-+$/.test(word)) return '—'
  const cut = word.indexOf("'")
  if (cut < 0) return word
  const [base, ending] = [word.slice(0, cut), word.slice(cut + 1)]
  if (ending === 't' && base.endsWith('n'))
    return `${base === 'can' ? 'can' : base === 'won' ? 'will' : base.slice(0, -1)} not`
  if (ending === 's') return base === 'let' ? 'let us' : IS.has(base) ? `${base} is` : base
  return Object.hasOwn(ENDINGS, ending) ? `${base} ${ENDINGS[ending]}` : base + ending
}

export const isMark = (word: string): boolean => /^[^\p{L}\p{M}\p{N}@]/u.test(word)

/** Without the ending of the plural. */
export function singular(word: string): string {
  if (word.length < 4 || word === 'news' || word === 'series') return word
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(?:ch|sh|x|ss|zz)es$/.test(word)) return word.slice(0, -2)
  return /[^suis]s$/.test(word) && !word.endsWith('ics') ? word.slice(0, -1) : word
}

/** What a word shares with those of its family: `bak` for bake, bakes and baking. */
export function stem(word: string): string {
  let root = singular(word)
  if (root.endsWith('ics')) root = root.slice(0, -1)
  else if (root.endsWith('ical')) root = root.slice(0, -2)
  else if (root.endsWith('ing') && root.length > 5) root = root.slice(0, -3)
  if (root.length > 3 && /[^aeiou]y$|ie$/.test(root)) return `${root.slice(0, root.endsWith('ie') ? -2 : -1)}i`
  if (root.length > 3 && root.endsWith('e')) return root.slice(0, -1)
  return /([^aeiouls])\1$/.test(root) ? root.slice(0, -1) : root
}
