import type { ColumnSpec, MindSetting, Review, SlateView } from '../../../src/define.ts'
import { deedOf } from '../../../src/learning/distil/answer.ts'
import { isOpened } from '../../../src/learning/distil/rows.ts'
import { rowsOf } from '../distilled/observe.ts'
import { createScene } from '../distilled/scene.ts'
import { COLUMNS, type RulesSetting } from '../rules/columns.ts'

type Specs = Record<string, ColumnSpec>

/** Keeps a parametric mind's state to what people did, where the model decided it. */
export type Following = ReturnType<typeof createFollowing>

/** Whether a mind keeps of people what the mind of laws does, as `rules` and distilled minds do. */
export const keepsLaws = (specs: Specs): boolean =>
  Object.entries<ColumnSpec>(COLUMNS).every(
    ([name, { type, per = 'person' }]) => specs[name]?.type === type && (specs[name].per ?? 'person') === per
  )

/** @param setting of a mind that keeps laws */
export function createFollowing(specs: Specs, setting: MindSetting) {
  const { catalogue } = setting
  const { columns } = setting as unknown as RulesSetting
  const { view, follow, judge } = createScene(setting as unknown as RulesSetting)
  const stateOf = rowsOf(specs, setting.columns, catalogue)

  /** Whoever speaks was about to go, and the next slate decides. @param before what stood in `spoke` until this slate */
  function speaks(row: number, { turn }: SlateView, { leaveCause, disengageCause }: Review, before: number): void {
    const isSaid = leaveCause === 0 && disengageCause !== 0
    columns.spoke[row] = isSaid ? turn + 1 : before
    columns.ultimatum[row] = isSaid ? disengageCause : 0
  }

  return {
    /** What is kept of a person now; what it returns puts it back. */
    keep(row: number): () => void {
      const state = stateOf(row)
      const kept = state.map(({ values }) => values.slice())
      return () => {
        for (const [i, { values }] of state.entries()) values.set(kept[i]!)
      }
    },
    spoke: (row: number): number => columns.spoke[row]!,
    /** The model went through the slate. */
    reviewed(row: number, slate: SlateView, review: Review): void {
      const seconds = (slot: number) => catalogue.seconds[slate.items[slot]!]!
      const { reached, actions, ratios, delight } = deedOf(review, isOpened, seconds)
      view(row, slate)
      follow(row, slate, reached, actions, ratios)
      judge(row, delight)
      speaks(row, slate, review, columns.spoke[row]!)
    },
    /** The parametric mind went through the slate, and the model said whether the person goes. */
    departed: speaks
  }
}
