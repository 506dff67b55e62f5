import type { Witness } from '../parts.ts'

/** Several witnesses as one, each told in turn; nobody is told what none of them listens to. */
export function alongside(witnesses: readonly (Witness | undefined)[]): Witness | undefined {
  const all = witnesses.filter((witness) => witness !== undefined)
  if (all.length < 2) return all[0]
  const listens = all.filter(({ spoke }) => spoke)
  const stays = all.filter(({ ended }) => ended)
  return {
    reviewed(view, review) {
      for (const witness of all) witness.reviewed(view, review)
    },
    ...(listens.length > 0
      ? {
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
