import { REDUCERS, STOPPERS } from './cues.ts'
import { isMark, type Token } from './words.ts'

/** A part of a text that says one thing. `instead`: it names what should give way. */
export interface Clause {
  readonly tokens: readonly Token[]
  readonly instead: boolean
}

const STARTS = new Set(
  `more less fewer no not nothing never stop show give start mix add cut drop keep then some something anything maybe i please
  could can would let you that it we instead do take bring leave skip hide have perhaps put make surprise forget reset plenty lots
  enough a find send fill line look see tone ease dial thin space limit reduce remove get help tell definitely certainly just also try use go turn lay focus switch stick pick wander jump move widen broaden cheer wipe slow speed`.split(
    /\s+/
  )
)
const JOINS = new Set([
  'because',
  'since',
  'if',
  'unless',
  'until',
  'whereas',
  'though',
  'although',
  'otherwise',
  'while'
])
const WHOLES = new Set(['nothing', 'anything', 'everything', 'all', 'none'])
const MEASURES = new Set(['more', 'less', 'fewer'])

/** Splits where something new begins: at marks, contrasts, and before a new demand. */
export function clausesOf(tokens: readonly Token[]): Clause[] {
  const clauses: Clause[] = []
  let [part, instead]: [Token[], boolean] = [[], false]
  const close = (next = false) => {
    if (part.length > 0) clauses.push({ tokens: part, instead })
    part = []
    instead = next
  }
  for (let i = 0; i < tokens.length; i++) {
    const [word, next] = [tokens[i]!.word, tokens[i + 1]?.word ?? '']
    if (isMark(word)) close()
    else if ((word === 'instead' && next === 'of') || (word === 'rather' && next === 'than')) {
      close(true)
      i++
    } else if (word === 'than' && part.some(({ word: w }) => w === 'more') && next.startsWith('@')) close(true)
    else if (word === 'but' && !isOneIdea(part, tokens.slice(i + 1, i + 4))) close()
    else if (word === 'and' && STARTS.has(next) && tokens[i + 2]?.word !== 'half' && !isBoth(part, next)) close()
    else if (JOINS.has(word) && part.length > 0 && part.at(-1)!.word !== 'a') close()
    else if (word === 'so' && (next === 'please' || next === 'show' || next === 'how' || next === 'could')) close()
    else {
      if (MEASURES.has(word) && hasDemand(part) && next !== 'than') close()
      part.push(tokens[i]!)
    }
  }
  close()
  return clauses
}

/** «anything but football», «close to it but not the same». */
function isOneIdea(before: readonly Token[], after: readonly Token[]): boolean {
  const last = before.at(-1)?.word ?? ''
  if (WHOLES.has(last) || before.at(-3)?.word === 'whatever') return true
  const said = before.map(({ word }) => word).join(' ')
  const follows = after.map(({ word }) => word).join(' ')
  return (
    /\b(?:different|close|related|similar|near|next|akin|like|other|around|beside|neighbou?r\w*|cousins?|border\w*)\b/.test(
      said
    ) &&
    /^(?:still |somehow |yet )?(?:not|without|no|related|different|similar|close|near|connected|never)\b/.test(follows)
  )
}

const isBoth = (part: readonly Token[], next: string) =>
  (part.at(-1)?.word === 'now' && next === 'then') ||
  next === 'tired' ||
  (part.at(-1)?.word === 'more' && next === 'more')

/** Whether a demand and its object have been said already, so that another «more» or «less» begins a new one. */
function hasDemand(part: readonly Token[]): boolean {
  const at = part.findIndex(({ word }) => STOPPERS.has(word) || REDUCERS.has(word) || word === 'more' || word === 'no')
  return at >= 0 && part.slice(at + 1).some(({ word }) => word.startsWith('@'))
}
