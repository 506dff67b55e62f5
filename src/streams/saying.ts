import { SAID } from './cast.ts'

const BITS: ReadonlyMap<string, number> = new Map([
  ['review.asked', SAID.reviewAsked],
  ['disengagement.sensed', SAID.disengagementSensed],
  ['instruction.asked', SAID.instructionAsked],
  ['user.left', SAID.userLeft]
])

/** The bit of SAID of what a mindset said, 0 for what the stage does not know. */
export const bitOf = (type: string): number => BITS.get(type) ?? 0
