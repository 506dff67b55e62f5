import { CAUSES, type Chance, MENDABLE, type Review, SCALARS, type SlateView } from '../../../src/define.ts'
import { leave, satisfaction, trigger } from '../../../src/laws/index.ts'
import type { RulesSetting } from './columns.ts'
import type { Shortfall } from './examine.ts'
import type { RulesParameters } from './parameters.ts'

const [INTEREST, SATISFACTION, SATIATION, FATIGUE, PATIENCE, TRUST] = SCALARS.map((_, i) => i) as [
  number,
  number,
  number,
  number,
  number,
  number
]
const MENDABLE_AT = CAUSES.map((cause) => MENDABLE.has(cause))

/** Decides after each slate: stay, speak up, or go; and why. */
export function createDeparture({ columns }: RulesSetting, p: RulesParameters) {
  const etas = new Float64Array(CAUSES.length)
  const satisfied = { ...satisfaction.DEFAULTS, ...p.satisfaction }

  return function depart(row: number, slate: SlateView, shortfall: Shortfall, chance: Chance, out: Review): void {
    const { user, session, turn, felt, obeyed } = slate
    const luck = chance.for('turn') // its first number said how far the person looked
    luck.at(user, session, turn)
    const worth = 0.5 * (1 + out.delight)
    columns.exposure[row] = satisfaction.sample(columns.exposure[row]!, 1 - worth, satisfied, luck.block[3]!)
    weigh(row, felt, shortfall, out, obeyed)
    out.hazard = leave.hazard(etas)
    out.leaveCause = leave.sample(etas, luck.block[2]!)
    out.disengageCause = 0
    const hangsOn = columns.ultimatum[row]!
    columns.ultimatum[row] = 0
    if (hangsOn !== 0 && obeyed < 0 && out.leaveCause === 0 && luck.block[1]! < p.lastStraw) {
      out.leaveCause = out.disengageCause = hangsOn // it had said so, and nobody listened
      return
    }
    const wantsToGo = MENDABLE_AT[out.leaveCause] ?? false
    const cause = wantsToGo ? out.leaveCause : out.leaveCause === 0 ? trigger.mendableCause(etas) : 0
    if (cause === 0) return
    const isListenedTo = columns.spoke[row] === 0 || turn + 1 - columns.spoke[row]! >= p.silence
    const readiness = p.readiness * columns.outspokenness[row]! * (0.3 + 0.7 * felt[TRUST]!)
    const senses = wantsToGo ? 1 : out.hazard
    const speaks =
      isListenedTo &&
      trigger.sample(senses, true, { ...p.trigger, expressiveness: Math.min(1, readiness) }, luck.block[1]!)
    if (speaks) {
      out.leaveCause = 0
      out.disengageCause = cause
      columns.spoke[row] = turn + 1
      columns.ultimatum[row] = wantsToGo ? cause : 0
    } else if (wantsToGo) out.disengageCause = cause // goes without a word
  }

  /** Log-intensities of leaving, by cause. */
  function weigh(
    row: number,
    felt: Float64Array,
    { disliked, indifferent, long, sameness, full, again }: Shortfall,
    { found, delight, reached }: Review,
    obeyed: number
  ): void {
    const { leave: base, leaveSlope: slope } = p
    const lasting = satisfaction.level(columns.exposure[row]!, satisfied) - 0.5
    const tolerant =
      p.tolerance * (felt[TRUST]! - 0.5) +
      p.content * (felt[SATISFACTION]! - 0.5) +
      p.lasting * lasting +
      p.heeded * obeyed
    const effort = Math.log(reached / p.perItems)
    const set = (cause: keyof typeof slope, signal: number) => {
      etas[CAUSES.indexOf(cause)] = effort + base[cause] + slope[cause] * signal - (MENDABLE.has(cause) ? tolerant : 0)
    }
    const variety = 0.4 + columns.variety[row]!
    etas[0] = Number.NEGATIVE_INFINITY
    set('bored', 0.5 - felt[INTEREST]! - 0.15 * delight)
    set('annoyed', disliked + 0.5 * (0.5 - felt[PATIENCE]!))
    set('tired', felt[FATIGUE]!)
    set('repetitive', Math.max(0, variety * (sameness + full + again) + 0.6 * felt[SATIATION]! - 0.3))
    set('off-topic', indifferent - 0.5 + 0.3 * (0.5 - felt[INTEREST]!))
    set('too-long', long)
    set('done', found * felt[SATISFACTION]!)
    etas[CAUSES.indexOf('external')] = effort + base.external
  }
}
