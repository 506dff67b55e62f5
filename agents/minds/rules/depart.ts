import { CAUSES, type Cause, MENDABLE, type Review, SCALARS, type Scalar, type SlateView } from '../../../src/define.ts'
import { leave, satisfaction, trigger } from '../../../src/laws/index.ts'
import type { RulesSetting } from './columns.ts'
import type { Shortfall } from './examine.ts'
import type { RulesParameters } from './parameters.ts'

const scalar = (name: Scalar) => SCALARS.indexOf(name)
const INTEREST = scalar('interest')
const SATISFACTION = scalar('satisfaction')
const SATIATION = scalar('satiation')
const FATIGUE = scalar('fatigue')
const PATIENCE = scalar('patience')
const TRUST = scalar('trust')

const cause = (name: Cause) => CAUSES.indexOf(name)
const BORED = cause('bored')
const ANNOYED = cause('annoyed')
const TIRED = cause('tired')
const REPETITIVE = cause('repetitive')
const OFF_TOPIC = cause('off-topic')
const TOO_LONG = cause('too-long')
const DONE = cause('done')
const IS_MENDABLE = CAUSES.map((name) => MENDABLE.has(name))

/** Decides after each slate: stay, speak up, or go; and why. */
export function createDeparture({ columns }: RulesSetting, p: RulesParameters) {
  const weights = (of: Partial<Record<Cause, number>>) => Float64Array.from(CAUSES, (name) => of[name] ?? 0)
  const base = weights(p.leave)
  const slope = weights(p.leaveSlope)
  /** What speaks for each cause, and how strongly it pulls then, at the positions of CAUSES. */
  const signals = new Float64Array(CAUSES.length)
  const etas = new Float64Array(CAUSES.length).fill(Number.NEGATIVE_INFINITY)
  const satisfied = { ...satisfaction.DEFAULTS, ...p.satisfaction }
  const readiness = { ...p.trigger, expressiveness: 0 }

  /** @param us the four numbers of the turn, of which the first said how far the person looked */
  return function depart(row: number, slate: SlateView, shortfall: Shortfall, us: Float64Array, out: Review): void {
    const { turn, felt, obeyed } = slate
    const worth = 0.5 * (1 + out.delight)
    columns.exposure[row] = satisfaction.sample(columns.exposure[row]!, 1 - worth, satisfied, us[3]!)
    weigh(row, felt, shortfall, out, obeyed)
    out.hazard = leave.hazard(etas)
    out.leaveCause = leave.sample(etas, us[2]!, out.hazard)
    out.disengageCause = 0
    const hangsOn = columns.ultimatum[row]!
    columns.ultimatum[row] = 0
    if (hangsOn !== 0 && obeyed < 0 && out.leaveCause === 0 && us[1]! < p.lastStraw) {
      out.leaveCause = out.disengageCause = hangsOn // it had said so, and nobody listened
      return
    }
    const wantsToGo = IS_MENDABLE[out.leaveCause]!
    const trouble = wantsToGo ? out.leaveCause : out.leaveCause === 0 ? trigger.mendableCause(etas) : 0
    if (trouble === 0) return
    const isListenedTo = columns.spoke[row] === 0 || turn + 1 - columns.spoke[row]! >= p.silence
    readiness.expressiveness = Math.min(1, p.readiness * columns.outspokenness[row]! * (0.3 + 0.7 * felt[TRUST]!))
    const senses = wantsToGo ? 1 : out.hazard
    if (isListenedTo && trigger.sample(senses, true, readiness, us[1]!)) {
      out.leaveCause = 0
      out.disengageCause = trouble
      columns.spoke[row] = turn + 1
      columns.ultimatum[row] = wantsToGo ? trouble : 0
    } else if (wantsToGo) out.disengageCause = trouble // goes without a word
  }

  /** Log-intensities of leaving, by cause. */
  function weigh(
    row: number,
    felt: Float64Array,
    { disliked, indifferent, long, sameness, full, again }: Shortfall,
    { found, delight, reached }: Review,
    obeyed: number
  ): void {
    const lasting = satisfaction.level(columns.exposure[row]!, satisfied) - 0.5
    const tolerant =
      p.tolerance * (felt[TRUST]! - 0.5) +
      p.content * (felt[SATISFACTION]! - 0.5) +
      p.lasting * lasting +
      p.heeded * obeyed
    const effort = Math.log(reached / p.perItems)
    const variety = 0.4 + columns.variety[row]!
    signals[BORED] = 0.5 - felt[INTEREST]! - 0.15 * delight
    signals[ANNOYED] = disliked + 0.5 * (0.5 - felt[PATIENCE]!)
    signals[TIRED] = felt[FATIGUE]!
    signals[REPETITIVE] = Math.max(0, variety * (sameness + full + again) + 0.6 * felt[SATIATION]! - 0.3)
    signals[OFF_TOPIC] = indifferent - 0.5 + 0.3 * (0.5 - felt[INTEREST]!)
    signals[TOO_LONG] = long
    signals[DONE] = found * felt[SATISFACTION]!
    for (let at = 1; at < etas.length; at++)
      etas[at] = effort + base[at]! + slope[at]! * signals[at]! - (IS_MENDABLE[at] ? tolerant : 0)
  }
}
