import { actionBit } from '../contract/session.ts'

const CLICK = actionBit('click')
const WARM = actionBit('like') | actionBit('comment') | actionBit('share') | actionBit('follow')
const HIDE = actionBit('hide')

/** Whether an impression was opened. */
export const isOpened = (actions: number): boolean => (actions & CLICK) !== 0

/** Whether it was answered with more than watching: a like, a comment, a share or a follow. */
export const isWarm = (actions: number): boolean => (actions & WARM) !== 0

/**
 * What one impression was worth to the person, as far as its acts tell: 0 passed, 0.3 opened and closed at once,
 * 0.9 opened and seen to the end; 0.1 more with a like, a comment, a share or a follow; −1 hidden.
 *
 * @param actions       bits of ACTIONS
 * @param watchSeconds  0 or more
 * @param seconds       length of the item, above 0
 * @returns             −1 … 1
 */
export function worthOf(actions: number, watchSeconds: number, seconds: number): number {
  if (actions & HIDE) return -1
  const warm = actions & WARM ? 0.1 : 0
  if (!(actions & CLICK)) return warm
  return 0.3 + 0.6 * Math.min(1, Math.max(0, watchSeconds / seconds)) + warm
}
