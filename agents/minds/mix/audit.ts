import { ACTIONS, type Catalogue, type MindAccount, type Review, type SlateView } from '../../../src/define.ts'
import { softplus } from '../../../src/learning/distil/losses.ts'
import { isOpened } from '../../../src/learning/distil/rows.ts'

const LIKE = 1 << ACTIONS.indexOf('like')
type Error = NonNullable<MindAccount['error']>

/** What one mind did with the audited slates. */
interface Sums {
  opened: number
  liked: number
  /** Over all that it opened. */
  openings: number
  ratios: number
  leaving: number
}
/** What is counted of one slate, or of all. */
interface Compared {
  readonly model: Sums
  readonly parametric: Sums
  /** Slots that both looked at; and where both did the same: opened it, or not. */
  both: number
  agree: number
  /** Slots that the model looked at, those that it opened, and the log-loss of that. */
  looked: number
  taken: number
  nats: number
}

const sums = (): Sums => ({ opened: 0, liked: 0, openings: 0, ratios: 0, leaving: 0 })
const compared = (): Compared => ({
  model: sums(),
  parametric: sums(),
  both: 0,
  agree: 0,
  looked: 0,
  taken: 0,
  nats: 0
})

/**
 * Holds slates that both minds went through against each other.
 *
 * @param tellsOdds whether the parametric mind's `affinity` is the log-odds that an item is opened which is looked at
 */
export function createAudit({ seconds }: Catalogue, tellsOdds: boolean) {
  /** In the order in which they were asked for: sums of fractions hang on their order, and arrival is none. */
  const slates: (Compared | undefined)[] = []

  function compare({ items }: SlateView, model: Review, parametric: Review): Compared {
    const one = compared()
    one.both = Math.min(model.reached, parametric.reached)
    one.looked = model.reached
    for (const [into, review] of [[one.model, model] as const, [one.parametric, parametric] as const]) {
      into.leaving = review.leaveCause !== 0 || review.disengageCause !== 0 ? 1 : 0
      for (let slot = 0; slot < review.reached; slot++) {
        const mask = review.actions[slot]!
        if (slot < one.both && isOpened(mask)) into.opened++
        if (slot < one.both && mask & LIKE) into.liked++
        if (!isOpened(mask)) continue
        into.openings++
        into.ratios += review.watchSeconds[slot]! / seconds[items[slot]!]!
      }
    }
    for (let slot = 0; slot < model.reached; slot++) {
      const isTaken = isOpened(model.actions[slot]!)
      if (slot < one.both && isTaken === isOpened(parametric.actions[slot]!)) one.agree++
      if (isTaken) one.taken++
      const logOdds = parametric.affinity[slot]!
      if (tellsOdds) one.nats += softplus(logOdds) - (isTaken ? logOdds : 0)
    }
    return one
  }

  return {
    /** A slate that both will have gone through; what it returns is called when the model has. */
    begin(slate: SlateView, parametric: Review): (model: Review) => void {
      const at = slates.push(undefined) - 1
      return (model) => {
        slates[at] = compare(slate, model, parametric)
      }
    },

    error(): Error | null {
      const there = slates.filter((one) => one !== undefined)
      if (there.length === 0) return null
      const all = compared()
      for (const { model, parametric, ...counts } of there) {
        for (const key of Object.keys(counts) as (keyof typeof counts)[]) all[key] += counts[key]
        for (const key of Object.keys(model) as (keyof Sums)[]) {
          all.model[key] += model[key]
          all.parametric[key] += parametric[key]
        }
      }
      const of = (what: (side: Sums) => number) => ({ model: what(all.model), parametric: what(all.parametric) })
      const opened = of((side) => share(side.opened, all.both))
      const byChance = opened.model * opened.parametric + (1 - opened.model) * (1 - opened.parametric)
      return {
        slates: there.length,
        opened: { agree: all.agree, of: all.both, byChance, ...opened },
        liked: of((side) => share(side.liked, all.both)),
        watchRatio: of((side) => share(side.ratios, side.openings)),
        leaving: of((side) => share(side.leaving, there.length)),
        ...(tellsOdds
          ? { logLoss: { nats: share(all.nats, all.looked), nullNats: entropy(share(all.taken, all.looked)) } }
          : {})
      }
    }
  }
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
const entropy = (p: number): number => (p === 0 || p === 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log1p(-p))
