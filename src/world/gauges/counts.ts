import { type ActionCounts, DOINGS, type Doing } from '../../contract/gauges.ts'
import { actionBit } from '../../contract/session.ts'
import { type GaugeSums, MASKS } from './sums.ts'

export { type ActionCounts, DOINGS, type Doing }

/** Of each action by how often each set of them was found. @param masks number[128], by the bits of ACTIONS */
export function countsOfMasks(masks: ArrayLike<number>): ActionCounts {
  const click = actionBit('click')
  const sum = (of: number) => {
    let count = 0
    for (let mask = 0; mask < MASKS; mask++) if ((mask & of) === of) count += masks[mask]!
    return count
  }
  return {
    impressions: sum(0),
    all: byDoing((action) => sum(actionBit(action))),
    opened: byDoing((action) => sum(actionBit(action) | click))
  }
}

export const countsOf = ({ people, columns: { masks } }: GaugeSums): ActionCounts => {
  const whole = new Float64Array(MASKS)
  for (let at = 0; at < people.length * MASKS; at++) whole[at % MASKS]! += masks[at]!
  return countsOfMasks(whole)
}

export const byDoing = <Value>(of: (action: Doing) => Value): Record<Doing, Value> =>
  Object.fromEntries(DOINGS.map((action) => [action, of(action)])) as Record<Doing, Value>
