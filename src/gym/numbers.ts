import type { Encoder, Moment, Process, Space } from '../contract/environment.ts'
import { RecoError } from '../contract/error.ts'
import type { Staged } from './episodes.ts'

/** A state in numbers of fixed shape: what a network takes. */
export interface Numbers {
  /** stateSize numbers. */
  readonly state: readonly number[]
  /** most × itemSize: a row a candidate; rows beyond the candidates that there are hold zeros. */
  readonly items: readonly (readonly number[])[]
  /** most numbers: 1 where there is a candidate, else 0. */
  readonly mask: readonly number[]
}

/**
 * The same world for learners that take numbers: observations of one shape, and slates as the positions of candidates.
 * Nothing where it tells no numbers of itself.
 */
export function numberedOf({
  name,
  process
}: Staged<unknown, unknown, unknown>): Staged<unknown, Numbers, readonly number[]> | undefined {
  const { encoder } = process
  return encoder && { name, process: numbered(process, encoder) }
}

function numbered<State, Observation, Action>(
  process: Process<State, Observation, Action>,
  encoder: Encoder<Observation, Action>
): Process<State, Numbers, readonly number[]> {
  const { stateSize, itemSize, slateSize, most } = encoder
  const state = new Float64Array(stateSize)
  const items = new Float64Array(most * itemSize)

  function observe(now: State): Numbers {
    const count = encoder.encode(process.observe(now), state, items)
    return {
      state: Array.from(state),
      items: Array.from({ length: most }, (_, i) =>
        i < count ? Array.from(items.subarray(i * itemSize, (i + 1) * itemSize)) : new Array<number>(itemSize).fill(0)
      ),
      mask: Array.from({ length: most }, (_, i) => Number(i < count))
    }
  }

  function actionOf(now: State, chosen: readonly number[]): Action {
    const seen = process.observe(now)
    const count = encoder.encode(seen, state, items)
    const beyond = chosen.find((at) => at >= count)
    if (beyond === undefined) return encoder.action(chosen, seen)
    throw new RecoError('environment.bad-action', {
      what: `Position ${beyond} is chosen, and there are ${count} candidates now.`,
      fix: 'Choose where observation.mask is 1. Nothing has changed; step() again.'
    })
  }

  const { stepLater, horizon, begin, copy, tools } = process
  return {
    horizon,
    begin,
    ...(copy && { copy }),
    ...(tools && { tools }),
    spaces: { observation: shapeOf(stateSize, itemSize, most), action: slateOf(slateSize, most) },
    observe,
    step: (now, chosen, moment: Moment) => process.step(now, actionOf(now, chosen), moment),
    ...(stepLater && { stepLater: (now, chosen, moment) => stepLater(now, actionOf(now, chosen), moment) })
  }
}

const box = (shape: number[], low: number | null, high: number | null): Space => ({ kind: 'box', shape, low, high })

const shapeOf = (stateSize: number, itemSize: number, most: number): Space => ({
  kind: 'record',
  of: { state: box([stateSize], null, null), items: box([most, itemSize], null, null), mask: box([most], 0, 1) }
})

const slateOf = (slateSize: number, most: number): Space => ({
  kind: 'list',
  of: { kind: 'index', n: most },
  least: 1,
  most: Math.min(slateSize, most),
  distinct: true
})
