import { RecoError } from '../../contract/error.ts'
import type { Catalogue, Chance, ColumnSpec, Luck, MindDefinition, Review, SlateView } from '../../contract/plugin.ts'
import { actionBit } from '../../contract/session.ts'
import type { Calibration } from './calibration.ts'
import { type ActionCounts, countsOfMasks, DOINGS } from './counts.ts'
import { MASKS } from './sums.ts'

const SKIP = actionBit('skip')
const CLICK = actionBit('click')
const HIDE = actionBit('hide')
const ALONE = actionBit('follow') | HIDE
const DONE = DOINGS.reduce((bits, action) => bits | actionBit(action), 0)

/** What a calibration did: what the mind decided, and what became of it. */
export interface Corrections {
  before(): ActionCounts
  after(): ActionCounts
  count(before: number, after: number): void
}

export function createCorrections(): Corrections {
  const [before, after] = [new Float64Array(MASKS), new Float64Array(MASKS)]
  return {
    before: () => countsOfMasks(before),
    after: () => countsOfMasks(after),
    count(was, is) {
      before[was]!++
      after[is]!++
    }
  }
}

/**
 * A mind whose excess is thinned out: the same draw for the same person, session, turn and slot decides what is kept. An item
 * whose click is dropped is passed on: it was not watched, and the mind has nothing to say about it. How the slate felt stays.
 *
 * @param corrections counts what was decided and what was kept, for all minds made of it in this thread
 * @throws RecoError  `calibration.bad-keep`
 */
export function calibrated<Specs extends Record<string, ColumnSpec>>(
  definition: MindDefinition<Specs>,
  { keep }: Pick<Calibration, 'keep'>,
  corrections?: Corrections
): MindDefinition<Specs> {
  for (const action of DOINGS) mustBeChance(action, keep[action])

  /** What is left of the actions of an impression; `aside` has the draws for which a block has no room. */
  function kept(mask: number, { block }: Luck, aside: Luck): number {
    let left = mask
    if (mask & CLICK && block[0]! >= keep.click) left &= HIDE
    if (block[1]! >= keep.like) left &= ~actionBit('like')
    if (block[2]! >= keep.comment) left &= ~actionBit('comment')
    if (block[3]! >= keep.share) left &= ~actionBit('share')
    if (aside.block[0]! >= keep.follow) left &= ~actionBit('follow')
    if (aside.block[1]! >= keep.hide) left &= ~HIDE
    return left === mask || left & CLICK ? left : left | SKIP
  }

  /** Of a review: the slots whose click was dropped. The next answer that is written there takes their place. */
  const dropped = new WeakMap<Review, Set<number>>()

  function correct({ user, session, turn, items }: SlateView, chance: Chance, out: Review, { seconds }: Catalogue) {
    const luck = chance.for('calibration')
    const aside = chance.for('calibration/aside')
    const { actions, watchSeconds, reasons } = out
    const without = new Set<number>()
    for (let slot = 0; slot < out.reached; slot++) {
      const mask = actions[slot]!
      let left = mask
      if (mask & DONE) {
        luck.at(user, session, turn, slot)
        if (mask & ALONE) aside.at(user, session, turn, slot)
        left = kept(mask, luck, aside)
      }
      corrections?.count(mask, left)
      actions[slot] = left
      if (!(mask & CLICK) || left & CLICK) continue
      without.add(slot)
      out.seconds = Math.max(0, out.seconds - watchSeconds[slot]!)
      watchSeconds[slot] = reasons[slot] = 0
    }
    dropped.set(out, without)
    if (without.size > 0) out.watchRatio = meanRatio(items, out, seconds)
  }

  return {
    ...definition,
    description: `${definition.description}; what it does too often is thinned out`,
    create(setting) {
      const mind = definition.create(setting)
      const { catalogue } = setting
      return {
        born: (row, persona) => mind.born(row, persona),
        arrive: (row, session, awayMs) => mind.arrive(row, session, awayMs),
        review(row, slate, chance, out) {
          const decided = mind.review(row, slate, chance, out)
          if (!(decided instanceof Promise)) return correct(slate, chance, out, catalogue)
          return decided.then(() => correct(slate, chance, out, catalogue))
        },
        reflect: (row, slate, review, chance) => mind.reflect(row, slate, review, chance),
        rest: (row, session, how, felt, chance) => mind.rest(row, session, how, felt, chance),
        thought: (row, slate, review, slot) =>
          dropped.get(review)?.has(slot) ? '' : mind.thought(row, slate, review, slot),
        ...(mind.account ? { account: () => mind.account!() } : {}),
        ...(mind.affinity ? { affinity: (row: number, item: number) => mind.affinity!(row, item) } : {})
      }
    }
  }
}

function meanRatio(items: Int32Array, { reached, actions, watchSeconds }: Review, seconds: Float64Array): number {
  let sum = 0
  let opened = 0
  for (let slot = 0; slot < reached; slot++) {
    if (!(actions[slot]! & CLICK)) continue
    sum += watchSeconds[slot]! / seconds[items[slot]!]!
    opened++
  }
  return opened === 0 ? 0 : sum / opened
}

function mustBeChance(action: string, keep: number): void {
  if (keep >= 0 && keep <= 1) return
  throw new RecoError('calibration.bad-keep', {
    what: `${action} is to be kept with chance ${keep}.`,
    fix: 'Give a chance from 0 to 1 for each action; calibrationOf() does.'
  })
}
