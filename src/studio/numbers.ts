import * as z from 'zod'

const whole = (low: number, high: number) => z.number().int().min(low).max(high).optional()

/** The numbers of a run, with the ranges of `run`. */
export const NUMBERS_OF_FORM = {
  users: whole(1, 10_000_000),
  sessions: whole(1, 10_000),
  turns: whole(1, 10_000),
  slateSize: whole(1, 100),
  seed: whole(0, Number.MAX_SAFE_INTEGER)
} as const
