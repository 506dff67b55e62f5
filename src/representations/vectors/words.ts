/**
 * The words of a text: lower case, Latin letters without their accents, in one Unicode form. Numbers, single letters and
 * negated auxiliaries («don't») say nothing of what a text is about and are left out.
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/’/g, "'")
  return (plain.match(/[\p{L}\p{N}\p{M}]+(?:['-][\p{L}\p{N}\p{M}]+)*/gu) ?? []).filter(tells)
}

const tells = (word: string): boolean => !/^(?:[a-z]|[a-z]'[a-z]|i'[a-z]+|\p{N}+|\w+n't)$/u.test(word)

const ENDINGS = [
  ['s', ''],
  ['es', ''],
  ['ies', 'y'],
  ['ing', ''],
  ['ing', 'e'],
  ['ed', ''],
  ['ed', 'e'],
  ['er', ''],
  ['ers', '']
] as const

/**
 * Where the meaning of a word is to be found: its own position, that of its stem, or those of its parts
 * («air-fryers», «#homecooking»). Empty when the table knows none of it.
 *
 * @param positions of each known word, the commonest first
 */
export function positionsOf(word: string, positions: ReadonlyMap<string, number>): number[] {
  const own = positions.get(word)
  if (own !== undefined) return [own]
  const cut = word.search(/['-]/)
  if (cut > 0) {
    const parts = word[cut] === '-' ? word.split(/['-]/) : [word.slice(0, cut)]
    return parts.filter((part) => part.length > 1).flatMap((part) => positionsOf(part, positions))
  }
  const stem = stemOf(word, positions)
  return stem === undefined ? compoundOf(word, positions) : [stem]
}

function stemOf(word: string, positions: ReadonlyMap<string, number>): number | undefined {
  for (const [ending, instead] of ENDINGS) {
    if (!word.endsWith(ending) || word.length - ending.length < 3) continue
    const stem = word.slice(0, -ending.length)
    const found = positions.get(stem + instead) ?? (/(.)\1$/.test(stem) ? positions.get(stem.slice(0, -1)) : undefined)
    if (found !== undefined) return found
  }
  return undefined
}

const SHORTEST_PART = 3
/** The rarest word that may be a part: short ones are found by accident in any word. */
const rarestPart = (length: number): number => (length === 3 ? 4_000 : length === 4 ? 20_000 : 60_000)
/** What each further part costs, in the units of a logarithm of rank: few long words before many short ones. */
const PART_COST = 4

/** The likeliest way to write the whole word as two or more common words run together. */
function compoundOf(word: string, positions: ReadonlyMap<string, number>): number[] {
  if (word.length < 2 * SHORTEST_PART || word.length > 40) return []
  const best: ({ cost: number; parts: number[] } | undefined)[] = [{ cost: 0, parts: [] }]
  for (let end = SHORTEST_PART; end <= word.length; end++) {
    for (let start = 0; start <= end - SHORTEST_PART; start++) {
      const before = best[start]
      const position = before && positions.get(word.slice(start, end))
      if (position === undefined || position >= rarestPart(end - start)) continue
      const cost = before!.cost + Math.log(position + 2) + PART_COST
      if (cost < (best[end]?.cost ?? Infinity)) best[end] = { cost, parts: [...before!.parts, position] }
    }
  }
  return best[word.length]?.parts ?? []
}
