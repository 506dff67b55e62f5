import type { Witness } from '../parts.ts'

/** Several witnesses as one, each told in turn; nobody is told what none of them listens to. */
export function alongside(witnesses: readonly (Witness | undefined)[]): Witness | undefined {
  const all = witnesses.filter((witness) => witness !== undefined)
  if (all.length < 2) return all[0]
  const listens = all.filter(({ spoke }) => spoke)
  const follows = all.filter(({ followed }) => followed)
  const stays = all.filter(({ ended }) => ended)
  return {
    reviewed(view, review) {
      for (const witness of all) witness.reviewed(view, review)
    },
    ...(follows.length > 0
      ? {
          followed(user, session, turn, instruction, before, after) {
            for (const witness of follows) witness.followed!(user, session, turn, instruction, before, after)
          }
        }
      : {}),
    ...(listens.length > 0
      ? {
          ...(listens.every(({ isWordless }) => isWordless) ? { isWordless: true as const } : {}),
          spoke(user, session, turn, instruction) {
            for (const witness of listens) witness.spoke!(user, session, turn, instruction)
          }
        }
      : {}),
    ...(stays.length > 0
      ? {
          ended(user, session, turn, how, reason) {
            for (const witness of stays) witness.ended!(user, session, turn, how, reason)
          }
        }
      : {})
  }
}
