import * as z from 'zod'

const figure = z.number()
const count = z.number().int().min(0)

/**
 * How well a yes or no is foretold, on people who were not fitted to. `nats` and `brier` are mean log-loss and mean squared
 * error; `null…` those of the rate alone. `retest`: the teacher, asked twice about the same slate. Of whoever knows no more
 * than the slate, its own noise puts the squared error at no less than `brier`, and the log-loss at no less than `nats` (a
 * bound: 2 ln 2 · the part of answers that differ). Leaving and speaking are foretold from what was done with the slate,
 * and may do better than that.
 */
export const Score = z.strictObject({
  n: count,
  teacher: figure,
  distilled: figure,
  nats: figure,
  nullNats: figure,
  brier: figure,
  nullBrier: figure,
  retest: z.strictObject({ n: count, agreement: figure, brier: figure, nats: figure }).nullable()
})
export type Score = z.infer<typeof Score>

/** What a distilled mind is worth, on people who were not fitted to. Null where nothing of the kind happened. */
export const HeldOut = z.strictObject({
  people: count,
  decisions: count,
  impressions: count,
  opened: Score,
  /** Given what came before: whether it was opened, and how long it was watched. */
  reactions: z.record(z.string(), Score),
  passing: z.record(z.string(), Score),
  /** Largest distance between the teacher's distribution and the foretold one, and between it and that of the rest. */
  watch: z
    .strictObject({ n: count, teacherMean: figure, distilledMean: figure, distance: figure, nullDistance: figure })
    .nullable(),
  leaves: Score,
  speaks: Score,
  /** Mean log-loss of the cause, given that somebody left or spoke. */
  causes: z.strictObject({ n: count, nats: figure, nullNats: figure }).nullable(),
  delight: z.strictObject({ error: figure, sd: figure }),
  /** How likely people were to leave, turn by turn. */
  hazard: z.array(z.strictObject({ turn: count, n: count, teacher: figure, distilled: figure }))
})
export type HeldOut = z.infer<typeof HeldOut>
