import type { Line } from '../../api.ts'

/** What a person was shown in one slot, and what it did with it, where it got that far. */
export interface Shown {
  readonly slot: number
  readonly title: string
  /** Why the recommender chose it. */
  why: string
  reaction: Line | undefined
}

export type Entry =
  /** `isAgain`: the recommender plans what it planned last time. */
  | { readonly kind: 'line'; readonly line: Line; readonly isAgain: boolean }
  /** A slate: its first line, and its items. */
  | { readonly kind: 'items'; readonly key: string; readonly head: Line | undefined; readonly items: Shown[] }

/** What happened between two slates: one turn of one visit. */
export interface Slate {
  readonly key: string
  readonly session: number
  readonly turn: number
  readonly entries: Entry[]
}

/** Lines by visit and slate, in order; an item's reaction beside the item. */
export function slatesOf(lines: readonly Line[]): Slate[] {
  const slates: Slate[] = []
  let items: Shown[] | undefined
  let plan: Line | undefined
  for (const line of lines) {
    let slate = slates.at(-1)
    if (slate === undefined || slate.session !== line.session || slate.turn !== line.turn) {
      slate = { key: `${line.session} ${line.turn} ${line.id}`, session: line.session, turn: line.turn, entries: [] }
      slates.push(slate)
      items = undefined
    }
    const isHead = line.kind === 'slate' && line.item === undefined
    if (!isHead && (line.item === undefined || (line.kind !== 'slate' && line.kind !== 'reaction'))) {
      const isPlan = line.kind === 'planned'
      slate.entries.push({
        kind: 'line',
        line,
        isAgain: isPlan && line.text === plan?.text && line.words === plan.words
      })
      if (isPlan) plan = line
      continue
    }
    if (items === undefined || isHead) {
      items = []
      slate.entries.push({ kind: 'items', key: line.id, head: isHead ? line : undefined, items })
    }
    if (line.item !== undefined) take(items, line, line.item)
  }
  return slates
}

function take(items: Shown[], line: Line, { slot, title }: NonNullable<Line['item']>): void {
  let shown = items.find((one) => one.slot === slot && one.title === title)
  if (shown === undefined) {
    shown = { slot, title, why: '', reaction: undefined }
    items.push(shown)
  }
  if (line.kind === 'slate') shown.why = line.text
  else shown.reaction = line
}
