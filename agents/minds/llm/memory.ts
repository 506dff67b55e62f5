import { type Catalogue, type Ending, type Instruction, SCALARS, type SlateView } from '../../../src/define.ts'
import { asData, clip } from '../../../src/models/data.ts'
import type { ReviewAnswer } from './answers.ts'

/** Slates of this visit, visits, and wishes that a person remembers. */
const MOST = { slates: 3, visits: 5, wishes: 3 } as const
const INTEREST = SCALARS.indexOf('interest')
const SATISFACTION = SCALARS.indexOf('satisfaction')

interface SlateNote {
  readonly slate: number
  readonly delight: number
  readonly items: readonly { readonly title: string; readonly did: string; readonly thought: string }[]
}

interface VisitNote {
  readonly visit: number
  readonly slates: number
  readonly ended: Ending
  /** From the first slate to the last. */
  readonly interest: readonly [number, number]
  readonly satisfaction: readonly [number, number]
  readonly liked: readonly string[]
  readonly asked: readonly string[]
}

/** What a person remembers: the last slates one by one, earlier visits as summaries. Plain JSON, bounded. */
export interface Memory {
  visits: VisitNote[]
  slates: SlateNote[]
  wishes: string[]
  /** What became of the last of them, in words; nothing before the next slate. */
  fate: string
  /** Of the visit under way. */
  seen: number
  liked: string[]
  began: readonly [interest: number, satisfaction: number] | null
}

export const newMemory = (): Memory => ({
  visits: [],
  slates: [],
  wishes: [],
  fate: '',
  seen: 0,
  liked: [],
  began: null
})

const last = <T>(all: readonly T[], most: number): T[] => all.slice(-most)
const rounded = (value: number) => Math.round(100 * value) / 100

/** Takes in what the person did with a slate. */
export function noteSlate(memory: Memory, { items }: Catalogue, view: SlateView, answer: ReviewAnswer): void {
  memory.began ??= [rounded(view.felt[INTEREST]!), rounded(view.felt[SATISFACTION]!)]
  const seen = answer.items.map(({ actions, thought }, slot) => ({
    title: clip(items[view.items[slot]!]!.title, 80),
    did: actions.join('+'),
    thought: clip(thought, 120)
  }))
  memory.slates = last([...memory.slates, { slate: view.turn + 1, delight: answer.delight, items: seen }], MOST.slates)
  memory.seen++
  const enjoyed = seen.filter(({ did }) => /like|share|follow|comment/.test(did)).map(({ title }) => title)
  memory.liked = last([...memory.liked, ...enjoyed], 3)
}

export function noteWish(memory: Memory, { text }: Instruction): void {
  memory.wishes = last([...memory.wishes, clip(text, 200)], MOST.wishes)
  memory.fate = ''
}

/** The visit is over and becomes a summary. */
export function sumUp(memory: Memory, session: number, ended: Ending, felt: Float64Array): void {
  const now = [rounded(felt[INTEREST]!), rounded(felt[SATISFACTION]!)] as const
  const began = memory.began ?? now
  const visit: VisitNote = {
    visit: session + 1,
    slates: memory.seen,
    ended,
    interest: [began[0], now[0]],
    satisfaction: [began[1], now[1]],
    liked: memory.liked,
    asked: memory.wishes
  }
  memory.visits = last([...memory.visits, visit], MOST.visits)
  memory.slates = []
  memory.wishes = []
  memory.fate = ''
  memory.liked = []
  memory.seen = 0
  memory.began = null
}

/** What the person remembers, as data: earlier visits, then this one. */
export function memoryIn({ visits, slates }: Memory): string {
  const lines = [...visits, ...slates].map(asData)
  return lines.length === 0
    ? 'The person remembers nothing of this feed yet.'
    : `<memory>\n${lines.join('\n')}\n</memory>`
}

/** What became of the last wish: told by the slate after it, and remembered from then on. */
export function fateIn(memory: Memory, obeyed: number): string {
  const wish = memory.wishes.at(-1)
  if (wish === undefined) return ''
  if (memory.fate === '' && obeyed !== 0)
    memory.fate = obeyed > 0.5 ? 'was followed' : obeyed > 0 ? 'was followed in part' : 'was ignored'
  return memory.fate === '' ? '' : `What the person asked for last, ${asData(wish)}, ${memory.fate}.`
}
