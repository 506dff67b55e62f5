import { expect, test } from 'vitest'
import type { Review } from '../src/contract/plugin.ts'
import { createReview } from '../src/contract/review.ts'
import { ACTIONS, CAUSES, REASONS } from '../src/contract/session.ts'
import { flawIn } from '../src/world/flaws.ts'

const SLOTS = 4
const whole = (numbers: Partial<Review> = {}): Review => ({ ...createReview(SLOTS), reached: SLOTS, ...numbers })
const MOST = Number.MAX_VALUE

/** Each number of a review, with the least and the most that it may be. */
const RANGES: [name: keyof Review, low: number, high: number][] = [
  ['delight', -1, 1],
  ['watchRatio', 0, MOST],
  ['seconds', 0, MOST],
  ['sameness', 0, 1],
  ['found', 0, 1],
  ['hazard', 0, 1],
  ['leaveCause', 0, CAUSES.length - 1],
  ['disengageCause', 0, CAUSES.length - 1],
  ['reached', 0, SLOTS]
]

test.each(RANGES)('%s may be %d … %d, and a review with any other number has a flaw', (name, low, high) => {
  for (const fine of [low, high]) expect(flawIn(whole({ [name]: fine }), SLOTS)).toBeUndefined()
  for (const wrong of [low - 1, high === MOST ? Number.POSITIVE_INFINITY : high + 1, Number.NaN]) {
    const flaw = flawIn(whole({ [name]: wrong }), SLOTS)
    expect(flaw).toMatchObject({ code: 'mind.bad-review' })
    expect(flaw!.message).toContain(`${name} = ${wrong}; it must be`)
  }
})

test('a cause and a slot are whole numbers', () => {
  for (const name of ['leaveCause', 'disengageCause', 'reached'])
    expect(flawIn(whole({ [name]: 1.5 }), SLOTS)!.message).toContain(`${name} = 1.5`)
})

test('what a slot says is looked at where it was reached, and only there', () => {
  const odd: [write: (review: Review, slot: number) => void, said: (slot: number) => string][] = [
    [({ watchSeconds }, slot) => watchSeconds.fill(-1, slot, slot + 1), (slot) => `watchSeconds[${slot}] = -1`],
    [
      ({ watchSeconds }, slot) => watchSeconds.fill(Number.NaN, slot, slot + 1),
      (slot) => `watchSeconds[${slot}] = NaN`
    ],
    [({ actions }, slot) => actions.fill(1 << ACTIONS.length, slot, slot + 1), (slot) => `actions[${slot}] = 128`],
    [
      ({ reasons }, slot) => reasons.fill(REASONS.length, slot, slot + 1),
      (slot) => `reasons[${slot}] = ${REASONS.length}`
    ]
  ]
  for (const [write, said] of odd)
    for (let slot = 0; slot < SLOTS; slot++) {
      const review = whole()
      write(review, slot)
      expect(flawIn(review, SLOTS)!.message).toContain(said(slot))
      review.reached = slot
      expect(flawIn(review, SLOTS)).toBeUndefined()
    }
})
